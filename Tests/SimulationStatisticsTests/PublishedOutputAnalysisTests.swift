import SimulationStatistics
import TestDraws
import TestSupport
import Testing

/// Reference cases for output analysis, by the name of each case.
///
/// Expected values are exact (quadrature, inversion of a characteristic function, direct evaluation)
/// or simulated with a stated standard error. A simulated check here fails beyond 4 standard errors,
/// its own and the reference's together: for about 1 seed in 16,000.
@Suite("Published output analysis")
struct PublishedOutputAnalysisTests {
  // MARK: - Coverage

  struct BatchMeansCase: CustomTestStringConvertible, Sendable {
    var name: String
    var phi: Double
    var batches: Int
    var batchSize: Int
    var coverage: Double
    var deviation: Double
    var testDescription: String { name }
  }

  @Test(
    "Batch means of an autoregressive series cover as often as they should",
    .tags(.statistical),
    arguments: [
      BatchMeansCase(
        name: "cover-1", phi: 0, batches: 10, batchSize: 1, coverage: 0.95,
        deviation: 0.316227766),
      BatchMeansCase(
        name: "cover-2", phi: 0.8, batches: 20, batchSize: 50, coverage: 0.9396440147,
        deviation: 0.09465727653),
      BatchMeansCase(
        name: "cover-3", phi: 0.9, batches: 10, batchSize: 20, coverage: 0.874152908,
        deviation: 0.3008321791),
      BatchMeansCase(
        name: "cover-4", phi: 0.7, batches: 50, batchSize: 1, coverage: 0.5821521029,
        deviation: 0.3272783391),
    ])
  func batchMeans(_ example: BatchMeansCase) throws {
    let length = example.batches * example.batchSize
    let trials = length > 500 ? 5_000 : 20_000
    var share = Share()
    var means = Tally()
    for trial in 0..<trials {
      var draws = Draws(example.name, ordinal: trial)
      let series = draws.autoregressive(example.phi, count: length)
      let batches = try BatchMeans(series, batchCount: example.batches)
      let interval = try batches.interval(confidenceLevel: 0.95)
      share.add(abs(interval.mean) <= (try #require(interval.halfWidth)))
      means.add(interval.mean)
    }
    let z = share.z(from: example.coverage)
    #expect(abs(z) < 4)
    // The standard deviation of n normal means has the relative standard error 1/√(2n).
    let deviation = try #require(means.standardDeviation)
    let zDeviation =
      (deviation / example.deviation - 1) * (2 * Double(trials)).squareRoot()
    #expect(abs(zDeviation) < 4)
  }

  @Test(
    "Student's interval of few skewed observations covers less than its level",
    .tags(.statistical),
    arguments: [
      ("coveriid-1", 10, 0.9003956667, 0.0001483995435),
      ("coveriid-2", 30, 0.882572, 0.0001953194768),
    ])
  func studentIntervals(
    name: String, count: Int, coverage: Double, standardError: Double
  ) throws {
    let isExponential = name == "coveriid-1"
    let mean = isExponential ? 1 : 0.5.exponential
    var share = Share()
    for trial in 0..<40_000 {
      var draws = Draws(name, ordinal: trial)
      let observations = Tally(
        (0..<count).map { _ in isExponential ? draws.exponential() : draws.normal().exponential })
      let interval = try #require(StudentInterval(observations))
      share.add(abs(interval.mean - mean) <= (try #require(interval.halfWidth)))
    }
    let z = share.z(from: coverage, standardError: standardError)
    #expect(abs(z) < 4)
  }

  // MARK: - Warm-up

  struct WarmUpCase: CustomTestStringConvertible, Sendable {
    var name: String
    var seed: Int
    var count: Int
    var bias: Double
    var rate: Double
    var phi: Double
    var amplitude: Double
    var truncation: Int
    var statistic: Double
    var truncatedMean: Double
    var untruncatedMean: Double
    var testDescription: String { name }

    /// 10 + c rateᵗ + an autoregressive series of the minimal-standard generator's numbers.
    var series: [Double] {
      var state = 16_807 * seed % 2_147_483_647
      var value = 0.0
      return (0..<count).map { t in
        let noise = amplitude * (Double(state) / 2_147_483_647 - 0.5) * 12.0.squareRoot()
        value = phi * value + noise
        state = 16_807 * state % 2_147_483_647
        return 10 + bias * rate.raised(to: Double(t)) + value
      }
    }
  }

  @Test(
    "MSER-5 finds the truncation of reproducible series", .tags(.exact),
    arguments: [
      WarmUpCase(
        name: "mser-1", seed: 12_345, count: 1_000, bias: 8, rate: 0.97, phi: 0.5, amplitude: 1,
        truncation: 13, statistic: 0.00295011617, truncatedMean: 9.97121571,
        untruncatedMean: 10.20552829),
      WarmUpCase(
        name: "mser-2", seed: 2_024, count: 600, bias: -5, rate: 0.95, phi: 0, amplitude: 1,
        truncation: 7, statistic: 0.001850437601, truncatedMean: 9.978633809,
        untruncatedMean: 9.820305594),
      WarmUpCase(
        name: "mser-3", seed: 77, count: 2_000, bias: 15, rate: 0.985, phi: 0.8, amplitude: 1.5,
        truncation: 21, statistic: 0.01199520355, truncatedMean: 10.04691465,
        untruncatedMean: 10.44523988),
    ])
  func marginalStandardErrorRule(_ example: WarmUpCase) throws {
    let rule = try MarginalStandardErrorRule(example.series)
    #expect(rule.truncationBatches == example.truncation)
    #expect(rule.truncationObservations == 5 * example.truncation)
    #expect(!rule.isAtEndOfSearch)
    for (value, expected) in [
      (rule.statistic, example.statistic),
      (rule.truncatedMean, example.truncatedMean),
      (rule.untruncatedMean, example.untruncatedMean),
    ] {
      let error = relativeError(value, expected)
      #expect(error < 1e-9)
    }
  }

  @Test("MSER-5 truncates as often as it should (msermc-1)", .tags(.statistical))
  func truncationOnAverage() throws {
    let decay = (0..<1_000).map { 10 * 0.98.raised(to: Double($0)) }
    var (truncations, means, untruncated) = (Tally(), Tally(), Tally())
    for trial in 0..<4_000 {
      var draws = Draws("msermc-1", ordinal: trial)
      let series = zip(draws.autoregressive(0.6, count: 1_000), decay).map { $0 + $1 }
      let rule = try MarginalStandardErrorRule(series)
      truncations.add(Double(rule.truncationObservations))
      means.add(rule.truncatedMean)
      untruncated.add(rule.untruncatedMean)
    }
    for (tally, expected, reference) in [
      (truncations, 127.2974, 0.0961900416),
      (means, 0.0374965801, 0.0002931058344),
      (untruncated, 0.4999999992, 0),
    ] {
      let z = try standardErrors(tally, expected, reference)
      #expect(abs(z) < 4)
    }
  }

  // MARK: - Quantiles

  @Test("The coverage of two ordered observations is exact (quantci-1)", .tags(.exact))
  func quantileCoverage() throws {
    let coverage = try QuantileInterval.coverage(ranks: 84...96, count: 100, probability: 0.9)
    let error = relativeError(coverage, 0.9556901072)
    #expect(error < 1e-9)
  }

  // MARK: - Selection

  @Test(
    "Selection with a known variance: probability, constant and sample size", .tags(.exact),
    arguments: [
      ("bechhofer-1", 5, 20, 0.5, 1.0, 0.8387863191, 3.055172625, 38),
      ("bechhofer-2", 10, 50, 0.4, 1.5, 0.6376971719, 3.418178964, 165),
    ])
  func knownVariance(
    name: String, systems: Int, size: Int, difference: Double, deviation: Double,
    probability: Double, constant: Double, needed: Int
  ) throws {
    let found = try KnownVarianceSelection.probabilityOfCorrectSelection(
      systems: systems, sampleSize: size, difference: difference, standardDeviation: deviation)
    #expect(relativeError(found, probability) < 1e-9)
    let h = try KnownVarianceSelection.constant(systems: systems, probability: 0.95)
    #expect(relativeError(h, constant) < 1e-9)
    let procedure = try KnownVarianceSelection(
      systems: systems, goal: .maximum, indifferenceZone: difference,
      standardDeviation: deviation)
    #expect(procedure.sampleSize == needed)
  }

  @Test(
    "Rinott's constant, probability of correct selection and sample size", .tags(.statistical),
    arguments: [
      ("rinott-1", 2, 10, 2.614119295, 0.95348, 0.0004884197438, 55.784185, 8_000),
      ("rinott-2", 10, 20, 3.875276636, 0.96436, 0.0004178209652, 605.76544, 2_000),
    ])
  func rinott(
    name: String, systems: Int, firstStage: Int, h: Double, probability: Double,
    standardError: Double, total: Double, trials: Int
  ) throws {
    let procedure = try Rinott(
      systems: systems, goal: .maximum, indifferenceZone: 0.5, firstStage: firstStage)
    #expect(relativeError(procedure.constant, h) < 1e-9)
    var (share, totals) = (Share(), Tally())
    for trial in 0..<trials {
      var draws = Draws(name, ordinal: trial)
      var run = procedure
      let result = run.run { system, _ in draws.normal() + (system == 0 ? 0.5 : 0) }
      share.add(result.selected == 0)
      totals.add(Double(result.observationCount))
    }
    let z = share.z(from: probability, standardError: standardError)
    #expect(abs(z) < 4)
    // The reference's mean is of 200,000 runs: its standard error is less than ours by far.
    let zTotal = try standardErrors(
      totals, total, (try #require(totals.standardDeviation)) / 200_000.0.squareRoot())
    #expect(abs(zTotal) < 4)
  }

  struct KimNelsonCase: CustomTestStringConvertible, Sendable {
    var name: String
    var systems: Int
    var firstStage: Int
    var zone: Double
    var correlation: Double
    var eta: Double
    var hSquared: Double
    var probability: Double
    var probabilityError: Double
    var total: Double
    var totalError: Double
    var testDescription: String { name }
  }

  @Test(
    "KN: constants, probability of correct selection and sample size", .tags(.statistical),
    arguments: [
      KimNelsonCase(
        name: "kn-1", systems: 5, firstStage: 10, zone: 0.3, correlation: 0, eta: 0.6349672652,
        hSquared: 11.42941077, probability: 0.9609333333, probabilityError: 0.001099287519,
        total: 443.0061333, totalError: 0.7302390567),
      KimNelsonCase(
        name: "kn-2", systems: 10, firstStage: 20, zone: 0.25, correlation: 0,
        eta: 0.3029338036, hSquared: 11.51148454, probability: 0.9639666667,
        probabilityError: 0.001303501749, total: 1_204.7825, totalError: 1.844396062),
      KimNelsonCase(
        name: "kn-3", systems: 5, firstStage: 10, zone: 0.3, correlation: 0.6,
        eta: 0.6349672652, hSquared: 11.42941077, probability: 0.9667,
        probabilityError: 0.0009962751139, total: 180.5622667, totalError: 0.317604356),
    ], [SelectionGoal.maximum, .minimum])
  func kimNelson(_ example: KimNelsonCase, goal: SelectionGoal) throws {
    let procedure = try KimNelson(
      systems: example.systems, goal: goal, indifferenceZone: example.zone,
      firstStage: example.firstStage)
    #expect(relativeError(procedure.eta, example.eta) < 1e-9)
    #expect(relativeError(procedure.hSquared, example.hSquared) < 1e-9)
    let (common, own) = (example.correlation.squareRoot(), (1 - example.correlation).squareRoot())
    let sign = goal == .maximum ? 1.0 : -1.0
    var (share, totals) = (Share(), Tally())
    for trial in 0..<2_000 {
      // One stream for what systems share in a replication, one for what each has of its own.
      var shared = Draws(example.name + " shared \(goal)", ordinal: trial)
      var draws = Draws(example.name + " \(goal)", ordinal: trial)
      var sharedSoFar: [Double] = []
      var run = procedure
      let result = run.run { system, replication in
        while sharedSoFar.count <= replication { sharedSoFar.append(shared.normal()) }
        let noise = common * sharedSoFar[replication] + own * draws.normal()
        return sign * (noise + (system == 0 ? example.zone : 0))
      }
      share.add(result.selected == 0)
      totals.add(Double(result.observationCount))
    }
    let z = share.z(from: example.probability, standardError: example.probabilityError)
    #expect(abs(z) < 4)
    let zTotal = try standardErrors(totals, example.total, example.totalError)
    #expect(abs(zTotal) < 4)
    // Never below the nominal probability by more than chance.
    let nominal = share.z(from: 0.95)
    #expect(nominal > -3)
  }

  @Test("The fractions of OCBA are the closed form (ocba-1)", .tags(.exact))
  func budgetFractions() throws {
    let fractions = try optimalBudgetFractions(
      means: [1, 2, 3, 4, 5], standardDeviations: [1, 1, 2, 1, 3], goal: .minimum)
    let expected = [0.2987599995, 0.2622819742, 0.2622819742, 0.02914244158, 0.1475336105]
    for (fraction, value) in zip(fractions, expected) {
      #expect(relativeError(fraction, value) < 1e-9)
    }
  }

  // MARK: - Distances

  /// How many standard errors, both together, a mean lies from what is expected.
  func standardErrors(_ tally: Tally, _ expected: Double, _ reference: Double) throws -> Double {
    let own = try #require(tally.standardError)
    return (try #require(tally.mean) - expected)
      / (own * own + reference * reference).squareRoot()
  }
}
