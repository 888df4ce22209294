import BenchmarkSupport
import FactoryModel
import FactorySimulation
import RandomVariates

/// Networks of stores that are looked at once a day.
enum SupplyNetwork {
  static let day = 86_400.0

  /// Chains of three stores, each with a customer a day.
  ///
  /// - Parameters:
  ///   - chains: How many.
  ///   - days: The horizon.
  ///   - rule: When a store of each depth orders, from the one that a supplier fills.
  /// - Returns: The factory.
  static func factory(
    chains: Int, days: Double, rule: (Int) -> Store.Replenishment
  ) -> Factory {
    var factory = Factory(name: "stores", horizon: days * day, products: [], stations: [])
    for chain in 0..<chains {
      factory.items.append(Item(name: "item \(chain)"))
      for depth in 0..<3 {
        var store = Store(
          name: "store \(chain) \(depth)", item: chain,
          leadTime: .constant(Double(depth == 0 ? 2 : 1) * day), initial: 60,
          replenishment: rule(depth))
        if depth > 0 { store.source = .store(factory.stores.count - 1) }
        store.review = day
        factory.stores.append(store)
      }
      factory.customers.append(
        Customer(
          name: "customer \(chain)", store: factory.stores.count - 1, interval: .constant(day),
          quantity: Distribution(.poisson(mean: 10))))
    }
    return factory
  }

  /// Prints how long the periods of all stores take.
  static func run(_ factory: Factory, seed: UInt64) throws {
    let start = ProcessUse.time
    var simulation = FactorySimulation(factory, seed: seed, replication: 0)
    while try simulation.advance(maximumEvents: 100_000) {}
    let seconds = ProcessUse.time - start
    let account = simulation.account()
    let served = account.stores.reduce(0) { $0 + $1.served }
    let demanded = account.stores.reduce(0) { $0 + $1.demanded }
    BenchmarkProgram.report(
      Int(factory.horizon / day) * factory.stores.count, seconds,
      ",\"events\":\(simulation.eventCount),\"fill\":\(Double(served) / Double(demanded))")
  }
}
