import Degradation
import EventKernel
import RandomVariates
import SpecialFunctions
import TestSupport
import Testing

/// Parameters near and far, and those that cannot be.
@Suite("Parameters of wear")
struct WearParameterTests {
  @Test("A gamma process has the mean and the variation of life that it was made for")
  func solved() throws {
    for meanLife in [1e-3, 1, 3e8] {
      for cv in [1e-4, 0.001, 0.01, 0.05, 0.13, 0.14, 0.15, 0.3, 0.5, 0.7, 0.9, 0.97, 0.99] {
        let gamma = try GammaWear(meanLife: meanLife, cvOfLife: cv)
        #expect(relativeError(gamma.meanLife, meanLife) < 1e-9)
        #expect(relativeError(gamma.cvOfLife, cv) < 1e-9)
        let wiener = WienerWear(meanLife: meanLife, cvOfLife: cv)
        #expect(relativeError(wiener.meanLife, meanLife) < 1e-14)
        #expect(relativeError(wiener.cvOfLife, cv) < 1e-14)
      }
    }
  }

  /// Computed with mpmath 1.3 at 30 digits, by integration of P(s, c) and s P(s, c).
  @Test(
    "Moments of the gamma passage agree with 30-digit arithmetic",
    arguments: momentCases)
  func agreesWithLongArithmetic(levels: Double, mean: Double, cv: Double) {
    let gamma = GammaWear(shapeRate: 1, scale: 1 / levels)
    #expect(relativeError(gamma.meanLife, mean) < 1e-11)
    #expect(relativeError(gamma.cvOfLife, cv) < 1e-9)
  }

  static let momentCases: [(levels: Double, mean: Double, cv: Double)] = [
    (levels: 1e-05, mean: 0.090357099555562265, cv: 0.989526948939366),
    (levels: 0.001, mean: 0.1529569964364369, cv: 0.974303392752141),
    (levels: 0.1, mean: 0.44604787617473528, cv: 0.883079125149151),
    (levels: 1, mean: 1.4812038045152895, cv: 0.667239536574003),
    (levels: 5, mean: 5.499922549512446, cv: 0.403197787838508),
    (levels: 20, mean: 20.499999999995388, cv: 0.217698013643307),
    (levels: 49, mean: 49.5, cv: 0.141293840123618),
    (levels: 51, mean: 51.5, cv: 0.138555175589693),
    (levels: 200, mean: 200.5, cv: 0.070519646077347),
  ]

  @Test("Rate and variance give the process whose wear has them", .tags(.exact))
  func rates() {
    let gamma = GammaWear(rate: 0.002, variance: 0.000_1)
    // A gamma number of shape a and scale b has the mean a b and the variance a b².
    #expect(relativeError(gamma.shapeRate * gamma.scale, 0.002) < 1e-15)
    #expect(relativeError(gamma.shapeRate * gamma.scale * gamma.scale, 0.000_1) < 1e-15)
    let wiener = WienerWear(rate: 0.002, variance: 0.000_1)
    #expect(wiener.meanLife == 500)
  }

  @Test("Nothing is NaN, from small to large variations and from near to far", .tags(.law))
  func wide() throws {
    var processes: [WearProcess] = []
    for cv in [1e-4, 0.01, 0.2, 0.6, 0.99] {
      for meanLife in [1e-6, 1, 1e9] {
        processes.append(.gamma(try GammaWear(meanLife: meanLife, cvOfLife: cv)))
      }
    }
    for scale in [1e-9, 1e-5, 10, 1e6] {
      processes.append(.gamma(GammaWear(shapeRate: 1, scale: scale)))
    }
    for cv in [1e-4, 0.01, 0.5, 2, 100, 1e4] {
      for meanLife in [1e-6, 1e9] {
        processes.append(.wiener(WienerWear(meanLife: meanLife, cvOfLife: cv)))
      }
    }
    for process in processes {
      let bench = try WearBench(process, unitToUnit: 0.5, purpose: "wide")
      let starts: [WearStart] = [
        .new, .steady, .level(0), .level(1e-12), .level(0.5), .level(1 - 1e-9),
        .level(1.0.nextDown), .level(1),
      ]
      for start in starts {
        for ordinal in 0..<20 {
          var life = bench.life(ordinal, start: start)
          #expect(life.passage >= 0 && life.passage < .infinity)
          #expect(life.ageAtStart >= 0 && life.ageAtStart < .infinity)
          let early = bench.moment(&life, reaching: 0.3)
          let late = bench.moment(&life, reaching: 0.999)
          #expect(early >= 0 && early <= late && late <= life.passage)
          var last = -Double.infinity
          for share in [0, 1e-15, 1e-6, 0.1, 0.5, 0.9, 1 - 1e-6, 1.0.nextDown, 1] {
            let level = bench.level(&life, at: life.passage * share)
            #expect(level <= 1 && level > -.infinity)
            if case .gamma = process {
              #expect(level >= 0 && level >= last)
              last = level
            }
          }
        }
      }
    }
  }

  @Test("Mean lives of cut distributions are those of their closed forms")
  func cutLives() {
    // Exponential between two bounds: a + m - (b - a) e^(-(b - a)/m)/(1 - e^(-(b - a)/m)).
    let decay = (-1.5).exponential
    let exponential = Distribution(.exponential(mean: 4), atLeast: 2, atMost: 8)
    #expect(
      relativeError(WearProcess.life(exponential).meanLife, 6 - 6 * decay / (1 - decay)) < 1e-12)
    // Normal above a bound: μ + σ φ(z)/(1 - Φ(z)), z = (a - μ)/σ.
    let normal = Distribution(.normal(mean: 5, standardDeviation: 4), atLeast: 0)
    let mills = StandardNormal.density(-1.25) / StandardNormal.survival(-1.25)
    #expect(relativeError(WearProcess.life(normal).meanLife, 5 + 4 * mills) < 1e-12)
    // Shifted: only what lies beyond the bound counts.
    let shifted = Distribution(.exponential(mean: 3), shift: 2, atLeast: 5)
    #expect(relativeError(WearProcess.life(shifted).meanLife, 8) < 1e-12)
    // A Poisson count of at least 2: (m - m e^-m)/(1 - e^-m - m e^-m).
    let count = Distribution(.poisson(mean: 4), atLeast: 2)
    let none = (-4.0).exponential
    #expect(
      relativeError(WearProcess.life(count).meanLife, 4 * (1 - none) / (1 - 5 * none)) < 1e-12)
    // Uncut: Γ(3/2) = √π/2; the middle of observed values; a mixture.
    let weibull = Distribution(.weibull(shape: 2, scale: 6))
    #expect(relativeError(WearProcess.life(weibull).meanLife, 3 * Double.pi.squareRoot()) < 1e-14)
    let observed = Distribution(.empirical(values: [7, 1, 4], interpolated: true))
    #expect(WearProcess.life(observed).meanLife == 4)
    let mixture = Distribution(
      .mixture([Weighted(weibull, weight: 1), Weighted(.constant(2), weight: 3)]))
    #expect(
      relativeError(WearProcess.life(mixture).meanLife, 0.75 * Double.pi.squareRoot() + 1.5) < 1e-14
    )
  }

  @Test("Mean numbers of shocks agree with each other, however they are worked out")
  func shockCounts() {
    // Exponential damages in three coats: in closed form, as a gamma, and cut where nothing is.
    for mean in [0.02, 0.3, 2] {
      let plain = ShockWear(meanInterval: 1, damage: Distribution(.exponential(mean: mean)))
      let gamma = ShockWear(
        meanInterval: 1, damage: Distribution(.gamma(shape: 1, scale: mean)))
      let cut = ShockWear(
        meanInterval: 1, damage: Distribution(.exponential(mean: mean), atMost: 1e6))
      #expect(relativeError(gamma.meanCount, 1 + 1 / mean) < 1e-12)
      #expect(relativeError(plain.meanCount, 1 + 1 / mean) < 1e-15)
      // By the renewal equation.
      #expect(relativeError(cut.meanCount, 1 + 1 / mean) < 1e-6)
    }
    // Ten damages of 0.1; one in two of them: twice as many. 0.1 or 0.3: from 1 downwards, with
    // N(x) = 1 + (N(x - 0.1) + N(x - 0.3))/2: 1, 1.5, 1.75, 2.375, 2.9375, 3.34375, 3.859375, …
    #expect(ShockWear(meanInterval: 1, damage: .constant(0.1)).meanCount == 10)
    let half = Distribution(.discrete([Weighted(0, weight: 1), Weighted(0.1, weight: 1)]))
    #expect(relativeError(ShockWear(meanInterval: 1, damage: half).meanCount, 20) < 1e-12)
    let two = Distribution(.discrete([Weighted(0.1, weight: 1), Weighted(0.3, weight: 1)]))
    var counts = [0.0, 0, 0]
    for _ in 0..<10 { counts.append(1 + (counts[counts.count - 1] + counts[counts.count - 3]) / 2) }
    let expected = counts[counts.count - 1]
    #expect(relativeError(ShockWear(meanInterval: 1, damage: two).meanCount, expected) < 1e-12)
  }

  @Test("A process that cannot be is refused in words", .tags(.failure), arguments: refusals)
  func refused(process: WearProcess, message: String) {
    #expect {
      try process.validate()
    } throws: {
      "\($0)" == message
    }
  }

  static let refusals: [(WearProcess, String)] = [
    (
      .life(Distribution(.normal(mean: 10, standardDeviation: 1))),
      "the life may be as low as -inf; it must not be negative: bound it by 'at_least'"
    ),
    (.life(.constant(0)), "the life is always 0; it must be > 0"),
    (.linear(meanLife: -2), "the mean life is -2.0; it must be finite and > 0"),
    (
      .gamma(GammaWear(shapeRate: 0, scale: 1)),
      "the shape per second of a gamma process is 0.0; it must be finite and > 0"
    ),
    (
      .gamma(GammaWear(shapeRate: 1, scale: 1e7)),
      "the scale of a gamma process is 10000000.0 of what the component bears; it must be from "
        + "1e-9 to 1e6: change the variance, which is scale times rate"
    ),
    (
      .wiener(WienerWear(rate: 1, variance: .nan)),
      "the variance of wear is nan; it must be finite and > 0"
    ),
    (
      .wiener(WienerWear(meanLife: 1, cvOfLife: 1e5)),
      "the coefficient of variation of the life is 100000.0; it must be at most 10000: lower the "
        + "variance or raise the rate"
    ),
    (
      .crack(
        CrackGrowth(exponent: 3, initialLength: 2, criticalLength: 1, life: .constant(1))),
      "the critical length is 1.0 m; it must be above the initial length 2.0 m and at most "
        + "1e12 times as long"
    ),
    (
      .shocks(ShockWear(meanInterval: 1, damage: .constant(1e-9))),
      "the mean damage of a shock is 1e-09; it must be at least 1e-7: use a gamma process for so "
        + "many so small shocks"
    ),
    (
      .states(WearStates([])),
      "a chain of wear has no state; it needs one at least before the failure"
    ),
    (
      .states(
        WearStates([
          .init(sojourn: .constant(1)),
          .init(sojourn: .constant(1), moves: [Weighted(0, weight: 1)]),
        ])),
      "state 1: a move leads to state 0; moves lead to later states, up to the failed state 2"
    ),
    (
      .states(WearStates(period: 1, matrix: [[0.5, 0.4]])),
      "state 0: the probabilities of its moves have the sum 0.9; it must be 1"
    ),
    (
      .states(WearStates(period: 1, matrix: [[1, 0]])),
      "state 0 is never left; its moves must lead to a later state"
    ),
    (
      .states(
        WearStates([
          .init(
            sojourn: Distribution(.exponential(mean: 1)),
            moves: [Weighted(0, weight: 0.5), Weighted(1, weight: 0.5)])
        ])),
      "state 0: a component stays with probability 0.5, but its sojourn is not constant; give a "
        + "constant time or leave the state out of its own moves"
    ),
  ]

  @Test("A gamma process can be no more random than chance alone", .tags(.failure))
  func gammaVariation() {
    #expect(
      throws: WearProblem(
        "the coefficient of variation of a gamma process's life is 1.2; it must be from 0.0001 to "
          + "0.99: for more, take another process of wear, or let units differ")
    ) {
      try GammaWear(meanLife: 10, cvOfLife: 1.2)
    }
  }
}
