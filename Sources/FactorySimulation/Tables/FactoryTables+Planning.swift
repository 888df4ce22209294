import FactoryModel

/// Whose plans ask a store for something.
extension FactoryTables {
  /// How many periods beyond the lead time are planned, at least.
  private static let periodsAhead = 8

  /// Lays out who plans, and whose plans ask whom.
  mutating func addPlanners(_ factory: Factory, _ network: SupplyOrder) {
    var horizons = [Int](repeating: 0, count: factory.stores.count)
    var planners: [Int: Int32] = [:]
    // The stores that a plan asks look so far ahead as they need; those that ask look as far as that.
    for index in network.stores.reversed() {
      let ahead = max(FactoryTables.periodsAhead, horizons[index])
      guard case .planned(let rule) = factory.stores[index].replenishment else { continue }
      let period = factory.stores[index].review ?? 1
      let lead = Int((rule.leadTime / period - 1e-9).rounded(.up))
      for bill in network.bills[index] {
        horizons[bill.store] = max(horizons[bill.store], lead + ahead)
      }
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
      for bill in network.bills[index] {
        guard let parent = planners[bill.store] else { continue }
        supply.bills.append(BillRecord(planner: parent, amount: bill.amount))
      }
      stores[index].bills = Stretch(first: first, count: Int32(supply.bills.count) - first)
    }
  }
}
