import FactoryModel
import FactorySimulation
import RandomVariates
import TestSupport
import Testing

/// Operators and tools, worked by hand and against the theory of queues.
@Suite("Operators and tools")
struct ResourceTests {
  /// A job of one operation on a machine of its own, from time 0 on.
  private struct Job {
    var work: Double
    var needs = [ResourceNeed([0])]
    var priority = 0
  }

  private func factory(
    _ jobs: [Job], _ resources: [Resource] = [Resource(name: "turners", kind: .operators)],
    horizon: Double = 100
  ) -> Factory {
    let products = jobs.enumerated().map { index, job in
      var work = Operation(
        name: "work", station: index, time: .constant(job.work), idealTime: job.work)
      work.needs = job.needs
      return Product(
        name: "job\(index)", release: .orders([ReleaseOrder(time: 0)]), priority: job.priority,
        route: [work])
    }
    var factory = Factory(
      name: "shop", horizon: horizon, products: products,
      stations: jobs.indices.map { Station(name: "s\($0)") })
    factory.resources = resources
    return factory
  }

  private func finishes(_ factory: Factory) throws -> [Double] {
    try account(of: factory, seed: 1).orders.map(\.finishedAt)
  }

  @Test("A machine with a part waits for its operator", .tags(.exact))
  func waiting() throws {
    let account = try account(of: factory([Job(work: 5), Job(work: 3)]), seed: 1)
    #expect(account.orders.map(\.finishedAt) == [5, 8])
    #expect(account.stations[1].waitingForOperator == 5)
    #expect(account.stations[1].producing == 3)
    #expect(account.resources[0].working == 8)
    #expect(account.resources[0].onShift == 100)
  }

  @Test("The part of higher priority is served first", .tags(.exact))
  func priority() throws {
    let jobs = [Job(work: 5), Job(work: 3, priority: 1), Job(work: 2)]
    #expect(try finishes(factory(jobs)) == [8, 3, 10])
  }

  @Test("Work stands while its operators are off shift", .tags(.exact))
  func shifts() throws {
    var factory = factory([Job(work: 5)])
    factory.calendars = [
      WorkCalendar(name: "early", spans: [.init(start: 0, end: 4), .init(start: 10, end: 90)])
    ]
    factory.resources[0].calendar = 0
    let account = try account(of: factory, seed: 1)
    #expect(account.orders[0].finishedAt == 11)
    #expect(account.stations[0].waitingForOperator == 6)
    #expect(account.resources[0].onShift == 84)
  }

  @Test(
    "Operators leave a machine that fails, and tools stay on it", .tags(.exact),
    arguments: [(Resource.Kind.operators, [25.0, 5.0]), (.tools, [25, 28])])
  func failures(kind: Resource.Kind, expected: [Double]) throws {
    var factory = factory([Job(work: 5), Job(work: 3)], [Resource(name: "r", kind: kind)])
    factory.stations[0].failures = [
      FailureMode(name: "jam", timeToFailure: .constant(2), timeToRepair: .constant(10))
    ]
    // The second failure strikes at 14: 2 s of work, 10 s of repair, 2 s, 10 s, 1 s.
    #expect(try finishes(factory) == expected)
  }

  @Test("Nothing is held while something else is missing", .tags(.exact))
  func several() throws {
    let resources = [
      Resource(name: "turners", kind: .operators), Resource(name: "jig", kind: .tools),
    ]
    let jobs = [
      Job(work: 5, needs: [ResourceNeed([1])]),
      // Needs both and cannot begin before 5: the operator works for the third meanwhile.
      Job(work: 3, needs: [ResourceNeed([0]), ResourceNeed([1])]), Job(work: 4),
    ]
    #expect(try finishes(factory(jobs, resources)) == [5, 8, 4])
    // Two of a group at a time.
    let pairs = [Resource(name: "fitters", kind: .operators, size: 3)]
    let work = [
      Job(work: 5, needs: [ResourceNeed([0], count: 2)]),
      Job(work: 3, needs: [ResourceNeed([0], count: 2)]), Job(work: 4),
    ]
    #expect(try finishes(factory(work, pairs)) == [5, 8, 4])
    // Two needs that the same group serves count together.
    let twice = [Job(work: 5, needs: [ResourceNeed([0], count: 2), ResourceNeed([0], count: 2)])]
    #expect(try account(of: factory(twice, pairs), seed: 1).line.good == 0)
  }

  @Test("Another group with the skill serves, where the first has nobody free", .tags(.exact))
  func alternatives() throws {
    let resources = [
      Resource(name: "turners", kind: .operators), Resource(name: "millers", kind: .operators),
    ]
    let jobs = [Job(work: 5), Job(work: 3, needs: [ResourceNeed([0, 1])]), Job(work: 2)]
    let account = try account(of: factory(jobs, resources), seed: 1)
    #expect(account.orders.map(\.finishedAt) == [5, 3, 7])
    #expect(account.resources.map(\.working) == [7, 3])
  }

  @Test("Operators stand by while a machine is set up", .tags(.exact))
  func setups() throws {
    var factory = factory([Job(work: 5), Job(work: 3)])
    factory.products[0].route[0].setup = "red"
    factory.stations[0].setupTime = .constant(4)
    #expect(try finishes(factory) == [9, 12])
  }

  @Test("Two operators at five machines are a queue with two servers", .tags(.statistical))
  func twoServers() throws {
    var work = Operation(
      name: "work", station: 0, time: Distribution(.exponential(mean: 1)), idealTime: 1)
    work.needs = [ResourceNeed([0])]
    let product = Product(
      name: "part", release: .every(interval: Distribution(.exponential(mean: 1 / 1.5))),
      route: [work])
    var factory = Factory(
      name: "shop", warmUp: 1_000, horizon: 20_000, products: [product],
      stations: [Station(name: "shop", machines: ["a", "b", "c", "d", "e"])])
    factory.resources = [Resource(name: "turners", kind: .operators, size: 2)]
    let numbers = try (0..<20).map {
      try account(of: factory, seed: 5, replication: UInt64($0)).meanNumber[0]
    }
    let mean = numbers.reduce(0, +) / 20
    let squares = numbers.map { ($0 - mean) * ($0 - mean) }
    let error = (squares.reduce(0, +) / 19 / 20).squareRoot()
    // M/M/2 with a load of 3/4: 2 · 3/4 / (1 - 9/16) parts in the system.
    let expected = 1.5 / (1 - 0.5625)
    #expect(abs(mean - expected) < 4 * error)
  }
}
