import FactoryModel
import FactorySimulation
import RandomVariates
import TestSupport
import Testing

/// Ways between stations, vehicles and limits of waiting, worked by hand.
@Suite("Transport and limits of waiting")
struct TransportTests {
  private func operation(_ name: String, _ station: Int, _ time: Double) -> Operation {
    Operation(name: name, station: station, time: .constant(time), idealTime: time)
  }

  /// Parts released one after the other at station a, which go on to station b.
  private func line(_ releases: [Double], works: (Double, Double) = (1, 1), horizon: Double = 200)
    -> Factory
  {
    let product = Product(
      name: "part", release: .orders(releases.map { ReleaseOrder(time: $0) }),
      route: [operation("first", 0, works.0), operation("second", 1, works.1)])
    return Factory(
      name: "line", horizon: horizon, products: [product],
      stations: [Station(name: "a"), Station(name: "b"), Station(name: "c")])
  }

  private func finishes(_ factory: Factory) throws -> [Double] {
    try account(of: factory, seed: 1).orders.map(\.finishedAt)
  }

  // MARK: - Ways

  @Test("The table of ways holds where an operation says nothing", .tags(.exact))
  func ways() throws {
    var factory = line([0, 0])
    factory.transportTimes = [Way(from: 0, to: 1): PlannedTime(.constant(5), mean: 5)]
    #expect(try finishes(factory) == [7, 8])
    factory.products[0].route[1].transport = .constant(2)
    #expect(try finishes(factory) == [4, 5])
    factory.products[0].route[1].transport = nil
    factory.transportTimes = [Way(from: 1, to: 0): PlannedTime(.constant(5), mean: 5)]
    #expect(try finishes(factory) == [2, 3])
  }

  // MARK: - Vehicles

  private func carried(
    _ releases: [Double], size: Int = 1, carries: Int = 1, ways: [Way: Double] = [:],
    horizon: Double = 200
  ) -> Factory {
    var factory = line(releases, horizon: horizon)
    factory.fleets = [Fleet(name: "cart", size: size, carries: carries)]
    factory.products[0].route[1].fleet = 0
    factory.products[0].route[1].transport = ways.isEmpty ? .constant(10) : nil
    for (way, time) in ways {
      factory.transportTimes[way] = PlannedTime(.constant(time), mean: time)
    }
    return factory
  }

  @Test("Parts wait for a vehicle", .tags(.exact))
  func oneVehicle() throws {
    // Ready at 1 and 2; the cart is away from 1 to 11 and from 11 to 21.
    let account = try account(of: carried([0, 0]), seed: 1)
    #expect(account.orders.map(\.finishedAt) == [12, 22])
    #expect(account.orders.map(\.travelled) == [10, 19])
    #expect(account.fleets[0].loaded == 20)
    #expect(account.fleets[0].empty == 0)
    #expect(account.fleets[0].carried == 2)
    #expect(account.fleets[0].waited == 9)
    #expect(account.stations[0].blocked == 0)
    #expect(try finishes(carried([0, 0], size: 2)) == [12, 13])
  }

  @Test("A vehicle takes along what waits for the same way", .tags(.exact))
  func severalAtOnce() throws {
    // The first goes alone from 1 to 11; the other two wait until then and go together.
    #expect(try finishes(carried([0, 0, 0], carries: 2)) == [12, 22, 23])
  }

  @Test("Vehicles come from where they stand, the nearest first", .tags(.exact))
  func emptyTrips() throws {
    let ways = [Way(from: 0, to: 1): 10.0, Way(from: 1, to: 0): 4]
    // 1 to 11, back until 15, and there at 25.
    let account = try account(of: carried([0, 0], ways: ways), seed: 1)
    #expect(account.orders.map(\.finishedAt) == [12, 26])
    #expect(account.fleets[0].empty == 4)
    #expect(account.fleets[0].loaded == 20)
    // Of two the one that has not been away is nearer: it comes at once.
    #expect(try finishes(carried([0, 50], size: 2, ways: ways)) == [12, 62])
  }

  @Test("Trips of a vehicle are measured within the measured time alone", .tags(.exact))
  func measured() throws {
    var factory = carried([0, 0], horizon: 10)
    factory.warmUp = 5
    let account = try account(of: factory, seed: 1)
    #expect(account.fleets[0].loaded == 10)
    #expect(account.fleets[0].onShift == 10)
  }

  @Test("Vehicles off shift finish their trip and begin no other", .tags(.exact))
  func shifts() throws {
    var factory = carried([0, 0])
    factory.calendars = [
      WorkCalendar(name: "early", spans: [.init(start: 0, end: 5), .init(start: 50, end: 190)])
    ]
    factory.fleets[0].calendar = 0
    #expect(try finishes(factory) == [12, 61])
  }

  // MARK: - Limits of waiting

  /// Parts that wait at b behind others, for no longer than 5 s.
  private func limited(_ action: QueueLimit.Action) -> Factory {
    var factory = line([0, 0, 0], works: (1, 4))
    factory.products[0].route[1].queueLimit = QueueLimit(of: 0, limit: 5, then: action)
    return factory
  }

  @Test("A part that waits for too long is scrapped, or counted", .tags(.exact))
  func limits() throws {
    // Ready at 1, 2, 3; begun at 1 and 5; at 9 the third has waited for 6 s.
    let scrapped = try account(of: limited(.scrap), seed: 1)
    #expect(scrapped.orders.map(\.finishedAt).prefix(2) == [5, 9])
    #expect(scrapped.line.scrapped == 1)
    #expect(scrapped.line.good == 2)
    #expect(scrapped.stations[1].late == 1)
    // Its 6 s in the queue are booked: 0 + 3 + 6.
    #expect(scrapped.stations[1].queueTime == 9)
    let counted = try account(of: limited(.count), seed: 1)
    #expect(counted.orders.map(\.finishedAt) == [5, 9, 13])
    #expect(counted.stations[1].late == 1)
  }

  @Test("A part that waits for too long goes back", .tags(.exact))
  func back() throws {
    // The third goes back at 9, is done again until 10, and begins at 10.
    let account = try account(of: limited(.back(operation: 0)), seed: 1)
    #expect(account.orders.map(\.finishedAt) == [5, 9, 14])
    #expect(account.line.sentBack == 1)
    #expect(account.line.good == 3)
    #expect(account.stations[0].produced == 4)
  }

  // MARK: - Conveyors

  @Test(
    "A station with many machines and no buffer is a conveyor with so many places", .tags(.exact))
  func conveyor() throws {
    let product = Product(
      name: "part", release: .orders([ReleaseOrder(time: 0, parts: 6)]),
      route: [operation("cut", 0, 1), operation("belt", 1, 3), operation("pack", 2, 10)])
    let factory = Factory(
      name: "line", horizon: 200, products: [product],
      stations: [
        Station(name: "cut"), Station(name: "belt", machines: ["1", "2", "3"], buffer: 0),
        Station(name: "pack", buffer: 0),
      ])
    // Cut at 1, 2, 3 …; the first is packed from 4 on; then three stand on the belt, and the next on
    // the saw, until 14: packed at 14, 24, 34, 44, 54, 64.
    let account = try account(of: factory, seed: 1)
    #expect(account.orders[0].finishedAt == 64)
    // The fifth part is cut at 5 and blocked until 14, the sixth is cut at 15 and blocked until 24.
    #expect(account.stations[0].blocked == 18)
  }
}
