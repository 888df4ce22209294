import FactoryModel

/// Money.
extension FactoryBuilder {
  func costs(_ tree: TreeSection) -> CostRates {
    var costs = CostRates()
    let section = tree["costs"]?.section
    // Any money makes costs: of items, of repairs, of stops.
    costs.currency = TreeNode(place: tree.place, path: "", content: .section(tree)).currency
    func rate(_ node: TreeNode?) -> Double { node?.quantity?.value ?? 0 }
    for entry in section?["downtime"]?.entries ?? [] {
      if let index = plant.index(of: entry.name) { costs.downtime[index] = rate(entry.node) }
    }
    for entry in section?["planned_stop"]?.entries ?? [] {
      if let index = plant.index(of: entry.name) { costs.plannedStops[index] = rate(entry.node) }
    }
    costs.scrap = rate(section?["scrap"])
    costs.escape = rate(section?["escape"])
    costs.late = rate(section?["late"])
    costs.turnedAway = rate(section?["turned_away"])
    if let energy = section?["energy"] {
      costs.energy = rate(energy)
      for entry in energy.entries {
        let price = rate(entry.node)
        if let calendar = calendarNames.index(of: entry.name) {
          costs.tariffs.append(Tariff(calendar: calendar, price: price))
        } else {
          costs.energy = price
        }
      }
    }
    for (index, entry) in (tree["crews"]?.entries ?? []).enumerated() {
      if let wage = entry.node.section?["wage"] { costs.wages[index] = rate(wage) }
    }
    for (index, entry) in (tree["operators"]?.entries ?? []).enumerated() {
      if let wage = entry.node.section?["wage"] { costs.operatorWages[index] = rate(wage) }
    }
    return costs
  }
}

extension TreeNode {
  /// The currency of the first money in it.
  fileprivate var currency: String? {
    switch content {
    case .section(let section): section.entries.lazy.compactMap { $0.node.currency }.first
    case .names(let entries), .route(let entries):
      entries.lazy.compactMap { $0.node.currency }.first
    case .list(let items): items.lazy.compactMap { $0.currency }.first
    case .value(let value): value.currency
    case .rows, .raw, .broken: nil
    }
  }
}
