import FactoryModel
import InventoryPlanning

/// Plans the orders of a store: see ``FactoryModel/RequirementsRule``.
struct RequirementsPlanner: Sendable {
  let rule: RequirementsRule
  /// The lead time, and for how many periods it is planned.
  let leadPeriods: Int
  let periods: Int
  /// What an order costs, and what holding the smallest amount for a period does.
  let orderCost: Double
  let holdingCost: Double
  private var forecast: DemandForecast?
  /// The next orders that no longer move.
  private var firm: [Double] = []
  /// What is to be ordered from this look on, the first now.
  private(set) var orders: [Double] = []

  init(
    _ rule: RequirementsRule, leadPeriods: Int, periods: Int, orderCost: Double, holdingCost: Double
  ) {
    self.rule = rule
    self.leadPeriods = leadPeriods
    self.periods = periods
    self.orderCost = orderCost
    self.holdingCost = holdingCost
    forecast = rule.forecast.map { DemandForecast($0) }
  }

  /// Makes the plan of a look.
  ///
  /// - Parameters:
  ///   - available: What is on hand and on order less what is owed and asked for.
  ///   - demand: What was wanted since the last look; `nil` at the first.
  ///   - dependent: What the plans of others want of it in the periods from now on.
  /// - Returns: What is to be ordered now.
  mutating func plan(available: Int, demand: Int?, dependent: [Double]) -> Int {
    if let demand { forecast?.learn(Double(demand)) }
    let requirements = (0..<periods).map { period in
      (forecast?.forecast(ahead: period) ?? 0)
        + (period < dependent.count ? dependent[period] : 0)
    }
    let plan = try? MaterialRequirements(
      requirements: requirements, available: Double(available),
      safetyStock: Double(rule.safetyStock), leadTime: leadPeriods, firm: firm,
      lots: lots(requirements))
    orders = plan?.orders.map { $0.rounded(.up) } ?? []
    firm = Array(orders.dropFirst().prefix(rule.frozenPeriods))
    return orders.first.map { Int($0) } ?? 0
  }

  private func lots(_ requirements: [Double]) -> MaterialRequirements.Lots {
    switch rule.lots {
    case .lotForLot: return .lotForLot
    case .wagnerWhitin: return .wagnerWhitin(orderCost: orderCost, holdingCost: holdingCost)
    case .economicOrder:
      let rate = requirements.reduce(0, +) / Double(requirements.count)
      let lot = try? EconomicOrderQuantity(
        demandRate: rate, orderCost: orderCost, holdingCost: holdingCost)
      return lot.map { .fixed($0.quantity) } ?? .lotForLot
    }
  }
}
