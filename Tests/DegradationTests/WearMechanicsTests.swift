import Degradation
import EventKernel
import RandomVariates
import TestSupport
import Testing

/// Copies, memory and addresses of draws.
@Suite("Mechanics of wear")
struct WearMechanicsTests {
  static func processes() throws -> [WearProcess] {
    [
      .life(Distribution(.weibull(shape: 2, scale: 10))),
      .life(Distribution(.empirical(values: [3, 5, 8, 13], interpolated: true))),
      .life(
        Distribution(
          .mixture([
            Weighted(.constant(3), weight: 1),
            Weighted(Distribution(.gamma(shape: 3, scale: 5)), weight: 2),
          ]))),
      .linear(meanLife: 10), .gamma(try GammaWear(meanLife: 10, cvOfLife: 0.3)),
      .wiener(WienerWear(meanLife: 10, cvOfLife: 0.5)),
      .crack(
        CrackGrowth(
          exponent: 3, initialLength: 1, criticalLength: 9,
          life: Distribution(.logNormal(mean: 10, standardDeviation: 4)))),
      .shocks(
        ShockWear(
          meanInterval: 1,
          damage: Distribution(.discrete([Weighted(0.1, weight: 3), Weighted(0.4, weight: 1)])))),
      .states(
        WearStates([
          .init(sojourn: Distribution(.weibull(shape: 2, scale: 5))),
          .init(
            sojourn: .constant(1), moves: [Weighted(1, weight: 0.5), Weighted(2, weight: 0.5)]),
        ])),
    ]
  }

  @Test("A fork of the tables gives the same lives and paths", .tags(.law))
  func forks() throws {
    for process in try WearMechanicsTests.processes() {
      let bench = try WearBench(process, unitToUnit: 0.1, purpose: "forks")
      let fork = bench.tables.fork()
      for ordinal in 0..<50 {
        var life = bench.life(ordinal, start: .steady)
        var other = WearLife(
          bench.wear, start: .steady, key: bench.lives, ordinal: UInt64(ordinal), from: fork)
        #expect(life.passage == other.passage && life.ageAtStart == other.ageAtStart)
        let clock = life.passage * 0.6
        #expect(
          bench.level(&life, at: clock)
            == other.level(at: clock, of: bench.wear, pathKey: bench.paths, from: fork))
      }
    }
  }

  @Test("Mirrored numbers give the life at one less the probability", .tags(.law))
  func antithetic() throws {
    for process in try WearMechanicsTests.processes().prefix(7) {
      let bench = try WearBench(process, purpose: "antithetic")
      if case .linear = process { continue }
      let mirrored = (0..<2_000).map {
        WearLife(
          bench.wear, start: .new, key: bench.lives.antithetic, ordinal: UInt64($0),
          from: bench.tables
        ).passage
      }
      // A life that rises with its number has a negative covariance with its mirror image.
      #expect(scaledCorrelation(bench.passages(2_000), mirrored) < -4)
    }
  }

  @Test(
    "Nothing is allocated by lives, looks, thresholds and repairs",
    .enabled(if: allocations {} != nil))
  func allocating() throws {
    for process in try WearMechanicsTests.processes() {
      let bench = try WearBench(process, unitToUnit: 0.1, purpose: "allocations")
      func history(_ ordinal: Int) -> Double {
        var life = bench.life(ordinal)
        var sum = bench.moment(&life, reaching: 0.7)
        sum += bench.level(&life, at: life.passage * 0.4)
        sum += bench.level(&life, at: life.passage * 0.9)
        return sum + life.passage
      }
      var sum = history(0)
      let count = allocations { for ordinal in 1..<200 { sum += history(ordinal) } }
      #expect(count == 0, "\(process)")
      #expect(!sum.isNaN)
    }
    // Repairs too, where the life is described by a few numbers.
    let bench = try WearBench(.life(Distribution(.weibull(shape: 2, scale: 10))))
    var life = bench.life(0)
    let count = allocations {
      for ordinal in 1..<200 {
        life = bench.repaired(
          life, at: life.passage, takingAway: 0.5, of: .all, ordinal: ordinal)
      }
    }
    #expect(count == 0)
    #expect(!life.passage.isNaN)
  }

  @Test("Walks by inversion take one number a draw and have the same law", .tags(.statistical))
  func inversion() throws {
    let chain = WearStates([
      .init(sojourn: Distribution(.gamma(shape: 2, scale: 5))),
      .init(sojourn: Distribution(.exponential(mean: 3))),
    ])
    let shocks = ShockWear(meanInterval: 2, damage: Distribution(.gamma(shape: 2, scale: 0.1)))
    for process in [WearProcess.states(chain), .shocks(shocks)] {
      let fast = try WearBench(process, purpose: "modes")
      let inverted = try WearBench(process, mode: .inversion, purpose: "modes")
      for sample in [fast.passages(20_000), inverted.passages(20_000)] {
        let moments = SampleMoments(sample)
        #expect(abs(moments.mean - process.meanLife) < 4 * moments.standardError)
      }
    }
  }
}
