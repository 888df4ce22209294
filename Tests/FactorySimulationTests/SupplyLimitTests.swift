import FactoryModel
import FactorySimulation
import RandomVariates
import SimulationStatistics
import TestSupport
import Testing

/// What stores can hold, what perishes and is lost, how things travel, and orders in a hurry: worked by hand.
@Suite("Limits of stores and transport by hand")
struct SupplyLimitTests {
  /// A customer with recorded orders.
  private func orders(
    _ orders: [(time: Double, count: Int)], store: Int = 0, _ shortage: Customer.Shortage = .waits
  ) -> Customer {
    var customer = Customer(
      name: "c", store: store,
      arrivals: .recorded(
        DemandRecord(times: orders.map(\.time), quantities: orders.map(\.count))))
    customer.shortage = shortage
    return customer
  }

  private func every(_ time: Double, _ shortage: Customer.Shortage = .waits) -> Customer {
    var customer = Customer(name: "c", store: 0, interval: .constant(time))
    customer.shortage = shortage
    return customer
  }

  @Test("What perishes keeps its age on the way from store to store", .tags(.exact))
  func ages() throws {
    // 5 pieces that keep for 20 are in the depot at the start; the shop orders 3 at once and has them at 2. At 20
    // all 5 are thrown away, and the shop wants 3 more, which the depot owes.
    let depot = Store(name: "depot", item: 0, initial: 5)
    let shop = store("shop", from: 0, transport: .constant(2), initial: 0, .baseStock(3))
    var factory = stores([depot, shop], customers: [], horizon: 30)
    factory.items[0].shelfLife = 20
    let sums = try account(of: factory, seed: 1)
    #expect(sums.stores[0].wasted == 2 && sums.stores[1].wasted == 3)
    #expect(sums.stores[1].onHand == 3 * 18 && sums.stores[0].onHand == 2 * 20)
    #expect(sums.stores[0].final == -3 && sums.stores[1].finalOnOrder == 3)
  }

  @Test("What perishes first goes first", .tags(.exact))
  func firstToPerish() throws {
    // 2 pieces come at 5 and keep until 15; of the 3 of the start, which keep until 10, 2 are taken at 6.
    var shelf = Store(name: "shelf", item: 0, initial: 3)
    shelf.onTheWay = [Store.Coming(time: 5, amount: 2)]
    var factory = stores([shelf], customers: [orders([(6, 2), (12, 1)])], horizon: 40)
    factory.items[0].shelfLife = 10
    let sums = try account(of: factory, seed: 1)
    // One is thrown away at 10 and one at 15.
    #expect(sums.stores[0].wasted == 2 && sums.customers[0].delivered == 3)
    // 3 to 5, 5 to 6, 3 to 10, 2 to 12, 1 to 15.
    let onHand: Double = 15 + 5 + 12 + 4 + 3
    #expect(sums.stores[0].onHand == onHand)
  }

  @Test("Orders are cut to what fits, in whole lots", .tags(.exact))
  func capacity() throws {
    func ordered(
      _ rule: Store.Replenishment, capacity: Int, least: Int = 0, multiple: Int = 1
    ) throws -> Int {
      var shelf = Store(
        name: "shelf", item: 0, leadTime: .constant(1), initial: 4, replenishment: rule)
      shelf.capacity = capacity
      shelf.links[0].least = least
      shelf.links[0].multiple = multiple
      return try account(of: stores([shelf], customers: [], horizon: 10), seed: 1).stores[0].ordered
    }
    #expect(try ordered(.upTo(20, below: 15), capacity: 10) == 6)
    #expect(try ordered(.lots(4, below: 15), capacity: 10) == 4)
    #expect(try ordered(.upTo(20, below: 15), capacity: 10, least: 7) == 0)
    #expect(try ordered(.upTo(20, below: 15), capacity: 100) == 16)
    // Lots of 4 from somebody who sells sixes: only dozens are both.
    #expect(try ordered(.lots(4, below: 15), capacity: 15, multiple: 6) == 0)
    #expect(try ordered(.lots(4, below: 15), capacity: 17, multiple: 6) == 12)
  }

  @Test("A part of the stock is lost at times, and ordered anew", .tags(.exact))
  func losses() throws {
    var shelf = Store(name: "shelf", item: 0, initial: 8)
    shelf.losses = StockLosses(every: .constant(10), share: .constant(0.5))
    let sums = try account(of: stores([shelf], customers: [], horizon: 35), seed: 1)
    #expect(sums.stores[0].wasted == 4 + 2 + 1 && sums.stores[0].final == 1)
    shelf.replenishment = .baseStock(8)
    let again = try account(of: stores([shelf], customers: [], horizon: 35), seed: 1)
    #expect(again.stores[0].wasted == 12 && again.stores[0].final == 8)
    #expect(again.stores[0].least == 8)
  }

  @Test(
    "An order in a hurry comes from another source, and costs what it costs more", .tags(.exact))
  func rush() throws {
    var shelf = Store(name: "shelf", item: 0, leadTime: .constant(50), price: 1, initial: 5)
    shelf.rush = RushOrders(
      link: SupplyLink(leadTime: .constant(3), price: 4, orderCost: 10), below: 2, upTo: 6)
    // Down to 2 at 30: 4 are ordered in a hurry and come at 33. 5 are left at 40, 2 again at 70.
    let sums = try account(of: stores([shelf], customers: [every(10)], horizon: 65), seed: 1)
    #expect(sums.stores[0].orders == 1 && sums.stores[0].delivered == 4)
    #expect(sums.stores[0].rushCosts == 10 + 4 * 3 && sums.stores[0].purchases == 4)
    #expect(sums.stores[0].orderCosts == 0 && sums.stores[0].final == 3)
    // What is made here has no usual price, and is bought in a hurry only.
    shelf.source = .route
    var bought = stores([shelf], customers: [every(10)], horizon: 65)
    bought.costs.currency = "EUR"
    let made = try account(of: bought, seed: 1)
    #expect(made.stores[0].rushCosts == 10 + 4 * 4 && made.stores[0].purchases == 0)
    let table = MetricTable(for: bought)
    #expect(table.index(of: "cost.total").map { table.values(of: made)[$0].value } == 26)
    shelf.source = .supplier
    let later = try account(of: stores([shelf], customers: [every(10)], horizon: 71), seed: 1)
    #expect(later.stores[0].orders == 2 && later.stores[0].finalOnOrder == 4)
  }

  /// Twelve are ordered at 3 and three at 5; vehicles leave at 10, 20, …, with five each, and take 2.
  private func shipped(vehicles: Int?) throws -> RunAccount {
    var shelf = Store(
      name: "shelf", item: 0, leadTime: .constant(2), replenishment: .baseStock(0))
    shelf.links[0].transport.departures = 10
    shelf.links[0].transport.load = 5
    shelf.links[0].transport.tripCost = 7
    shelf.links[0].transport.vehicles = vehicles
    return try account(
      of: stores([shelf], customers: [orders([(3, 12), (5, 3)])], horizon: 50), seed: 1)
  }

  @Test("What leaves at the same time shares a trip, and trips wait for vehicles", .tags(.exact))
  func trips() throws {
    let free = try shipped(vehicles: nil)
    #expect(free.stores[0].transportCosts == 3 * 7)
    let waitedFree: Double = 108 + 21
    #expect(free.customers[0].waited == waitedFree)
    // The third trip waits for a vehicle that is back at 14: it comes at 16, with two of the first order.
    let two = try shipped(vehicles: 2)
    #expect(two.stores[0].transportCosts == 3 * 7)
    let waited: Double = 90 + 26 + 33
    #expect(two.customers[0].waited == waited)
  }

  @Test("Kanban cards limit what is on hand and on order, whatever is owed", .tags(.exact))
  func cards() throws {
    var shelf = Store(
      name: "shelf", item: 0, leadTime: .constant(100), initial: 6,
      replenishment: .lots(2, below: 4))
    shelf.countsOwed = false
    let customer = orders([(10, 5), (20, 5), (30, 5)])
    func ordered(_ horizon: Double) throws -> Int {
      try account(of: stores([shelf], customers: [customer], horizon: horizon), seed: 1)
        .stores[0].ordered
    }
    // One is left at 10: two lots are used up. At 20 nothing is left: one more. Then all cards are out.
    #expect(try ordered(15) == 4)
    #expect(try ordered(25) == 6)
    #expect(try ordered(99) == 6)
  }

  @Test("Work at a limited rate waits through outages that come, at what they leave", .tags(.exact))
  func outages() throws {
    func comes(_ leaves: Double, _ rate: Double, from start: Double = 1) throws -> Double {
      let supplier = Supplier(
        name: "s",
        outage: Supplier.Outage(every: .constant(10), lasts: .constant(5), leaves: leaves),
        rate: rate)
      var shelf = Store(name: "shelf", item: 0, replenishment: .baseStock(0))
      shelf.links[0].supplier = 0
      let sums = try account(
        of: stores(
          [shelf], customers: [orders([(start, 20)])], suppliers: [supplier], horizon: 200), seed: 1
      )
      return start + sums.customers[0].waited / 20
    }
    // Nine by 10, 2.5 by 15, the other 8.5 after that; without anything left in the outage 11 are.
    #expect(try comes(0.5, 1) == 23.5)
    #expect(try comes(0, 1) == 31)
    #expect(try comes(0, .infinity) == 1)
    #expect(try comes(0, .infinity, from: 12) == 15)
    // The second outage is from 25 to 30.
    #expect(try comes(0, .infinity, from: 27) == 30)
  }

  @Test("Who finds too little takes something else, where that is there", .tags(.exact))
  func substitutes() throws {
    func result(chance: Double, inParts: Bool = true, others: Int = 5) throws -> RunAccount {
      var buyer = orders([(10, 4)], .lost)
      buyer.substitute = Customer.Substitute(store: 1, chance: chance)
      buyer.inParts = inParts
      return try account(
        of: stores(
          [
            Store(name: "a", item: 0, initial: 2), Store(name: "b", item: 0, initial: others),
          ], customers: [buyer], horizon: 20), seed: 1)
    }
    let taken = try result(chance: 1)
    #expect(taken.customers[0].delivered == 4 && taken.customers[0].substituted == 2)
    #expect(taken.customers[0].served == 2 && taken.customers[0].lost == 0)
    #expect(taken.stores[0].passedOn == 2 && taken.stores[1].final == 3)
    let refused = try result(chance: 0)
    #expect(refused.customers[0].lost == 2 && refused.stores[1].final == 5)
    let few = try result(chance: 1, others: 1)
    #expect(few.customers[0].substituted == 1 && few.customers[0].lost == 1)
    let whole = try result(chance: 1, inParts: false)
    #expect(whole.customers[0].substituted == 4 && whole.stores[0].final == 2)
    #expect(try result(chance: 1, inParts: false, others: 3).customers[0].lost == 4)
  }

  @Test("A buffer that follows the demand has the zones of the book", .tags(.exact))
  func buffer() {
    var decider = DemandDrivenDecider(
      BufferRule(periods: 2, leadTimeFactor: 0.5, variabilityFactor: 0.4, cycle: 2 * 60),
      leadTime: 3, period: 60, leastOrder: 0)
    func level(_ position: Int, _ demand: Int?) -> Int {
      decider.level(
        for: StoreObservation(
          time: 0, onHand: 0, onOrder: 0, owed: 0, position: position, demand: demand))
    }
    #expect(level(3, nil) == 3)
    #expect(level(3, 8) == 57)
    // 10 a period: 30 yellow, 15 · 1.4 red, 20 green.
    #expect(level(51, 12) == 71)
    #expect(decider.zones == (red: 21, yellow: 30, green: 20))
    #expect(level(52, 8) == 52)
  }

  /// Ten tables a week, of four legs each that take two weeks to come.
  private func plan(_ rule: RequirementsRule.Lots, frozen: Int = 0, demands: [Int]) throws
    -> RunAccount
  {
    let week = 7.0
    var join = Operation(name: "join", station: 0, time: .constant(0.1), idealTime: 0.1)
    join.consumes = [SpareUse(store: 1, count: 4)]
    var table = Product(name: "table", release: .store(atMost: 1_000), route: [join])
    table.store = 0
    var factory = Factory(
      name: "plan", horizon: Double(demands.count) * week + 1, products: [table],
      stations: [Station(name: "bench")])
    factory.items = [Item(name: "table"), Item(name: "leg")]
    var shop = Store(
      name: "shop", item: 0, initial: 20,
      replenishment: .planned(
        RequirementsRule(
          lots: .lotForLot, leadTime: week, forecast: .movingAverage(periods: 1))))
    shop.source = .route
    shop.review = week
    var legs = Store(
      name: "legs", item: 1, leadTime: .constant(2 * week), initial: 120 + 40 * frozen,
      replenishment: .planned(
        RequirementsRule(lots: rule, leadTime: 2 * week, frozenPeriods: frozen)))
    legs.review = week
    legs.links[0].orderCost = 30
    legs.holdingCost = 0.25 / week
    factory.stores = [shop, legs]
    factory.customers = [
      orders(demands.enumerated().map { (Double($0.offset) * week + 3, $0.element) })
    ]
    return try account(of: factory, seed: 1)
  }

  @Test("What is planned of a product is wanted of what goes into it", .tags(.exact))
  func requirements() throws {
    let steady = [Int](repeating: 10, count: 12)
    let sums = try plan(.lotForLot, demands: steady)
    // From the look at 7 on, ten tables a week; they are wanted one week ahead.
    #expect(sums.stores[0].served == 120)
    #expect(sums.stores[0].ordered == 120)
    // 40 legs a week are used; those of the next two weeks are on hand or ordered.
    #expect(sums.stores[1].used == 480)
    #expect(sums.stores[1].final + sums.stores[1].finalOnOrder == 80)
    // √(2 · 30 · 40 / 0.25) = 98 at a time, by one lot for two weeks and a half.
    let economic = try plan(.economicOrder, demands: steady)
    #expect(economic.stores[1].ordered == 98 * economic.stores[1].orders)
    // Holding two weeks' demand costs 10 + 20 and an order 30, so three weeks cost as much as one more order.
    let best = try plan(.wagnerWhitin, demands: steady)
    #expect(best.stores[1].orders < sums.stores[1].orders)
    #expect(best.stores[1].ordered % 40 == 0)
  }

  /// A depot that is named before the shop that it fills has to know what that will want in nine weeks and more.
  @Test("Plans look as far ahead as those need that they ask", .tags(.exact))
  func horizons() throws {
    let week = 7.0
    var depot = Store(
      name: "depot", item: 0, leadTime: .constant(9 * week), initial: 130,
      replenishment: .planned(RequirementsRule(lots: .lotForLot, leadTime: 9 * week)))
    var shop = store(
      "shop", from: 0, transport: .constant(week), initial: 20,
      .planned(
        RequirementsRule(
          lots: .lotForLot, leadTime: week, forecast: .movingAverage(periods: 1))))
    depot.review = week
    shop.review = week
    let customer = orders((0..<60).map { (Double($0) * week + 3, 10) }, store: 1)
    let sums = try account(
      of: stores([depot, shop], customers: [customer], horizon: 60 * week + 1), seed: 1)
    // Ten weeks' demand is on hand or ordered at each look, of which the shop takes one.
    #expect(sums.stores[0].final + sums.stores[0].finalOnOrder == 90)
    #expect(sums.stores[1].served == 600 && sums.stores[0].served == sums.stores[0].demanded)
  }

  @Test("Orders that are frozen do not move", .tags(.exact))
  func frozen() throws {
    let demands = [Int](repeating: 10, count: 6) + [Int](repeating: 30, count: 4)
    func ordered(weeks: Int, frozen: Int) throws -> Int {
      try plan(.lotForLot, frozen: frozen, demands: Array(demands.prefix(weeks))).stores[1].ordered
    }
    // The look at 49 sees a demand of 30. What is ordered then comes two weeks later; the plan of before said 40.
    let free = try ordered(weeks: 7, frozen: 0) - ordered(weeks: 6, frozen: 0)
    let firm = try ordered(weeks: 7, frozen: 2) - ordered(weeks: 6, frozen: 2)
    #expect(free > 40 && firm == 40)
  }
}
