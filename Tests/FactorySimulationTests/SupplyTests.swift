import EventKernel
import FactoryModel
import FactorySimulation
import RandomVariates
import SimulationStatistics
import TestSupport
import Testing

/// A factory of stores only.
func stores(
  _ stores: [Store], customers: [Customer], suppliers: [Supplier] = [], horizon: Double,
  warmUp: Double = 0
) -> Factory {
  var factory = Factory(
    name: "stores", warmUp: warmUp, horizon: horizon, products: [], stations: [])
  factory.items = [Item(name: "thing")]
  factory.suppliers = suppliers
  factory.stores = stores
  factory.customers = customers
  return factory
}

/// A store that another one fills.
func store(
  _ name: String, from source: Int, transport: Distribution, initial: Int,
  _ replenishment: Store.Replenishment
) -> Store {
  var store = Store(
    name: name, item: 0, leadTime: transport, initial: initial, replenishment: replenishment)
  store.source = .store(source)
  return store
}

/// Stores, suppliers and customers, worked by hand.
@Suite("Supply chains by hand")
struct SupplyTests {
  private func customer(
    _ name: String = "c", store: Int = 0, every: Double = 10, of count: Int = 1
  ) -> Customer {
    Customer(
      name: name, store: store, interval: .constant(every), quantity: .constant(Double(count)))
  }

  @Test("A store fills another, owes it what it lacks, and sends that when it comes", .tags(.exact))
  func chain() throws {
    // Orders of 3 at 10, 20, 30. The shop has 4, the depot 3.
    //   10: the shop has 1 left and orders 3, which the depot sends: there at 15. The depot orders 3: there at 40.
    //   20: 4 - 3 = 1 left; orders 3, of which the depot owes all. Depot orders 3: there at 50.
    //   30: 1 is given, 2 are owed; orders 3. Depot: there at 60.
    //   40: the depot sends 3, there at 45: 2 to the customer, 1 left.
    let depot = Store(
      name: "depot", item: 0, leadTime: .constant(30), initial: 3, replenishment: .baseStock(3))
    let shop = store("shop", from: 0, transport: .constant(5), initial: 4, .baseStock(4))
    let sums = try account(
      of: stores([depot, shop], customers: [customer(store: 1, of: 3)], horizon: 39), seed: 1)
    #expect(sums.stores[1].demanded == 9)
    #expect(sums.stores[1].served == 7)
    #expect(sums.stores[1].final == -2)
    #expect(sums.stores[1].delivered == 3)
    #expect(sums.stores[1].finalOnOrder == 6)
    #expect(sums.stores[0].final == -6)
    #expect(sums.stores[0].orders == 3)
    #expect(sums.stores[0].finalOnOrder == 9)
    // Shop: 4 to 10, 1 to 15, 4 to 20, 1 to 30.
    #expect(sums.stores[1].onHand == 40 + 5 + 20 + 10)
    #expect(sums.stores[1].owed == 2 * 9)
    let later = try account(
      of: stores([depot, shop], customers: [customer(store: 1, of: 3)], horizon: 49), seed: 1)
    #expect(later.customers[0].delivered == 10)
    // 2 waited from 30 to 45; at 40 one of 3 is given from nothing on hand: 1 was there after 45.
    #expect(later.customers[0].waited == 2 * 15 + 1 * 5)
  }

  @Test("A stock that is looked at orders for what was before the look only", .tags(.exact))
  func review() throws {
    var shelf = Store(
      name: "shelf", item: 0, leadTime: .constant(0), initial: 5,
      replenishment: .upTo(5, below: 4))
    shelf.review = 20
    // Demands of 1 at 10, 20, 30, 40. At 20 the look comes first: 1 is missing. So on hand are
    // 5 to 10, 4 to 20, then 5 - 1 = 4, 3 from 30, at 40 back to 5, less 1.
    let sums = try account(of: stores([shelf], customers: [customer()], horizon: 50), seed: 1)
    #expect(sums.stores[0].orders == 2)
    #expect(sums.stores[0].ordered == 3)
    #expect(sums.stores[0].onHand == 50 + 40 + 40 + 30 + 40)
    #expect(sums.stores[0].periods == 3)
    #expect(sums.stores[0].demandSum == 3)
  }

  @Test("What is missing is lost, waited for, or waited for some time", .tags(.exact))
  func shortage() throws {
    // One order of 5 at 10 for 2 that are there; 3 more come at 30.
    func result(_ shortage: Customer.Shortage, inParts: Bool = true) throws -> CustomerAccount {
      var shelf = Store(name: "shelf", item: 0, initial: 2)
      shelf.onTheWay = [Store.Coming(time: 30, amount: 3)]
      var buyer = Customer(
        name: "b", store: 0, arrivals: .recorded(DemandRecord(times: [10], quantities: [5])))
      buyer.shortage = shortage
      buyer.inParts = inParts
      buyer.wantsWithin = .constant(5)
      return try account(of: stores([shelf], customers: [buyer], horizon: 100), seed: 1)
        .customers[0]
    }
    let lost = try result(.lost)
    #expect(lost.delivered == 2 && lost.lost == 3 && lost.onTime == 2 && lost.waited == 0)
    let waits = try result(.waits)
    #expect(waits.delivered == 5 && waits.lost == 0 && waits.onTime == 2)
    #expect(waits.waited == 3 * 20 && waits.late == 3 * 15)
    let leaves = try result(.waitsFor(.constant(19)))
    #expect(leaves.delivered == 2 && leaves.lost == 3)
    let stays = try result(.waitsFor(.constant(21)))
    #expect(stays.delivered == 5 && stays.lost == 0)
    let whole = try result(.waits, inParts: false)
    #expect(whole.delivered == 5 && whole.served == 0 && whole.waited == 5 * 20)
    let none = try result(.lost, inParts: false)
    #expect(none.delivered == 0 && none.lost == 5)
  }

  @Test(
    "Those of a higher priority go first, nobody overtakes, and who leaves lets others by",
    .tags(.exact))
  func order() throws {
    func buyer(_ name: String, at time: Double, _ count: Int) -> Customer {
      Customer(
        name: name, store: 0,
        arrivals: .recorded(DemandRecord(times: [time], quantities: [count])))
    }
    // Nothing is there; 2 come at 50 and 4 at 60. The first wants 4 at once and leaves at 55.
    var shelf = Store(name: "shelf", item: 0, initial: 0)
    shelf.onTheWay = [Store.Coming(time: 50, amount: 2), Store.Coming(time: 60, amount: 4)]
    var first = buyer("first", at: 10, 4)
    first.inParts = false
    first.shortage = .waitsFor(.constant(45))
    let second = buyer("second", at: 20, 3)
    var urgent = buyer("urgent", at: 30, 1)
    urgent.priority = 1
    let sums = try account(
      of: stores([shelf], customers: [first, second, urgent], horizon: 100), seed: 1)
    // 50: urgent gets 1; the first cannot have 4, and nobody passes. 55: it leaves; the second gets 1. 60: 2 more.
    #expect(sums.customers[0].lost == 4 && sums.customers[0].delivered == 0)
    #expect(sums.customers[2].waited == 20)
    #expect(sums.customers[1].delivered == 3)
    #expect(sums.customers[1].waited == 1 * 35 + 2 * 40)
    #expect(sums.stores[0].final == 2)
    #expect(sums.stores[0].lost == 4)
  }

  @Test(
    "Suppliers send nothing in outages, no more than their rate, in order, and not all",
    .tags(.exact))
  func suppliers() throws {
    // Customers take 4 at 10, 20, 30 …; each is ordered anew.
    func delivered(
      _ supplier: Supplier, by end: Double, _ change: (inout SupplyLink) -> Void = { _ in }
    )
      throws -> StoreAccount
    {
      var shelf = Store(name: "shelf", item: 0, initial: 100, replenishment: .baseStock(100))
      shelf.links = [SupplyLink(supplier: 0, leadTime: .constant(3))]
      change(&shelf.links[0])
      return try account(
        of: stores([shelf], customers: [customer(of: 4)], suppliers: [supplier], horizon: end),
        seed: 1
      ).stores[0]
    }
    #expect(try delivered(Supplier(name: "s"), by: 14).delivered == 4)
    // Closed from 5 to 25: the orders of 10 and 20 come at 28.
    let closed = Supplier(
      name: "s", outage: .init(every: .constant(5), lasts: .constant(20)))
    #expect(try delivered(closed, by: 27).delivered == 0)
    #expect(try delivered(closed, by: 29).delivered == 8)
    // One in 4 s: the order of 10 is sent at 26, that of 20 at 42.
    let slow = Supplier(name: "s", rate: 0.25)
    #expect(try delivered(slow, by: 28).delivered == 0)
    #expect(try delivered(slow, by: 30).delivered == 4)
    #expect(try delivered(slow, by: 44).delivered == 4)
    #expect(try delivered(slow, by: 46).delivered == 8)
    // Of 4 come 3, of which a third is of no use: 2. The other 2 are ordered anew when that is seen.
    let poor = try delivered(
      Supplier(name: "s", delivered: .constant(0.75), defective: .constant(1 / 3.0)), by: 13.5)
    #expect(poor.delivered == 2 && poor.missing == 2 && poor.orders == 2 && poor.ordered == 6)
    // At least 6, in fives: 10. What it costs, at the price from 8 on.
    let large = try delivered(Supplier(name: "s"), by: 14) {
      ($0.least, $0.multiple, $0.orderCost, $0.transportCost) = (6, 5, 7, 0.5)
      $0.price = 3
      $0.discounts = [.init(from: 8, price: 2), .init(from: 11, price: 1)]
    }
    #expect(large.ordered == 10 && large.delivered == 10)
    #expect(large.purchases == 20 && large.orderCosts == 7 && large.transportCosts == 5)
  }

  @Test("Several suppliers get their shares", .tags(.exact))
  func shares() throws {
    var shelf = Store(name: "shelf", item: 0, initial: 50, replenishment: .baseStock(50))
    shelf.links = [
      SupplyLink(share: 0.75, leadTime: .constant(4), price: 1),
      SupplyLink(share: 0.25, leadTime: .constant(1), price: 100),
    ]
    let sums = try account(of: stores([shelf], customers: [customer()], horizon: 801), seed: 1)
    // 80 orders of 1: 60 at 1, 20 at 100.
    #expect(sums.stores[0].ordered == 80)
    #expect(sums.stores[0].purchases == 60 + 2000)
  }

  @Test("Orders take time to arrive where they are delayed", .tags(.exact))
  func delay() throws {
    var shelf = Store(
      name: "shelf", item: 0, leadTime: .constant(3), initial: 5, replenishment: .baseStock(5))
    shelf.links[0].orderDelay = .constant(4)
    let factory = { (end: Double) in
      stores([shelf], customers: [self.customer()], horizon: end)
    }
    #expect(try account(of: factory(16.5), seed: 1).stores[0].delivered == 0)
    #expect(try account(of: factory(17.5), seed: 1).stores[0].delivered == 1)
  }

  @Test("A demand follows its profile", .tags(.exact))
  func profile() throws {
    // Half as fast to 100, nothing to 200, then twice: intervals of 10 come at 20, 40, 60, 80, 100 | 205, 210 …
    let profile = DemandProfile(times: [0, 100, 200], factors: [0.5, 0, 2])
    let buyer = Customer(
      name: "b", store: 0, arrivals: .every(.constant(10), profile: profile))
    func orders(by end: Double) throws -> Int {
      let shelf = Store(name: "shelf", item: 0, initial: 1_000)
      return try account(of: stores([shelf], customers: [buyer], horizon: end), seed: 1)
        .customers[0].orders
    }
    #expect(try orders(by: 99) == 4)
    #expect(try orders(by: 199) == 5)
    #expect(try orders(by: 212) == 7)
    var scaled = profile
    scaled.scalesQuantity = true
    var other = buyer
    other.arrivals = .every(.constant(10), profile: scaled)
    other.quantity = .constant(4)
    let shelf = Store(name: "shelf", item: 0, initial: 1_000)
    let sums = try account(of: stores([shelf], customers: [other], horizon: 215), seed: 1)
    // 9 orders of 2 before 100, 10 of nothing, 200 and 210 of 8.
    #expect(sums.customers[0].demanded == 18 + 16)
  }

  @Test("Recorded orders repeat, and draw their quantities from the record", .tags(.exact))
  func record() throws {
    var history = DemandRecord(times: [5, 15], quantities: [1, 10], repeats: 20)
    func demanded(by end: Double) throws -> CustomerAccount {
      let buyer = Customer(name: "b", store: 0, arrivals: .recorded(history))
      let shelf = Store(name: "shelf", item: 0, initial: 1_000)
      return try account(of: stores([shelf], customers: [buyer], horizon: end), seed: 1)
        .customers[0]
    }
    #expect(try demanded(by: 46).demanded == 11 + 11 + 1)
    history.isDrawn = true
    let drawn = try demanded(by: 20_000)
    #expect(drawn.orders == 2_000)
    // 1 or 10, each with one half: mean 5.5, standard deviation 4.5.
    #expect(abs(Double(drawn.demanded) - 11_000) <= 4 * 4.5 * 2_000.0.squareRoot())
  }

  @Test("Parts enter for a store, as many as may be on order, and again for scrap", .tags(.exact))
  func release() throws {
    var shelf = Store(name: "shelf", item: 0, initial: 3, replenishment: .baseStock(3))
    shelf.source = .route
    var factory = stores([shelf], customers: [customer(of: 2)], horizon: 45)
    factory.stations = [Station(name: "m", buffer: nil)]
    factory.products = [
      Product(
        name: "thing", release: .store(atMost: 1),
        route: [Operation(name: "m", station: 0, time: .constant(4), idealTime: 4)])
    ]
    factory.products[0].store = 0
    // 10: 2 taken, one enters, there at 14; then the second, at 18. So each 10 s.
    let sums = try account(of: factory, seed: 1)
    #expect(sums.stores[0].delivered == 7)
    #expect(sums.stores[0].onHand == 30 + 3 * (4 + 8 + 6) + 4 + 2)
  }

  @Test("A step of the timeline leaves each store its own costs", .tags(.exact))
  func steps() throws {
    var made = Store(name: "made", item: 0)
    made.source = .route
    var shelf = Store(
      name: "shelf", item: 0, leadTime: .constant(1), price: 2, initial: 5,
      replenishment: .baseStock(5))
    shelf.links[0].orderCost = 3
    shelf.rush = RushOrders(link: SupplyLink(price: 9, orderCost: 50), below: 0, upTo: 1)
    var factory = stores([made, shelf], customers: [customer(store: 1)], horizon: 45)
    factory.timeline = [TimelineStep(time: 15, factory: factory)]
    // Orders at 10, 20, 30 and 40.
    let sums = try account(of: factory, seed: 1)
    #expect(sums.stores[1].orderCosts == 4 * 3 && sums.stores[1].purchases == 4 * 2)
    #expect(sums.stores[1].rushCosts == 0)
  }

}
