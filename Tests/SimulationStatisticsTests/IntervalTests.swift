import EventKernel
import SimulationStatistics
import SpecialFunctions
import TestDraws
import TestSupport
import Testing

@Suite("Intervals")
struct IntervalTests {
  // MARK: - Batch means

  /// Batches (1, 3), (2, 6), (5, 3): means 2, 4, 4 about 10/3, deviations -4/3, 2/3, 2/3 with
  /// squares 24/9; lag 1 (-8 + 4)/9; successive differences 2 and 0.
  @Test("Batch means worked by hand", .tags(.exact))
  func batchMeans() throws {
    let batches = try BatchMeans([1, 3, 2, 6, 5, 3, 100], batchCount: 3)
    #expect(batches.means == [2, 4, 4])
    #expect(batches.batchSize == 2)
    #expect(batches.leftOver == 1)
    #expect(relativeError(batches.mean, 10.0 / 3) < 1e-15)
    #expect(relativeError(try #require(batches.lagOneAutocorrelation), -1.0 / 6) < 1e-14)
    #expect(relativeError(try #require(batches.vonNeumannRatio), 1.5) < 1e-14)
    // C = 0.25, variance 1/8.
    let expected = StandardNormal.survival(0.25 * 8.0.squareRoot())
    #expect(relativeError(try #require(batches.independenceProbability), expected) < 1e-14)
    #expect(relativeError(batches.asymptoticVariance, 2 * 4.0 / 3) < 1e-14)
    #expect(try BatchMeans([1, 3, 2, 6, 5, 3, 100], batchSize: 2) == batches)
    let interval = try batches.interval(confidenceLevel: 0.9)
    #expect(interval == StudentInterval(Tally([2, 4, 4]), confidenceLevel: 0.9))
  }

  @Test("Batch means that do not vary have no autocorrelation", .tags(.exact))
  func constantBatches() throws {
    let batches = try BatchMeans([1, 1, 1, 1], batchCount: 4)
    #expect(batches.lagOneAutocorrelation == nil)
    #expect(batches.vonNeumannRatio == nil)
    #expect(batches.independenceProbability == nil)
    #expect(try batches.interval().halfWidth == 0)
  }

  /// Under independence the probability is about uniform: below 0.1 in a tenth of the trials.
  ///
  /// Its
  /// normal approximation at b = 20 is off by less than 0.01, which is added to 4 standard errors.
  @Test("The test of independence is right where batches are independent", .tags(.statistical))
  func independentBatches() throws {
    var (share, correlated) = (Share(), Share())
    for trial in 0..<4_000 {
      var draws = Draws("independent batches", ordinal: trial)
      let free = try BatchMeans(draws.autoregressive(0, count: 20), batchCount: 20)
      let bound = try BatchMeans(draws.autoregressive(0.7, count: 20), batchCount: 20)
      share.add(try #require(free.independenceProbability) < 0.1)
      correlated.add(try #require(bound.independenceProbability) < 0.1)
    }
    let tolerance = 4 * (0.09 / 4_000).squareRoot() + 0.01
    #expect(abs(share.value - 0.1) < tolerance)
    #expect(correlated.value > 0.8)
  }

  @Test("Streaming batches are those of the whole series", .tags(.law))
  func streamingBatches() throws {
    var draws = Draws("streaming batches")
    var stream = try StreamingBatchMeans(minimumBatchCount: 5)
    var series: [Double] = []
    for count in 1...1_000 {
      let observation = Double(draws.index(below: 1_000))
      series.append(observation)
      stream.add(observation)
      #expect(stream.count == count)
      guard count > 1 else {
        #expect(stream.batchMeans == nil)
        continue
      }
      let batches = try #require(stream.batchMeans)
      #expect(batches.means.count < 10)
      #expect(count < 5 || batches.means.count >= 5)
      #expect(batches.means.count * batches.batchSize + batches.leftOver == count)
      // Whole numbers add up exactly, so only the division by the size may round.
      let plain = try BatchMeans(series, batchSize: batches.batchSize)
      for (a, b) in zip(plain.means, batches.means) { #expect(abs(a - b) < 1e-9) }
    }
  }

  @Test("Too few observations or batches are refused", .tags(.failure))
  func tooFew() {
    #expect(
      throws: StatisticsInputError.tooFewObservations(name: "series", count: 3, needed: 4)
    ) { try BatchMeans([1, 2, 3], batchCount: 4) }
    #expect(
      throws: StatisticsInputError.outOfRange(
        name: "number of batches", value: 1, requirement: "at least 2")
    ) { try BatchMeans([1, 2, 3], batchCount: 1) }
    #expect(throws: StatisticsInputError.notFinite(name: "series", index: 1)) {
      try BatchMeans([1, .nan, 3], batchCount: 3)
    }
  }

  // MARK: - Quantiles

  /// Sums of binomial terms with 30 digits.
  @Test(
    "The coverage of two ordered observations", .tags(.exact),
    arguments: [
      (20, 0.5, 6, 15, 0.95861053466796875), (59, 0.95, 52, 59, 0.94264173176167205),
      (1_000, 0.99, 984, 997, 0.96353630981837768),
      (500, 0.05, 1, 3, 2.7052645211169413e-9), (10, 0.5, 9, 10, 0.009765625),
      (20_000, 0.25, 4_880, 5_121, 0.9509085905735573),
    ])
  func coverage(
    count: Int, probability: Double, lower: Int, upper: Int, expected: Double
  ) throws {
    let coverage = try QuantileInterval.coverage(
      ranks: lower...upper, count: count, probability: probability)
    #expect(relativeError(coverage, expected) < 1e-11)
  }

  /// Differences of the beta distribution function lose digits by cancellation: an absolute error of
  /// 1e-11 is what they can show.
  @Test("The coverage agrees with the incomplete beta function", .tags(.law))
  func coverageByBeta() throws {
    for (count, p) in [(2, 0.5), (7, 0.01), (100, 0.3), (5_000, 0.999), (1_000_000, 0.2)] {
      func cumulative(_ k: Int) -> Double {
        k >= count ? 1 : RegularizedBeta.upper(Double(k + 1), Double(count - k), at: p)
      }
      let middle = max(1, Int(Double(count) * p))
      let spread = Int((Double(count) * p * (1 - p)).squareRoot())
      let lower = max(1, middle - spread)
      let upper = min(count, middle + spread + 1)
      let coverage = try QuantileInterval.coverage(
        ranks: lower...upper, count: count, probability: p)
      #expect(abs(coverage - (cumulative(upper - 1) - cumulative(lower - 1))) < 1e-11)
    }
  }

  @Test("The chosen ranks reach the level, and no nearer pair does", .tags(.law))
  func ranks() throws {
    for (count, p, level) in [
      (8, 0.5, 0.95), (20, 0.5, 0.95), (100, 0.9, 0.95), (100, 0.9, 0.99), (59, 0.95, 0.9),
      (30, 0.2, 0.8),
    ] {
      let ranks = try QuantileInterval.ranks(
        count: count, probability: p, confidenceLevel: level)
      func coverage(_ low: Int, _ high: Int) throws -> Double {
        try QuantileInterval.coverage(ranks: low...high, count: count, probability: p)
      }
      let chosen = try coverage(ranks.lowerBound, ranks.upperBound)
      #expect(chosen >= level - 1e-12)
      let distance = ranks.upperBound - ranks.lowerBound
      for low in 1...(count - distance) {
        #expect(try coverage(low, low + distance) <= chosen + 1e-12)
        if distance > 1 { #expect(try coverage(low, low + distance - 1) < level) }
      }
    }
  }

  /// 1 - 2 · 0.5ⁿ ≥ 0.95 from n = 6 on; 1 - 0.95ⁿ - 0.05ⁿ ≥ 0.95 from n = 59 on.
  @Test("Too few observations for a level say how many are needed", .tags(.failure))
  func tooFewForQuantile() throws {
    for (count, p, needed) in [(5, 0.5, 6), (58, 0.95, 59), (2, 0.05, 59)] {
      #expect(
        throws: StatisticsInputError.tooFewObservations(
          name: "quantile interval", count: count, needed: needed)
      ) { try QuantileInterval.ranks(count: count, probability: p) }
    }
    #expect(try QuantileInterval.ranks(count: 6, probability: 0.5) == 1...6)
    #expect(try QuantileInterval.ranks(count: 59, probability: 0.95).upperBound == 59)
  }

  @Test("The interval of a quantile covers as often as it says", .tags(.statistical))
  func quantileInterval() throws {
    var share = Share()
    var coverage = 0.0
    for trial in 0..<4_000 {
      var draws = Draws("quantile interval", ordinal: trial)
      let interval = try QuantileInterval(
        (0..<100).map { _ in draws.exponential() }, probability: 0.9)
      coverage = interval.coverage
      let quantile = -0.1.logarithm
      share.add(interval.lower <= quantile && quantile <= interval.upper)
    }
    let z = share.z(from: coverage)
    #expect(coverage >= 0.95)
    #expect(abs(z) < 4)
  }

  // MARK: - Bootstrap

  static func key(_ replication: UInt64) -> StreamKey {
    StreamKey(seed: 7, replication: replication, path: "tests", purpose: "bootstrap")
  }

  static func mean(_ observations: [Double]) -> Double {
    observations.reduce(0, +) / Double(observations.count)
  }

  @Test("A bootstrap is a function of its arguments", .tags(.law))
  func reproducible() throws {
    let observations = (0..<30).map { Double(($0 * 7) % 11) }
    func bootstrap(_ key: StreamKey, _ resamples: Int) throws -> Bootstrap {
      try Bootstrap(
        observations, resamples: resamples, key: key, statistic: IntervalTests.mean)
    }
    let first = try bootstrap(IntervalTests.key(0), 200)
    #expect(try bootstrap(IntervalTests.key(0), 200) == first)
    #expect(try bootstrap(IntervalTests.key(1), 200) != first)
    #expect(first.resampled == first.resampled.sorted())
  }

  /// The acceleration of a mean is Σ d³/(6 (Σ d²)^1.5), d the distances from it: for 0, 0, 3 it is
  /// (−1 − 1 + 8)/(6 · 6^1.5) = 1/6^1.5.
  @Test("Acceleration and bias correction worked by hand", .tags(.exact))
  func acceleration() throws {
    let skewed = try Bootstrap(
      [0, 0, 3], key: IntervalTests.key(0), statistic: IntervalTests.mean)
    #expect(relativeError(skewed.acceleration, 1 / 6.0.raised(to: 1.5)) < 1e-14)
    let constant = try Bootstrap(
      [4, 4, 4], key: IntervalTests.key(0), statistic: IntervalTests.mean)
    #expect(constant.biasCorrection == 0)
    #expect(constant.acceleration == 0)
    #expect(try constant.interval() == 4...4)
    #expect(try constant.interval(.percentile) == 4...4)
  }

  /// A resample of 3 distinct numbers is all its largest with probability 1/27, and no larger mean
  /// is possible; ends beyond the resampled statistics are their ends.
  @Test("The ends of an interval are ordered statistics", .tags(.exact))
  func ends() throws {
    let bootstrap = try Bootstrap(
      [1, 2, 3], resamples: 999, key: IntervalTests.key(3), statistic: IntervalTests.mean)
    let values = bootstrap.resampled
    #expect(try bootstrap.interval(.percentile, confidenceLevel: 0.9) == values[49]...values[949])
    #expect(try bootstrap.interval(.percentile, confidenceLevel: 0.9999) == 1...3)
  }

  /// References: 12,000 trials in NumPy with other random numbers, standard errors in the third
  /// place.
  ///
  /// Both methods fall short of their level with so few observations, as they must: for normal ones
  /// the percentiles use the spread of divisor n and normal quantiles, which gives
  /// 2 F(1.645 √0.96; 24) - 1 = 0.880 for Student's F.
  @Test("Bootstrap intervals cover about as often as they should", .tags(.statistical))
  func bootstrapCoverage() throws {
    var (percentile, accelerated, normal) = (Share(), Share(), Share())
    var shift = Tally()
    for trial in 0..<1_500 {
      var draws = Draws("bootstrap coverage", ordinal: trial)
      let key = IntervalTests.key(UInt64(trial))
      let skewed = try Bootstrap(
        (0..<25).map { _ in draws.exponential() }, resamples: 1_000, key: key,
        statistic: IntervalTests.mean)
      let plain = try skewed.interval(.percentile, confidenceLevel: 0.9)
      percentile.add(plain.contains(1))
      let corrected = try skewed.interval(confidenceLevel: 0.9)
      accelerated.add(corrected.contains(1))
      shift.add(corrected.lowerBound - plain.lowerBound)
      shift.add(corrected.upperBound - plain.upperBound)
      let symmetric = try Bootstrap(
        (0..<25).map { _ in draws.normal() }, resamples: 1_000, key: key,
        statistic: IntervalTests.mean)
      normal.add(try symmetric.interval(.percentile, confidenceLevel: 0.9).contains(0))
    }
    for (share, expected, reference) in [
      (percentile, 0.8664, 0.0031), (accelerated, 0.8703, 0.0031), (normal, 0.8778, 0.0030),
    ] {
      let z = share.z(from: expected, standardError: reference)
      #expect(abs(z) < 4)
    }
    // Where observations are skewed to the right, the acceleration moves both ends to the right.
    let standardErrors = try #require(shift.mean) / (try #require(shift.standardError))
    #expect(standardErrors > 4)
  }

  @Test("A statistic of the other sign has the mirrored interval", .tags(.law))
  func mirrored() throws {
    var draws = Draws("mirrored")
    for trial in 0..<20 {
      let observations = (0..<15).map { _ in draws.exponential() }
      let key = IntervalTests.key(UInt64(trial))
      let plain = try Bootstrap(
        observations, resamples: 499, key: key, statistic: IntervalTests.mean)
      let mirror = try Bootstrap(observations, resamples: 499, key: key) {
        -IntervalTests.mean($0)
      }
      for method in [Bootstrap.Method.percentile, .biasCorrectedAccelerated] {
        let interval = try plain.interval(method)
        let mirrored = try mirror.interval(method)
        // Ranks are found from probabilities near 0 and near 1, which round differently.
        #expect(relativeError(mirrored.lowerBound, -interval.upperBound) < 1e-9)
        #expect(relativeError(mirrored.upperBound, -interval.lowerBound) < 1e-9)
      }
    }
  }

  @Test("A statistic that is no number is refused", .tags(.failure))
  func badStatistic() {
    #expect(
      throws: StatisticsInputError.notFinite(name: "statistic of the observations", index: 0)
    ) { try Bootstrap([1, 2], key: IntervalTests.key(0)) { _ in .nan } }
    #expect(
      throws: StatisticsInputError.tooFewObservations(name: "observations", count: 1, needed: 2)
    ) { try Bootstrap([1], key: IntervalTests.key(0), statistic: IntervalTests.mean) }
  }

  // MARK: - Precision

  @Test("The rule stops at the wanted half-width, not before and not after", .tags(.law))
  func precision() throws {
    for target in [PrecisionRule.Target.absolute(0.3), .relative(0.05)] {
      var draws = Draws("precision")
      var rule = try PrecisionRule(target)
      var before: StudentInterval?
      while rule.status == .goOn {
        before = rule.interval
        rule.add(5 + draws.normal())
      }
      #expect(rule.status == .precise)
      #expect(rule.count > 10)
      let last = try #require(rule.interval)
      let wanted = target == .absolute(0.3) ? 0.3 : 0.05 * last.mean
      #expect(try #require(last.halfWidth) <= wanted)
      let earlier = try #require(before)
      let earlierWanted = target == .absolute(0.3) ? 0.3 : 0.05 * earlier.mean
      #expect(try #require(earlier.halfWidth) > earlierWanted)
    }
  }

  @Test("A relative half-width is one of the mean's magnitude", .tags(.law))
  func negativeMean() throws {
    var (up, down) = (try PrecisionRule(.relative(0.05)), try PrecisionRule(.relative(0.05)))
    var draws = Draws("negative mean")
    while up.status == .goOn {
      let observation = 5 + draws.normal()
      up.add(observation)
      down.add(-observation)
      #expect(up.status == down.status)
    }
    #expect(down.status == .precise)
  }

  @Test("The rule runs ten replications at least and stops at the maximum", .tags(.exact))
  func limits() throws {
    var constant = try PrecisionRule(.relative(0.01))
    while constant.status == .goOn { constant.add(3) }
    #expect(constant.count == 10)
    #expect(constant.status == .precise)
    var draws = Draws("limits")
    var wild = try PrecisionRule(.absolute(1e-6), maximum: 25)
    while wild.status == .goOn { wild.add(draws.normal()) }
    #expect(wild.count == 25)
    #expect(wild.status == .exhausted)
    #expect(throws: StatisticsInputError.self) { try PrecisionRule(.absolute(1), minimum: 9) }
    #expect(throws: StatisticsInputError.self) { try PrecisionRule(.relative(0)) }
  }

  /// The statement of the rule's documentation: a few hundredths below 0.95, not more.
  @Test("Stopping at a precision covers somewhat less than the level", .tags(.statistical))
  func sequentialCoverage() throws {
    var share = Share()
    for trial in 0..<4_000 {
      var draws = Draws("sequential coverage", ordinal: trial)
      var rule = try PrecisionRule(.relative(0.1))
      while rule.status == .goOn { rule.add(2 + draws.normal()) }
      let interval = try #require(rule.interval)
      share.add(abs(interval.mean - 2) <= (try #require(interval.halfWidth)))
    }
    // 4 standard errors are 0.014.
    #expect(share.value > 0.91 - 0.014)
    #expect(share.value < 0.95 + 0.014)
  }
}
