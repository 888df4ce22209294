import EventKernel
import FactoryModel
import FactorySimulation
import Foundation
import RandomVariates
import SimulationStatistics
import TestSupport
import Testing

/// Demand that rises and falls together, stock that perishes, and lots that differ, against their exact laws.
@Suite("Markets, perishables and lots in the long run")
struct SupplyDemandTests {
  /// Level of mean 1 and variance 0.09; two customers, the second against the market.
  @Test("Customers of one market vary, and vary together, as their shares say", .tags(.statistical))
  func markets() throws {
    let (period, rates, weights, variance) = (1_000.0, [0.05, 0.08], [1.0, -0.5], 0.09)
    let shelf = Store(name: "shelf", item: 0, initial: 1_000_000)
    let customers = zip(rates, weights).enumerated().map { number, share in
      var customer = Customer(
        name: "c\(number)", store: 0, interval: Distribution(.exponential(mean: 1 / share.0)))
      customer.market = MarketShare(market: 0, weight: share.1)
      return customer
    }
    var factory = stores([shelf], customers: customers, horizon: period)
    factory.markets = [
      Market(
        name: "m", level: Distribution(.gamma(shape: 1 / variance, scale: variance)), lasts: period)
    ]
    let count = 4_000
    let counts = try (0..<count).map { replication in
      try account(of: factory, seed: 8, replication: UInt64(replication)).customers
        .map { Double($0.orders) }
    }
    for first in 0..<2 {
      for second in first..<2 {
        let products = counts.map {
          ($0[first] - rates[first] * period) * ($0[second] - rates[second] * period)
        }
        var tally = Tally()
        for product in products { tally.add(product) }
        let own = first == second ? rates[first] * period : 0
        let exact =
          own + weights[first] * weights[second] * rates[first] * rates[second] * period * period
          * variance
        let error = (try #require(tally.variance) / Double(count)).squareRoot()
        #expect(abs(try #require(tally.mean) - exact) <= 4 * error, "\(first) \(second)")
      }
      var tally = Tally()
      for value in counts { tally.add(value[first]) }
      let error = (try #require(tally.variance) / Double(count)).squareRoot()
      #expect(abs(try #require(tally.mean) - rates[first] * period) <= 4 * error)
    }
  }

  @Test("Levels last for their time, and multiply a profile", .tags(.exact))
  func levels() throws {
    // A level of 2 throughout and a profile of 1, then 1/2 from 100 on: orders at every 5, then every 10.
    let profile = DemandProfile(times: [0, 100], factors: [1, 0.5])
    var customer = Customer(
      name: "c", store: 0, arrivals: .every(.constant(10), profile: profile))
    customer.market = MarketShare(market: 0)
    let shelf = Store(name: "shelf", item: 0, initial: 1_000)
    var factory = stores([shelf], customers: [customer], horizon: 201)
    factory.markets = [Market(name: "m", level: .constant(2), lasts: 7)]
    #expect(try account(of: factory, seed: 1).customers[0].orders == 20 + 10)
  }

  /// Donations come as a Poisson process of rate λ and keep for a time T.
  ///
  /// Each of those that want one, at rate μ, takes the oldest or goes away. The age of the oldest has the density g(x) = g(0) e^{(λ - μ) x} below T: its flow up
  /// through x is g(x), its flow down ∫ μ g(y) e^{-λ (y - x)} dy + g(T) e^{-λ (T - x)}.
  @Test("Blood perishes and is short as theory says", .tags(.statistical))
  func perishing() throws {
    for (rate, demand, life) in [(1.0, 1.25, 3.0), (1.0, 0.7, 4.0)] {
      var blood = Product(
        name: "blood",
        release: .every(interval: Distribution(.exponential(mean: 1 / rate))),
        route: [Operation(name: "draw", station: 0, time: .constant(1e-6), idealTime: 1e-6)])
      blood.store = 0
      var bank = Store(name: "bank", item: 0)
      bank.source = .route
      var wards = Customer(
        name: "wards", store: 0, interval: Distribution(.exponential(mean: 1 / demand)))
      wards.shortage = .lost
      var factory = Factory(
        name: "bank", warmUp: 100, horizon: 10_000, products: [blood],
        stations: [Station(name: "draw")])
      factory.items = [Item(name: "blood")]
      factory.items[0].shelfLife = life
      factory.stores = [bank]
      factory.customers = [wards]
      let growth = rate - demand
      let start = 1 / (1 / rate + (exp(growth * life) - 1) / growth)
      // Of an age x there are 1 + λ x in the mean.
      let inStock =
        start
        * ((exp(growth * life) - 1) / growth
          + rate
          * (life * exp(growth * life) / growth - (exp(growth * life) - 1) / (growth * growth)))
      let exact = [
        "stores.bank.fill_rate": 1 - start / rate,
        "stores.bank.wasted": start * exp(growth * life) * 10_000,
        "stores.bank.on_hand": inStock,
      ]
      let found = try tallies(of: Array(exact.keys), in: factory, seed: 6, replications: 60)
      for (name, answer) in exact.sorted(by: { $0.key < $1.key }) {
        let tally = try #require(found[name])
        let error = (try #require(tally.variance) / Double(tally.count)).squareRoot()
        #expect(abs(try #require(tally.mean) - answer) <= 4 * error, "\(rate) \(demand) \(name)")
      }
    }
  }

  /// The chance of a defect is 1 % + 20 % of a property that is uniform from 10 to 30 %.
  ///
  /// Of N parts of one lot the number
  /// of defects has the mean N p and the variance N p (1 - p) + N (N - 1) 0.2² 0.2² / 12, whose second part is that of parts
  /// that share a lot.
  @Test("Parts of one lot share its defects", .tags(.statistical))
  func lots() throws {
    let parts = 200
    let program = try FormulaProgram(
      .operation(
        .sum, .constant(0.01), .operation(.product, .constant(0.2), .input(0))))
    func factory(lot: Int) -> Factory {
      var mould = Operation(
        name: "mould", station: 0, time: .constant(1), idealTime: 1,
        makes: [
          DefectChance(
            defect: 0, probability: 0.05,
            wear: WearFormula(program: program, components: [], lotProperties: [0]))
        ])
      mould.consumes = [SpareUse(store: 0, count: 1)]
      let product = Product(
        name: "p", release: .orders([ReleaseOrder(time: 0, parts: parts)]), route: [mould])
      var factory = Factory(
        name: "lots", horizon: 1_000, defects: ["void"], products: [product],
        stations: [Station(name: "mould")])
      factory.items = [Item(name: "resin")]
      factory.lotProperties = [
        LotProperty(
          name: "moisture", item: 0, value: Distribution(.uniform(lower: 0.1, upper: 0.3)),
          mean: 0.2)
      ]
      factory.stores = [
        Store(
          name: "silo", item: 0, leadTime: .constant(0), initial: lot,
          replenishment: .lots(lot, below: 0))
      ]
      return factory
    }
    let chance = 0.05
    let spread = 0.04 * 0.04 / 12
    for lot in [1, 20, parts] {
      let shared = Double(parts) * Double(lot - 1) * spread
      let variance = Double(parts) * chance * (1 - chance) + shared
      var (means, squares) = (Tally(), Tally())
      for replication in 0..<1_500 {
        let sums = try account(of: factory(lot: lot), seed: 9, replication: UInt64(replication))
        let count = Double(sums.line.escaped)
        means.add(count)
        squares.add((count - Double(parts) * chance) * (count - Double(parts) * chance))
      }
      for (tally, exact) in [(means, Double(parts) * chance), (squares, variance)] {
        let error = (try #require(tally.variance) / Double(tally.count)).squareRoot()
        #expect(abs(try #require(tally.mean) - exact) <= 4 * error, "\(lot)")
      }
    }
  }
}
