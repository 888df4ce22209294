import EventKernel
import FactoryModel
import FactorySimulation
import InventoryPlanning
import RandomVariates
import SimulationStatistics
import TestDraws
import TestSupport
import Testing

/// A random network of stores, suppliers and customers.
struct RandomSupply {
  var draws: Draws

  static func factory(_ number: Int, horizon: Double = 2_000) -> Factory {
    var own = RandomSupply(draws: Draws("networks of stores", ordinal: number))
    return own.factory(horizon)
  }

  private mutating func time(_ mean: Double) -> Distribution {
    switch draws.whole(0...3) {
    case 0: .constant(mean.rounded())
    case 1: Distribution(.exponential(mean: mean))
    case 2: Distribution(.gamma(shape: 3, scale: mean / 3))
    default: Distribution(.uniform(lower: 0, upper: 2 * mean))
    }
  }

  private mutating func replenishment(_ level: Int) -> Store.Replenishment {
    switch draws.whole(0...3) {
    case 0: .baseStock(level)
    case 1: .upTo(level + draws.whole(1...10), below: level)
    case 2: .lots(draws.whole(1...9), below: level)
    default: .baseStock(level + 3)
    }
  }

  private mutating func factory(_ horizon: Double) -> Factory {
    let suppliers = (0..<2).map { number in
      Supplier(
        name: "supplier \(number)",
        outage: draws.chance(0.4) ? .init(every: time(150), lasts: time(20)) : nil,
        rate: draws.chance(0.3) ? 2 : .infinity,
        delivered: draws.chance(0.3)
          ? Distribution(.uniform(lower: 0.6, upper: 1)) : .constant(1),
        defective: draws.chance(0.3)
          ? Distribution(.uniform(lower: 0, upper: 0.2)) : .constant(0),
        keepsOrder: draws.chance(0.3))
    }
    var all: [Store] = []
    for number in 0..<draws.whole(1...6) {
      let level = draws.whole(0...15)
      var store = Store(
        name: "store \(number)", item: 0, leadTime: time(12), initial: draws.whole(0...20),
        replenishment: replenishment(level))
      if number > 0, draws.chance(0.7) { store.source = .store(draws.index(below: number)) }
      if store.source == .supplier {
        store.links[0].supplier = draws.chance(0.7) ? draws.index(below: 2) : nil
        store.links[0].least = draws.whole(0...4)
        if draws.chance(0.3) {
          store.links[0].share = 0.6
          store.links.append(SupplyLink(supplier: 1, share: 0.4, leadTime: time(5), multiple: 3))
        }
      }
      if draws.chance(0.4) { store.review = Double(draws.whole(2...9)) }
      if draws.chance(0.3) { store.multiple = draws.whole(1...4) }
      if draws.chance(0.2) { store.links[0].orderDelay = time(3) }
      store.countsEchelon = draws.chance(0.2)
      all.append(store)
    }
    let customers = (0..<draws.whole(1...5)).map { number in
      var customer = Customer(
        name: "customer \(number)", store: draws.index(below: all.count), interval: time(8),
        quantity: draws.chance(0.5)
          ? .constant(1) : Distribution(.geometric(probability: 0.4), shift: 1))
      customer.shortage = [.waits, .lost, .waitsFor(time(15))][draws.whole(0...2)]
      customer.inParts = draws.chance(0.7)
      customer.priority = draws.whole(0...2)
      customer.wantsWithin = draws.chance(0.5) ? time(5) : .constant(0)
      return customer
    }
    return stores(all, customers: customers, suppliers: suppliers, horizon: horizon)
  }
}

extension RandomSupply {
  /// A random network in which, beside, stock perishes and is lost, stores are full, trips are few, orders are in a
  /// hurry, demand follows markets, and other things are taken instead.
  static func limited(_ number: Int, horizon: Double = 2_000) -> Factory {
    var factory = factory(number, horizon: horizon)
    var own = RandomSupply(draws: Draws("limits of stores", ordinal: number))
    own.limit(&factory)
    return factory
  }

  private mutating func limit(_ factory: inout Factory) {
    if draws.chance(0.5) { factory.items[0].shelfLife = Double(draws.whole(15...90)) }
    for index in factory.stores.indices {
      if draws.chance(0.3) { factory.stores[index].capacity = draws.whole(5...25) }
      if draws.chance(0.2) { factory.stores[index].countsOwed = false }
      if draws.chance(0.3) {
        factory.stores[index].losses = StockLosses(
          every: time(60), share: Distribution(.uniform(lower: 0, upper: 1)))
      }
      if draws.chance(0.3) {
        let below = draws.whole(0...5)
        factory.stores[index].rush = RushOrders(
          link: SupplyLink(leadTime: time(2), price: 3, orderCost: 5), below: below,
          upTo: below + draws.whole(1...6))
      }
      for link in factory.stores[index].links.indices {
        if draws.chance(0.3) {
          factory.stores[index].links[link].transport.departures = Double(draws.whole(2...9))
        }
        if draws.chance(0.3) {
          factory.stores[index].links[link].transport.load = draws.whole(1...4)
        }
        if draws.chance(0.3) {
          factory.stores[index].links[link].transport.vehicles = draws.whole(1...3)
        }
      }
    }
    factory.markets = [
      Market(name: "m", level: Distribution(.gamma(shape: 4, scale: 0.25)), lasts: 50)
    ]
    for index in factory.customers.indices {
      if draws.chance(0.4) { factory.customers[index].market = MarketShare(market: 0) }
      let other = draws.index(below: factory.stores.count)
      if draws.chance(0.4), other != factory.customers[index].store {
        factory.customers[index].substitute = Customer.Substitute(store: other, chance: 0.6)
      }
    }
  }

  /// A random network with a price on all that can have one.
  static func priced(_ number: Int) -> Factory {
    var factory = limited(number)
    var draws = Draws("prices of stores", ordinal: number)
    factory.costs.currency = "EUR"
    factory.items[0].price = 5
    factory.items[0].value = 2
    for index in factory.stores.indices {
      factory.stores[index].holdingCost = draws.uniform()
      factory.stores[index].backorderCost = draws.uniform()
      for link in factory.stores[index].links.indices {
        factory.stores[index].links[link].price = 1 + draws.uniform()
        factory.stores[index].links[link].orderCost = draws.uniform()
        factory.stores[index].links[link].transportCost = draws.uniform()
        factory.stores[index].links[link].transport.tripCost = draws.uniform()
      }
    }
    for index in factory.customers.indices {
      factory.customers[index].lostSaleCost = draws.uniform()
      factory.customers[index].lateCost = draws.uniform()
    }
    return factory
  }
}

/// What must be so in every network of stores.
@Suite("Laws of supply chains")
struct SupplyLawTests {
  static let numbers = Array(0..<150)

  @Test(
    "What comes in goes out, is there, is lost or on the way; nothing is given twice", .tags(.law))
  func conservation() throws {
    for (number, isLimited) in Self.numbers.flatMap({ [($0, false), ($0, true)] }) {
      var factory = isLimited ? RandomSupply.limited(number) : RandomSupply.factory(number)
      factory.warmUp = number.isMultiple(of: 2) ? 0 : 300
      let sums = try account(of: factory, seed: UInt64(number))
      for (index, own) in sums.stores.enumerated() {
        #expect(
          own.final == own.initial + own.delivered - own.demanded + own.lost + own.passedOn
            - own.wasted, "\(number) \(index)")
        #expect(
          own.finalOnOrder == own.initialOnOrder + own.ordered - own.delivered - own.missing,
          "\(number) \(index)")
        #expect(own.served <= own.demanded)
        let buyers = factory.customers.indices.filter { factory.customers[$0].store == index }
        let receivers = factory.stores.indices.filter {
          factory.stores[$0].source == .store(index)
        }
        let wanted =
          buyers.reduce(0) { $0 + sums.customers[$1].demanded }
          + receivers.reduce(0) { $0 + sums.stores[$1].ordered }
        if !isLimited,
          receivers.allSatisfy({ factory.stores[$0].links[0].orderDelay == .constant(0) })
        {
          #expect(own.demanded == wanted, "\(number) \(index)")
        }
        #expect(own.lost == buyers.reduce(0) { $0 + sums.customers[$1].lost })
        #expect(own.passedOn == buyers.reduce(0) { $0 + sums.customers[$1].substituted })
        let leaves = buyers.contains {
          if case .waitsFor = factory.customers[$0].shortage { true } else { false }
        }
        if let capacity = factory.stores[index].capacity, !leaves {
          // What is there at the start may be more, and what is owed goes on at once.
          #expect(own.final + own.finalOnOrder <= max(capacity, factory.stores[index].initial))
        }
      }
      for own in sums.customers {
        #expect(own.delivered >= own.served || factory.warmUp > 0)
        #expect(own.onTime <= own.delivered)
        #expect(own.waited >= 0 && own.late <= own.waited)
      }
    }
  }

  @Test("No shortage is ordered twice: a base stock's position is always its level", .tags(.law))
  func positions() throws {
    for number in Self.numbers {
      var factory = RandomSupply.factory(number)
      for index in factory.stores.indices {
        let level = 5 + index
        factory.stores[index].initial = level
        factory.stores[index].replenishment = .baseStock(level)
        factory.stores[index].review = nil
        factory.stores[index].multiple = 1
        factory.stores[index].countsEchelon = false
        factory.stores[index].links = [factory.stores[index].links[0]]
        factory.stores[index].links[0].least = 0
      }
      let sums = try account(of: factory, seed: UInt64(number))
      for (index, own) in sums.stores.enumerated() {
        // Lost demand was never ordered; demand that left after it was ordered came on top.
        let position = own.final + own.finalOnOrder
        let left = factory.customers.contains {
          if case .waitsFor = $0.shortage { $0.store == index } else { false }
        }
        #expect(left ? position >= 5 + index : position == 5 + index, "\(number) \(index)")
      }
    }
  }

  @Test("More stock never serves less, on the same draws", .tags(.law))
  func monotone() throws {
    for number in 0..<60 {
      var draws = Draws("monotone base stocks", ordinal: number)
      let lead = Distribution(.gamma(shape: 1 + draws.uniform(), scale: 6))
      let buyer = Customer(
        name: "b", store: 0, interval: Distribution(.exponential(mean: 3)),
        quantity: Distribution(.geometric(probability: 0.5), shift: 1))
      var before = -1.0
      for level in stride(from: 0, through: 20, by: 2) {
        let shelf = Store(
          name: "shelf", item: 0, leadTime: lead, initial: level, replenishment: .baseStock(level))
        let sums = try account(
          of: stores([shelf], customers: [buyer], horizon: 3_000), seed: UInt64(number))
        let rate = Double(sums.stores[0].served) / Double(sums.stores[0].demanded)
        #expect(rate >= before, "\(number) \(level)")
        before = rate
      }
    }
  }

  @Test("Echelon base stocks are local ones where each unit is ordered anew", .tags(.law))
  func echelon() throws {
    for number in 0..<40 {
      var draws = Draws("echelons", ordinal: number)
      let levels = (0..<3).map { _ in draws.whole(1...8) }
      func chain(_ counts: Bool) -> Factory {
        var all: [Store] = []
        for (index, level) in levels.enumerated() {
          let target = counts ? levels[index...].reduce(0, +) : level
          var own = Store(
            name: "s\(index)", item: 0, leadTime: Distribution(.uniform(lower: 1, upper: 9)),
            initial: level, replenishment: .baseStock(target))
          if index > 0 { own.source = .store(index - 1) }
          own.countsEchelon = counts
          all.append(own)
        }
        let buyer = Customer(name: "b", store: 2, interval: Distribution(.exponential(mean: 2)))
        return stores(all, customers: [buyer], horizon: 2_000)
      }
      let (local, echelon) = (
        try account(of: chain(false), seed: UInt64(number)),
        try account(of: chain(true), seed: UInt64(number))
      )
      for (own, other) in zip(local.stores, echelon.stores) {
        #expect(own.final == other.final && own.served == other.served)
        #expect(abs(own.onHand - other.onHand) <= 1e-6 * own.onHand)
      }
    }
  }

  /// In networks whose rules are no base stocks, or whose customers go away, more stock may serve less on some
  /// draws; in the mean it does not.
  @Test("Elsewhere more stock does not serve less in the mean", .tags(.statistical))
  func monotoneInTheMean() throws {
    for number in 0..<40 {
      let factory = RandomSupply.factory(number)
      var more = factory
      for index in more.stores.indices {
        more.stores[index].initial += 4
        switch more.stores[index].replenishment {
        case .baseStock(let level): more.stores[index].replenishment = .baseStock(level + 4)
        case .upTo(let target, let below):
          more.stores[index].replenishment = .upTo(target + 4, below: below + 4)
        case .lots(let size, let below):
          more.stores[index].replenishment = .lots(size, below: below + 4)
        default: break
        }
      }
      var differences = Tally()
      for replication in 0..<40 {
        func rate(_ factory: Factory) throws -> Double? {
          let sums = try account(of: factory, seed: 7, replication: UInt64(replication)).customers
          let demanded = sums.reduce(0) { $0 + $1.demanded }
          return demanded > 0 ? Double(sums.reduce(0) { $0 + $1.served }) / Double(demanded) : nil
        }
        if let less = try rate(factory), let most = try rate(more) { differences.add(most - less) }
      }
      let mean = try #require(differences.mean)
      let error = (try #require(differences.variance) / Double(differences.count)).squareRoot()
      #expect(mean >= -4 * error, "\(number): \(mean) ± \(error)")
    }
  }

  @Test("One run tells what other safety stocks would give", .tags(.law))
  func stockLog() throws {
    var judged = 0
    for number in 0..<400 where judged < 60 {
      var draws = Draws("raised levels", ordinal: number)
      let factory = RandomSupply.factory(number, horizon: 800)
      let index = draws.index(below: factory.stores.count)
      guard factory.refusalOfStockLog(of: index) == nil else { continue }
      judged += 1
      var simulation = FactorySimulation(
        factory, seed: 3, replication: 0, stockLogOf: index)
      while try simulation.advance(maximumEvents: 1_000) {}
      let recorded = simulation.stockLog
      let log = try #require(recorded)
      for change in [-3, 0, 1, 7] {
        var raised = factory
        raised.stores[index].initial += change
        guard raised.stores[index].initial >= 0 else { continue }
        switch factory.stores[index].replenishment {
        case .baseStock(let level): raised.stores[index].replenishment = .baseStock(level + change)
        case .upTo(let target, let below):
          raised.stores[index].replenishment = .upTo(target + change, below: below + change)
        case .lots(let size, let below):
          raised.stores[index].replenishment = .lots(size, below: below + change)
        default: break
        }
        let sums = try account(of: raised, seed: 3).stores[index]
        let told = log.figures(raisedBy: change)
        #expect(told.served == sums.served && told.demanded == sums.demanded, "\(number) \(change)")
        #expect(abs(told.onHand - sums.onHand) <= 1e-6 * max(1, sums.onHand))
        #expect(abs(told.owed - sums.owed) <= 1e-6 * max(1, sums.owed))
        #expect(abs(told.time - told.ready - sums.empty) <= 1e-6 * told.time)
      }
    }
    #expect(judged == 60)
  }

  @Test("Money adds up: lines are the total, sales less them are the profit", .tags(.law))
  func money() throws {
    for number in 0..<60 {
      let factory = RandomSupply.priced(number)
      let table = MetricTable(for: factory)
      let sums = try account(of: factory, seed: UInt64(number))
      let values = table.values(of: sums)
      func value(_ name: String) -> Double? { table.index(of: name).flatMap { values[$0].value } }
      let lines = zip(table.definitions, values).filter {
        $0.0.name.hasPrefix("cost.") && $0.0.name != "cost.total"
      }
      let total = try #require(value("cost.total"))
      let added = lines.reduce(0) { $0 + ($1.1.value ?? 0) }
      #expect(abs(total - added) <= 1e-9 * total, "\(number)")
      let sold = sums.customers.reduce(0) { $0 + $1.delivered }
      #expect(try #require(value("sales")) == 5 * Double(sold))
      #expect(abs(try #require(value("profit")) - (5 * Double(sold) - total)) <= 1e-9 * total)
      let held = zip(sums.stores, factory.stores).reduce(0) { $0 + $1.0.onHand * $1.1.holdingCost }
      #expect(abs(try #require(value("cost.holding")) - held) <= 1e-9 * held)
    }
  }

  @Test("A fork goes on as the original would", .tags(.law))
  func forks() throws {
    for number in 0..<60 {
      let factory =
        number < 40
        ? RandomSupply.factory(number, horizon: 600) : RandomSupply.limited(number, horizon: 600)
      var original = FactorySimulation(factory, seed: 5, replication: 0)
      _ = try original.advance(maximumEvents: 200)
      var fork = original.fork()
      while try original.advance(maximumEvents: 1_000) {}
      while try fork.advance(maximumEvents: 77) {}
      #expect(original.account() == fork.account())
    }
  }

  /// Rates of a Poisson process that changes twice a day; the number in 400 days has the variance of its mean.
  @Test(
    "Exponential intervals in a profile's time are a Poisson process of its rate",
    .tags(.statistical))
  func poisson() throws {
    let day = 86_400.0
    var profile = DemandProfile(times: [], factors: [])
    for number in 0..<400 {
      profile.times += [Double(number) * day, (Double(number) + 0.5) * day]
      profile.factors += [0.4, number.isMultiple(of: 7) ? 0 : 1.6]
    }
    let buyer = Customer(
      name: "b", store: 0,
      arrivals: .every(Distribution(.exponential(mean: day / 20)), profile: profile))
    let shelf = Store(name: "shelf", item: 0, initial: 1_000_000)
    let mean = 20 * 400 * (0.2 + 0.8 * Double(400 - 58) / 400)
    var tally = Tally()
    for replication in 0..<100 {
      let sums = try account(
        of: stores([shelf], customers: [buyer], horizon: 400 * day), seed: 3,
        replication: UInt64(replication))
      tally.add(Double(sums.customers[0].orders))
    }
    let (found, variance) = (try #require(tally.mean), try #require(tally.variance))
    #expect(abs(found - mean) <= 4 * (mean / 100).squareRoot())
    // The variance of 100 values has the relative standard error √(2/99).
    #expect(abs(variance / mean - 1) <= 4 * (2.0 / 99).squareRoot())
  }

  /// A simulated year of three kinds of stock against their exact figures, with parameters of no battery.
  @Test("Rules have the figures of theory", .tags(.statistical))
  func theory() throws {
    let size = try CountDemand(Distribution(.geometric(probability: 0.4), shift: 1))
    let buyer = Customer(
      name: "b", store: 0, interval: Distribution(.exponential(mean: 0.6)),
      quantity: Distribution(.geometric(probability: 0.4), shift: 1))
    let stock = try ReviewedStock(orderRate: 1 / 0.6, size: size, leadTime: 2.2)
    let rules: [(Store.Replenishment, InventoryFigures)] = [
      (.lots(11, below: 7), stock.figures(below: 7, lot: 11)),
      (.upTo(24, below: 9), stock.figures(below: 9, upTo: 24)),
    ]
    for (rule, exact) in rules {
      let shelf = Store(
        name: "shelf", item: 0, leadTime: .constant(2.2), initial: 20, replenishment: rule)
      let found = try tallies(
        of: [
          "stores.shelf.on_hand", "stores.shelf.backorders", "stores.shelf.fill_rate",
          "stores.shelf.orders",
        ],
        in: stores([shelf], customers: [buyer], horizon: 3_000, warmUp: 200), seed: 4,
        replications: 60)
      for (name, answer) in [
        ("on_hand", exact.onHand), ("backorders", exact.backorders), ("fill_rate", exact.fillRate),
        ("orders", exact.orderRate * 3_000),
      ] {
        let tally = try #require(found["stores.shelf.\(name)"])
        let mean = try #require(tally.mean)
        let error = (try #require(tally.variance) / Double(tally.count)).squareRoot()
        #expect(abs(mean - answer) <= 4 * error, "\(rule) \(name): \(mean), \(answer)")
      }
    }
  }
}
