@testable import Experiments
import FactoryModel
import Foundation
import Scenarios
import SimulationStatistics
import TestSupport
import Testing

@Suite("From a benchmark to money")
struct BusinessCaseStudyTests {
  /// Escapes cost 5 EUR in the baseline, and less in the other arm.
  private static let line = """
    fettle: 1
    name: Press
    horizon: 73 h
    products: {cup: {release: saturated, route: [press]}}
    stations: {press: {time: exponential 60 s, makes: {void: 10 %}}}
    costs: {escape: 5 EUR/part}
    """

  private func study<Result>(
    _ plan: String, replications: Int = 6,
    _ body: (BusinessCaseStudy, StoredRun) async throws -> Result
  ) async throws -> Result {
    let experiment = try ExperimentReader.read(
      text: "fettle: 1\nscenario: line.yaml\n" + plan, name: "plan.yaml",
      files: ["line.yaml": BusinessCaseStudyTests.line])
    let judging = ExperimentPlan(
      arms: try experiment.arms.map { Arm(name: $0.name, scenario: try $0.scenario.simulated()) },
      baseline: experiment.baseline, seed: experiment.seed, replications: replications)
    var benchmark = try BenchmarkPlan(experiment, judging: judging, include: [])
    for (index, arm) in experiment.arms.enumerated() {
      let overrides = arm.overrides
      benchmark.tunings[index].scenario = { (values) throws(ScenarioFailure) in
        try ScenarioReader.read(
          text: BusinessCaseStudyTests.line, name: "line.yaml", overrides: overrides + values)
      }
    }
    let none = [ArmTuning?](repeating: nil, count: judging.arms.count)
    let outcome = try await benchmark.judging.run(jobs: 2)
    let comparison = ExperimentSummary(of: outcome, plan: benchmark.judging)
    let manifest = RunManifest(
      version: "test", command: [],
      sources: judging.arms.map { RunManifest.Source(arm: $0.name, scenario: "line", set: []) },
      set: [], plan: benchmark.judging, jobs: 2, events: 0, began: 0, seconds: 1)
    var folder = RunFolder(
      plan: benchmark.judging, outcome: outcome, summary: comparison, manifest: manifest)
    folder.benchmark = BenchmarkSummary(
      of: benchmark, tunings: none, outcome: outcome, comparison: comparison)
    return try await withTemporaryFolder { (place: URL) async throws -> Result in
      let run = try StoredRun(path: try folder.write(under: place.path))
      return try await body(
        BusinessCaseStudy(benchmark, businessCases: experiment.arms.map(\.businessCase), run: run),
        run)
    }
  }

  /// The benefit is the escapes of a year times what is saved on each; 73 h are a 120th of a year.
  @Test("The benefit is the difference in cost, scaled to a year", .tags(.exact))
  func benefit() async throws {
    try await study(
      """
      arms: {as_is: {}, half: {set: {costs.escape: 2 EUR/part}}}
      minimise: cost.total
      business_case: {invest: 3000 EUR, sites: 2, over: 4 yr}
      """
    ) { study, run in
      let escaped = try run.replications().values(of: "escaped_parts", in: "as_is")
        .compactMap { $0 }
      let mean = 3 * 120 * escaped.reduce(0, +) / Double(escaped.count)
      let summary = try #require(await study.run(jobs: 2))
      #expect(summary.arms.map(\.arm) == ["half"])
      let entry = summary.arms[0]
      #expect(abs(entry.benefit.mean / mean - 1) < 1e-12)
      let interval = try #require(StudentInterval(Tally(escaped.map { 360 * $0 })))
      #expect(abs(entry.benefit.upper / (interval.upper ?? 0) - 1) < 1e-12)
      #expect(entry.sites == 2 && entry.years == 4)
      #expect(summary.currency == "EUR" && summary.baseline == "as_is")
      // Two sites over four years; the draws' mean has the standard error 8 s t₅/√10000.
      let error = (interval.halfWidth ?? 0) / 2.5706
      #expect(
        abs(entry.meanNetPresentValue - (8 * mean - 3_000)) < 4 * 8 * error * 1.291 / 100)
    }
  }

  /// With x EUR an escape the benefit is (5 - x) K a year.
  ///
  /// Over 4 years it pays where (5 - x) K · 4 is at least what was invested. The same draws move both sides, by the spread of their mean.
  @Test("The break-even is where benefit and investment meet", .tags(.exact))
  func breakEven() async throws {
    try await study(
      """
      arms: {as_is: {}, half: {set: {costs.escape: 2 EUR/part}}}
      minimise: cost.total
      business_case:
        invest: 300000 EUR
        over: 4 yr
        break_even: {costs.escape: 0 EUR/part to 5 EUR/part}
      """
    ) { study, run in
      let escaped = try run.replications().values(of: "escaped_parts", in: "as_is")
        .compactMap { $0 }
      let yearly = 120 * escaped.reduce(0, +) / Double(escaped.count)
      let expected = 5 - 300_000 / (4 * yearly)
      #expect(expected > 0.5 && expected < 4.5)
      let summary = try #require(await study.run(jobs: 2))
      let found = try #require(summary.arms[0].breakEven)
      let value = try #require(found.value)
      let number = try #require(Double(value.split(separator: " ")[0]))
      // Values are written with three decimals, the range is halved to 5/4096, and the drawn mean
      // of the benefit has the relative standard error of some 1 %/√10000.
      let spread = (Tally(escaped).standardError ?? 0) / (yearly / 120)
      #expect(abs(number - expected) < 5 / 4_096.0 + 0.001 + 4 * 5 * 1.291 * spread / 100)
      #expect(found.sentence == "half pays for costs.escape up to \(value)")
      #expect((found.atLow ?? 0) > 0 && (found.atHigh ?? 0) < 0)
    }
  }

  @Test("Where it pays throughout the range, or nowhere, that is said", .tags(.exact))
  func noBreakEven() async throws {
    for (invest, words) in [("1 EUR", "pays"), ("9000000 EUR", "does not pay")] {
      try await study(
        """
        arms: {as_is: {}, half: {set: {costs.escape: 2 EUR/part}}}
        minimise: cost.total
        business_case: {invest: \(invest), break_even: {costs.escape: 0 EUR/part to 3 EUR/part}}
        """
      ) { study, _ in
        let found = try #require(await study.run(jobs: 2)?.arms[0].breakEven)
        #expect(found.value == nil)
        #expect(
          found.sentence
            == "half \(words) for any costs.escape from 0 EUR/part to 3 EUR/part")
      }
    }
  }

  @Test("An arm's own business case replaces that of the experiment", .tags(.exact))
  func ownCase() async throws {
    try await study(
      """
      arms:
        as_is: {}
        cheap: {set: {costs.escape: 2 EUR/part}, business_case: {invest: 10 EUR}}
        dear: {set: {costs.escape: 2 EUR/part}}
      minimise: cost.total
      business_case: {invest: 5000 EUR}
      """
    ) { study, _ in
      let summary = try #require(await study.run(jobs: 2))
      #expect(summary.arms.map { $0.inputs["invest"]?.median } == [10, 5_000])
      #expect(
        abs(
          summary.arms[0].meanNetPresentValue - summary.arms[1].meanNetPresentValue - 4_990) < 1e-6
      )
      #expect(summary.verdict.contains("cheap"))
    }
  }

  @Test("A business case needs an objective in money, and some spread", .tags(.failure))
  func refusals() async throws {
    let arms = "arms: {a: {}, b: {}}\nbusiness_case: {invest: 1 EUR}\n"
    for (goal, replications) in [
      ("maximise: throughput", 3), ("minimise: cost.per_good_part", 3), ("minimise: cost.total", 1),
    ] {
      await #expect(throws: RequestError.self) {
        try await study(arms + goal, replications: replications) { _, _ in }
      }
    }
  }
}
