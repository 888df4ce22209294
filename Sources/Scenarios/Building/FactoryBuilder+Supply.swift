import FactoryModel
import RandomVariates

/// Items, stores and customers.
extension FactoryBuilder {
  func items(_ tree: TreeSection) -> [Item] {
    (tree["items"]?.entries ?? []).map { entry in
      Item(name: entry.name, value: entry.node.section?["value"]?.quantity?.value ?? 0)
    }
  }

  mutating func stores(_ tree: TreeSection) -> [Store] {
    let suppliers = Dictionary(
      (tree["suppliers"]?.entries ?? []).map { ($0.name, $0.node.section) },
      uniquingKeysWith: { first, _ in first })
    let items = items(tree)
    var stores: [Store] = []
    for entry in tree["stores"]?.entries ?? [] {
      guard let section = entry.node.section,
        let item = section["holds"]?.text.flatMap({ supply.items.index(of: $0) }),
        let source = section["from"]?.text, source == "route" || suppliers[source] != nil
      else { continue }
      let supplier = suppliers[source] ?? nil
      let initial = Int(section["initial"]?.quantity?.value ?? 0)
      stores.append(
        Store(
          name: entry.name, item: item,
          leadTime: distribution(supplier?["lead_time"], StationScope(), .durationOrZero)
            ?? .constant(0),
          price: supplier?["price"]?.quantity?.value ?? items[item].value, initial: initial,
          replenishment: replenishment(section["replenish"], initial: initial)))
      stores[stores.count - 1].isFilledFromRoute = source == "route"
      stores[stores.count - 1].countsWhenTaken = section["orders"]?.text == "when_taken"
    }
    return stores
  }

  private func replenishment(_ node: TreeNode?, initial: Int) -> Store.Replenishment {
    guard let section = node?.section else {
      return node?.text == "one_for_one" ? .baseStock(initial) : .never
    }
    func pieces(_ key: String) -> Int? { section[key]?.quantity.map { Int($0.value) } }
    if let base = pieces("base_stock") { return .baseStock(base) }
    guard let below = pieces("below") else { return .never }
    if let upTo = pieces("up_to") { return .upTo(upTo, below: below) }
    return pieces("order").map { .lots($0, below: below) } ?? .never
  }

  mutating func customers(_ tree: TreeSection) -> [Customer] {
    var customers: [Customer] = []
    for entry in tree["customers"]?.entries ?? [] {
      guard let section = entry.node.section,
        let store = section["from"]?.text.flatMap({ supply.stores.index(of: $0) }),
        let interval = distribution(section["every"], StationScope(), .duration)
      else { continue }
      customers.append(
        Customer(
          name: entry.name, store: store, interval: interval,
          quantity: distribution(section["quantity"], StationScope(), .itemAmount) ?? .constant(1)))
    }
    return customers
  }
}
