import Degradation
import RandomVariates
import SpecialFunctions
import TestSupport
import Testing

/// Moments when a level is first reached, given the failure.
@Suite("Thresholds")
struct ThresholdTests {
  static let count = 40_000

  @Test(
    "A gamma process reaches a threshold by its own law, and goes on from where it jumped to",
    .tags(.statistical), arguments: [(0.1, 0.8), (0.3, 0.5), (0.3, 0.95), (0.8, 0.6)])
  func gamma(cv: Double, threshold: Double) throws {
    let gamma = try GammaWear(meanLife: 1, cvOfLife: cv)
    let bench = try WearBench(.gamma(gamma), purpose: "thresholds")
    var (moments, rests, arrivals) = ([Double](), [Double](), [Double]())
    for ordinal in 0..<ThresholdTests.count {
      var life = bench.life(ordinal)
      let moment = bench.moment(&life, reaching: threshold)
      moments.append(Laws.gammaFailed(gamma, moment, rest: threshold))
      guard moment < life.passage else { continue }
      let level = bench.level(&life, at: moment)
      #expect(level >= threshold && level < 1)
      rests.append(Laws.gammaFailed(gamma, life.passage - moment, rest: 1 - level))
      arrivals.append(level)
    }
    #expect(kolmogorov(moments) { $0 } < kolmogorovLimit)
    // The process begins anew where it has jumped to.
    #expect(kolmogorov(rests) { $0 } < kolmogorovLimit)
    #expect(abs(scaledCorrelation(arrivals, rests)) < 4)
  }

  @Test(
    "A Wiener process reaches a threshold by its own law, whatever follows",
    .tags(.statistical), arguments: [(0.1, 0.8), (0.5, 0.2), (0.5, 0.7), (2, 0.5)])
  func wiener(cv: Double, threshold: Double) throws {
    let wiener = WienerWear(meanLife: 1, cvOfLife: cv)
    let bench = try WearBench(.wiener(wiener), purpose: "thresholds")
    var (moments, rests) = ([Double](), [Double]())
    for ordinal in 0..<ThresholdTests.count {
      var life = bench.life(ordinal)
      let moment = bench.moment(&life, reaching: threshold)
      #expect(bench.level(&life, at: moment) == threshold)
      moments.append(Laws.wienerFailed(wiener, moment, rest: threshold))
      rests.append(Laws.wienerFailed(wiener, life.passage - moment, rest: 1 - threshold))
    }
    #expect(kolmogorov(moments) { $0 } < kolmogorovLimit)
    #expect(kolmogorov(rests) { $0 } < kolmogorovLimit)
    #expect(abs(scaledCorrelation(moments, rests)) < 4)
  }

  /// Thresholds are asked for in two orders before the look, so that looks fall between known
  /// points.
  @Test(
    "To ask for thresholds first leaves the law of a look as it is", .tags(.statistical),
    arguments: [[0.5], [0.3, 0.8], [0.8, 0.3, 0.55]])
  func looksBetween(thresholds: [Double]) throws {
    let gamma = try GammaWear(meanLife: 1, cvOfLife: 0.4)
    let wiener = WienerWear(meanLife: 1, cvOfLife: 0.6)
    let first = try WearBench(.gamma(gamma), purpose: "between")
    let second = try WearBench(.wiener(wiener), purpose: "between")
    var levels: [[Double]] = [[], [], [], []]
    for ordinal in 0..<ThresholdTests.count {
      var life = first.life(ordinal)
      let moments = thresholds.map { first.moment(&life, reaching: $0) }
      for (place, clock) in [0.5, 0.9].enumerated() where life.passage > clock {
        let level = first.level(&life, at: clock)
        levels[place].append(level)
        for (threshold, moment) in zip(thresholds, moments) {
          #expect((level >= threshold) == (clock >= moment))
        }
      }
      var other = second.life(ordinal)
      let others = thresholds.map { second.moment(&other, reaching: $0) }
      for (place, clock) in [0.5, 0.9].enumerated() where other.passage > clock {
        let level = second.level(&other, at: clock)
        levels[2 + place].append(level)
        for (threshold, moment) in zip(thresholds, others) where clock < moment {
          #expect(level < threshold)
        }
      }
      #expect(
        zip(thresholds, moments).allSatisfy { pair in
          zip(thresholds, moments).allSatisfy { pair.0 <= $0.0 ? pair.1 <= $0.1 : pair.1 >= $0.1 }
        })
    }
    for (place, clock) in [0.5, 0.9].enumerated() {
      let alive = Laws.gammaLevel(gamma, 1, at: clock)
      #expect(
        kolmogorov(levels[place]) { Laws.gammaLevel(gamma, $0, at: clock) / alive }
          < kolmogorovLimit)
      let others = 1 - Laws.wienerFailed(wiener, clock)
      #expect(
        kolmogorov(levels[2 + place]) { Laws.wienerLevel(wiener, $0, at: clock) / others }
          < kolmogorovLimit)
    }
  }

  @Test("Straight wear, lives and cracks reach a threshold when their formula says", .tags(.exact))
  func certain() throws {
    let linear = try WearBench(.linear(meanLife: 200))
    var life = linear.life(0)
    #expect(life.passage == 200)
    #expect(linear.moment(&life, reaching: 0.75) == 150)
    #expect(linear.level(&life, at: 150) == 0.75)
    #expect(linear.moment(&life, reaching: 0.5) == 150)
    #expect(linear.level(&life, at: 250) == 1)

    let uniform = try WearBench(.life(Distribution(.uniform(lower: 50, upper: 150))))
    for ordinal in 0..<100 {
      var life = uniform.life(ordinal)
      #expect(uniform.moment(&life, reaching: 0.8) == min(80, life.passage))
      #expect(uniform.level(&life, at: 40) == 0.4)
      #expect(uniform.level(&life, at: 1_000) == life.passage / 100)
    }

    // m = 2: a = a₀ (a_c/a₀)^φ. From 1 mm to 16 mm, at half of the life 4 mm: 3/15.
    let square = CrackGrowth(
      exponent: 2, initialLength: 0.001, criticalLength: 0.016, life: .constant(80))
    let bench = try WearBench(.crack(square))
    var crack = bench.life(0)
    #expect(relativeError(bench.level(&crack, at: 40), 0.2) < 1e-14)
    #expect(relativeError(bench.moment(&crack, reaching: 7.0 / 15), 60) < 1e-14)
    // m = 4: 1/a falls in a straight line. From 1 to 4, at two thirds of the life 1/a = 1/2: 1/3.
    let fourth = CrackGrowth(
      exponent: 4, initialLength: 1, criticalLength: 4, life: .constant(3))
    #expect(relativeError(fourth.level(afterShare: 2.0 / 3), 1.0 / 3) < 1e-14)
    #expect(relativeError(fourth.share(reaching: 1.0 / 3), 2.0 / 3) < 1e-14)
    // m = 3: a^(-1/2) falls in a straight line. From 1 to 9, at half of the life 2/3: 9/4.
    let third = CrackGrowth(exponent: 3, initialLength: 1, criticalLength: 9, life: .constant(1))
    #expect(relativeError(third.level(afterShare: 0.5), 1.25 / 8) < 1e-14)
    // Near m = 2 the formula goes over into its limit: 1 - m/2 = 5e-13 moves a by 1e-12 at most.
    let near = CrackGrowth(
      exponent: 2 + 1e-12, initialLength: 0.001, criticalLength: 0.016, life: .constant(1))
    for share in [0.1, 0.5, 0.9] {
      #expect(relativeError(near.level(afterShare: share), square.level(afterShare: share)) < 1e-11)
      #expect(relativeError(square.share(reaching: square.level(afterShare: share)), share) < 1e-13)
    }
  }

  @Test("What has been reached was reached at the last look", .tags(.exact))
  func alreadyReached() throws {
    let gamma = try WearBench(.gamma(try GammaWear(meanLife: 10, cvOfLife: 0.2)))
    var life = gamma.life(3, start: .level(0.6))
    #expect(gamma.moment(&life, reaching: 0.5) == 0)
    #expect(gamma.level(&life, at: 0) == 0.6)
    let level = gamma.level(&life, at: 1)
    #expect(gamma.moment(&life, reaching: level) == 1)
    #expect(gamma.moment(&life, reaching: 1) == life.passage)
    let shocks = try WearBench(
      .shocks(ShockWear(meanInterval: 5, damage: .constant(0.1))))
    var shocked = shocks.life(0)
    let third = shocks.moment(&shocked, reaching: 0.3)
    #expect(shocks.level(&shocked, at: third.nextDown) == 0.2)
    #expect(abs(shocks.level(&shocked, at: third) - 0.3) < 1e-15)
    #expect(shocks.moment(&shocked, reaching: 0.3) == third)
    let states = try WearBench(
      .states(WearStates([.init(sojourn: .constant(5)), .init(sojourn: .constant(7))])))
    var state = states.life(0)
    #expect(states.moment(&state, reaching: 0.5) == 5)
    #expect(states.moment(&state, reaching: 0.51) == 12)
    #expect(state.passage == 12)
    #expect(states.level(&state, at: 6) == 0.5)
    #expect(states.moment(&state, reaching: 0.2) == 6)
  }
}
