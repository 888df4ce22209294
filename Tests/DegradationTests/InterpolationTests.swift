import Degradation
import RandomVariates
import TestSupport
import Testing

/// Levels that are told without a look.
@Suite("Levels between looks")
struct InterpolationTests {
  private static func processes() throws -> [WearProcess] {
    [
      .life(Distribution(.weibull(shape: 2, scale: 100))), .linear(meanLife: 100),
      .gamma(try GammaWear(meanLife: 100, cvOfLife: 0.4)),
      .wiener(WienerWear(meanLife: 100, cvOfLife: 0.4)),
      .shocks(ShockWear(meanInterval: 10, damage: Distribution(.exponential(mean: 0.1)))),
      .states(
        WearStates([30.0, 20, 50].map { .init(sojourn: Distribution(.exponential(mean: $0))) })),
    ]
  }

  @Test(
    "Who does not look leaves what lookers find as it is", .tags(.law), arguments: try processes())
  func unseen(process: WearProcess) throws {
    let bench = try WearBench(process, purpose: "between looks")
    for ordinal in 0..<200 {
      var (life, watched) = (bench.life(ordinal), bench.life(ordinal))
      let warning = bench.moment(&life, reaching: 0.6)
      #expect(bench.moment(&watched, reaching: 0.6) == warning)
      for look in 1...12 {
        let clock = Double(look) * 9
        for share in [0.2, 0.5, 0.9, 1] {
          _ = bench.interpolated(watched, at: clock - 9 * (1 - share))
        }
        #expect(bench.level(&life, at: clock) == bench.level(&watched, at: clock))
      }
      #expect(life.passage == watched.passage)
    }
  }

  @Test(
    "Where no chance is in the way, it is the level itself", .tags(.exact),
    arguments: try processes())
  func certain(process: WearProcess) throws {
    let bench = try WearBench(process, purpose: "certain levels")
    for ordinal in 0..<100 {
      var life = bench.life(ordinal)
      for clock in stride(from: 0.0, through: 120, by: 7.5) {
        let told = bench.interpolated(life, at: clock)
        switch process {
        case .gamma, .wiener:
          // From 0, to 1 at the failure.
          #expect(abs(told - min(1, clock / life.passage)) < 1e-12)
        default: #expect(told == bench.level(&life, at: clock))
        }
      }
    }
  }

  @Test(
    "The level of a gamma process is on average where the straight line says", .tags(.statistical),
    arguments: [0.25, 0.6])
  func meanOfGamma(cv: Double) throws {
    let bench = try WearBench(.gamma(GammaWear(meanLife: 100, cvOfLife: cv)), purpose: "lines")
    for share in [0.1, 0.5, 0.8] {
      var differences: [Double] = []
      for ordinal in 0..<20_000 {
        var life = bench.life(ordinal)
        // The look draws what the level is just before the failure, too.
        let look = life.passage / 3
        _ = bench.level(&life, at: look)
        let clock = look + share * (life.passage - look)
        let told = bench.interpolated(life, at: clock)
        differences.append(bench.level(&life, at: clock) - told)
      }
      let moments = SampleMoments(differences)
      #expect(abs(moments.mean) < 4 * moments.standardError)
      #expect(moments.standardDeviation > 0.01)
    }
  }

  @Test("A threshold that is known is on the line", .tags(.exact))
  func anchored() throws {
    let bench = try WearBench(.wiener(WienerWear(meanLife: 100, cvOfLife: 0.3)), purpose: "anchors")
    for ordinal in 0..<100 {
      var life = bench.life(ordinal)
      let warning = bench.moment(&life, reaching: 0.5)
      #expect(abs(bench.interpolated(life, at: warning / 2) - 0.25) < 1e-12)
      #expect(bench.interpolated(life, at: warning) == 0.5)
      let between = (warning + life.passage) / 2
      #expect(abs(bench.interpolated(life, at: between) - 0.75) < 1e-12)
      #expect(bench.interpolated(life, at: life.passage) == 1)
    }
  }
}
