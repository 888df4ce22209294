import FactoryModel

/// Networks of stores in which something can never come.
extension Reading {
  /// Whoever takes from a store must be able to get something there.
  mutating func checkShipping(_ tree: TreeSection, in factory: Factory) {
    let made = factory.storesThatAreMade
    var ships = factory.stores.indices.map { store in
      factory.stores[store].initial > 0 || !factory.stores[store].onTheWay.isEmpty
    }
    // What comes in goes down the chains, one store further each time.
    for _ in factory.stores.indices {
      for (index, store) in factory.stores.enumerated() where !ships[index] {
        switch store.source {
        case .supplier: ships[index] = store.replenishment != .never
        case .route: ships[index] = made.contains(index)
        case .store(let source): ships[index] = ships[source] && store.replenishment != .never
        }
      }
    }
    for (index, entry) in (tree["stores"]?.entries ?? []).enumerated()
    where factory.stores.indices.contains(index) {
      checkMade(index, entry, made, factory)
      let takers = factory.takers(from: index)
      guard !ships[index], let taker = takers.first else { continue }
      error(
        entry.place, "stores.\(entry.name)",
        "nothing ever comes into '\(entry.name)', from which \(taker) takes; "
          + remedy(factory.stores[index], factory))
    }
  }

  private func remedy(_ store: Store, _ factory: Factory) -> String {
    if store.source != .route, store.replenishment == .never {
      return "let it order, as in 'replenish: {base_stock: 3}', or give it 'initial'"
    }
    if case .store(let source) = store.source {
      return "let something come into '\(factory.stores[source].name)', which is to fill it"
    }
    return "let a product or an operation give it, or give it 'initial'"
  }

  /// A store that its route fills has one.
  private mutating func checkMade(
    _ index: Int, _ entry: TreeEntry, _ made: Set<Int>, _ factory: Factory
  ) {
    guard factory.stores[index].source == .route, !made.contains(index),
      let from = entry.node.section?["from"]
    else { return }
    let item = factory.items[factory.stores[index].item].name
    error(
      from.place, from.path,
      "no product is '\(item)' and no operation gives it; name who sells it, or add a product "
        + "'\(item)'")
  }
}

extension Factory {
  /// The stores that products or operations fill.
  fileprivate var storesThatAreMade: Set<Int> {
    var made = Set(products.compactMap(\.store))
    for operation in products.flatMap(\.route) { made.formUnion(operation.gives.map(\.store)) }
    return made
  }

  /// Who takes from a store, in words.
  fileprivate func takers(from store: Int) -> [String] {
    customers.filter { $0.store == store }.map { "the customer '\($0.name)'" }
      + stores.filter { $0.source == .store(store) }.map { "the store '\($0.name)'" }
  }
}
