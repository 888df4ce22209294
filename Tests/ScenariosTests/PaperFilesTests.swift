import Foundation
import RandomVariates
import FactoryModel
import Scenarios
import TestSupport
import Testing

/// Scenarios and experiments of many kinds of plant, most of which this version does not simulate.
@Suite("Files of many plants")
struct PaperFilesTests {
  static let folder = "Tests/Fixtures/paper"

  static let scenarios: [String] = files { !$0 }
  static let experiments: [String] = files { $0 }

  private static func files(_ isWanted: (Bool) -> Bool) -> [String] {
    let all = (try? Repository.files(under: folder, suffix: ".yaml")) ?? []
    return all.filter { isWanted(ExperimentReader.isExperiment(path: Repository.url($0).path)) }
  }

  /// The files of which everything is simulated.
  private static let simulated = ["job-shop.yaml", "wafer-fab.yaml", "beer-game.yaml"]

  @Test("There are scenarios and experiments")
  func there() {
    #expect(PaperFilesTests.scenarios.count >= 9)
    #expect(PaperFilesTests.experiments.count >= 4)
  }

  @Test("What is not simulated is refused by name, with its place", arguments: scenarios)
  func refused(file: String) throws {
    let path = Repository.url(file).path
    if PaperFilesTests.simulated.contains(where: { file.hasSuffix("/" + $0) }) {
      _ = try ScenarioReader.read(path: path)
      return
    }
    let failure = #expect(throws: ScenarioFailure.self) { try ScenarioReader.read(path: path) }
    let errors = try #require(failure).diagnostics.filter { $0.severity == .error }
    #expect(!errors.isEmpty)
    for error in errors {
      #expect(
        error.message.hasSuffix(" are not simulated yet")
          || error.message.hasSuffix(" names a model, and there is no folder of models here"),
        "\(error)")
      #expect((error.line ?? 0) > 0 && (error.column ?? 0) > 0 && error.excerpt != nil, "\(error)")
    }
    let checked = try ScenarioReader.check(path: path)
    #expect(checked.factory == nil)
    #expect(checked.notSimulated == errors)
  }

  @Test(
    "A checked scenario resolves to a text that resolves to itself, with the same tables",
    arguments: scenarios)
  func resolved(file: String) throws {
    let checked = try ScenarioReader.check(path: Repository.url(file).path)
    // The defect of that cell is looked for nowhere, which its author knows.
    let isCell = file.hasSuffix("cnc-cell.yaml")
    #expect(checked.warnings.count == (isCell ? 1 : 0), "\(checked.warnings)")
    let tables = Dictionary(
      uniqueKeysWithValues: checked.resolvedTables.map { ($0.name, $0.text) })
    let again = try ScenarioReader.check(
      text: checked.resolvedText, name: "resolved.yaml", files: tables)
    #expect(again.resolvedText == checked.resolvedText)
    #expect(again.resolvedTables == checked.resolvedTables)
    #expect(again.name == checked.name)
    #expect(again.factory == checked.factory)
    // Beside what is written there are the defaults.
    let factors = Dictionary(uniqueKeysWithValues: again.factors.map { ($0.path, $0) })
    for factor in checked.factors where !factor.path.hasPrefix("params.") {
      let same = try #require(factors[factor.path], "\(factor.path)")
      #expect(same.isLive == factor.isLive && same.range == factor.range, "\(factor) \(same)")
      // A whole rule is written with its defaults.
      if !factor.value.hasPrefix("{") { #expect(same.value == factor.value, "\(factor.path)") }
    }
    #expect(Set(checked.factors.map(\.path)).count == checked.factors.count)
  }

  @Test("No parameter is left in a resolved text", arguments: scenarios)
  func withoutParameters(file: String) throws {
    let text = try ScenarioReader.check(path: Repository.url(file).path).resolvedText
    var last: Character = " "
    for character in text {
      #expect(!(last == "$" && character.isLetter), "\(text)")
      last = character
    }
    #expect(!text.contains("\nparams:") && !text.contains("\nextends:"))
  }

  @Test("An experiment is read with its scenarios", arguments: experiments)
  func experiment(file: String) throws {
    let experiment = try ExperimentReader.read(path: Repository.url(file).path)
    #expect(experiment.question != nil)
    // One of them is over before the scenario's timeline begins.
    let isShort = file.hasSuffix("sweep-buffers.yaml")
    #expect(experiment.warnings.count == (isShort ? 1 : 0), "\(experiment.warnings)")
    #expect(!experiment.arms.isEmpty || !experiment.vary.isEmpty)
    for arm in experiment.arms { #expect(!arm.scenario.factors.isEmpty) }
  }
}
