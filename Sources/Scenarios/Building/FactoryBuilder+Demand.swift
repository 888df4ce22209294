import FactoryModel
import RandomVariates

/// Customers: when they come, what they want, and what they do when there is too little.
extension FactoryBuilder {
  mutating func customers(_ tree: TreeSection, _ factory: Factory) -> [Customer] {
    var customers: [Customer] = []
    let costs = tree["costs"]?.section
    for entry in tree["customers"]?.entries ?? [] {
      guard let section = entry.node.section, let name = section["buys"]?.text,
        let store = section["from"]?.text.flatMap({ supply.stores.index(of: $0) }),
        let arrivals = arrivals(section, of: name, factory)
      else { continue }
      var customer = Customer(name: entry.name, store: store, arrivals: arrivals)
      if let quantity = distribution(section["quantity"], StationScope(), .itemAmount) {
        customer.quantity = quantity
      }
      customer.quantityScale = scale(of: section["quantity"], item: name)
      if let short = section["if_short"] {
        customer.shortage = short.text == "lost" ? .lost : .waits
        if let time = distribution(short.section?["wait"], StationScope(), .duration) {
          customer.shortage = .waitsFor(time)
        }
      }
      customer.inParts = section["in_parts"]?.text != "false"
      customer.priority = section["priority"]?.count ?? 0
      customer.wantsWithin =
        distribution(section["wants_within"], StationScope(), .durationOrZero) ?? .constant(0)
      customer.market = marketShare(section["follows"])
      if let other = section["instead"]?.text.flatMap({ supply.stores.index(of: $0) }) {
        customer.substitute = Customer.Substitute(
          store: other, chance: section["accepts"]?.quantity?.value ?? 1)
      }
      customer.lostSaleCost = perSmallest(costs?["lost_sale"], of: name) ?? 0
      customer.lateCost = perSmallest(costs?["late"], of: name) ?? 0
      customers.append(customer)
    }
    return customers
  }

  mutating func markets(_ tree: TreeSection) -> [Market] {
    (tree["markets"]?.entries ?? []).compactMap { entry in
      guard let section = entry.node.section,
        let level = distribution(section["level"], StationScope(), .ratio),
        let lasts = section["lasts"]?.quantity?.value
      else { return nil }
      return Market(name: entry.name, level: level, lasts: lasts)
    }
  }

  private func marketShare(_ node: TreeNode?) -> MarketShare? {
    let name = node?.text ?? node?.entries.first?.name
    guard let name, let market = reading.declarations.index(of: name, .market) else { return nil }
    return MarketShare(
      market: market, weight: node?.entries.first?.node.quantity?.value ?? 1)
  }

  /// How many of the smallest amounts of an item one of a drawn quantity is.
  private func scale(of quantity: TreeNode?, item: String) -> Double {
    switch quantity?.value?.meaning {
    case .quantity(let quantity): supply.scale(of: item, quantity.dimension)
    case .distribution(let expression): supply.scale(of: item, expression.dimension)
    default: supply.scale(of: item, .ratio)
    }
  }

  private mutating func arrivals(
    _ section: TreeSection, of item: String, _ factory: Factory
  ) -> Customer.Arrivals? {
    if let history = section["history"] {
      return .recorded(record(history, section, of: item))
    }
    guard let interval = distribution(section["every"], StationScope(), .duration) else {
      return nil
    }
    let profile = DemandFactors(section, reading: reading)
      .profile(from: factory.start, length: factory.warmUp + factory.horizon)
    guard var profile else { return .every(interval) }
    profile.scalesQuantity = interval.certainValue != nil
    return .every(interval, profile: profile)
  }

  // MARK: - Recorded orders

  /// The recorded orders, in the order of their times; those before the start only where the record repeats.
  private func record(
    _ node: TreeNode, _ section: TreeSection, of item: String
  ) -> DemandRecord {
    var orders = recordedOrders(node, of: item)
    orders.sort { $0.time < $1.time }
    var record = DemandRecord(times: [], quantities: [])
    record.isDrawn = section["history_as"]?.text == "drawn"
    if section["history_repeats"]?.text == "true", let period = period(of: orders.map(\.time)) {
      record.repeats = period
      for index in orders.indices {
        let time = orders[index].time
        orders[index].time = time - (time / period).rounded(.down) * period
      }
      orders.sort { $0.time < $1.time }
    } else {
      orders.removeAll { $0.time < 0 }
    }
    record.times = orders.map(\.time)
    record.quantities = orders.map(\.amount)
    return record
  }

  private func recordedOrders(_ node: TreeNode, of item: String) -> [(time: Double, amount: Int)] {
    switch node.content {
    case .list(let items):
      return items.compactMap(\.section).compactMap { section in
        guard let time = reading.moment(section["at"]),
          let amount = amount(section["quantity"], of: item)
        else { return nil }
        return (time, amount)
      }
    case .rows(let table):
      let (times, quantities) = (table.numbers("at") ?? [], table.numbers("quantity") ?? [])
      // A table's numbers are in SI units, and plain where its unit counts.
      let unit = supply.unit(of: item).flatMap { UnitTable.unit($0) }
      let scale = supply.scale(of: item, unit?.dimension ?? .ratio)
      return zip(times, quantities).map { ($0, Int(($1 * scale).rounded())) }
    default: return []
    }
  }

  /// After how long a record begins anew: from its first order to its last, and the most frequent time between
  /// two more.
  private func period(of times: [Double]) -> Double? {
    guard let first = times.first, let last = times.last, last > first else { return nil }
    var counts: [Double: Int] = [:]
    for (time, next) in zip(times, times.dropFirst()) where next > time {
      counts[next - time, default: 0] += 1
    }
    let most = counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }
    return last - first + (most?.key ?? 0)
  }
}
