import Experiments
import Foundation
import Optimization
import Scenarios
import TestSupport

/// Searches, calibrations and benchmarks for the tests of this target.
enum Searches {
  /// A press whose share of defects is least at a gap of 0.3 mm: a few milliseconds a replication.
  static let press = """
    fettle: 1
    name: Press
    horizon: 4 h
    products: {cup: {release: saturated, route: [press, trim]}}
    stations:
      press:
        set_points: {gap: {value: 0.8 mm, range: 0 mm to 1 mm}}
        time: exponential 20 s
        makes: {void: 1 % + 20 % * (gap / (1 mm) - 0.3)^2}
      trim: {time: exponential 18 s, buffer: 4}
    costs: {escape: 5 EUR/part}

    """

  /// What is asked of it; the rest of the experiment follows.
  static let gap = """
    fettle: 1
    question: Which gap?
    scenario: line.yaml
    vary:
      stations.press.set_points.gap: 0 mm to 1 mm
      stations.trim.buffer: 1 to 6
    budget: 12
    replications: {tune: 2, judge: 3}

    """

  private static func experiment(_ text: String, in folder: URL) throws -> Experiment {
    try Data(press.utf8).write(to: folder.appending(path: "line.yaml"))
    try Data(text.utf8).write(to: folder.appending(path: "plan.yaml"))
    return try ExperimentReader.read(path: folder.appending(path: "plan.yaml").path)
  }

  /// Searches to the end where it is to be finished, decides, keeps what comes out, and reads it back.
  static func keep(
    _ text: String, isFinished: Bool = true, decisions: [(isApproved: Bool, by: String)] = []
  ) async throws -> StoredSearch {
    try await withTemporaryFolder { (folder: URL) async throws -> StoredSearch in
      let experiment = try experiment(text, in: folder)
      let baseline = try experiment.scenario.simulated()
      let plan = try OptimizationPlan(experiment, baseline: baseline, include: [])
      let path = folder.path
      let file = try JournalFile(path: path + "/" + SearchFolder.journalName, keeping: 0)
      var search = try OptimizationSearch(plan, file: file)
      var record = SearchRecord(
        of: plan, experiment: experiment, version: "1.2.3",
        command: ["/somewhere/fettle", "optimise", "plan.yaml"], folder: "runs/search-press")
      if isFinished {
        let end = try await search.run(jobs: 1)
        var result = SearchRecord.Result(exhausted: end == .spaceExhausted)
        let finalists = search.finalists(3)
        if plan.objectives.count > 1 {
          result.front = finalists
        } else {
          result.recommended = finalists[0]
          result.isToday = search.isToday(finalists[0])
          result.belief = search.recommendation.map { SearchRecord.Belief($0) }
        }
        record.result = result
        let values = search.journal.entries[finalists[0]].values
        let proposal = SetPointProposal(
          zip(plan.factors, values).map { (path: $0.path, value: $1) }, scenario: "line.yaml")
        try SearchFolder.write(
          proposal.text(evidence: []), to: SearchFolder.recommendationName, in: path)
        let log = decisions.map { decision in
          SetPointDecision(
            isApproved: decision.isApproved, by: decision.by, reason: "it <seems> so",
            mark: proposal.mark, time: "2026-01-05T14:00:00Z"
          ).line
        }.joined()
        try SearchFolder.write(log, to: SearchFolder.decisionsName, in: path)
      }
      try SearchFolder.write(record: record, to: SearchRecord.name, in: path)
      return try StoredSearch(path: path)
    }
  }

  /// Calibrates, keeps what comes out, and reads it back.
  static func calibration() async throws -> StoredCalibration {
    let text = """
      fettle: 1
      name: Press & trim
      scenario: line.yaml
      vary:
        stations.press.set_points.gap: 0 mm to 1 mm
        stations.trim.buffer: 1 to 6
      observed: {escaped_parts: 30 parts sd 6 parts, throughput: 160 parts/h sd 5 parts/h}
      budget: 16
      replications: {tune: 3, judge: 3}

      """
    return try await withTemporaryFolder { (folder: URL) async throws -> StoredCalibration in
      let experiment = try experiment(text, in: folder)
      let plan = try CalibrationPlan(
        experiment, baseline: try experiment.scenario.simulated(), include: [])
      let path = folder.path
      let file = try JournalFile(path: path + "/" + SearchFolder.journalName, keeping: 0)
      var search = try CalibrationSearch(plan, file: file)
      _ = try await search.run(jobs: 1)
      guard let finding = search.finding else { throw Missing() }
      var record = CalibrationRecord(
        of: plan, experiment: experiment, version: "1.2.3", command: ["fettle", "calibrate"],
        folder: "runs/calibration-press")
      record.result = CalibrationRecord.Result(
        of: finding, search: search,
        comparisons: await search.check(finding.best, jobs: 1), verdict: ["It fits."],
        knowledge: [])
      try SearchFolder.write(
        CalibrationTables.posteriorText(finding.samples, of: plan), to: SearchFolder.posteriorName,
        in: path)
      try SearchFolder.write(record: record, to: CalibrationRecord.name, in: path)
      return try StoredCalibration(path: path)
    }
  }

  /// There is nothing where there should be something.
  struct Missing: Error {}
}
