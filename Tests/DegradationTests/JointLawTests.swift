import Degradation
import EventKernel
import RandomVariates
import SpecialFunctions
import TestSupport
import Testing

/// Levels and failures together, against exact laws.
///
/// What is looked at before the failure is drawn given the failure, in which the process itself
/// never occurs. That levels and what is still to live have the laws of the process is therefore a
/// check of both draws.
@Suite("Levels and failures together")
struct JointLawTests {
  static let count = 40_000

  @Test(
    "A gamma process has the levels of a gamma process, and lives on from them",
    .tags(.statistical),
    arguments: [(0.1, 0.9), (0.3, 0.4), (0.3, 1.2), (0.8, 0.3), (0.8, 1.5)])
  func gamma(cv: Double, moment: Double) throws {
    let gamma = try GammaWear(meanLife: 1, cvOfLife: cv)
    let bench = try WearBench(.gamma(gamma), purpose: "joint gamma")
    let alive = Laws.gammaLevel(gamma, 1, at: moment)
    var (levels, rests) = ([Double](), [Double]())
    for ordinal in 0..<JointLawTests.count {
      var life = bench.life(ordinal)
      guard life.passage > moment else { continue }
      let level = bench.level(&life, at: moment)
      levels.append(Laws.gammaLevel(gamma, level, at: moment) / alive)
      rests.append(Laws.gammaFailed(gamma, life.passage - moment, rest: 1 - level))
    }
    let expected = Double(JointLawTests.count) * alive
    #expect(abs(Double(levels.count) - expected) < 4 * (expected * (1 - alive)).squareRoot() + 1)
    // Each is uniform, and the second independent of the first (the process has no memory).
    #expect(kolmogorov(levels) { $0 } < kolmogorovLimit)
    #expect(kolmogorov(rests) { $0 } < kolmogorovLimit)
    #expect(abs(scaledCorrelation(levels, rests)) < 4)
  }

  @Test(
    "A Wiener process has the levels of a killed Brownian motion, and lives on from them",
    .tags(.statistical),
    arguments: [(0.1, 0.9), (0.5, 0.3), (0.5, 1.1), (1.5, 0.2), (1.5, 1.0)])
  func wiener(cv: Double, moment: Double) throws {
    let wiener = WienerWear(meanLife: 1, cvOfLife: cv)
    let bench = try WearBench(.wiener(wiener), purpose: "joint wiener")
    let alive = 1 - Laws.wienerFailed(wiener, moment)
    var (levels, rests) = ([Double](), [Double]())
    for ordinal in 0..<JointLawTests.count {
      var life = bench.life(ordinal)
      guard life.passage > moment else { continue }
      let level = bench.level(&life, at: moment)
      levels.append(Laws.wienerLevel(wiener, level, at: moment) / alive)
      rests.append(Laws.wienerFailed(wiener, life.passage - moment, rest: 1 - level))
    }
    #expect(kolmogorov(levels) { $0 } < kolmogorovLimit)
    #expect(kolmogorov(rests) { $0 } < kolmogorovLimit)
    #expect(abs(scaledCorrelation(levels, rests)) < 4)
  }

  @Test(
    "Two looks at a gamma process see independent increments", .tags(.statistical),
    arguments: [(0.2, 0.3, 0.8), (0.7, 0.2, 0.5)])
  func twoLooksAtGamma(cv: Double, first: Double, second: Double) throws {
    let gamma = try GammaWear(meanLife: 1, cvOfLife: cv)
    let bench = try WearBench(.gamma(gamma), purpose: "two looks")
    let alive = Laws.gammaLevel(gamma, 1, at: second)
    var (shares, levels) = ([Double](), [Double]())
    for ordinal in 0..<JointLawTests.count {
      var life = bench.life(ordinal)
      guard life.passage > second else { continue }
      let early = bench.level(&life, at: first)
      let late = bench.level(&life, at: second)
      // The share made by the first look is a beta number, independent of the level at the second.
      shares.append(
        RegularizedBeta.lower(
          gamma.shapeRate * first, gamma.shapeRate * (second - first), at: early / late))
      levels.append(Laws.gammaLevel(gamma, late, at: second) / alive)
    }
    #expect(kolmogorov(shares) { $0 } < kolmogorovLimit)
    #expect(kolmogorov(levels) { $0 } < kolmogorovLimit)
    #expect(abs(scaledCorrelation(shares, levels)) < 4)
  }

  @Test(
    "Two looks at a Wiener process see a Markov process", .tags(.statistical),
    arguments: [(0.3, 0.3, 0.8), (1.2, 0.2, 0.6)])
  func twoLooksAtWiener(cv: Double, first: Double, second: Double) throws {
    let wiener = WienerWear(meanLife: 1, cvOfLife: cv)
    let bench = try WearBench(.wiener(wiener), purpose: "two looks")
    var (later, all) = ([Double](), [Double]())
    for ordinal in 0..<JointLawTests.count {
      var life = bench.life(ordinal)
      guard life.passage > second else { continue }
      let early = bench.level(&life, at: first)
      let late = bench.level(&life, at: second)
      let time = second - first
      let alive = 1 - Laws.wienerFailed(wiener, time, rest: 1 - early)
      later.append(Laws.wienerLevel(wiener, late, at: time, from: early) / alive)
      all.append(
        Laws.wienerLevel(wiener, late, at: second) / (1 - Laws.wienerFailed(wiener, second)))
    }
    #expect(kolmogorov(later) { $0 } < kolmogorovLimit)
    #expect(kolmogorov(all) { $0 } < kolmogorovLimit)
  }

  @Test("Six looks leave the law of the last as it is", .tags(.statistical))
  func manyLooks() throws {
    let gamma = try GammaWear(meanLife: 1, cvOfLife: 0.4)
    let wiener = WienerWear(meanLife: 1, cvOfLife: 0.6)
    let first = try WearBench(.gamma(gamma), purpose: "many looks")
    let second = try WearBench(.wiener(wiener), purpose: "many looks")
    var (gammaLevels, wienerLevels) = ([Double](), [Double]())
    for ordinal in 0..<JointLawTests.count {
      var life = first.life(ordinal)
      if life.passage > 0.7 {
        var before = 0.0
        for look in 1...6 {
          let level = first.level(&life, at: Double(look) * 0.7 / 6)
          #expect(level >= before)
          before = level
        }
        gammaLevels.append(before)
      }
      var other = second.life(ordinal)
      if other.passage > 0.7 {
        var level = 0.0
        for look in 1...6 { level = second.level(&other, at: Double(look) * 0.7 / 6) }
        wienerLevels.append(level)
      }
    }
    // The last look is at 0.7 but for rounding, which moves no probability by more than 1e-14.
    let alive = Laws.gammaLevel(gamma, 1, at: 0.7)
    #expect(
      kolmogorov(gammaLevels) { Laws.gammaLevel(gamma, $0, at: 0.7) / alive } < kolmogorovLimit)
    let others = 1 - Laws.wienerFailed(wiener, 0.7)
    #expect(
      kolmogorov(wienerLevels) { Laws.wienerLevel(wiener, $0, at: 0.7) / others }
        < kolmogorovLimit)
  }

  @Test("Unlike units keep the law, each on its own time", .tags(.statistical))
  func unitToUnit() throws {
    let gamma = try GammaWear(meanLife: 1, cvOfLife: 0.3)
    let bench = try WearBench(.gamma(gamma), unitToUnit: 0.4, purpose: "units")
    var (levels, rests) = ([Double](), [Double]())
    for ordinal in 0..<JointLawTests.count {
      var life = bench.life(ordinal)
      guard life.passage > 0.8 else { continue }
      let level = bench.level(&life, at: 0.8)
      let time = 0.8 / life.stretch
      levels.append(
        Laws.gammaLevel(gamma, level, at: time) / Laws.gammaLevel(gamma, 1, at: time))
      rests.append(
        Laws.gammaFailed(gamma, (life.passage - 0.8) / life.stretch, rest: 1 - level))
    }
    #expect(kolmogorov(levels) { $0 } < kolmogorovLimit)
    #expect(kolmogorov(rests) { $0 } < kolmogorovLimit)
    #expect(abs(scaledCorrelation(levels, rests)) < 4)
  }

  @Test("Shocks and states show what has happened by then", .tags(.statistical))
  func walks() throws {
    let shocks = ShockWear(meanInterval: 10, damage: Distribution(.exponential(mean: 0.2)))
    let bench = try WearBench(.shocks(shocks), purpose: "walks")
    // P(X(t) ≤ x) = Σ Poisson(k; t/m) P(Γ(k) ≤ x/d), at x = 0 too.
    func cumulative(_ x: Double) -> Double {
      (0...60).reduce(0) { sum, k in
        sum + CountTerms.logPoisson(Double(k), mean: 3).exponential
          * (k == 0 ? 1 : RegularizedGamma.lower(shape: Double(k), at: x / 0.2))
      }
    }
    var levels = [Double]()
    for ordinal in 0..<JointLawTests.count {
      var life = bench.life(ordinal)
      if life.passage > 30 { levels.append(bench.level(&life, at: 30)) }
    }
    // The level 0 has a probability of its own.
    let undamaged = levels.filter { $0 == 0 }.count
    let chance = cumulative(0) / cumulative(1)
    let expected = Double(levels.count) * chance
    #expect(abs(Double(undamaged) - expected) < 4 * (expected * (1 - chance)).squareRoot())
    #expect(
      kolmogorov(levels.filter { $0 > 0 }) {
        (cumulative($0) - cumulative(0)) / (cumulative(1) - cumulative(0))
      } < kolmogorovLimit)

    let chain = WearStates([
      .init(sojourn: Distribution(.exponential(mean: 10))),
      .init(sojourn: Distribution(.exponential(mean: 4))),
    ])
    let states = try WearBench(.states(chain), purpose: "walks")
    var inFirst = 0.0
    var inSecond = 0.0
    for ordinal in 0..<JointLawTests.count {
      var life = states.life(ordinal)
      let level = states.level(&life, at: 6)
      #expect((level == 1) == (life.passage <= 6))
      if level == 0 { inFirst += 1 }
      if level == 0.5 { inSecond += 1 }
    }
    let count = Double(JointLawTests.count)
    let zero = (-0.6).exponential
    let one = 1 - Laws.hypoexponentialFailed([10, 4], 6) - zero
    #expect(abs(inFirst - count * zero) < 4 * (count * zero * (1 - zero)).squareRoot())
    #expect(abs(inSecond - count * one) < 4 * (count * one * (1 - one)).squareRoot())
  }

  @Test("Looking moves no failure, and a second look at a moment sees the same", .tags(.law))
  func lookingIsHarmless() throws {
    let processes: [WearProcess] = [
      .life(Distribution(.weibull(shape: 2, scale: 10))), .linear(meanLife: 10),
      .gamma(try GammaWear(meanLife: 10, cvOfLife: 0.4)),
      .wiener(WienerWear(meanLife: 10, cvOfLife: 0.4)),
      .crack(
        CrackGrowth(
          exponent: 2.7, initialLength: 1, criticalLength: 20,
          life: Distribution(.logNormal(mean: 10, standardDeviation: 3)))),
      .shocks(ShockWear(meanInterval: 1, damage: Distribution(.gamma(shape: 2, scale: 0.05)))),
      .states(
        WearStates(
          (0..<5).map { _ in .init(sojourn: Distribution(.weibull(shape: 1.5, scale: 2))) })),
    ]
    for process in processes {
      let bench = try WearBench(process, unitToUnit: 0.2, purpose: "looking")
      for ordinal in 0..<300 {
        let untouched = bench.life(ordinal)
        var life = untouched
        var last = 0.0
        for look in 0..<20 {
          let clock = Double(look)
          let level = bench.level(&life, at: clock)
          #expect(bench.level(&life, at: clock) == level)
          if look % 5 == 0 { _ = bench.moment(&life, reaching: 0.6) }
          #expect(bench.level(&life, at: clock) == level)
          if case .wiener = process {} else { #expect(level >= last) }
          last = level
        }
        #expect(life.passage == untouched.passage)
        var other = untouched
        let moment = bench.moment(&other, reaching: 0.5)
        #expect(moment <= other.passage)
        if moment < other.passage {
          #expect(bench.level(&other, at: moment) >= 0.5 - 1e-12)
          #expect(bench.moment(&other, reaching: 0.5) == moment)
        }
      }
    }
  }
}
