import Experiments
import FactoryModel
import FactorySimulation
import RandomVariates
import SimulationStatistics
import Synchronization
import TestSupport
import Testing

@Suite("Replicated runs")
struct ReplicatedRunTests {
  private var factory: Factory {
    Factory(
      name: "line", horizon: 20_000,
      product: Product(
        name: "part", release: .saturated,
        route: [
          Operation(
            name: "mill", station: 0, time: Distribution(.exponential(mean: 30)), idealTime: 30),
          Operation(
            name: "wash", station: 1, time: Distribution(.exponential(mean: 25)), idealTime: 25),
        ]),
      stations: [Station(name: "mill"), Station(name: "wash", buffer: 2)])
  }

  @Test("Replications come in order and do not depend on the number of jobs", .tags(.law))
  func order() async throws {
    let one = try await ReplicatedRun(factory: factory, seed: 5, replications: 9, jobs: 1).run()
    let many = try await ReplicatedRun(factory: factory, seed: 5, replications: 9, jobs: 4).run()
    #expect(one.replications.map(\.replication) == Array(0..<9))
    #expect(one.replications == many.replications)
    #expect(!one.isPartial)
    #expect(Set(one.replications.map(\.values)).count == 9)
  }

  @Test("A recursion gives the same metrics as the events", .tags(.law))
  func engines() async throws {
    let events = try await ReplicatedRun(factory: factory, seed: 5, replications: 3, jobs: 2).run()
    let recursion = try await ReplicatedRun(
      factory: factory, seed: 5, replications: 3, jobs: 2, engine: .recursion
    ).run()
    #expect(recursion.eventCount < events.eventCount)
    #expect(recursion.replications.count == 3)
    for (a, b) in zip(recursion.replications, events.replications) {
      for (value, expected) in zip(a.values, b.values) {
        guard let value = value.value, let expected = expected.value else {
          #expect(value.value == nil && expected.value == nil)
          continue
        }
        #expect(abs(value - expected) <= 1e-9 * abs(expected))
      }
    }
  }

  @Test("More replications leave the first ones as they were", .tags(.law))
  func prefix() async throws {
    let few = try await ReplicatedRun(factory: factory, seed: 5, replications: 3, jobs: 2).run()
    let more = try await ReplicatedRun(factory: factory, seed: 5, replications: 6, jobs: 2).run()
    #expect(Array(more.replications.prefix(3)) == few.replications)
  }

  @Test("An interrupted run keeps what is finished", .tags(.failure))
  func interruption() async throws {
    let finished = Atomic<Int>(0)
    let outcome = try await ReplicatedRun(
      factory: factory, seed: 5, replications: 1_000, jobs: 2
    ).run(
      isInterrupted: { finished.load(ordering: .relaxed) >= 5 },
      progress: { finished.store($0, ordering: .relaxed) })
    #expect(outcome.isPartial)
    #expect(outcome.replications.count >= 5)
    #expect(outcome.replications.count < 20)
  }

  @Test("The interval of a metric covers its replications' mean", .tags(.exact))
  func intervals() async throws {
    let outcome = try await ReplicatedRun(factory: factory, seed: 5, replications: 9, jobs: 2)
      .run()
    let index = try #require(outcome.table.index(of: "throughput"))
    let values = outcome.replications.compactMap { $0.values[index].value }
    let interval = try #require(outcome.interval(of: "throughput"))
    let mean = values.reduce(0, +) / 9
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 8
    // t(8; 0.975) = 2.306004 (any table).
    let halfWidth = 2.306004 * (variance / 9).squareRoot()
    #expect(abs(interval.mean - mean) < 1e-9 * mean)
    #expect(abs(try #require(interval.halfWidth) - halfWidth) < 1e-6 * halfWidth)
    #expect(outcome.interval(of: "no such metric") == nil)
  }

  /// Two failures a replication on average, so that many replications have none.
  ///
  /// Exponential life with mean 5,000 s in 10,000 s of work: none in one of
  /// seven. The ratio estimator's bias is of order mean/n = 0.1 % here, far below the
  /// 4 standard errors (some 9 %) that are allowed; the mean of ratios would be 16 % too high.
  @Test("Mean time between failures is right where failures are few", .tags(.statistical))
  func fewFailures() async throws {
    var machine = factory
    machine.horizon = 10_000
    machine.products[0].route.removeLast()
    machine.stations.removeLast()
    machine.stations[0].failures = [
      FailureMode(
        name: "jam", timeToFailure: Distribution(.exponential(mean: 5_000)), clock: .producing,
        timeToRepair: .constant(0.001))
    ]
    let outcome = try await ReplicatedRun(factory: machine, seed: 6, replications: 1_000, jobs: 2)
      .run()
    let interval = try #require(outcome.interval(of: "stations.mill.mean_time_between_failures"))
    // t(999; 0.975) = 1.9623.
    let standardError = try #require(interval.halfWidth) / 1.9623
    let exact = 5_000.0 / 3_600
    #expect(abs(interval.mean - exact) < 4 * standardError)
    #expect(4 * standardError < 0.12 * exact)
  }

  /// The 95 % interval for a known mean covers it in about 95 of 100 runs: with 400 runs of the
  /// M/M/1-like line above, whose throughput is that of the exact two-station line, between 90 and
  /// 99 % (4.6 binomial standard deviations of 1.09 %).
  @Test("Intervals cover the exact throughput about as often as they say", .tags(.statistical))
  func coverage() async throws {
    var line = factory
    line.warmUp = 3_000
    let ratio = 25.0 / 30
    var sum = 0.0
    var power = 1.0
    for _ in 0...4 {
      sum += power
      power *= ratio
    }
    let exact = 3_600.0 / 25 * (1 - 1 / sum)
    var covered = 0
    for seed in 0..<400 as Range<UInt64> {
      let outcome = try await ReplicatedRun(factory: line, seed: seed, replications: 10, jobs: 2)
        .run()
      let interval = try #require(outcome.interval(of: "throughput"))
      let (lower, upper) = (try #require(interval.lower), try #require(interval.upper))
      if lower <= exact && exact <= upper { covered += 1 }
    }
    #expect(covered >= 360 && covered <= 396, "\(covered) of 400")
  }
}
