import SimulationStatistics
import SpecialFunctions
import TestDraws
import TestSupport
import Testing

@Suite("Differences of ratios, and of independent estimates")
struct PairedRatioTests {
  /// Worked by hand.
  ///
  /// Alternative 6/2, 12/3: r = 18/5 = 3.6, e = (6 - 7.2)/(5 - 2) = -0.4, (12 - 10.8)/(5 - 3) = 0.6.
  /// Baseline 4/2, 4/2: r = 2, e = 0, 0. Difference 1.6, s = 0.5 √2, standard error 0.5;
  /// t(1; 0.975) = 12.7062 (any table). Relative: all by 2, the baseline does not vary.
  @Test("Two replications by hand", .tags(.exact))
  func byHand() throws {
    let ratios = try PairedRatioDifference(
      of: [Ratio(6, per: 2), Ratio(12, per: 3)], against: [Ratio(4, per: 2), Ratio(4, per: 2)])
    #expect(abs(ratios.difference - 1.6) < 1e-12)
    let interval = try ratios.paired().interval()
    #expect(abs(interval.mean - 1.6) < 1e-12)
    #expect(abs(try #require(interval.halfWidth) - 12.7062 * 0.5) < 1e-4)
    let relative = try #require(try ratios.relativeInterval())
    #expect(abs(relative.mean - 0.8) < 1e-12)
    #expect(abs(try #require(relative.halfWidth) - 12.7062 * 0.25) < 1e-4)
  }

  @Test("With denominators of 1 it is the paired comparison of means", .tags(.law))
  func meansAreRatios() throws {
    var draws = Draws("paired ratios of means")
    let a = (0..<12).map { _ in 10 + draws.normal() }
    let b = (0..<12).map { _ in 9 + draws.normal() }
    let ratios = try PairedRatioDifference(of: a.map { Ratio($0) }, against: b.map { Ratio($0) })
    let (one, other) = (try ratios.paired(), try PairedDifference(of: a, against: b))
    // Both sum the same dozen numbers in another order.
    #expect(abs(one.mean - other.mean) < 1e-12)
    #expect(abs(one.variance - other.variance) < 1e-12 * other.variance)
    #expect(abs(one.probability - other.probability) < 1e-9)
  }

  /// Two ratios with a common cause: x = w, y = w (r + noise) with w exponential plus 1/2.
  ///
  /// 4,000 experiments of 20 replications; the alternative's denominators vary as exponential numbers
  /// do. At exact coverage the count is 3,800 ± 13.8. Beside 4 standard deviations a shortfall of
  /// 1 % is allowed; the delta method's is 3.5 % here, and fails.
  @Test("Both intervals cover as often as they say", .tags(.statistical))
  func coverage() throws {
    var draws = Draws("coverage of paired ratios")
    var (absolute, relative) = (0, 0)
    for _ in 0..<4_000 {
      var (a, b): ([Ratio], [Ratio]) = ([], [])
      for _ in 0..<20 {
        let weight = 0.5 + draws.exponential()
        let common = draws.normal()
        let own = 0.5 + draws.exponential()
        b.append(Ratio(weight * (4 + common), per: weight))
        a.append(Ratio(weight * own * (5 + common + 0.3 * draws.normal()), per: weight * own))
      }
      let ratios = try PairedRatioDifference(of: a, against: b)
      let interval = try ratios.paired().interval()
      if abs(interval.mean - 1) <= interval.halfWidth ?? 0 { absolute += 1 }
      let part = try #require(try ratios.relativeInterval())
      if abs(part.mean - 0.25) <= part.halfWidth ?? 0 { relative += 1 }
    }
    #expect(absolute > 3_705 && absolute < 3_856, "\(absolute) of 4000")
    #expect(relative > 3_705 && relative < 3_856, "\(relative) of 4000")
  }

  @Test("Series that make no ratio are refused", .tags(.failure))
  func refused() {
    let fine = [Ratio(1, per: 1), Ratio(2, per: 1)]
    #expect(throws: StatisticsInputError.self) {
      try PairedRatioDifference(of: [Ratio(1, per: 0), Ratio(2, per: 0)], against: fine)
    }
    #expect(
      throws: StatisticsInputError.unequalLengths(name: "alternative", count: 1, expected: 2)
    ) { try PairedRatioDifference(of: [Ratio(1)], against: fine) }
    #expect(throws: StatisticsInputError.self) {
      try PairedRatioDifference(of: [Ratio(.nan), Ratio(1)], against: fine)
    }
  }

  @Test("A baseline of 0 has no relative difference", .tags(.exact))
  func zeroBaseline() throws {
    let ratios = try PairedRatioDifference(
      of: [Ratio(1), Ratio(2)], against: [Ratio(0), Ratio(0)])
    #expect(try ratios.relativeInterval() == nil)
    #expect(ratios.difference == 1.5)
  }

  // MARK: - Welch

  /// Worked by hand.
  ///
  /// {1, 2, 3} and {2, 4, 6, 8}: means 2 and 5, squared standard errors 1/3 and 5/3, so
  /// s = √2, ν = 4 / ((1/9)/2 + (25/9)/3) = 4 / (53/54) = 216/53.
  @Test("Welch's degrees of freedom by hand", .tags(.exact))
  func welch() throws {
    let one = try #require(StudentInterval(Tally([1, 2, 3])))
    let other = try #require(StudentInterval(Tally([2, 4, 6, 8]), confidenceLevel: 0.9))
    let difference = try WelchDifference(of: other, against: one)
    #expect(difference.mean == 3)
    // Quantiles of Student's t are good to a few units in the 13th digit.
    #expect(abs(difference.standardError - 2.0.squareRoot()) < 1e-11)
    #expect(abs(difference.degreesOfFreedom - 216.0 / 53) < 1e-9)
    let interval = try difference.interval()
    let halfWidth = 2.0.squareRoot() * StudentT.quantile(0.975, degreesOfFreedom: 216.0 / 53)
    #expect(abs(interval.lower - (3 - halfWidth)) < 1e-9)
    #expect(abs(interval.upper - (3 + halfWidth)) < 1e-9)
  }

  @Test("Estimates that do not vary differ by exactly their difference", .tags(.exact))
  func welchConstant() throws {
    let one = try #require(StudentInterval(Tally([1, 1])))
    let other = try #require(StudentInterval(Tally([4, 4, 4])))
    let interval = try WelchDifference(of: other, against: one).interval()
    #expect(interval.lower == 3)
    #expect(interval.upper == 3)
    let single = try #require(StudentInterval(Tally([4])))
    #expect(throws: StatisticsInputError.self) {
      try WelchDifference(of: single, against: one)
    }
  }
}
