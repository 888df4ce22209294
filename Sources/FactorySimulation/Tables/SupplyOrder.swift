import FactoryModel

/// Which stores are wanted for which, and so the order in which they are looked at.
struct SupplyOrder {
  /// That something goes into what a store orders.
  struct Bill {
    /// The store that orders.
    var store: Int
    /// How much of it goes into one, in the smallest amounts of both.
    var amount: Double
    /// Whether it is sent there as it is.
    var isShipped: Bool
  }

  /// For which others each store is wanted.
  private(set) var bills: [[Bill]]
  /// All stores: those of what is made before those of what goes into it, and those that are filled by another before it.
  private(set) var stores: [Int]

  init(_ factory: Factory) {
    bills = [[Bill]](repeating: [], count: factory.stores.count)
    for (index, store) in factory.stores.enumerated() {
      if case .store(let source) = store.source {
        bills[source].append(Bill(store: index, amount: 1, isShipped: true))
      }
      for (part, amount) in factory.parts(of: index) where part != index {
        bills[part].append(Bill(store: index, amount: amount, isShipped: false))
      }
    }
    let levels = SupplyOrder.levels(bills)
    let depths = factory.stores.indices.map { store in
      var (depth, place) = (0, store)
      while case .store(let source) = factory.stores[place].source, depth < factory.stores.count {
        (depth, place) = (depth + 1, source)
      }
      return depth
    }
    stores = factory.stores.indices.sorted {
      (levels[$0], -depths[$0], $0) < (levels[$1], -depths[$1], $1)
    }
  }

  /// How far each store is from what is sold: one more than the furthest for which it is wanted and made.
  private static func levels(_ bills: [[Bill]]) -> [Int] {
    var levels = [Int](repeating: 0, count: bills.count)
    guard bills.contains(where: { $0.contains { !$0.isShipped } }) else { return levels }
    for _ in bills.indices {
      var isChanged = false
      for (part, wanted) in bills.enumerated() {
        let level = wanted.map { levels[$0.store] + ($0.isShipped ? 0 : 1) }.max() ?? 0
        if level > levels[part] {
          levels[part] = level
          isChanged = true
        }
      }
      if !isChanged { break }
    }
    return levels
  }
}

extension Factory {
  /// What goes into one of what a store holds, and from which store it is taken.
  fileprivate func parts(of store: Int) -> [(store: Int, amount: Double)] {
    let item = items[stores[store].item]
    var consumed: [Int: Double] = [:]
    for operation in products.first(where: { $0.store == store })?.route ?? [] {
      for use in operation.consumes { consumed[use.store, default: 0] += Double(use.count) }
    }
    guard !item.madeOf.isEmpty else { return consumed.sorted { $0.key < $1.key }.map { ($0, $1) } }
    return item.madeOf.sorted { $0.key < $1.key }.compactMap { part, amount in
      let places = stores.indices.filter { stores[$0].item == part }
      return (places.first { consumed[$0] != nil } ?? places.first).map { ($0, amount) }
    }
  }
}
