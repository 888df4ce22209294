#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import FactoryModel
import FactorySimulation
public import Scenarios
import SimulationStatistics

/// The folder that a run leaves behind.
///
/// | File | What it holds |
/// |---|---|
/// | `scenario.resolved.yaml` | the scenario with every default written out |
/// | `replications.csv` | one row a replication, one column a metric |
/// | `columns.json` | unit, definition and standard of each column |
/// | `summary.json` | mean and interval of each metric |
/// | `manifest.json` | how, when and where the run was made |
/// | `DONE`, or `PARTIAL` | written last |
///
/// All but `manifest.json` are the same bytes for the same (scenario, seed, replications).
public struct RunFolder: Sendable {
  /// What was simulated.
  public var scenario: Scenario
  /// What came out.
  public var outcome: RunOutcome
  /// How, when and where.
  public var manifest: RunManifest

  /// Gathers what a run folder holds.
  public init(scenario: Scenario, outcome: RunOutcome, manifest: RunManifest) {
    self.scenario = scenario
    self.outcome = outcome
    self.manifest = manifest
  }

  /// The names of all files that a run folder may hold.
  static let fileNames: Set<String> = [
    "scenario.resolved.yaml", "replications.csv", "columns.json", "summary.json",
    "manifest.json", "DONE", "PARTIAL",
  ]

  /// The files in the order in which they are written.
  func contents() throws -> [(name: String, content: Data)] {
    let summary = RunSummary(
      of: outcome, scenario: scenario.factory.name, seed: manifest.seed)
    return [
      ("scenario.resolved.yaml", Data(scenario.resolvedText.utf8)),
      ("replications.csv", Data(replicationsText().utf8)),
      ("columns.json", try jsonText(columns())),
      ("summary.json", try jsonText(summary)),
      ("manifest.json", try jsonText(manifest)),
      (outcome.isPartial ? "PARTIAL" : "DONE", Data()),
    ]
  }

  private func replicationsText() -> String {
    let header = ["arm", "replication"] + outcome.table.definitions.map(\.name)
    var text = header.joined(separator: ",") + "\n"
    for replication in outcome.replications {
      let values = replication.values.map { ratio in ratio.value.map { "\($0)" } ?? "" }
      text += (["base", "\(replication.replication)"] + values).joined(separator: ",") + "\n"
    }
    return text
  }

  private struct Column: Encodable {
    var column: String
    var unit: String?
    var definition: String
    var standard: String?
    var better: String?
    var estimate: String?
  }

  private func columns() -> [Column] {
    [
      Column(column: "arm", definition: "which variant of the scenario"),
      Column(column: "replication", definition: "number of the replication, counted from 0"),
    ]
      + outcome.table.definitions.map {
        Column(
          column: $0.name, unit: $0.unit, definition: $0.definition, standard: $0.standard,
          better: $0.better.rawValue, estimate: $0.estimate.rawValue)
      }
  }
}
