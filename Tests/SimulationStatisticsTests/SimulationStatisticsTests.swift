import SimulationStatistics
import TestSupport
import Testing

@Suite("Collectors and intervals")
struct SimulationStatisticsTests {
  /// 2, 4, 4, 4, 5, 5, 7, 9: mean 5, sum of squares about it 32.
  @Test("Tally gives mean, variance and range", .tags(.exact))
  func tally() {
    let tally = Tally([2, 4, 4, 4, 5, 5, 7, 9])
    #expect(tally.mean == 5)
    #expect(tally.variance == 32.0 / 7)
    #expect(tally.minimum == 2)
    #expect(tally.maximum == 9)
    #expect(tally.count == 8)
  }

  @Test("An empty tally has no mean, a single observation no variance", .tags(.exact))
  func smallTallies() {
    #expect(Tally().mean == nil)
    #expect(Tally([3]).mean == 3)
    #expect(Tally([3]).variance == nil)
    #expect(StudentInterval(Tally()) == nil)
    #expect(StudentInterval(Tally([3]))?.halfWidth == nil)
  }

  @Test("Merging tallies equals tallying everything", .tags(.law))
  func merging() throws {
    let all = (0..<1_000).map { 1e6 + Double(($0 * 7_919) % 1_009) }
    for cut in [0, 1, 2, 400, 999, 1_000] {
      var left = Tally(all[..<cut])
      left.merge(Tally(all[cut...]))
      let whole = Tally(all)
      #expect(left.count == whole.count)
      // Rounding of 1,000 updates near 1e6: 1e3 · 1e6 · 2^-53 ≈ 1e-7 at the very most.
      #expect(abs(try #require(left.mean) - (try #require(whole.mean))) < 1e-7)
      let variance = try #require(whole.variance)
      #expect(abs(try #require(left.variance) - variance) < 1e-9 * variance)
    }
  }

  @Test("A level's average weighs each value by how long it lasted", .tags(.exact))
  func level() {
    var level = TimeWeightedLevel(level: 1, at: 0)
    level.add(2, at: 4)
    level.add(-3, at: 6)
    // 1 for 4, then 3 for 2, then 0 for 4.
    #expect(level.average(until: 10) == 1.0)
    level.restart(at: 10)
    #expect(level.average(until: 10) == nil)
    level.add(5, at: 12)
    #expect(level.average(until: 14) == 2.5)
  }

  /// Law (2015), example 4.26: ten observations with mean 1.34 and variance 0.17, half-width of the
  /// 90 % interval t(9; 0.95) · √(0.17/10) = 1.833 · 0.130 = 0.24.
  @Test("Student interval of ten observations (Law, example 4.26)", .tags(.exact))
  func studentInterval() throws {
    let observations = [1.20, 1.50, 1.68, 1.89, 0.95, 1.49, 1.58, 1.55, 0.50, 1.09]
    let interval = try #require(StudentInterval(Tally(observations), confidenceLevel: 0.90))
    #expect(abs(interval.mean - 1.343) < 0.0005)
    #expect(abs(try #require(interval.halfWidth) - 0.24) < 0.005)
    #expect(interval.count == 10)
  }

  /// t(19; 0.975) = 2.093024 (any table).
  @Test("The 95 % half-width of 20 observations is 2.093 standard errors", .tags(.exact))
  func twentyObservations() throws {
    let tally = Tally((1...20).map(Double.init))
    let interval = try #require(StudentInterval(tally))
    let standardError = try #require(tally.standardError)
    let halfWidth = try #require(interval.halfWidth)
    #expect(abs(halfWidth / standardError - 2.093024) < 1e-6)
    #expect(interval.lower == interval.mean - halfWidth)
    #expect(interval.upper == interval.mean + halfWidth)
  }

  /// Ratio 30/15 = 2; residuals (4 - 2·2, 11 - 2·5, 15 - 2·8)/5 = 0, 0.2, -0.2 with variance 0.04;
  /// t(2; 0.975) = 4.302653, half-width 4.302653 · √(0.04/3) = 0.496828.
  @Test("The interval of a ratio of sums, worked by hand", .tags(.exact))
  func ratio() throws {
    let interval = try #require(
      StudentInterval([Ratio(4, per: 2), Ratio(11, per: 5), Ratio(15, per: 8)]))
    #expect(interval.mean == 2)
    #expect(interval.count == 3)
    #expect(abs(try #require(interval.halfWidth) - 0.496828) < 1e-6)
    #expect(StudentInterval([Ratio(3, per: 0)]) == nil)
  }

  @Test("With like denominators the ratio of sums is the mean of ratios", .tags(.law))
  func likeDenominators() throws {
    let numerators = (0..<20).map { Double(($0 * 7) % 11) }
    let plain = try #require(StudentInterval(Tally(numerators.map { $0 / 4 })))
    let ratio = try #require(StudentInterval(numerators.map { Ratio($0, per: 4) }))
    #expect(abs(plain.mean - ratio.mean) < 1e-12)
    #expect(
      abs(try #require(plain.halfWidth) - (try #require(ratio.halfWidth))) < 1e-12)
  }
}
