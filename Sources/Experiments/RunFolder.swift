#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import FactoryModel
import FactorySimulation
import JSONDocuments
import Scenarios
import SimulationStatistics

/// The folder that a run leaves behind.
///
/// | File | What it holds |
/// |---|---|
/// | `scenario.resolved.yaml` | of a single run: the scenario with every default written out |
/// | `scenarios/ARM.resolved.yaml` | of several arms: the same for each |
/// | `replications.csv` | one row an arm and replication, one column a metric |
/// | `columns.json` | unit, definition and standard of each column |
/// | `orders.csv` | of scenarios with orders: one row an order of each replication |
/// | `set_points.csv` | of scenarios with `control`: what rules suggested, why, and what became of it |
/// | `design.csv` | of a sweep: one row a point, with factors, means and half-widths |
/// | `benchmark.json` | of a benchmark: tuned values, chances, the verdict |
/// | `tuning.csv` | of a benchmark: the points that were tried |
/// | `business-case.json` | later, where somebody asks for it: whether the arms pay |
/// | `summary.json` | mean and interval of each metric, differences from the baseline, verdicts |
/// | `manifest.json` | how, when and where the run was made |
/// | `DONE`, or `PARTIAL` | written last |
/// | `report.html` | later, where somebody asks for it: the run as a page |
/// | `replay.html` | later, where somebody asks for it: a page that plays a stretch of the run |
///
/// All but `manifest.json` are the same bytes for the same plan.
public struct RunFolder: Sendable {
  /// What was run.
  public var plan: ExperimentPlan
  /// What came out.
  public var outcome: ExperimentOutcome
  /// The same in figures.
  public var summary: ExperimentSummary
  /// How, when and where.
  public var manifest: RunManifest
  /// Of a benchmark: what it amounts to.
  public var benchmark: BenchmarkSummary?
  /// Of a benchmark: what was tried for each arm.
  public var tunings: [ArmTuning?] = []

  /// Gathers what a run folder holds.
  public init(
    plan: ExperimentPlan, outcome: ExperimentOutcome, summary: ExperimentSummary,
    manifest: RunManifest
  ) {
    self.plan = plan
    self.outcome = outcome
    self.summary = summary
    self.manifest = manifest
  }

  /// The names of all files that a run folder may hold, and of its one folder.
  static let fileNames: Set<String> = [
    "scenario.resolved.yaml", "replications.csv", "columns.json", "summary.json",
    "manifest.json", "DONE", "PARTIAL", "design.csv", scenarioFolder, ResolvedTable.folder,
    reportName, replayName, ordersName, setPointsName,
    benchmarkName, tuningName, businessCaseName,
  ]

  /// The page about the run; a new run in the folder takes it away.
  public static let reportName = "report.html"
  /// The page that plays a stretch of the run.
  public static let replayName = "replay.html"

  /// What a benchmark amounts to.
  static let benchmarkName = "benchmark.json"
  /// The points that were tried for tuned arms.
  static let tuningName = "tuning.csv"
  /// Whether the arms of a benchmark pay.
  public static let businessCaseName = "business-case.json"

  /// The folder of the arms' resolved scenarios.
  static let scenarioFolder = "scenarios"
  /// How the names in it end.
  static let scenarioEnding = ".resolved.yaml"

  /// The files in the order in which they are written.
  func contents() throws -> [(name: String, content: Data)] {
    var files = zip(plan.resolvedFiles, plan.arms).map { file, arm in
      (name: file, content: Data(arm.scenario.resolvedText.utf8))
    }
    // Beside the scenarios that name them.
    let folder = plan.isSingleRun ? "" : RunFolder.scenarioFolder + "/"
    for table in plan.arms.flatMap(\.scenario.resolvedTables)
    where !files.contains(where: { $0.name == folder + table.name }) {
      files.append((folder + table.name, Data(table.text.utf8)))
    }
    files += [
      ("replications.csv", Data(replicationsText().utf8)),
      ("columns.json", try jsonText(columns())),
    ]
    if outcome.arms.contains(where: { $0.replications.contains { !$0.orders.isEmpty } }) {
      files.append((RunFolder.ordersName, Data(ordersText().utf8)))
    }
    if plan.arms.contains(where: { !$0.scenario.factory.controlRules.isEmpty }) {
      files.append((RunFolder.setPointsName, Data(setPointsText().utf8)))
    }
    if !plan.factors.isEmpty { files.append(("design.csv", Data(designText().utf8))) }
    if let benchmark { files.append((RunFolder.benchmarkName, try jsonText(benchmark))) }
    if tunings.contains(where: { $0 != nil }) {
      files.append((RunFolder.tuningName, Data(tuningText().utf8)))
    }
    return files + [
      ("summary.json", try summary.text()),
      ("manifest.json", try jsonText(manifest)),
      (outcome.isPartial ? "PARTIAL" : "DONE", Data()),
    ]
  }

  private func replicationsText() -> String {
    let metrics = outcome.definitions.map(\.name)
    var text = CommaSeparated.line(["arm", "replication"] + metrics)
    for (name, run) in zip(outcome.names, outcome.arms) {
      let indices = metrics.map { run.table.index(of: $0) }
      for replication in run.replications {
        let values = indices.map { index in
          index.flatMap { replication.values[$0].value }.map { "\($0)" } ?? ""
        }
        text += CommaSeparated.line([name, "\(replication.replication)"] + values)
      }
    }
    return text
  }

  private func designText() -> String {
    let metrics = outcome.definitions.map(\.name)
    var text = CommaSeparated.line(
      ["arm"] + plan.factors + metrics.flatMap { [$0, "\($0).half_width"] })
    for arm in summary.arms {
      let entries = Dictionary(
        arm.metrics.map { ($0.metric, $0) }, uniquingKeysWith: { first, _ in first })
      let values = metrics.flatMap { metric in
        let entry = entries[metric]
        return [entry?.mean, entry?.halfWidth].map { $0.map { "\($0)" } ?? "" }
      }
      text += CommaSeparated.line([arm.arm] + arm.settings + values)
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
      Column(
        column: "replication", definition: "number of the \(summary.samples.one), counted from 0"),
    ]
      + outcome.definitions.map {
        Column(
          column: $0.name, unit: $0.unit, definition: $0.definition, standard: $0.standard,
          better: $0.better.rawValue, estimate: $0.estimate.rawValue)
      }
  }
}
