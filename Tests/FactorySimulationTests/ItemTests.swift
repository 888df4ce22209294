import FactoryModel
import FactorySimulation
import RandomVariates
import TestSupport
import Testing

/// Assembly, disassembly and kanban, worked by hand.
@Suite("Items of parts")
struct ItemTests {
  private func operation(_ name: String, _ station: Int, _ time: Double) -> Operation {
    Operation(name: name, station: station, time: .constant(time), idealTime: time)
  }

  /// Bolts of 4 s, made from time 0 on, and frames of 3 s that take some of them.
  private func factory(
    bolts: Release, frames: Int, consumes count: Int = 1, initial: Int = 0, horizon: Double = 100
  ) -> Factory {
    var bolt = Product(name: "bolt", release: bolts, route: [operation("turn", 0, 4)])
    bolt.store = 0
    var join = operation("join", 1, 3)
    join.consumes = [SpareUse(store: 0, count: count)]
    let frame = Product(
      name: "frame", release: .orders([ReleaseOrder(time: 0, parts: frames)]), route: [join])
    var factory = Factory(
      name: "assembly", horizon: horizon, products: [bolt, frame],
      stations: [Station(name: "lathe"), Station(name: "bench")])
    factory.items = [Item(name: "bolt")]
    var store = Store(name: "bolts", item: 0, initial: initial)
    store.source = .route
    factory.stores = [store]
    return factory
  }

  private func bolts(_ count: Int) -> Release { .orders([ReleaseOrder(time: 0, parts: count)]) }

  @Test("A machine is starved until what its work consumes is there", .tags(.exact))
  func assembly() throws {
    // Bolts at 4, 8, 12; frames from 4 to 7 and from 8 to 11.
    let account = try account(of: factory(bolts: bolts(3), frames: 2), seed: 1)
    #expect(account.orders[1].finishedAt == 11)
    #expect(account.stations[1].producing == 6)
    #expect(account.stations[1].starved == 94)
    #expect(account.stores[0].delivered == 3)
    #expect(account.stores[0].used == 2)
    #expect(account.line.good == 5)
  }

  @Test("What goes into a part is taken all at once", .tags(.exact))
  func several() throws {
    // Two at a time: from 8 to 11 and from 16 to 19.
    let account = try account(of: factory(bolts: bolts(5), frames: 3, consumes: 2), seed: 1)
    #expect(account.products[1].good == 2)
    #expect(account.orders[1].finishedAt == 19)
    #expect(account.stores[0].used == 4)
  }

  @Test("What a failure interrupts consumes nothing again", .tags(.exact))
  func interrupted() throws {
    var factory = factory(bolts: bolts(2), frames: 1)
    factory.stations[1].failures = [
      FailureMode(name: "jam", timeToFailure: .constant(5), timeToRepair: .constant(10))
    ]
    // From 4 to 5, and from 15 to 17.
    let account = try account(of: factory, seed: 1)
    #expect(account.orders[1].finishedAt == 17)
    #expect(account.stores[0].used == 1)
  }

  @Test("A batch consumes for each of its parts", .tags(.exact))
  func batch() throws {
    var factory = factory(bolts: bolts(5), frames: 4)
    factory.products[1].route[0].batch = BatchRule(.anything, atLeast: 2, atMost: 2)
    // Two bolts are there at 8: 8 to 11; the next two at 16: 16 to 19.
    let account = try account(of: factory, seed: 1)
    #expect(account.orders[1].finishedAt == 19)
    #expect(account.stores[0].used == 4)
  }

  @Test("Work gives items into their store", .tags(.exact))
  func disassembly() throws {
    var factory = factory(bolts: bolts(0), frames: 2)
    var strip = operation("strip", 2, 5)
    strip.gives = [SpareUse(store: 0, count: 3)]
    factory.products[0] = Product(name: "old", release: bolts(1), route: [strip])
    factory.stations.append(Station(name: "yard"))
    // Three bolts at 5: frames from 5 to 8 and from 8 to 11.
    let account = try account(of: factory, seed: 1)
    #expect(account.orders[1].finishedAt == 11)
    #expect(account.stores[0].delivered == 3)
    #expect(account.stores[0].used == 2)
  }

  @Test("A lot enters when the whole of one has been taken from the store", .tags(.exact))
  func cards() throws {
    // Two cards of two: 3 are there. The first frame takes one at 0: two enter, and are there at 4 and 8.
    // At 3 the second frame takes one of the two that are left, at 6 the third: two more enter then.
    let factory = factory(bolts: .cards(2, lot: 2), frames: 3, initial: 3)
    let account = try account(of: factory, seed: 1)
    #expect(account.orders[0].finishedAt == 9)
    #expect(account.products[0].released == 4)
    #expect(account.stores[0].delivered == 4)
  }

  @Test("Never more than the cards allow, and nothing is lost", .tags(.law))
  func conservation() throws {
    for (cards, lot) in [(1, 1), (2, 3), (5, 2)] {
      var factory = factory(bolts: .cards(cards, lot: lot), frames: 0, horizon: 50_000)
      factory.products[0].route[0].time = Distribution(.exponential(mean: 4))
      factory.products[1].release = .every(interval: Distribution(.exponential(mean: 5)))
      let account = try account(of: factory, seed: UInt64(cards))
      let store = account.stores[0]
      #expect(account.products[0].released == account.products[0].good + account.products[0].inside)
      #expect(store.delivered == account.products[0].good)
      let mean = account.products[0].presence + store.onHand
      #expect(mean <= Double(cards * lot) * account.duration * (1 + 1e-9))
      #expect(store.used <= store.delivered && store.delivered - store.used <= cards * lot)
      #expect(store.used >= account.products[1].good)
    }
  }
}
