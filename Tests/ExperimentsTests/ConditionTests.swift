import Experiments
import FactoryModel
import FactorySimulation
import RandomVariates
import Scenarios
import SimulationStatistics
import TestSupport
import Testing

@Suite("Conditions and wanted precisions")
struct ConditionTests {
  private func condition(_ text: String, hasBaseline: Bool = true) throws -> Condition {
    try Condition(text, among: Lines.definitions, hasBaseline: hasBaseline)
  }

  @Test(
    "Amounts are converted to the metric's unit", .tags(.exact),
    arguments: [
      ("throughput >= 140 parts/h", 140.0), ("throughput >= 2 parts/min", 120),
      ("throughput < 0", 0), ("stations.mould.oee >= 60 %", 0.6),
      ("stations.mould.oee >= 0.6", 0.6), ("cycle_time < 30 min", 0.5),
      ("cost.total > 5 EUR", 5), ("cost.per_good_part > 5 EUR/piece", 5),
      ("good_parts >= 1000", 1_000), ("good_parts >= 1e3 parts", 1_000),
      ("stations.mould.failures > 3 failures", 3), ("stations.mould.failures > 1 failure", 1),
      ("stations.mould.unplanned_downtime > 1 h/wk", 1),
      ("stations.mould.unplanned_downtime > 24 h/yr", 24.0 * 7 / 365),
      ("throughput.diff > -2 parts/h", -2), ("stations.mould.oee.diff < -1 %", -0.01),
    ] as [(String, Double)])
  func amounts(text: String, expected: Double) throws {
    guard case .absolute(let value) = try condition(text).amount else {
      Issue.record("\(text) is absolute")
      return
    }
    // Two conversions, each rounded once or twice.
    #expect(abs(value - expected) <= 1e-12 * abs(expected))
  }

  @Test("A plain number has no unit", .tags(.exact))
  func plainNumbers() throws {
    let factory = Factory(
      name: "shafts", horizon: 1, defects: ["hardness"],
      characteristics: [Characteristic(name: "hardness", defect: 0)],
      product: Product(
        name: "shaft", release: .saturated,
        route: [Operation(name: "temper", station: 0, time: .constant(1), idealTime: 1)]),
      stations: [Station(name: "temper")])
    func condition(_ text: String) throws -> Condition {
      try Condition(
        text, among: MetricTable(for: factory).definitions, hasBaseline: false)
    }
    #expect(try condition("characteristics.hardness.mean >= 59.5").amount == .absolute(59.5))
    let error = #expect(throws: RequestError.self) {
      try condition("characteristics.hardness.mean >= 59.5 mm")
    }
    #expect(
      error?.reason == "'59.5 mm' is a length; characteristics.hardness.mean is a plain number")
  }

  @Test("Of a difference, % is a part of the baseline's mean", .tags(.exact))
  func relative() throws {
    let condition = try condition("  throughput.diff<-1 %")
    #expect(condition.amount == .relative(-0.01))
    #expect(condition.relation == .below)
    #expect(condition.reference.isDifference)
    #expect(condition.reference.definition.name == "throughput")
    #expect(condition.description == "throughput.diff<-1 %")
  }

  @Test(
    "What cannot be understood is explained", .tags(.failure),
    arguments: [
      ("throughput", "a condition compares with <, <=, > or >=, as in throughput >= 140 parts/h"),
      ("< 3", "begin with the name of a metric, such as throughput"),
      ("thruput < 3 parts/h", "unknown metric 'thruput'; did you mean 'throughput'?"),
      ("thruput.diff < 3", "unknown metric 'thruput'; did you mean 'throughput.diff'?"),
      ("mould.oee < 3 %", "unknown metric 'mould.oee'; did you mean 'stations.mould.oee'?"),
      ("colour < 3 %", "unknown metric 'colour'"),
      ("throughput < 140", "'140' has no unit; write '140 parts/h'"),
      ("throughput < 5 %", "'5 %' is a part of something; throughput is in parts/h"),
      ("throughput < 5 kg", "'5 kg' is a mass; throughput is in parts/h"),
      (
        "stations.mould.oee < 5 h",
        "'5 h' is a time; stations.mould.oee is a fraction, such as 60 %"
      ),
      ("cost.total < 5 USD", "cost.total is in EUR, '5 USD' is not"),
      (
        "throughput < many",
        "'many' is not a quantity; write a number and a unit, such as "
          + "60 parts/h"
      ),
      (
        "throughput < 140 parts/hr",
        "'140 parts/hr' has the unknown unit 'hr'; did you mean "
          + "'140 parts/h'?"
      ),
      ("throughput < 1,5 parts/h", "'1,5 parts/h' has a decimal comma; write '1.5 parts/h'"),
      ("throughput =< 3 parts/h", "unknown metric 'throughput ='; did you mean 'throughput'?"),
    ])
  func mistakes(text: String, reason: String) throws {
    #expect(throws: RequestError(text, reason)) { try condition(text) }
  }

  @Test(
    "The name of a metric ends where it is compared", .tags(.exact),
    arguments: [
      ("throughput", "throughput"), (" throughput.diff < 3 %", "throughput"),
      ("cycle_time.share_over(2 h) >= 5 %", "cycle_time.share_over(2 h)"),
      ("stations.press.queue.share_at(0)=1%", "stations.press.queue.share_at(0)"), ("", ""),
    ])
  func names(text: String, name: String) {
    #expect(MetricReference.name(in: text) == name)
  }

  @Test("A difference needs a baseline", .tags(.failure))
  func noBaseline() throws {
    #expect(
      throws: RequestError(
        "throughput.diff < 0",
        "there is no baseline to differ from; give run --compare-to-base, or leave out '.diff'")
    ) { try condition("throughput.diff < 0", hasBaseline: false) }
  }

  /// A slower check costs output in every replication; the means are far apart.
  @Test("A condition holds only if the whole interval satisfies it", .tags(.law))
  func wholeInterval() async throws {
    let plan = ExperimentPlan(
      arms: [try Lines.arm("base"), try Lines.arm("slow", "stations.check.time=40 s")],
      baseline: 0, seed: 2, replications: 8)
    try checkWholeInterval(ExperimentSummary(of: try await plan.run(jobs: 2), plan: plan))
  }

  private func checkWholeInterval(_ summary: ExperimentSummary) throws {
    let entry = try #require(summary.arms[1].entry("throughput"))
    let (mean, lower, upper) = (
      try #require(entry.mean), try #require(entry.lower), try #require(entry.upper)
    )
    // Amounts with a unit are converted twice, so ends are moved by far more than that rounds.
    for (text, holds) in [
      ("throughput < \(upper * (1 + 1e-9)) parts/h", true),
      ("throughput < \(upper * (1 - 1e-9)) parts/h", false),
      ("throughput <= \(upper * (1 + 1e-9)) parts/h", true),
      ("throughput < \(mean) parts/h", false), ("throughput > \(mean) parts/h", false),
      ("throughput > \(lower * (1 + 1e-9)) parts/h", false),
      ("throughput >= \(lower * (1 - 1e-9)) parts/h", true),
      ("throughput.diff < 0", true), ("throughput.diff > 0", false),
      ("throughput.diff < -5 %", true), ("throughput.diff < -50 %", false),
      ("stations.mould.oee.diff < -5 %", true),
    ] {
      let findings = try condition(text).findings(in: summary)
      #expect(findings.map(\.arm) == ["slow"], "\(text)")
      #expect(findings.first?.holds == holds, "\(text)")
    }
    let finding = try #require(
      try condition("throughput.diff < -5 %").findings(in: summary).first)
    #expect(
      finding.description.contains(
        try Regex(#"^throughput\.diff < -5 % holds in slow: -[0-9.]+ … -[0-9.]+ %$"#)))
  }

  @Test("Without an interval nothing holds", .tags(.failure))
  func noInterval() async throws {
    let plan = ExperimentPlan(arms: [try Lines.arm("base")], seed: 2, replications: 1)
    let summary = ExperimentSummary(of: try await plan.run(jobs: 1), plan: plan)
    let condition = try condition("throughput > 0", hasBaseline: false)
    #expect(condition.findings(in: summary).isEmpty)
  }

  // MARK: - Precision

  @Test("A wanted precision is a part of the mean, or an amount", .tags(.exact))
  func precision() throws {
    let definitions = try Lines.definitions
    let relative = try Precision("throughput=1%", among: definitions, hasBaseline: false)
    #expect(relative.amount == .relative(0.01))
    #expect(relative.description == "throughput=1%")
    let absolute = try Precision(
      "throughput = 0.5 parts/h", among: definitions, hasBaseline: false)
    #expect(absolute.amount == .absolute(0.5))
    let points = try Precision("stations.mould.oee=1 %", among: definitions, hasBaseline: false)
    #expect(points.amount == .absolute(0.01))
  }

  @Test(
    "A precision that cannot be wanted is explained", .tags(.failure),
    arguments: [
      ("throughput", "write a metric and a half-width, as in throughput=1%"),
      ("throughput=0 %", "a half-width must be above 0"),
      ("throughput=-1 %", "a half-width must be above 0"),
      ("throughput=1", "'1' has no unit; write '1 parts/h'"),
      ("through=1 %", "unknown metric 'through'; did you mean 'throughput'?"),
    ])
  func precisionMistakes(text: String, reason: String) throws {
    #expect(throws: RequestError(text, reason)) {
      try Precision(text, among: Lines.definitions, hasBaseline: false)
    }
  }
}
