import Degradation
import RandomVariates
import SpecialFunctions
import TestSupport
import Testing

/// The lives of new units against exact laws.
@Suite("First passages")
struct FirstPassageTests {
  static let count = 40_000

  private func expect(
    _ process: WearProcess, failed: (Double) -> Double, mean: Double, standardDeviation: Double
  ) throws {
    let bench = try WearBench(process, purpose: "first passage")
    let sample = bench.passages(FirstPassageTests.count)
    let moments = SampleMoments(sample)
    #expect(abs(moments.mean - mean) < 4 * moments.standardError)
    #expect(
      abs(moments.variance - standardDeviation * standardDeviation) < 4 * moments.varianceError)
    #expect(kolmogorov(sample, failed) < kolmogorovLimit)
    // The mean life that the process tells is that of the law: exact but for 1e-9.
    #expect(relativeError(process.meanLife, mean) < 1e-9)
  }

  @Test(
    "A gamma process fails by the incomplete gamma function of its shape", .tags(.statistical),
    arguments: [0.02, 0.1, 0.3, 0.6, 0.9])
  func gamma(cv: Double) throws {
    let gamma = try GammaWear(meanLife: 3_000, cvOfLife: cv)
    try expect(
      .gamma(gamma), failed: { Laws.gammaFailed(gamma, $0) }, mean: 3_000,
      standardDeviation: 3_000 * cv)
  }

  @Test(
    "A Wiener process fails by the inverse Gaussian distribution", .tags(.statistical),
    arguments: [0.05, 0.4, 1, 2])
  func wiener(cv: Double) throws {
    let wiener = WienerWear(meanLife: 500, cvOfLife: cv)
    try expect(
      .wiener(wiener), failed: { Laws.wienerFailed(wiener, $0) }, mean: 500,
      standardDeviation: 500 * cv)
  }

  @Test("A life and a crack fail as their life says", .tags(.statistical))
  func lives() throws {
    let weibull = Distribution(.weibull(shape: 2.5, scale: 100))
    let law = TruncatedDistribution(weibull)
    // η Γ(1 + 1/β) and η √(Γ(1 + 2/β) - Γ(1 + 1/β)²).
    let mean = 100 * logGamma(1.4).exponential
    let second = 10_000 * logGamma(1.8).exponential
    try expect(
      .life(weibull), failed: { law.cumulative(at: $0) }, mean: mean,
      standardDeviation: (second - mean * mean).squareRoot())
    let fatigue = Distribution(.logNormal(mean: 8e6, standardDeviation: 2e6))
    let fatigueLaw = TruncatedDistribution(fatigue)
    let crack = CrackGrowth(
      exponent: 3, initialLength: 0.001, criticalLength: 0.025, life: fatigue)
    try expect(
      .crack(crack), failed: { fatigueLaw.cumulative(at: $0) }, mean: 8e6, standardDeviation: 2e6)
  }

  @Test(
    "Shocks with exponential damages fail by a sum of Poisson terms", .tags(.statistical),
    arguments: [0.03, 0.4, 3])
  func shocks(damage: Double) throws {
    let process = WearProcess.shocks(
      ShockWear(meanInterval: 20, damage: Distribution(.exponential(mean: damage))))
    // N is 1 and a Poisson count of the mean 1/d; a sum of N exponentials has the variance
    // m² (E N + Var N).
    let mean = 20 * (1 + 1 / damage)
    try expect(
      process,
      failed: { Laws.exponentialShocksFailed(interval: 20, damage: damage, $0) }, mean: mean,
      standardDeviation: 20 * (1 + 2 / damage).squareRoot())
  }

  @Test("A chain of exponential sojourns is hypoexponential", .tags(.statistical))
  func chain() throws {
    let means = [50.0, 20, 7, 100]
    let chain = WearStates(means.map { .init(sojourn: Distribution(.exponential(mean: $0))) })
    try expect(
      .states(chain), failed: { Laws.hypoexponentialFailed(means, $0) },
      mean: means.reduce(0, +),
      standardDeviation: means.reduce(0) { $0 + $1 * $1 }.squareRoot())
  }

  @Test("A chain with jumps over states is a mixture of its ways", .tags(.statistical))
  func chainWithJumps() throws {
    let chain = WearStates([
      .init(
        sojourn: Distribution(.exponential(mean: 10)),
        moves: [Weighted(1, weight: 0.7), Weighted(2, weight: 0.2), Weighted(3, weight: 0.1)]),
      .init(
        sojourn: Distribution(.exponential(mean: 4)),
        moves: [Weighted(2, weight: 0.6), Weighted(3, weight: 0.4)]),
      .init(sojourn: Distribution(.exponential(mean: 25))),
    ])
    let ways: [(probability: Double, means: [Double])] = [
      (0.7 * 0.6, [10, 4, 25]), (0.7 * 0.4, [10, 4]), (0.2, [10, 25]), (0.1, [10]),
    ]
    let mean = ways.reduce(0) { $0 + $1.probability * $1.means.reduce(0, +) }
    let second = ways.reduce(0) { sum, way in
      let first = way.means.reduce(0, +)
      return sum + way.probability * (first * first + way.means.reduce(0) { $0 + $1 * $1 })
    }
    try expect(
      .states(chain),
      failed: { t in
        ways.reduce(0) { $0 + $1.probability * Laws.hypoexponentialFailed($1.means, t) }
      }, mean: mean, standardDeviation: (second - mean * mean).squareRoot())
  }

  @Test("A delay-time model is the sum of two times", .tags(.statistical))
  func delayTime() throws {
    let model = WearStates([
      .init(sojourn: Distribution(.exponential(mean: 60))),
      .init(sojourn: Distribution(.uniform(lower: 10, upper: 40))),
    ])
    // P(T ≤ t) = ∫ from 10 to 40 of (1 - e^(-(t - d)/60))₊ dd/30.
    func failed(_ t: Double) -> Double {
      let upper = min(40, t)
      guard upper > 10 else { return 0 }
      let decays = 60 * ((-(t - upper) / 60).exponential - (-(t - 10) / 60).exponential)
      return (upper - 10 - decays) / 30
    }
    try expect(
      .states(model), failed: failed, mean: 85,
      standardDeviation: (3_600.0 + 75).squareRoot())
  }

  @Test("A chain given by the matrix of a period follows its powers", .tags(.statistical))
  func matrix() throws {
    let rows = [
      [0.9, 0.07, 0.03, 0], [0, 0.8, 0.15, 0.05], [0, 0, 0.6, 0.4],
    ]
    let process = WearProcess.states(WearStates(period: 10, matrix: rows))
    let bench = try WearBench(process, purpose: "matrix")
    let sample = bench.passages(FirstPassageTests.count)
    let count = Double(sample.count)
    // Passages fall on the ends of periods: to within rounding of the sums.
    #expect(sample.allSatisfy { abs($0 / 10 - ($0 / 10).rounded()) < 1e-9 })
    var chances = [1.0, 0, 0, 0]
    var mean = 0.0
    for period in 0..<400 {
      mean += 10 * (1 - chances[3])
      let failed = sample.filter { $0 < 10 * Double(period) + 5 }.count
      // Four standard deviations of a binomial count, and 20 more where the normal law does not
      // hold: P(Poisson count of mean 1 > 20) is 1e-20.
      let deviation = (count * chances[3] * (1 - chances[3])).squareRoot()
      #expect(abs(Double(failed) - count * chances[3]) <= 4 * deviation + 20)
      chances = (0..<4).map { next in
        (next == 3 ? chances[3] : 0)
          + (0..<3).reduce(0) { $0 + chances[$1] * rows[$1][next] }
      }
    }
    // After 400 periods less than 0.9^400 = 5e-19 has not failed.
    #expect(relativeError(process.meanLife, mean) < 1e-12)
    let moments = SampleMoments(sample)
    #expect(abs(moments.mean - mean) < 4 * moments.standardError)
  }

  @Test(
    "Units differ by a log-normal factor of mean 1", .tags(.statistical), arguments: [0.1, 0.5])
  func unitToUnit(cv: Double) throws {
    let bench = try WearBench(.linear(meanLife: 700), unitToUnit: cv, purpose: "units")
    let sample = bench.passages(FirstPassageTests.count)
    let law = TruncatedDistribution(
      Distribution(.logNormal(mean: 700, standardDeviation: 700 * cv)))
    #expect(kolmogorov(sample, { law.cumulative(at: $0) }) < kolmogorovLimit)
    // The factor is independent of the process: Var(F τ) = (1 + c²)(1 + cv²) - 1 for the mean 1.
    let gamma = try GammaWear(meanLife: 1, cvOfLife: 0.4)
    let other = try WearBench(.gamma(gamma), unitToUnit: cv, purpose: "units")
    let moments = SampleMoments(other.passages(FirstPassageTests.count))
    #expect(abs(moments.mean - 1) < 4 * moments.standardError)
    let variance = (1 + cv * cv) * (1 + 0.16) - 1
    #expect(abs(moments.variance - variance) < 4 * moments.varianceError)
  }

  @Test("A life rises with the first uniform number, whatever the parameters", .tags(.law))
  func commonRandomNumbers() throws {
    let mild = try GammaWear(meanLife: 100, cvOfLife: 0.2)
    let wild = try GammaWear(meanLife: 300, cvOfLife: 0.7)
    let wiener = WienerWear(meanLife: 100, cvOfLife: 0.5)
    let first = try WearBench(.gamma(mild))
    let second = try WearBench(.gamma(wild))
    let third = try WearBench(.wiener(wiener))
    for ordinal in 0..<2_000 {
      let failed = Laws.gammaFailed(mild, first.life(ordinal).passage)
      let other = Laws.gammaFailed(wild, second.life(ordinal).passage)
      let last = Laws.wienerFailed(wiener, third.life(ordinal).passage)
      // The probability of a quantile: 1e-11 by the accuracy of the functions (see
      // SpecialFunctions).
      #expect(abs(failed - other) < 1e-11)
      #expect(abs(failed - last) < 1e-11)
    }
  }
}
