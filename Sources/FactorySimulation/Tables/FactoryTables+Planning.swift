import FactoryModel

/// Whose plans ask a store for something.
extension FactoryTables {
  /// How many periods beyond the lead time are planned, at least.
  private static let periodsAhead = 8

  mutating func addPlanners(_ factory: Factory) {
    let wanted = factory.bills
    var planners: [Int: Int32] = [:]
    var horizons: [Int: Int] = [:]
    // Those of what is made come before those of what goes into it: these look as far as those ask.
    let levels = factory.billLevels
    let order = factory.stores.indices.sorted { (levels[$0], $0) < (levels[$1], $1) }
    for index in order.reversed() {
      guard case .planned(let rule) = factory.stores[index].replenishment else { continue }
      let period = factory.stores[index].review ?? 1
      let lead = Int((rule.leadTime / period - 1e-9).rounded(.up))
      let asked = factory.stores.indices.filter { wanted[$0].contains { $0.store == index } }
      let ahead = max(
        FactoryTables.periodsAhead, asked.compactMap { horizons[$0] }.max() ?? 0)
      horizons[index] = lead + ahead
      planners[index] = Int32(supply.planners.count)
      supply.planners.append(
        RequirementsPlanner(
          rule, leadPeriods: lead, periods: lead + ahead,
          orderCost: factory.stores[index].links.first?.orderCost ?? 0,
          holdingCost: factory.stores[index].holdingCost * period))
    }
    for index in factory.stores.indices {
      guard let planner = planners[index] else { continue }
      stores[index].planner = planner
      let first = Int32(supply.bills.count)
      for bill in wanted[index] {
        guard let parent = planners[bill.store] else { continue }
        supply.bills.append(BillRecord(planner: parent, amount: bill.amount))
      }
      stores[index].bills = Stretch(first: first, count: Int32(supply.bills.count) - first)
    }
  }
}

/// That something goes into what a store orders.
struct Bill {
  /// The store that orders.
  var store: Int
  /// How much of it goes into one, in the smallest amounts of both.
  var amount: Double
  /// Whether it is sent there as it is.
  var isShipped: Bool
}

extension Factory {
  /// For which other stores each is wanted.
  var bills: [[Bill]] {
    var bills = [[Bill]](repeating: [], count: stores.count)
    for (index, store) in stores.enumerated() {
      if case .store(let source) = store.source {
        bills[source].append(Bill(store: index, amount: 1, isShipped: true))
      }
      for (part, amount) in parts(of: index) where part != index {
        bills[part].append(Bill(store: index, amount: amount, isShipped: false))
      }
    }
    return bills
  }

  /// What goes into one of what a store holds, and from which store it is taken.
  private func parts(of store: Int) -> [(store: Int, amount: Double)] {
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

  /// How far each store is from what is sold: one more than the furthest for which it is wanted and made.
  var billLevels: [Int] {
    var levels = [Int](repeating: 0, count: stores.count)
    guard stores.contains(where: \.isPlanned) || !products.isEmpty else { return levels }
    let bills = bills
    for _ in stores.indices {
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

extension Store {
  fileprivate var isPlanned: Bool {
    if case .planned = replenishment { true } else { false }
  }
}
