import Experiments
import Foundation
import Reports
import Scenarios
import TestSupport

/// Runs for the tests of this target.
enum Runs {
  /// Two stations, an inspection, a failure and costs: a few milliseconds a replication.
  static let line = """
    fettle: 1
    name: Small line
    horizon: 8 h
    products:
      cup:
        release: saturated
        route:
          - mould
          - check: {finds: {void: 80 %}}
    stations:
      mould:
        time: exponential 30 s
        makes: {void: 2 %}
        failures: {jam: {after: exponential 2 h, clock: producing, repair: exponential 10 min}}
      check: {machines: 2, buffer: 3, time: 40 s}
    costs: {downtime: {mould: 60 EUR/h}, scrap: 1 EUR/part, escape: 5 EUR/part}

    """

  static func arm(
    _ name: String = ExperimentPlan.onlyArm, _ changes: String..., text: String = line,
    settings: [String] = []
  ) throws -> Arm {
    let overrides = try changes.map { try Override(argument: $0) }
    return Arm(
      name: name,
      scenario: try ScenarioReader.read(text: text, name: "line", overrides: overrides),
      settings: settings)
  }

  /// What is kept of a run: the page, and what it is about.
  struct Kept {
    var report: RunReport
    var run: StoredRun
    var replications: StoredReplications

    var summary: ExperimentSummary { run.summary }
  }

  /// Makes a run, keeps it in a folder and reads it back.
  static func keep(
    _ arms: [Arm], baseline: Int? = nil, factors: [String] = [], replications: Int = 4,
    batches: Int = 1, command: [String] = ["fettle", "run", "line.yaml"]
  ) async throws -> Kept {
    var plan = ExperimentPlan(
      arms: arms, baseline: baseline, factors: factors, seed: 3, replications: replications)
    plan.batches = batches
    let outcome = try await plan.run(jobs: 1)
    let manifest = RunManifest(
      version: "1.2.3", command: command,
      sources: arms.map { RunManifest.Source(arm: $0.name, scenario: "line.yaml", set: []) },
      set: [], plan: plan, jobs: 1, events: outcome.eventCount, began: 0, seconds: 1)
    let folder = RunFolder(
      plan: plan, outcome: outcome, summary: ExperimentSummary(of: outcome, plan: plan),
      manifest: manifest)
    return try withTemporaryFolder { (place: URL) throws -> Kept in
      let stored = try StoredRun(path: folder.write(to: place.appending(path: "kept").path))
      let scenarios = try stored.scenarioFiles.map {
        try ScenarioReader.read(path: stored.path + "/" + $0)
      }
      let values = try stored.replications()
      return Kept(
        report: RunReport(of: stored, scenarios: scenarios, replications: values), run: stored,
        replications: values)
    }
  }
}
