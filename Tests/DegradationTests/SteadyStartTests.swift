import Degradation
import RandomVariates
import SpecialFunctions
import TestSupport
import Testing

/// Units as one finds them in a plant that has long run.
@Suite("Steady starts")
struct SteadyStartTests {
  static let count = 40_000

  /// Age and rest of the life have the same law, the equilibrium law of the life.
  private func expect(_ process: WearProcess, upTo upper: Double, failed: (Double) -> Double) throws
  {
    let bench = try WearBench(process, purpose: "steady")
    let law = EquilibriumLaw(upTo: upper) { 1 - failed($0) }
    let lives = (0..<SteadyStartTests.count).map { bench.life($0, start: .steady) }
    // Simpson's rule on 4 000 cells: where the survival function jumps, a cell is wrong by half of
    // itself.
    #expect(relativeError(law.mean, process.meanLife) < 1e-3)
    #expect(kolmogorov(lives.map(\.ageAtStart), law.cumulative) < kolmogorovLimit)
    #expect(kolmogorov(lives.map(\.passage), law.cumulative) < kolmogorovLimit)
    // Together they are the life that a moment falls into, longer than any life: mean E T²/E T.
    let total = SampleMoments(lives.map { $0.ageAtStart + $0.passage })
    let ages = SampleMoments(lives.map(\.ageAtStart))
    let error = (total.standardError * total.standardError + 4 * ages.variance / ages.count)
      .squareRoot()
    #expect(abs(total.mean - 2 * ages.mean) < 4 * error)
  }

  @Test("A gamma process", .tags(.statistical), arguments: [0.1, 0.4, 0.9])
  func gamma(cv: Double) throws {
    let gamma = try GammaWear(meanLife: 1, cvOfLife: cv)
    try expect(.gamma(gamma), upTo: 1 + 20 * cv) { Laws.gammaFailed(gamma, $0) }
  }

  @Test("A Wiener process", .tags(.statistical), arguments: [0.2, 1])
  func wiener(cv: Double) throws {
    let wiener = WienerWear(meanLife: 1, cvOfLife: cv)
    try expect(.wiener(wiener), upTo: 1 + 30 * cv) { Laws.wienerFailed(wiener, $0) }
  }

  @Test("Lives, whatever their law", .tags(.statistical))
  func lives() throws {
    let weibull = Distribution(.weibull(shape: 3, scale: 10))
    let cut = Distribution(.normal(mean: 10, standardDeviation: 6), atLeast: 2, atMost: 25)
    let mixture = Distribution(
      .mixture([
        Weighted(Distribution(.exponential(mean: 1)), weight: 0.3),
        Weighted(Distribution(.uniform(lower: 8, upper: 12)), weight: 0.7),
      ]))
    let points = Distribution(.discrete([Weighted(4, weight: 1), Weighted(10, weight: 3)]))
    for (life, upper) in [(weibull, 35.0), (cut, 25), (mixture, 45), (points, 10)] {
      let law = TruncatedDistribution(life)
      try expect(.life(life), upTo: upper) { law.cumulative(at: $0) }
    }
    try expect(.linear(meanLife: 10), upTo: 10) { $0 >= 10 ? 1 : 0 }
  }

  @Test("Shocks and states", .tags(.statistical))
  func walks() throws {
    let shocks = ShockWear(meanInterval: 2, damage: Distribution(.exponential(mean: 0.3)))
    try expect(.shocks(shocks), upTo: 120) {
      Laws.exponentialShocksFailed(interval: 2, damage: 0.3, $0)
    }
    let chain = WearStates(
      [10.0, 3, 5].map { .init(sojourn: Distribution(.exponential(mean: $0))) })
    try expect(.states(chain), upTo: 300) { Laws.hypoexponentialFailed([10, 3, 5], $0) }
    // Two ways into state 2, which say how old a unit in it may be.
    let joined = WearStates([
      .init(
        sojourn: Distribution(.exponential(mean: 10)),
        moves: [Weighted(1, weight: 0.7), Weighted(2, weight: 0.3)]),
      .init(
        sojourn: Distribution(.exponential(mean: 40)),
        moves: [Weighted(2, weight: 0.5), Weighted(3, weight: 0.5)]),
      .init(sojourn: Distribution(.exponential(mean: 25))),
    ])
    try expect(.states(joined), upTo: 1_200) { t in
      0.35 * Laws.hypoexponentialFailed([10, 40, 25], t)
        + 0.35 * Laws.hypoexponentialFailed([10, 40], t)
        + 0.3 * Laws.hypoexponentialFailed([10, 25], t)
    }
    // Shares of 1/2: the way over state 1 takes a life of 4 to 8 h longer.
    let branched = WearStates([
      .init(
        sojourn: Distribution(.uniform(lower: 2, upper: 4)),
        moves: [Weighted(1, weight: 0.5), Weighted(2, weight: 0.5)]),
      .init(sojourn: .constant(8)),
    ])
    try expect(.states(branched), upTo: 12) { t in
      0.5 * min(1, max(0, (t - 2) / 2)) + 0.5 * min(1, max(0, (t - 10) / 2))
    }
    // Periods of 1: P(life > t) = 0.8^⌊t⌋.
    let periods = WearStates(period: 1, matrix: [[0.8, 0.2]])
    try expect(.states(periods), upTo: 100) { t in 1 - 0.8.raised(to: t.rounded(.down)) }
  }

  @Test("The level of a steady gamma process belongs to its age and its rest", .tags(.statistical))
  func levels() throws {
    let gamma = try GammaWear(meanLife: 1, cvOfLife: 0.5)
    let bench = try WearBench(.gamma(gamma), purpose: "steady levels")
    let wiener = WienerWear(meanLife: 1, cvOfLife: 0.7)
    let other = try WearBench(.wiener(wiener), purpose: "steady levels")
    var (levels, rests) = ([Double](), [Double]())
    var (wienerLevels, wienerRests) = ([Double](), [Double]())
    for ordinal in 0..<SteadyStartTests.count {
      var life = bench.life(ordinal, start: .steady)
      let level = bench.level(&life, at: 0)
      let age = life.ageAtStart
      levels.append(
        Laws.gammaLevel(gamma, level, at: age) / Laws.gammaLevel(gamma, 1, at: age))
      rests.append(Laws.gammaFailed(gamma, life.passage, rest: 1 - level))
      var drifting = other.life(ordinal, start: .steady)
      let place = other.level(&drifting, at: 0)
      wienerLevels.append(
        Laws.wienerLevel(wiener, place, at: drifting.ageAtStart)
          / (1 - Laws.wienerFailed(wiener, drifting.ageAtStart)))
      wienerRests.append(Laws.wienerFailed(wiener, drifting.passage, rest: 1 - place))
    }
    for sample in [levels, rests, wienerLevels, wienerRests] {
      #expect(kolmogorov(sample) { $0 } < kolmogorovLimit)
    }
    #expect(abs(scaledCorrelation(levels, rests)) < 4)
    #expect(abs(scaledCorrelation(wienerLevels, wienerRests)) < 4)
  }

  @Test("Among unlike units the long-lived are found more often", .tags(.statistical))
  func unitToUnit() throws {
    let gamma = try GammaWear(meanLife: 1, cvOfLife: 0.3)
    let bench = try WearBench(.gamma(gamma), unitToUnit: 0.5, purpose: "steady units")
    let lives = (0..<SteadyStartTests.count).map { bench.life($0, start: .steady) }
    // E T²/(2 E T) with the second moment (1 + 0.3²) (1 + 0.5²).
    let rest = (1 + 0.09) * (1 + 0.25) / 2
    for sample in [lives.map(\.passage), lives.map(\.ageAtStart)] {
      let moments = SampleMoments(sample)
      #expect(abs(moments.mean - rest) < 4 * moments.standardError)
    }
  }
}
