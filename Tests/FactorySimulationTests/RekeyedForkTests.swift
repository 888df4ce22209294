import FactoryModel
import FactorySimulation
import RandomVariates
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("Forks with a future of their own")
struct RekeyedForkTests {
  /// One machine that always works, and fails by a Weibull life on a clock.
  private func machine(
    _ clock: FailureMode.Clock, _ life: Distribution, seed: UInt64 = 3
  ) -> FactorySimulation {
    let factory = serialLine(
      times: [.constant(1)], buffers: [nil], warmUp: 0, horizon: 1e6,
      failures: [
        FailureMode(
          name: "wear", timeToFailure: life, clock: clock,
          timeToRepair: Distribution(.exponential(mean: 5)))
      ])
    return FactorySimulation(factory, seed: seed, replication: 0)
  }

  /// Lets time go on to the last event before `time`; the time of that event.
  private func advance(_ simulation: inout FactorySimulation, to time: Double) throws -> Double {
    while simulation.account().duration < time - 1.5 {
      _ = try simulation.advance(maximumEvents: 1)
    }
    return simulation.account().duration
  }

  private func nextFailure(_ simulation: inout FactorySimulation) throws -> Double {
    let failures = simulation.account().stations[0].failures
    while simulation.account().stations[0].failures == failures {
      _ = try simulation.advance(maximumEvents: 1)
    }
    return simulation.account().duration
  }

  /// The chance to outlast the failure, given survival until the fork, is uniform.
  ///
  /// Kolmogorov and Smirnov: P(√n D > 2.23) = 2 exp(-2 · 2.23²) = 1e-4.
  @Test(
    "A pending life is drawn again given that it has lasted until now", .tags(.statistical),
    arguments: [FailureMode.Clock.calendar, .running, .producing], [0.6, 1, 3.0])
  func conditionalLives(clock: FailureMode.Clock, shape: Double) throws {
    let scale = 100.0
    let life = Distribution(.weibull(shape: shape, scale: scale))
    func survival(_ t: Double) -> Double { exp(-pow(t / scale, shape)) }
    // The first machine that has not failed before the fork.
    var seed: UInt64 = 0
    var original = machine(clock, life, seed: seed)
    var forkedAt = try advance(&original, to: 40)
    while original.account().stations[0].failures > 0 {
      seed += 1
      original = machine(clock, life, seed: seed)
      forkedAt = try advance(&original, to: 40)
    }
    let count = 1500
    var chances: [Double] = []
    for branch in 0..<count {
      var fork = original.fork(rekeyed: UInt64(branch))
      chances.append(survival(try nextFailure(&fork)) / survival(forkedAt))
    }
    chances.sort()
    var distance = 0.0
    for (index, chance) in chances.enumerated() {
      distance = max(
        distance, chance - Double(index) / Double(count), Double(index + 1) / Double(count) - chance
      )
    }
    #expect(Double(count).squareRoot() * distance < 2.23)
  }

  @Test("Forks of one number share their future, and leave the original its own", .tags(.law))
  func branches() throws {
    let life = Distribution(.weibull(shape: 2, scale: 50))
    var untouched = machine(.running, life)
    while try untouched.advance(maximumEvents: 1000), untouched.eventCount < 20_000 {}
    let expected = untouched.account()

    var original = machine(.running, life)
    _ = try original.advance(maximumEvents: 777)
    var futures: [RunAccount] = []
    for branch in [1, 1, 2] as [UInt64] {
      var fork = original.fork(rekeyed: branch)
      _ = try fork.advance(maximumEvents: 20_000 - 777)
      futures.append(fork.account())
    }
    _ = try original.advance(maximumEvents: 20_000 - 777)
    let actual = original.account()
    #expect(futures[0] == futures[1])
    #expect(futures[0] != futures[2])
    #expect(futures[0] != expected)
    #expect(actual == expected)
  }

  @Test("A life that cannot last longer ends when it would have", .tags(.exact))
  func certainLife() throws {
    var original = machine(.calendar, .constant(60))
    _ = try advance(&original, to: 40)
    var fork = original.fork(rekeyed: 5)
    let failure = try nextFailure(&fork)
    #expect(failure == 60)
  }
}
