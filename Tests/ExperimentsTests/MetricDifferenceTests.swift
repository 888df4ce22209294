import Experiments
import FactoryModel
import FactorySimulation
import Scenarios
import SimulationStatistics
import TestSupport
import Testing

/// Hand-made numbers, so that every figure in the words can be checked by eye.
@Suite("Differences and verdicts")
struct MetricDifferenceTests {
  private func definition(_ name: String) throws -> MetricDefinition {
    try #require(try Lines.definitions.first { $0.name == name })
  }

  /// A difference with a relative interval, or an absolute one, of these ends.
  private func difference(
    _ metric: String, arm: String = "by_age", _ lower: Double, _ upper: Double,
    isRelative: Bool = true, isSignificant: Bool = true
  ) throws -> MetricDifference {
    var interval = try #require(StudentInterval(Tally([(lower + upper) / 2])))
    interval.halfWidth = (upper - lower) / 2
    return MetricDifference(
      arm: arm, definition: try definition(metric), baseline: isRelative ? 1 : 0,
      absolute: interval, relative: isRelative ? interval : nil, isSignificant: isSignificant)
  }

  /// Pairs differ by 1, 2, 3: mean 2, s = 1, t(2; 0.975) = 4.302653, half-width 2.484138.
  @Test("A paired difference by hand", .tags(.exact))
  func paired() throws {
    let found = MetricDifference.differences(
      of: try definition("good_parts"), names: ["other"],
      alternatives: [[Ratio(11), Ratio(22), Ratio(33)]],
      baseline: [Ratio(10), Ratio(20), Ratio(30)])
    let difference = try #require(found.first)
    #expect(difference.arm == "other")
    #expect(difference.baseline == 20)
    #expect(abs(difference.absolute.mean - 2) < 1e-12)
    #expect(abs(try #require(difference.absolute.halfWidth) - 2.484138) < 1e-6)
    // Each pair's quotient is 1.1 exactly, so the relative difference does not vary.
    let relative = try #require(difference.relative)
    #expect(abs(relative.mean - 0.1) < 1e-12)
    #expect(abs(try #require(relative.halfWidth)) < 1e-12)
    #expect(!difference.isSignificant)
  }

  @Test("Several arms are judged together: wider intervals, Holm's p-values", .tags(.exact))
  func family() throws {
    let base = [10.0, 20, 30, 40].map { Ratio($0) }
    let near = [10.5, 20.7, 30.2, 40.9].map { Ratio($0) }
    let far = [15.0, 25.5, 35.2, 45.1].map { Ratio($0) }
    let parts = try definition("good_parts")
    let alone = MetricDifference.differences(
      of: parts, names: ["near"], alternatives: [near], baseline: base)
    let together = MetricDifference.differences(
      of: parts, names: ["near", "far"], alternatives: [near, far], baseline: base)
    #expect(together.map(\.arm) == ["near", "far"])
    #expect(alone[0].absolute.mean == together[0].absolute.mean)
    #expect(
      try #require(alone[0].absolute.halfWidth) < #require(together[0].absolute.halfWidth))
    #expect(together[0].absolute.confidenceLevel == 0.975)
    // Holm leaves the larger of two p-values as it is, and doubles the smaller.
    #expect(together[0].adjustedProbability == alone[0].adjustedProbability)
  }

  @Test("Rounding is no difference", .tags(.law))
  func rounding() throws {
    let base = [1.0, 2, 3].map { Ratio($0) }
    let rounded = [1.0, 2, 3].map { Ratio($0.nextUp) }
    let found = MetricDifference.differences(
      of: try definition("good_parts"), names: ["b"], alternatives: [rounded], baseline: base)
    #expect(found.first?.isNone == true)
    #expect(found.first?.isSignificant == false)
    #expect(found.first?.relative?.mean == 0)
  }

  @Test("One replication has a difference and no interval", .tags(.exact))
  func single() throws {
    let found = MetricDifference.differences(
      of: try definition("good_parts"), names: ["b"], alternatives: [[Ratio(12)]],
      baseline: [Ratio(10)])
    #expect(found.first?.absolute.mean == 2)
    #expect(found.first?.absolute.halfWidth == nil)
    #expect(abs(try #require(found.first?.relative?.mean) - 0.2) < 1e-12)
    #expect(found.first?.isSignificant == false)
  }

  @Test("An arm without a value in a metric has no difference in it", .tags(.failure))
  func missing() throws {
    let none = [Ratio(0, per: 0), Ratio(0, per: 0)]
    let some = [Ratio(1, per: 1), Ratio(2, per: 1)]
    let found = MetricDifference.differences(
      of: try definition("cycle_time"), names: ["none", "some"], alternatives: [none, some],
      baseline: some)
    #expect(found.map(\.arm) == ["some"])
  }

  // MARK: - Words

  @Test(
    "A difference in words", .tags(.exact),
    arguments: [
      ("throughput", 0.021, 0.034, "makes 2.1 to 3.4 % more"),
      ("throughput", -0.034, -0.021, "makes 2.1 to 3.4 % less"),
      ("throughput", 0.021, 0.0213, "makes 2.10 to 2.13 % more"),
      ("cost.per_good_part", -0.2, -0.1, "costs 10 to 20 % less per good part"),
      ("cost.total", 0.1, 0.2, "costs 10 to 20 % more"),
      ("cost.downtime", 0.1, 0.2, "costs 10 to 20 % more for downtime"),
      ("cycle_time", -0.2, -0.1, "takes 10 to 20 % less time a part"),
      ("work_in_process", 0.1, 0.2, "holds 10 to 20 % more work in process"),
      ("scrapped_parts", -0.2, -0.1, "scraps 10 to 20 % fewer parts"),
      ("stations.mould.oee", 0.01, 0.02, "has 1.0 to 2.0 points more OEE at mould"),
      ("stations.mould.failures", -0.2, -0.1, "has 10 to 20 % fewer failures at mould"),
      ("stations.mould.queue", 0.1, 0.2, "has 10 to 20 % more queue at mould"),
    ])
  func words(metric: String, lower: Double, upper: Double, expected: String) throws {
    #expect(try difference(metric, lower, upper).clause == expected)
  }

  @Test("Against a baseline of 0 the words have the metric's unit", .tags(.exact))
  func absoluteWords() throws {
    #expect(
      try difference("scrapped_parts", 3, 5, isRelative: false).clause
        == "scraps 3 to 5 parts more parts")
  }

  @Test("What is significant with an interval over 0 is said as a bound", .tags(.exact))
  func bound() throws {
    #expect(
      try difference("throughput", -0.002, 0.034).clause == "makes up to 3 % more")
  }

  @Test("A verdict names what differs, what is the same and what is unclear", .tags(.exact))
  func verdict() throws {
    let verdict = Verdict(
      arm: "by_age",
      differences: [
        try difference("throughput", 0.021, 0.034),
        try difference("cost.per_good_part", -0.02, 0.01, isSignificant: false),
        try difference("work_in_process", 0, 0, isSignificant: false),
      ])
    #expect(verdict.judgement == .better)
    #expect(
      verdict.sentence == "Better: by_age makes 2.1 to 3.4 % more; the same in work in process; "
        + "not distinguishable in cost per good part")
  }

  @Test(
    "The judgement weighs the directions", .tags(.exact),
    arguments: [
      (0.02, 0.02, Verdict.Judgement.mixed), (0.02, -0.02, .better), (-0.02, 0.02, .worse),
      (-0.02, -0.02, .mixed),
    ])
  func judgement(throughput: Double, cost: Double, expected: Verdict.Judgement) throws {
    let verdict = Verdict(
      arm: "b",
      differences: [
        try difference("throughput", throughput - 0.001, throughput + 0.001),
        try difference("cost.total", cost - 0.001, cost + 0.001),
      ])
    #expect(verdict.judgement == expected)
  }

  @Test("Arms that are the same to the last digit are called so", .tags(.exact))
  func same() throws {
    let verdict = Verdict(
      arm: "b",
      differences: [
        try difference("throughput", 0, 0, isSignificant: false),
        try difference("cost.total", 0, 0, isSignificant: false),
      ])
    #expect(verdict.judgement == .same)
    #expect(verdict.sentence == "No difference: b is the same in output and cost")
  }

  @Test("Without a clear difference the verdict is undecided", .tags(.exact))
  func undecided() throws {
    let verdict = Verdict(
      arm: "b",
      differences: [
        try difference("throughput", -0.01, 0.02, isSignificant: false),
        try difference("cost.total", -0.01, 0.02, isSignificant: false),
      ])
    #expect(verdict.judgement == .undecided)
    #expect(verdict.sentence == "Undecided: b is not distinguishable in output or cost")
  }
}
