import Experiments
import InventoryPlanning
import RandomVariates

/// Lots and single purchases, by the library.
extension ModelFamily {
  /// The best lot at a constant demand.
  static let economicOrder = ModelFamily(
    names: ["inv.eoq"], kind: .library, parameters: ["D", "K", "h", "b", "production_rate"]
  ) { (battery, _) throws(CaseProblem) in
    let parameters = battery.parameters
    let (demand, order) = (try parameters.number("D"), try parameters.number("K"))
    let holding = try parameters.number("h")
    let backorder = parameters.has("b") ? try parameters.number("b") : .infinity
    let rate =
      parameters.has("production_rate") ? try parameters.number("production_rate") : .infinity
    func lot(
      backorder: Double = .infinity, rate: Double = .infinity
    ) throws(InventoryError) -> EconomicOrderQuantity {
      try EconomicOrderQuantity(
        demandRate: demand, orderCost: order, holdingCost: holding, backorderCost: backorder,
        productionRate: rate)
    }
    return CaseModel(
      exact: try battery.theory { (wanted) throws(InventoryError) in
        let name = wanted.name
        switch name {
        case "EOQ": return ExactValue(name, try lot().quantity)
        case "cost": return ExactValue(name, try lot().cost)
        case "cost_at_1p5_EOQ":
          let lot = try lot()
          return ExactValue(name, lot.cost(ofQuantity: 1.5 * lot.quantity))
        case "EOQ_backorders": return ExactValue(name, try lot(backorder: backorder).quantity)
        case "cost_backorders": return ExactValue(name, try lot(backorder: backorder).cost)
        case "max_backorder":
          return ExactValue(name, try lot(backorder: backorder).greatestBackorder)
        case "EPQ": return ExactValue(name, try lot(rate: rate).quantity)
        case "cost_EPQ": return ExactValue(name, try lot(rate: rate).cost)
        default: return nil
        }
      })
  }

  /// The same as a row.
  static let publishedEconomicOrder = ModelFamily(
    names: ["published.eoq"], kind: .library, parameters: ["table", "K", "h", "D"]
  ) { (battery, _) throws(CaseProblem) in
    let parameters = battery.parameters
    let (demand, order) = (try parameters.number("D"), try parameters.number("K"))
    let holding = try parameters.number("h")
    return CaseModel(
      exact: try battery.theory { (wanted) throws(InventoryError) in
        let lot = try EconomicOrderQuantity(
          demandRate: demand, orderCost: order, holdingCost: holding)
        return switch wanted.name {
        case "Q*": ExactValue(wanted.name, lot.quantity)
        case "cost": ExactValue(wanted.name, lot.cost)
        default: nil
        }
      })
  }

  /// One purchase before the demand is known.
  ///
  /// Profits and shortages are means over the demand, which the library gives exactly.
  static let newsvendor = ModelFamily(
    names: ["inv.newsvendor"], kind: .library,
    parameters: ["demand", "a", "b", "price", "cost", "salvage", "Q_eval"]
  ) { (battery, _) throws(CaseProblem) in
    let parameters = battery.parameters
    let demand = try singleDemand(parameters)
    let (price, cost) = (try parameters.number("price"), try parameters.number("cost"))
    let salvage = try parameters.number("salvage")
    let quantity = try parameters.number("Q_eval")
    let vendor = try CaseProblem.ofParameters { () throws(InventoryError) in
      try Newsvendor(demand: demand, price: price, cost: cost, salvage: salvage)
    }
    return CaseModel(
      exact: battery.expected.compactMap { wanted in
        switch wanted.name {
        case "expected_profit": ExactValue(wanted.name, vendor.profit(ofQuantity: quantity))
        case "expected_lost_sales": ExactValue(wanted.name, vendor.loss.missed(by: quantity))
        case "in_stock_probability": ExactValue(wanted.name, vendor.loss.chance(upTo: quantity))
        case "critical_ratio": ExactValue(wanted.name, vendor.criticalRatio)
        case "Q_star": ExactValue(wanted.name, vendor.quantity)
        case "optimal_profit":
          ExactValue(wanted.name, vendor.profit(ofQuantity: vendor.quantity))
        case "type2_fill_rate": ExactValue(wanted.name, vendor.fillRate(ofQuantity: quantity))
        default: nil
        }
      })
  }

  /// The same as a row: `h` for what is left, `p` for what is missing, the demand as `N(50,8^2)`.
  static let publishedNewsvendor = ModelFamily(
    names: ["published.newsvendor"], kind: .library, parameters: ["table", "h", "p", "demand"]
  ) { (battery, _) throws(CaseProblem) in
    let parameters = battery.parameters
    let text = try parameters.text("demand")
    let numbers = text.split { !$0.isNumber && $0 != "." }.compactMap { Double($0) }
    guard text.hasPrefix("N("), text.hasSuffix("^2)"), numbers.count == 3 else {
      throw CaseProblem(
        "parameters.demand", "'\(text)' is not modelled; expected such as N(50,8^2)")
    }
    let (underage, overage) = (try parameters.number("p"), try parameters.number("h"))
    let vendor = try CaseProblem.ofParameters { () throws(InventoryError) in
      try Newsvendor(
        demand: Distribution(.normal(mean: numbers[0], standardDeviation: numbers[1])),
        underage: underage, overage: overage)
    }
    return CaseModel(
      exact: battery.expected.compactMap { wanted in
        switch wanted.name {
        case "Q*": ExactValue(wanted.name, vendor.quantity)
        case "cost": ExactValue(wanted.name, vendor.cost(ofQuantity: vendor.quantity))
        default: nil
        }
      })
  }

  private static func singleDemand(
    _ parameters: CaseParameters
  ) throws(CaseProblem) -> Distribution {
    let (first, second) = (try parameters.number("a"), try parameters.number("b"))
    switch try parameters.text("demand").prefix(while: { $0 != "(" }).lowercased() {
    case "normal": return Distribution(.normal(mean: first, standardDeviation: second))
    case "poisson": return Distribution(.poisson(mean: first))
    case "gamma": return Distribution(.gamma(shape: first, scale: second))
    case "uniform": return Distribution(.uniform(lower: first, upper: second))
    case "lognormal": return Distribution(.logNormal(mean: first, standardDeviation: second))
    case let other:
      throw CaseProblem("parameters.demand", "demands that are '\(other)' are not modelled")
    }
  }
}
