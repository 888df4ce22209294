import Distributions
import FactoryModel
import RandomVariates

/// Items, suppliers and stores.
extension FactoryBuilder {
  func items(_ tree: TreeSection) -> [Item] {
    (tree["items"]?.entries ?? []).map { entry in
      let section = entry.node.section
      func money(_ key: String) -> Double? { perSmallest(section?[key], of: entry.name) }
      let symbol = supply.unit(of: entry.name) ?? "part"
      var item = Item(name: entry.name, value: money("value") ?? 0, price: money("price"))
      item.shelfLife = section?["shelf_life"]?.quantity?.value
      for part in section?["made_of"]?.entries ?? [] {
        guard let index = supply.items.index(of: part.name), let amount = part.node.quantity else {
          continue
        }
        item.madeOf[index] = amount.value * supply.scale(of: part.name, amount.dimension)
      }
      if let unit = UnitTable.unit(symbol), unit.dimension != .count {
        (item.unit, item.grain) = (symbol, Item.finest)
        for part in item.madeOf.keys { item.madeOf[part]? /= Item.finest }
      }
      return item
    }
  }

  /// The properties of deliveries, item by item.
  mutating func lotProperties(_ tree: TreeSection) -> [LotProperty] {
    var properties: [LotProperty] = []
    for (item, entry) in (tree["items"]?.entries ?? []).enumerated() {
      for property in entry.node.section?["lots"]?.entries ?? [] {
        guard let value = distribution(property.node, StationScope(), .anyQuantity) else {
          continue
        }
        if properties.contains(where: { $0.name == property.name }) {
          reading.error(
            property.place, property.node.path,
            "another item has a property '\(property.name)', too; call it otherwise, as formulas say "
              + "'lot.\(property.name)' for it")
        }
        properties.append(
          LotProperty(
            name: property.name, item: item, value: value, mean: (try? value.mean) ?? 0))
      }
    }
    return properties
  }

  /// The properties of a supplier's deliveries of an item, where they differ.
  private mutating func lots(
    _ supplier: TreeSection, of item: String, _ factory: Factory
  ) -> [Int: Distribution] {
    var lots: [Int: Distribution] = [:]
    for property in supplier["lots"]?.entries ?? [] {
      let index = factory.lotProperties.firstIndex {
        $0.name == property.name && factory.items[$0.item].name == item
      }
      guard let index,
        let value = distribution(property.node, StationScope(), .anyQuantity)
      else { continue }
      lots[index] = value
    }
    return lots
  }

  /// Money per amount of an item, per its smallest one.
  func perSmallest(_ node: TreeNode?, of item: String) -> Double? {
    guard let quantity = node?.quantity else { return nil }
    guard let unit = supply.unit(of: item).flatMap({ UnitTable.unit($0) }), unit.dimension != .count
    else { return quantity.value }
    return quantity.value / supply.scale(of: item, unit.dimension)
  }

  /// An amount of an item in its smallest ones.
  func amount(_ node: TreeNode?, of item: String) -> Int? {
    node?.quantity.map { supply.amount($0, of: item) }
  }

  // MARK: - Suppliers

  mutating func suppliers(_ tree: TreeSection) -> [Supplier] {
    var suppliers: [Supplier] = []
    for entry in tree["suppliers"]?.entries ?? [] {
      let section = entry.node.section
      var supplier = Supplier(name: entry.name)
      if let outage = section?["outage"]?.section,
        let every = distribution(outage["every"], StationScope(), .duration),
        let lasts = distribution(outage["lasts"], StationScope(), .duration)
      {
        supplier.outage = Supplier.Outage(
          every: every, lasts: lasts, leaves: outage["leaves"]?.quantity?.value ?? 0)
      }
      let delivers = section?["delivers"]?.section
      supplier.delivered =
        distribution(delivers?["share"], StationScope(), .probability) ?? .constant(1)
      supplier.defective =
        distribution(delivers?["defective"], StationScope(), .probability) ?? .constant(0)
      supplier.keepsOrder = section?["deliveries"]?.text == "in_order"
      if let rate = section?["delivers_at_most"]?.quantity {
        let sold = section?["sells"]?.text ?? section?["sells"]?.items.first?.text
        supplier.rate = units(rate.value, per: rate.dimension * .time, of: sold)
      }
      suppliers.append(supplier)
    }
    return suppliers
  }

  /// A number in SI units in the units of an item.
  private func units(_ value: Double, per dimension: Dimension, of item: String?) -> Double {
    guard let item else { return value }
    return value * supply.scale(of: item, dimension) / supply.scale(of: item, .ratio)
  }

  // MARK: - Stores

  mutating func stores(_ tree: TreeSection, _ factory: Factory) -> [Store] {
    var suppliers: [String: TreeSection] = [:]
    for entry in tree["suppliers"]?.entries ?? [] { suppliers[entry.name] = entry.node.section }
    var stores: [Store] = []
    for entry in tree["stores"]?.entries ?? [] {
      guard let section = entry.node.section, let name = section["holds"]?.text,
        let item = supply.items.index(of: name), let from = section["from"]
      else { continue }
      let initial = amount(section["initial"], of: name) ?? 0
      var store = Store(name: entry.name, item: item, initial: initial)
      store.links = links(from, of: section, name, factory, suppliers)
      if from.text == "route" {
        store.source = .route
      } else if let upstream = from.text.flatMap({ supply.stores.index(of: $0) }) {
        store.source = .store(upstream)
      }
      setRule(of: &store, section["replenish"], item: name)
      setLimits(of: &store, section, name, factory, suppliers)
      store.countsWhenTaken = section["orders"]?.text == "when_taken"
      store.onTheWay = comingDeliveries(amount(section["on_the_way"], of: name) ?? 0, to: store)
      stores.append(store)
    }
    setCosts(of: &stores, tree, factory)
    return stores
  }

  /// What it can hold, what is lost from it, how things travel to it, and what it orders in a hurry.
  private mutating func setLimits(
    of store: inout Store, _ section: TreeSection, _ item: String, _ factory: Factory,
    _ suppliers: [String: TreeSection]
  ) {
    store.capacity = amount(section["capacity"], of: item)
    if let losses = section["losses"]?.section,
      let every = distribution(losses["every"], StationScope(), .duration),
      let share = distribution(losses["share"], StationScope(), .probability)
    {
      store.losses = StockLosses(every: every, share: share)
    }
    if let rush = section["rush"]?.section, let from = rush["from"],
      let below = amount(rush["below"], of: item), let upTo = amount(rush["up_to"], of: item)
    {
      store.rush = links(from, of: section, item, factory, suppliers).first.map {
        RushOrders(link: $0, below: below, upTo: upTo)
      }
    }
  }

  private func transport(_ store: TreeSection, of item: String) -> Transport {
    var transport = Transport()
    transport.departures = store["departures"]?.quantity?.value ?? 0
    transport.load = amount(store["load"], of: item)
    transport.tripCost = store["trip_cost"]?.quantity?.value ?? 0
    transport.vehicles = store["vehicles"]?.count
    return transport
  }

  private mutating func links(
    _ from: TreeNode, of store: TreeSection, _ item: String, _ factory: Factory,
    _ suppliers: [String: TreeSection]
  ) -> [SupplyLink] {
    let delay = distribution(store["order_delay"], StationScope(), .durationOrZero) ?? .constant(0)
    let cost = perSmallest(store["transport_cost"], of: item) ?? 0
    let sources =
      from.text.map { [($0, nil as TreeNode?)] } ?? from.entries.map { ($0.name, $0.node) }
    let given = sources.reduce(0) { $0 + ($1.1?.quantity?.value ?? 0) }
    return sources.map { source, share in
      var link = SupplyLink(
        share: share.map { $0.quantity?.value ?? 1 - given } ?? 1, orderDelay: delay,
        transportCost: cost)
      link.transport = transport(store, of: item)
      guard let section = suppliers[source] else {
        link.leadTime =
          distribution(store["transport"], StationScope(), .durationOrZero) ?? .constant(0)
        return link
      }
      let index = factory.suppliers.firstIndex { $0.name == source }
      link.supplier = index.flatMap { factory.suppliers[$0].isPlain ? nil : $0 }
      link.leadTime =
        distribution(section["lead_time"], StationScope(), .durationOrZero) ?? .constant(0)
      link.price =
        perSmallest(section["price"], of: item)
        ?? supply.items.index(of: item).map { factory.items[$0].value } ?? 0
      link.lotProperties = lots(section, of: item, factory)
      link.least = amount(section["order_at_least"], of: item) ?? 0
      link.multiple = amount(section["order_multiple"], of: item) ?? 1
      link.discounts = (section["discounts"]?.items ?? []).compactMap(\.section).compactMap {
        guard let from = amount($0["from"], of: item),
          let price = perSmallest($0["price"], of: item)
        else { return nil }
        return SupplyLink.Discount(from: from, price: price)
      }.sorted { $0.from < $1.from }
      return link
    }
  }

  /// What is on the way at the start, from order to delivery, in as many deliveries as there would be looks in a lead time; in ten where
  /// each demand is looked at.
  private func comingDeliveries(_ amount: Int, to store: Store) -> [Store.Coming] {
    guard amount > 0 else { return [] }
    let time = meanTime(from: store.links[0])
    let wanted = store.review.map { Int((time / $0).rounded()) } ?? 10
    let count = max(1, min(wanted, amount, 10_000))
    return (1...count).map { number in
      Store.Coming(
        time: time * Double(number) / Double(count),
        amount: amount * number / count - amount * (number - 1) / count)
    }
  }

  /// The mean time from an order to its delivery.
  func meanTime(from link: SupplyLink) -> Double {
    (Moments.mean(of: link.leadTime) ?? 0) + (Moments.mean(of: link.orderDelay) ?? 0)
  }
}

extension Supplier {
  /// Whether nothing is known of it but lead times and prices.
  fileprivate var isPlain: Bool { self == Supplier(name: name) }
}
