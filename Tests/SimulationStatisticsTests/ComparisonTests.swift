import SimulationStatistics
import TestDraws
import TestSupport
import Testing

@Suite("Comparison")
struct ComparisonTests {
  static let alternative = [5.1, 6.3, 4.8, 7.9, 6.0, 5.5]
  static let baseline = [4.6, 6.1, 4.9, 7.0, 5.2, 5.1]

  /// Figures of SciPy's `ttest_rel`, `corrcoef` and `var`.
  @Test("A paired test", .tags(.exact))
  func paired() throws {
    let paired = try PairedDifference(
      of: ComparisonTests.alternative, against: ComparisonTests.baseline)
    #expect(relativeError(paired.statistic, 2.956519439179218) < 1e-12)
    #expect(relativeError(paired.probability, 0.031645917766499054) < 1e-11)
    #expect(relativeError(paired.mean, 0.45) < 1e-12)
    #expect(relativeError(paired.variance, 0.139) < 1e-12)
    #expect(relativeError(paired.independentVariance, 2.0403333333333338) < 1e-12)
    #expect(
      relativeError(try #require(paired.varianceReduction), 2.0403333333333338 / 0.139) < 1e-12)
    #expect(relativeError(try #require(paired.correlation), 0.953181724525892) < 1e-12)
    let interval = try paired.interval()
    #expect(relativeError(try #require(interval.lower), 0.05874201917729349) < 1e-10)
    #expect(relativeError(try #require(interval.upper), 0.8412579808227065) < 1e-10)
  }

  @Test("Differences that do not vary are certain", .tags(.exact))
  func certain() throws {
    let same = try PairedDifference(of: [1, 2, 3], against: [1, 2, 3])
    #expect(same.probability == 1)
    #expect(same.varianceReduction == nil)
    let shifted = try PairedDifference(of: [2, 3, 4], against: [1, 2, 3])
    #expect(shifted.probability == 0)
    #expect(shifted.statistic == .infinity)
  }

  /// 0.01, 0.04, 0.03 by 3, 1, 2 with the running maximum 0.03, 0.06, 0.06.
  @Test("Holm's adjusted p-values", .tags(.exact))
  func holm() {
    #expect(holmAdjusted([0.01, 0.04, 0.03]) == [0.03, 0.06, 0.06])
    #expect(holmAdjusted([0.5, 0.9]) == [1, 1])
    #expect(holmAdjusted([0.25]) == [0.25])
    #expect(holmAdjusted([]) == [])
  }

  @Test("Holm lies between each p-value and Bonferroni's, in their order", .tags(.law))
  func holmLaws() {
    var draws = Draws("Holm")
    for _ in 0..<200 {
      let values = (0..<1 + draws.index(below: 12)).map { _ in draws.uniform() * 0.2 }
      let adjusted = holmAdjusted(values)
      for (value, result) in zip(values, adjusted) {
        #expect(value <= result)
        #expect(result <= min(1, Double(values.count) * value) + 1e-15 || result <= 1)
        for (other, otherResult) in zip(values, adjusted) where other < value {
          #expect(otherResult <= result)
        }
      }
      let order = draws.permuted(Array(values.indices))
      #expect(holmAdjusted(order.map { values[$0] }) == order.map { adjusted[$0] })
    }
  }

  /// Under no difference the chance of any false alarm is at most 0.05; of any interval that does
  /// not cover too.
  ///
  /// 2,000 trials: 4 standard errors are 0.0195.
  @Test("Several comparisons are right all at once", .tags(.statistical))
  func familywise() throws {
    var (alarms, misses) = (Share(), Share())
    var (variances, independent) = (Tally(), Tally())
    for trial in 0..<2_000 {
      var draws = Draws("familywise", ordinal: trial)
      let shared = (0..<15).map { _ in draws.normal() }
      let series = (0..<5).map { _ in shared.map { 2 * $0 + draws.normal() } }
      let comparison = try BaselineComparison(of: Array(series[1...]), against: series[0])
      alarms.add(comparison.differences.contains(where: \.isSignificant))
      misses.add(
        comparison.differences.contains {
          abs($0.simultaneousInterval.mean) > ($0.simultaneousInterval.halfWidth ?? 0)
        })
      for difference in comparison.differences {
        variances.add(difference.paired.variance)
        independent.add(difference.paired.independentVariance)
      }
    }
    #expect(alarms.value < 0.05 + 0.0195)
    #expect(misses.value < 0.05 + 0.0195)
    // 2 · 1 with the shared part of variance 4 cancelled, 2 · (4 + 1) with it. Relative standard error
    // of a sample variance √(2/14), of the mean of 8,000, which come in fours, below √(2/14/2,000).
    #expect(relativeError(try #require(variances.mean), 2) < 4 * 0.0085)
    #expect(relativeError(try #require(independent.mean), 10) < 4 * 0.0085)
    // Not by standing still: neighbors with a shared baseline are correlated, some alarms remain.
    #expect(alarms.value > 0.02)
  }

  @Test("Where a simultaneous interval excludes 0, Holm's test rejects", .tags(.law))
  func consistency() throws {
    var draws = Draws("consistency")
    for _ in 0..<300 {
      let baseline = (0..<10).map { _ in draws.normal() }
      let alternatives = (0..<3).map { _ in baseline.map { $0 + 0.5 + 0.5 * draws.normal() } }
      let comparison = try BaselineComparison(of: alternatives, against: baseline)
      for difference in comparison.differences {
        let excludes =
          abs(difference.simultaneousInterval.mean)
          > (difference.simultaneousInterval.halfWidth ?? .infinity)
        #expect(!excludes || difference.isSignificant)
      }
    }
  }

  @Test("Series that do not belong together are refused", .tags(.failure))
  func failures() {
    #expect(
      throws: StatisticsInputError.unequalLengths(name: "alternative", count: 2, expected: 3)
    ) { try PairedDifference(of: [1, 2], against: [1, 2, 3]) }
    #expect(throws: StatisticsInputError.notFinite(name: "alternative", index: 2)) {
      try PairedDifference(of: [1, 2, .infinity], against: [1, 2, 3])
    }
    #expect(throws: StatisticsInputError.self) {
      try BaselineComparison(of: [], against: [1, 2, 3])
    }
    #expect(
      StatisticsInputError.unequalLengths(name: "alternative", count: 2, expected: 3).description
        == "alternative: 2 observations where 3 belong together with the others")
    #expect(
      StatisticsInputError.outOfRange(
        name: "confidence level", value: 95, requirement: "above 0 and below 1"
      ).description == "confidence level is 95; it must be above 0 and below 1")
  }
}
