import FactorySimulation
import Foundation
import Scenarios
import TestSupport
import Testing

@testable import Experiments
@testable import Reports

@Suite("Pages about benchmarks")
struct BenchmarkReportTests {
  private static let plan = """
    fettle: 1
    question: Which gap is worth it?
    scenario: line.yaml
    arms:
      as_is: {}
      tuned: {tune: {stations.press.set_points.gap: 0 mm to 1 mm}}
      slow: {set: {stations.press.time: exponential 30 s}}
    baseline: as_is
    minimise: cost.escape
    subject_to: [throughput >= 130 parts/h]
    replications: {tune: 3, judge: 4}

    """

  private func report() async throws -> BenchmarkReport {
    try await withTemporaryFolder { (folder: URL) async throws -> BenchmarkReport in
      try Data(Searches.press.utf8).write(to: folder.appending(path: "line.yaml"))
      try Data(BenchmarkReportTests.plan.utf8).write(to: folder.appending(path: "plan.yaml"))
      let experiment = try ExperimentReader.read(path: folder.appending(path: "plan.yaml").path)
      let arms = try experiment.arms.map {
        Arm(name: $0.name, scenario: try $0.scenario.simulated())
      }
      let plan = try BenchmarkPlan(
        experiment,
        judging: ExperimentPlan(arms: arms, baseline: 0, seed: 3, replications: 4), include: [],
        points: 5)
      let tunings = try #require(try await plan.tune(jobs: 1))
      let judging = try plan.judging(with: tunings)
      let outcome = try await judging.run(jobs: 1)
      let summary = ExperimentSummary(of: outcome, plan: judging)
      let manifest = RunManifest(
        version: "1.2.3", command: ["fettle", "benchmark", "plan.yaml"],
        sources: arms.map { RunManifest.Source(arm: $0.name, scenario: "line.yaml", set: []) },
        set: [], plan: judging, jobs: 1, events: outcome.eventCount, began: 0, seconds: 1)
      var kept = RunFolder(plan: judging, outcome: outcome, summary: summary, manifest: manifest)
      kept.benchmark = BenchmarkSummary(
        of: plan, tunings: tunings, outcome: outcome, comparison: summary)
      kept.tunings = tunings
      let run = try StoredRun(path: kept.write(to: folder.appending(path: "kept").path))
      let scenarios = try run.scenarioFiles.map {
        try ScenarioReader.read(path: run.path + "/" + $0)
      }
      return try #require(
        BenchmarkReport(
          of: run, scenarios: scenarios, replications: try run.replications(),
          tuning: try run.tuning(), businessCase: try run.businessCase()))
    }
  }

  @Test("A page shows the arms, how they were tuned, and what breaks a condition", .tags(.law))
  func page() async throws {
    let report = try await report()
    #expect(report.page.html == report.page.html)
    let page = try SearchReportTests.read(report.page)
    #expect(page.all("p", class: "question").map(\.text) == ["Which gap is worth it?"])
    let titles = page.all("h2").map(\.text)
    for title in ["Which arm is best", "Differences from as_is", "How arms were tuned"] {
      #expect(titles.contains(title))
    }
    // 30 s a part is at most 120 parts an hour.
    #expect(
      page.all("li").map(\.text).contains(
        "slow breaks a condition, and cannot be chosen: throughput >= 130 parts/h"))
    #expect(!titles.contains("Does it pay"))
  }

  @Test("Points that were tried come back from the table, each once", .tags(.law))
  func tuning() async throws {
    let tuning = try #require(try await report().tuning)
    #expect(tuning.paths == ["stations.press.set_points.gap"])
    let points = tuning.points(of: "tuned")
    #expect(Set(points.map(\.values)).count == points.count && points.count >= 5)
    // Those that came through have all replications, and an interval.
    #expect(points.contains { $0.replications == 3 && ($0.halfWidth ?? 0) > 0 })
    #expect(tuning.points(of: "as_is").isEmpty)
    let curve = TuningCurve(0, of: points, found: nil)
    let numbers = curve.places.compactMap(\.number)
    #expect(curve.unit == "mm" && numbers == numbers.sorted() && numbers.count == points.count)
    #expect(StoredTuning("arm,stage\n") == nil)
    let old = try #require(
      StoredTuning("arm,stage,replications,a.b,objective,violation\nx,spread,4,1 h,2.5,0.0\n"))
    #expect(old.points[0].objective == 2.5 && old.points[0].halfWidth == nil)
  }

  @Test("Values that are no numbers in one unit stay words", .tags(.exact))
  func words() {
    func point(_ value: String) -> StoredTuning.Point {
      StoredTuning.Point(
        arm: "a", replications: 2, values: [value], objective: 1, halfWidth: nil, violation: 0)
    }
    #expect(TuningCurve(0, of: [point("on_failure"), point("oracle")], found: nil).unit == nil)
    #expect(TuningCurve(0, of: [point("30 h"), point("2 d")], found: nil).unit == nil)
    #expect(TuningCurve(0, of: [point("30 h"), point("20 h")], found: nil).unit == "h")
    #expect(TuningCurve.number("1.5 mm/s")?.value == 1.5)
  }
}
