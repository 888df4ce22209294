import FactoryModel
import SimulationStatistics

/// Metrics of stores and customers.
extension MetricTable {
  private static let year = 365.0 * 86_400

  mutating func addSupply(_ factory: Factory) {
    var sold = Set(factory.customers.map(\.store))
    for case .store(let source) in factory.stores.map(\.source) { sold.insert(source) }
    let losing = Set(factory.customers.filter(\.mayLose).map(\.store))
    for (index, store) in factory.stores.enumerated() {
      let item = factory.items[store.item]
      addStore(index, store, item)
      if losing.contains(index) {
        add("stores.\(store.name).lost", item.unit, .lower, "demand that was not met or waited for")
        {
          Double($0.stores[index].lost) / item.grain
        }
      }
      if sold.contains(index) { addDemand(index, store, item) }
    }
    for (index, customer) in factory.customers.enumerated() {
      addCustomer(index, customer, factory.items[factory.stores[customer.store].item])
    }
    addCashTiedUp(factory)
  }

  private mutating func addStore(_ index: Int, _ store: Store, _ item: Item) {
    let (path, unit, grain) = ("stores.\(store.name)", item.unit, item.grain)
    func add(
      _ name: String, _ unit: String, _ better: MetricDefinition.Direction, _ definition: String,
      _ value: @escaping @Sendable (RunAccount, StoreAccount) -> Double
    ) {
      self.add("\(path).\(name)", unit, better, definition) { value($0, $0.stores[index]) }
    }
    add("on_hand", unit, .lower, "time average of the stock on hand") {
      $1.onHand / grain / $0.duration
    }
    add("on_order", unit, .neither, "time average of what is ordered and has not come") {
      $1.onOrder / grain / $0.duration
    }
    add("stock_out", "1", .lower, "share of the time with nothing on hand") {
      $1.empty / $0.duration
    }
    add("orders", "orders", .neither, "orders to the supplier or store that fills it") {
      Double($1.orders)
    }
    add(
      "delivered", unit, .neither, store.source == .route ? "what was made" : "what was delivered"
    ) { Double($1.delivered) / grain }
    add("used", unit, .neither, "what was used for work") { Double($1.used) / grain }
    addRatio(
      "\(path).turns", "1/yr", .higher, "what left the store in a year, per stock on hand"
    ) { account in
      let own = account.stores[index]
      let left = own.initial + own.delivered - own.wasted - own.final
      return Ratio(Double(left) * MetricTable.year, per: own.onHand)
    }
    add("untouched", unit, .lower, "the least that was on hand: stock that nobody needed") {
      Double($1.least) / grain
    }
    if item.shelfLife != nil || store.losses != nil {
      add("wasted", unit, .lower, "what perished or was lost from stock") {
        Double($1.wasted) / grain
      }
    }
    if store.source != .route {
      addRatio(
        "\(path).cycle_service", "1", .higher, "share of the deliveries that found stock on hand"
      ) { account in
        let own = account.stores[index]
        return Ratio(
          Double(own.deliveries - own.lateDeliveries), per: Double(own.deliveries))
      }
    }
    guard store.review != nil else { return }
    add(
      "bullwhip", "1", .lower, "variance of the orders per variance of the demand, by looks"
    ) { $1.bullwhip }
  }

  private mutating func addDemand(_ index: Int, _ store: Store, _ item: Item) {
    let path = "stores.\(store.name)"
    add("\(path).backorders", item.unit, .lower, "time average of what is owed") {
      $0.stores[index].owed / item.grain / $0.duration
    }
    addRatio("\(path).fill_rate", "1", .higher, "share of what was wanted that was given at once") {
      Ratio(Double($0.stores[index].served), per: Double($0.stores[index].demanded))
    }
  }

  private mutating func addCustomer(_ index: Int, _ customer: Customer, _ item: Item) {
    let (path, grain) = ("customers.\(customer.name)", item.grain)
    add("\(path).demanded", item.unit, .neither, "what was wanted") {
      Double($0.customers[index].demanded) / grain
    }
    add("\(path).delivered", item.unit, .higher, "what was given, at once or later") {
      Double($0.customers[index].delivered) / grain
    }
    addRatio("\(path).fill_rate", "1", .higher, "share of what was wanted that was given at once") {
      Ratio(Double($0.customers[index].served), per: Double($0.customers[index].demanded))
    }
    addRatio(
      "\(path).on_time", "1", .higher, "share of what was wanted that was given by its time"
    ) { Ratio(Double($0.customers[index].onTime), per: Double($0.customers[index].demanded)) }
    addRatio("\(path).wait", "h", .lower, "mean time from an order to what is given for it") {
      Ratio($0.customers[index].waited / 3_600, per: Double($0.customers[index].delivered))
    }
    if customer.substitute != nil {
      add("\(path).substituted", item.unit, .neither, "what was given of something else instead") {
        Double($0.customers[index].substituted) / grain
      }
    }
    guard customer.mayLose else { return }
    add("\(path).lost", item.unit, .lower, "what was not given or waited for") {
      Double($0.customers[index].lost) / grain
    }
  }

  private mutating func addCashTiedUp(_ factory: Factory) {
    guard let currency = factory.costs.currency else { return }
    let values = factory.stores.map { factory.items[$0.item].value }
    guard values.contains(where: { $0 > 0 }) else { return }
    add("cash_tied_up", currency, .lower, "time average of the value of all stock on hand") {
      account in
      zip(account.stores, values).reduce(0) { $0 + $1.0.onHand * $1.1 } / account.duration
    }
  }

  /// Money that stores and customers cost, one line for each kind that is priced.
  ///
  /// - Parameter factory: The factory.
  /// - Returns: Name, definition and value of each line.
  static func supplyCosts(of factory: Factory) -> [SupplyCostLine] {
    var lines: [SupplyCostLine] = []
    func add(
      _ name: String, _ definition: String, if isPriced: Bool,
      _ value: @escaping @Sendable (RunAccount) -> Double
    ) {
      if isPriced { lines.append(SupplyCostLine(name: name, definition: definition, value: value)) }
    }
    let stores = factory.stores
    let (holding, owed) = (stores.map(\.holdingCost), stores.map(\.backorderCost))
    add("holding", "stock on hand, at what holding it costs", if: holding.contains { $0 > 0 }) {
      zip($0.stores, holding).reduce(0) { $0 + $1.0.onHand * $1.1 }
    }
    add("backorders", "what stores owe, while they owe it", if: owed.contains { $0 > 0 }) {
      zip($0.stores, owed).reduce(0) { $0 + $1.0.owed * $1.1 }
    }
    let links = stores.flatMap(\.links)
    add("orders", "orders, whatever their size", if: links.contains { $0.orderCost > 0 }) {
      $0.stores.reduce(0) { $0 + $1.orderCosts }
    }
    let rushes = stores.compactMap(\.rush)
    add(
      "expediting", "orders in a hurry, and what their price is above the usual",
      if: rushes.contains { $0.link.orderCost > 0 || $0.link.price > 0 }
    ) { $0.stores.reduce(0) { $0 + $1.rushCosts } }
    add(
      "transport", "trips, and bringing what was ordered",
      if: (links + rushes.map(\.link)).contains {
        $0.transportCost > 0 || $0.transport.tripCost > 0
      }
    ) {
      $0.stores.reduce(0) { $0 + $1.transportCosts }
    }
    let spares = factory.storesOfSpares
    let bought = stores.indices.filter { !spares.contains($0) && stores[$0].source == .supplier }
    add(
      "purchases", "what was sent by suppliers, at its price; spares cost where they are used",
      if: bought.contains { stores[$0].links.contains { $0.price > 0 || !$0.discounts.isEmpty } }
    ) { account in bought.reduce(0) { $0 + account.stores[$1].purchases } }
    let lost = factory.customers.map(\.lostSaleCost)
    add("lost_sales", "demand that was not met or waited for", if: lost.contains { $0 > 0 }) {
      zip($0.customers, lost).reduce(0) { $0 + Double($1.0.lost) * $1.1 }
    }
    let late = factory.customers.map(\.lateCost)
    add(
      "late_deliveries", "what was given after its time, by how late", if: late.contains { $0 > 0 }
    ) {
      zip($0.customers, late).reduce(0) { $0 + $1.0.late * $1.1 }
    }
    return lines
  }
}

/// A line of the costs of stores and customers.
struct SupplyCostLine {
  var name: String
  var definition: String
  var value: @Sendable (RunAccount) -> Double
}

extension StoreAccount {
  /// The variance of the orders per variance of the demand; not a number where the demand is always the same.
  var bullwhip: Double {
    let count = Double(periods)
    let demand = demandSquares - demandSum * demandSum / count
    return demand > 0 ? (orderSquares - orderSum * orderSum / count) / demand : .nan
  }
}

extension Customer {
  /// Whether what is missing may be lost.
  var mayLose: Bool { shortage != .waits }
}

extension Factory {
  /// The stores from which maintenance takes spares.
  var storesOfSpares: Set<Int> {
    var uses: [SpareUse] = []
    for station in stations {
      for mode in station.failures { uses += mode.spares }
      for component in station.components {
        uses += component.replace.spares + (component.repair?.spares ?? [])
      }
    }
    return Set(uses.map(\.store))
  }
}
