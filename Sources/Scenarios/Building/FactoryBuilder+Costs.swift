import FactoryModel

/// Money.
extension FactoryBuilder {
  func costs(_ tree: TreeSection) -> CostRates {
    var costs = CostRates()
    let section = tree["costs"]?.section
    func rate(_ node: TreeNode?) -> Double {
      guard let quantity = node?.quantity else { return 0 }
      costs.currency = costs.currency ?? quantity.currency
      return quantity.value
    }
    for entry in section?["downtime"]?.entries ?? [] {
      if let index = plant.index(of: entry.name) { costs.downtime[index] = rate(entry.node) }
    }
    costs.scrap = rate(section?["scrap"])
    costs.escape = rate(section?["escape"])
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
    return costs
  }
}
