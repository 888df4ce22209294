@testable import Experiments
import FactoryModel
import FactorySimulation
import Foundation
import Optimization
import Scenarios
import SimulationStatistics
import TestSupport
import Testing

@Suite("Benchmarks")
struct BenchmarkTests {
  /// A press whose share of defects is 1 % at a setting of 0.3 mm, and more on both sides.
  private static let press = """
    fettle: 1
    name: Press
    horizon: 8 h
    products: {cup: {release: saturated, route: [press]}}
    stations:
      press:
        set_points: {gap: {value: 0.8 mm, range: 0 mm to 1 mm}}
        time: exponential 20 s
        makes: {void: 1 % + 20 % * (gap / (1 mm) - 0.3)^2}
    costs: {escape: 5 EUR/part}
    """

  private func benchmark(
    _ plan: String, text: String = BenchmarkTests.press, replications: Int = 10
  ) throws -> (plan: BenchmarkPlan, experiment: Experiment) {
    let experiment = try ExperimentReader.read(
      text: "fettle: 1\nscenario: line.yaml\n" + plan, name: "plan.yaml",
      files: ["line.yaml": text])
    let judging = ExperimentPlan(
      arms: try experiment.arms.map { Arm(name: $0.name, scenario: try $0.scenario.simulated()) },
      baseline: experiment.baseline, seed: experiment.seed, replications: replications)
    var plan = try BenchmarkPlan(experiment, judging: judging, include: [])
    for (index, arm) in experiment.arms.enumerated() {
      let overrides = arm.overrides
      plan.tunings[index].scenario = { (values) throws(ScenarioFailure) in
        try ScenarioReader.read(text: text, name: "line.yaml", overrides: overrides + values)
      }
    }
    return (plan, experiment)
  }

  private func judged(
    _ plan: BenchmarkPlan, jobs: Int = 2
  ) async throws -> (folder: RunFolder, summary: BenchmarkSummary) {
    let tunings = try #require(try await plan.tune(jobs: jobs))
    let judging = try plan.judging(with: tunings)
    let outcome = try await judging.run(jobs: jobs)
    let comparison = ExperimentSummary(of: outcome, plan: judging)
    let summary = BenchmarkSummary(
      of: plan, tunings: tunings, outcome: outcome, comparison: comparison)
    let manifest = RunManifest(
      version: "test", command: [],
      sources: judging.arms.map { RunManifest.Source(arm: $0.name, scenario: "line", set: []) },
      set: [], plan: judging, jobs: jobs, events: 0, began: 0, seconds: 1)
    var folder = RunFolder(
      plan: judging, outcome: outcome, summary: comparison, manifest: manifest)
    folder.benchmark = summary
    folder.tunings = tunings
    return (folder, summary)
  }

  // MARK: - Tuning

  /// Every part draws a number of its own, the same at all settings.
  ///
  /// So among N parts the defects at
  /// a distance d from 0.3 are no fewer than at 0.3, and more unless none of N numbers lies in a
  /// stretch of 0.2 d². With N = 14,400 that has the chance exp(-2880 d²): below 1e-4 for d = 0.06.
  @Test("The setting with the fewest defects is found", .tags(.statistical))
  func tuning() async throws {
    let (plan, _) = try benchmark(
      """
      replications: {tune: 10, judge: 10}
      arms: {as_is: {}, tuned: {tune: {stations.press.set_points.gap: 0 mm to 1 mm}}}
      minimise: cost.total
      """)
    let summary = try await judged(plan).summary
    let arm = summary.arms[1]
    let text = try #require(arm.tuned.first?.value)
    let gap = try #require(Double(text.dropLast(3)))
    #expect(abs(gap - 0.3) < 0.06, "\(text)")
    #expect(arm.tuned.map(\.factor) == ["stations.press.set_points.gap"])
    #expect(summary.best == "tuned")
    #expect(summary.arms.map(\.chanceOfBeingBest) == [0, 1])
    #expect(summary.verdict.hasPrefix("Better: tuned lowers cost.total by "))
    #expect(summary.tuningReplications == 10)
    #expect(summary.arms[0].tuned.isEmpty && summary.arms[0].objectiveWhenTuned == nil)
  }

  @Test("Tuning and judgement see different replications, and jobs change nothing", .tags(.law))
  func freshReplications() async throws {
    let (plan, _) = try benchmark(
      """
      replications: {tune: 5, judge: 5}
      arms: {as_is: {}, tuned: {tune: {stations.press.set_points.gap: 0 mm to 1 mm}}}
      minimise: cost.total
      """, replications: 5)
    let one = try await judged(plan, jobs: 1)
    let many = try await judged(plan, jobs: 3)
    #expect(one.summary == many.summary)
    #expect(one.folder.tunings == many.folder.tunings)
    let arm = one.summary.arms[1]
    #expect(arm.objectiveWhenTuned != arm.objective)
    // What was seen while tuning is the same scenario on the replications for tuning.
    let again = try await ReplicatedRun(
      factory: one.folder.plan.arms[1].scenario.factory, seed: plan.judging.seed,
      first: BenchmarkPlan.firstForTuning, replications: 5, jobs: 2
    ).run()
    #expect(again.interval(of: "cost.total")?.mean == arm.objectiveWhenTuned)
    #expect(one.folder.outcome.arms[1].replications.map(\.replication) == Array(0..<5))
  }

  @Test("A condition holds at the value that is found, though less would cost less", .tags(.exact))
  func condition() async throws {
    let text = BenchmarkTests.press.replacing(
      "time: exponential 20 s", with: "time: (5 s + 30 s * (1 - gap / (1 mm)))")
    let (plan, _) = try benchmark(
      """
      replications: {tune: 6, judge: 6}
      arms: {as_is: {}, tuned: {tune: {stations.press.set_points.gap: 0 mm to 1 mm}}}
      minimise: cost.per_good_part
      subject_to: [throughput >= 180 parts/h]
      """, text: text, replications: 6)
    let summary = try await judged(plan).summary
    let value = try #require(summary.arms[1].tuned.first?.value)
    let gap = try #require(Double(value.dropLast(3)))
    // 180 parts/h is 20 s a part, a gap of 0.5 mm; the best without the condition is 0.3 mm.
    #expect(gap >= 0.499 && gap < 0.53, "\(value)")
    #expect(summary.arms.map { $0.conditions.map(\.judgement) } == [[.kept], [.kept]])
  }

  @Test("An arm that breaks a condition beyond chance is not chosen", .tags(.exact))
  func brokenCondition() async throws {
    let (plan, _) = try benchmark(
      """
      arms:
        as_is: {}
        slow: {set: {stations.press.time: 60 s, stations.press.set_points.gap: 0.3 mm}}
        same: {set: {stations.press.set_points.gap: 0.7 mm}}
      minimise: cost.total
      subject_to: [throughput >= 100 parts/h, throughput.diff > -50 %]
      """)
    let summary = try await judged(plan).summary
    #expect(
      summary.arms.map { $0.conditions.map(\.judgement) } == [
        [.kept], [.broken, .broken], [.kept, .kept],
      ])
    #expect(summary.best == "same")
    #expect(summary.arms[1].chanceOfBeingBest == nil)
    #expect(summary.verdict.hasSuffix("; slow breaks a condition"))
    #expect(summary.tuningReplications == nil)
  }

  @Test("Where no value can be simulated the search says so", .tags(.failure))
  func impossible() async throws {
    let (plan, _) = try benchmark(
      """
      replications: {tune: 3, judge: 3}
      arms: {as_is: {}, tuned: {tune: {stations.press.set_points.gap: 0 mm to 1 mm}}}
      minimise: cost.total
      """)
    var broken = plan
    broken.tunings[1].scenario = { (_) throws(ScenarioFailure) in
      try ScenarioReader.read(text: "fettle: 1", name: "broken.yaml")
    }
    let tunings = try #require(try await broken.tune(jobs: 2))
    #expect(tunings[1]?.objective == nil)
    #expect(tunings[1]?.tried.allSatisfy { $0.objective == nil } == true)
  }

  @Test("Interrupted tuning gives nothing", .tags(.failure))
  func interruption() async throws {
    let (plan, _) = try benchmark(
      """
      replications: {tune: 3, judge: 3}
      arms: {as_is: {}, tuned: {tune: {stations.press.set_points.gap: 0 mm to 1 mm}}}
      minimise: cost.total
      """)
    #expect(try await plan.tune(jobs: 2, isInterrupted: { true }) == nil)
  }

  // MARK: - Perfect prediction

  @Test(
    "An arm that saves half of what perfect prediction saves closes half of the gap", .tags(.exact))
  func gap() async throws {
    let (plan, _) = try benchmark(
      """
      arms:
        as_is: {}
        half: {set: {costs.escape: 2.5 EUR/part}}
        foresight: {set: {costs.escape: 0 EUR/part}}
        worse: {set: {costs.escape: 6 EUR/part}}
      perfect: foresight
      minimise: cost.total
      """)
    let summary = try await judged(plan).summary
    let half = try #require(summary.arms[1].gapClosed)
    for share in [half.mean, half.lower, half.upper] { #expect(abs(share - 0.5) < 1e-12) }
    let worse = try #require(summary.arms[3].gapClosed)
    #expect(abs(worse.mean + 0.2) < 1e-12)
    #expect(summary.arms[0].gapClosed == nil && summary.arms[2].gapClosed == nil)
    #expect(summary.best == "half")
    #expect(summary.arms.map(\.chanceOfBeingBest) == [0, 1, nil, 0])
    #expect(summary.verdict.contains("it closes 50 % (50 … 50 %) of the gap to foresight"))
  }

  @Test("Equal arms share the chance of being best, and are undecided", .tags(.exact))
  func equalArms() async throws {
    let (plan, _) = try benchmark("arms: {as_is: {}, same: {}}\nminimise: cost.total")
    let summary = try await judged(plan).summary
    for chance in summary.arms.map(\.chanceOfBeingBest) {
      #expect(abs((chance ?? 0) - 0.5) < 1e-9)
    }
    #expect(summary.verdict.hasPrefix("Keep as_is"))
  }

  // MARK: - The folder

  @Test("What was tried and what it amounts to are kept, and found again", .tags(.law))
  func kept() async throws {
    let (plan, _) = try benchmark(
      """
      replications: {tune: 3, judge: 3}
      arms: {as_is: {}, tuned: {tune: {stations.press.set_points.gap: 0 mm to 1 mm}}}
      minimise: cost.total
      """, replications: 3)
    let (folder, summary) = try await judged(plan)
    try await withTemporaryFolder { (place: URL) async throws -> Void in
      let path = try folder.write(under: place.path)
      let stored = try StoredRun(path: path)
      #expect(stored.benchmark == summary)
      let found = StoredRun.equal(
        to: plan.judging, version: "test", at: nil, under: place.path)
      #expect(found?.path == path)
      var other = plan
      other.judging.seed = 99
      #expect(
        StoredRun.equal(to: other.judging, version: "test", at: nil, under: place.path) == nil)
      let rows = CommaSeparated.rows(
        of: try String(contentsOfFile: path + "/tuning.csv", encoding: .utf8))
      #expect(
        rows[0] == [
          "arm", "stage", "replications", "stations.press.set_points.gap", "objective",
          "half_width",
          "violation",
        ])
      #expect(rows.count == 1 + (folder.tunings[1]?.tried.count ?? 0))
      #expect(Set(rows.dropFirst().map { $0[1] }) == ["spread", "polish"])
    }
  }

  @Test("The objective, what is tuned and how often change the fingerprint", .tags(.exact))
  func fingerprints() throws {
    let tune = "arms: {as_is: {}, b: {tune: {stations.press.set_points.gap: 0 mm to 1 mm}}}\n"
    let plans = [
      tune + "minimise: cost.total", tune + "minimise: escaped_parts",
      tune + "minimise: cost.total\nreplications: {tune: 9}",
      tune + "minimise: cost.total\nsubject_to: [throughput > 3 parts/h]",
      tune.replacing("to 1 mm", with: "to 0.9 mm") + "minimise: cost.total",
      tune + "minimise: cost.total\npoints: 8",
    ]
    let prints = try plans.map { try benchmark($0).plan.judging.fingerprint }
    #expect(Set(prints).count == plans.count)
  }

  // MARK: - Requests

  @Test("One metric judges", .tags(.failure))
  func objectives() throws {
    #expect(throws: RequestError.self) {
      try benchmark("arms: {a: {}, b: {}}\nminimise: [cost.total, escaped_parts]")
    }
    #expect(throws: RequestError.self) { try benchmark("arms: {a: {}, b: {}}") }
    let large = try benchmark("arms: {a: {}, b: {}}\nmaximise: throughput").plan
    #expect(large.objective.isMaximized && large.objective.sign == -1)
  }
}
