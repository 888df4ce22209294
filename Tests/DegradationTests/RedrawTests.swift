import Degradation
import RandomVariates
import SpecialFunctions
import TestSupport
import Testing

/// Futures drawn anew for the units of a copied simulation.
@Suite("Other futures")
struct RedrawTests {
  static let count = 20_000

  /// What is left to live after the redraw has its law given the level, and nothing of the old
  /// future in it but that level.
  private func expect(
    _ process: WearProcess, at clock: Double, failed: (_ time: Double, _ level: Double) -> Double
  ) throws {
    let bench = try WearBench(process, purpose: "redraw")
    var (new, old) = ([Double](), [Double]())
    for ordinal in 0..<RedrawTests.count {
      var life = bench.life(ordinal)
      guard life.passage > clock else { continue }
      _ = bench.moment(&life, reaching: 0.9)
      _ = bench.level(&life, at: clock / 2)
      var level = bench.level(&life, at: clock)
      let before = life.passage
      bench.redraw(&life, at: clock, ordinal: ordinal)
      #expect(life.passage > clock)
      #expect(bench.level(&life, at: clock) == level)
      if case .life = process { level = 0 }
      new.append(failed(life.passage - clock, level))
      old.append(failed(before - clock, level))
    }
    #expect(new.count > 5_000)
    #expect(kolmogorov(new) { $0 } < kolmogorovLimit)
    #expect(kolmogorov(old) { $0 } < kolmogorovLimit)
    #expect(abs(scaledCorrelation(new, old)) < 4)
  }

  @Test("A life is drawn given that it has lasted", .tags(.statistical))
  func life() throws {
    let weibull = Distribution(.weibull(shape: 2.2, scale: 10))
    let law = TruncatedDistribution(weibull)
    try expect(.life(weibull), at: 6) { time, _ in
      1 - law.survival(at: 6 + time) / law.survival(at: 6)
    }
  }

  @Test("Gamma and Wiener processes go on from their level", .tags(.statistical))
  func processes() throws {
    let gamma = try GammaWear(meanLife: 10, cvOfLife: 0.4)
    try expect(.gamma(gamma), at: 7) { Laws.gammaFailed(gamma, $0, rest: 1 - $1) }
    let wiener = WienerWear(meanLife: 10, cvOfLife: 0.6)
    try expect(.wiener(wiener), at: 7) { Laws.wienerFailed(wiener, $0, rest: 1 - $1) }
  }

  @Test("Shocks and states go on from what has happened", .tags(.statistical))
  func walks() throws {
    let shocks = ShockWear(meanInterval: 1, damage: Distribution(.exponential(mean: 0.2)))
    // From the level x the number of further shocks is 1 and a Poisson count of mean (1 - x)/d.
    try expect(.shocks(shocks), at: 3) { time, level in
      Laws.exponentialShocksFailed(interval: 1, damage: 0.2 / (1 - level), time)
    }
    // Uniform sojourns on 0…2, so that the time in a state counts; from the level 1/2 on the rest
    // is uniform between what remains. Only those that are in state 1 and have been since before 2.
    let chain = WearStates([
      .init(sojourn: .constant(2)), .init(sojourn: Distribution(.uniform(lower: 0, upper: 2))),
    ])
    let bench = try WearBench(.states(chain), purpose: "redraw")
    var rests = [Double]()
    for ordinal in 0..<RedrawTests.count {
      var life = bench.life(ordinal)
      guard life.passage > 2.5 else { continue }
      bench.redraw(&life, at: 2.5, ordinal: ordinal)
      rests.append((life.passage - 2.5) / 1.5)
      #expect(bench.level(&life, at: 2.6) == (life.passage > 2.6 ? 0.5 : 1))
    }
    #expect(kolmogorov(rests) { $0 } < kolmogorovLimit)
    // Periods: in the third period the next chance is at its end, whatever the future.
    let periods = try WearBench(
      .states(WearStates(period: 1, matrix: [[0.7, 0.3]])), purpose: "redraw")
    var ends = [Double]()
    for ordinal in 0..<RedrawTests.count {
      var life = periods.life(ordinal)
      guard life.passage > 2.5 else { continue }
      periods.redraw(&life, at: 2.5, ordinal: ordinal)
      ends.append(life.passage)
    }
    let third = Double(ends.filter { $0 == 3 }.count)
    let expected = 0.3 * Double(ends.count)
    #expect(abs(third - expected) < 4 * (expected * 0.7).squareRoot())
    #expect(ends.allSatisfy { $0 >= 3 && $0 == $0.rounded() })
  }

  @Test("Straight wear and cracks have told their future; the failed have none", .tags(.exact))
  func certain() throws {
    let crack = CrackGrowth(
      exponent: 3, initialLength: 1, criticalLength: 9,
      life: Distribution(.logNormal(mean: 10, standardDeviation: 4)))
    for process in [WearProcess.linear(meanLife: 10), .crack(crack)] {
      let bench = try WearBench(process, unitToUnit: 0.3, purpose: "redraw")
      for ordinal in 0..<100 {
        var life = bench.life(ordinal)
        let passage = life.passage
        bench.redraw(&life, at: passage / 3, ordinal: ordinal)
        #expect(life.passage == passage)
      }
    }
    let gamma = try WearBench(.gamma(try GammaWear(meanLife: 1, cvOfLife: 0.5)))
    var life = gamma.life(0)
    let passage = life.passage
    gamma.redraw(&life, at: passage, ordinal: 0)
    #expect(life.passage == passage)
  }

  @Test("A unit keeps its factor and its steady age", .tags(.statistical))
  func units() throws {
    let gamma = try GammaWear(meanLife: 1, cvOfLife: 0.3)
    let bench = try WearBench(.gamma(gamma), unitToUnit: 0.4, purpose: "redraw units")
    let weibull = Distribution(.weibull(shape: 3, scale: 1))
    let law = TruncatedDistribution(weibull)
    let lives = try WearBench(.life(weibull), unitToUnit: 0.4, purpose: "redraw units")
    var (rests, others) = ([Double](), [Double]())
    for ordinal in 0..<RedrawTests.count {
      var life = bench.life(ordinal, start: .steady)
      let stretch = life.stretch
      if life.passage > 0.2 {
        let level = bench.level(&life, at: 0.2)
        bench.redraw(&life, at: 0.2, ordinal: ordinal)
        #expect(life.stretch == stretch)
        rests.append(
          Laws.gammaFailed(gamma, (life.passage - 0.2) / stretch, rest: 1 - level))
      }
      var other = lives.life(ordinal, start: .steady)
      if other.passage > 0.2 {
        let age = other.ageAtStart
        lives.redraw(&other, at: 0.2, ordinal: ordinal)
        #expect(relativeError(other.ageAtStart, age) < 1e-13 * (1 + 0.2 / age))
        let start = law.survival(at: (age + 0.2) / other.stretch)
        others.append(1 - law.survival(at: (age + other.passage) / other.stretch) / start)
      }
    }
    #expect(kolmogorov(rests) { $0 } < kolmogorovLimit)
    #expect(kolmogorov(others) { $0 } < kolmogorovLimit)
  }
}
