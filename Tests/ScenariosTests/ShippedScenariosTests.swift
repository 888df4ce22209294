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

  @Test("Every shipped experiment reads with its scenarios and without a warning")
  func experiments() throws {
    let files = try Repository.files(under: "experiments", suffix: ".yaml")
    #expect(files.count >= 10)
    for file in files {
      let experiment = try ExperimentReader.read(
        path: Repository.url(file).path, include: [Repository.url("scenarios").path])
      #expect(experiment.warnings.isEmpty, "\(file): \(experiment.warnings)")
      #expect(experiment.question != nil)
    }
  }
}
