import Foundation
import Scenarios
import TestSupport
import Testing

@Suite("Shipped scenarios")
struct ShippedScenariosTests {
  @Test("Every shipped scenario reads without a warning and resolves to itself")
  func roundTrip() throws {
    let files = try Repository.files(under: "scenarios", suffix: ".yaml")
    #expect(!files.isEmpty)
    for file in files {
      let scenario = try ScenarioReader.read(path: Repository.url(file).path)
      #expect(scenario.warnings.isEmpty, "\(scenario.warnings)")
      let again = try ScenarioReader.read(text: scenario.resolvedText, name: "resolved.yaml")
      #expect(again.factory == scenario.factory)
      #expect(again.resolvedText == scenario.resolvedText)
    }
  }
}
