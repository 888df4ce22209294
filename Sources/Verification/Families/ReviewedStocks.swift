import Experiments
import InventoryPlanning
import JSONDocuments
import RandomVariates

/// Stores that are looked at, at every demand or period by period.
extension ModelFamily {
  /// A store that orders lots; the best lot by the library.
  static let orderLots = ModelFamily.factory(
    "inv.QR_poisson", parameters: ["lambda_", "L", "r", "Q", "K", "h", "b"],
    exact: { (battery) throws(CaseProblem) in
      let costs = try inventoryCosts(battery.parameters)
      let stock = try poissonStock(battery.parameters)
      return try battery.theory { (wanted) throws(InventoryError) in
        guard wanted.name.hasPrefix("optimal_") else { return nil }
        let best = try stock.bestLot(costs)
        let cost = stock.figures(below: best.below, lot: best.lot).cost(costs)
        let answer = battery.number("optimal_cost")
        return switch wanted.name {
        case "optimal_Q":
          ExactValue(wanted.name, decision: .number(Double(best.lot)), worth: cost, answer: answer)
        case "optimal_r":
          ExactValue(
            wanted.name, decision: .number(Double(best.below)), worth: cost, answer: answer)
        case "optimal_cost": ExactValue(wanted.name, cost)
        default: nil
        }
      }
    }
  ) { (battery, length) throws(CaseProblem) in
    let parameters = battery.parameters
    let (below, lot) = (try parameters.whole("r"), try parameters.whole("Q"))
    return try store(
      battery, length, initial: below + lot, replenish: "{below: \(below), order: \(lot)}",
      leadTime: ScenarioText.minutes(try parameters.number("L")))
  }

  /// A store that orders up to a level, for customers who order several units.
  static let orderUpTo = ModelFamily.factory(
    "inv.sS_compound_poisson", parameters: ["lambda_", "mean_batch", "L", "s", "S", "K", "h", "b"]
  ) { (battery, length) throws(CaseProblem) in
    let parameters = battery.parameters
    let (below, upTo) = (try parameters.whole("s"), try parameters.whole("S"))
    let size = try parameters.number("mean_batch")
    guard size >= 1 else { throw CaseProblem("parameters.mean_batch", "expected at least 1") }
    return try store(
      battery, length, initial: upTo, replenish: "{below: \(below), up_to: \(upTo)}",
      leadTime: ScenarioText.minutes(try parameters.number("L")),
      quantity: size == 1 ? "1" : "geometric mean \(ScenarioText.number(size))")
  }

  /// A store with a base stock and customers who wait.
  static let baseStockBackorders = ModelFamily.factory(
    "inv.base_stock.backorders", parameters: ["lambda_", "lead_time", "S"]
  ) { (battery, length) throws(CaseProblem) in
    let stock = try battery.parameters.whole("S")
    return try store(
      battery, length, initial: stock, replenish: "{base_stock: \(stock)}",
      leadTime: try battery.parameters.time("lead_time"))
  }

  /// A store with customers, whose figures are asked for.
  private static func store(
    _ battery: BatteryCase, _ length: RunLength, initial: Int, replenish: String,
    leadTime: String, every: String? = nil, quantity: String = "1", ifShort: String = "wait"
  ) throws(CaseProblem) -> ScenarioModel {
    let parameters = battery.parameters
    let interval: String
    if let every {
      interval = every
    } else {
      interval = ScenarioText.exponential(rate: try parameters.positive("lambda_"))
    }
    var text = ScenarioText(battery.id, length)
    text.add("items", "{unit: {unit: piece}}")
    text.add("suppliers", "{source: {sells: unit, lead_time: \(leadTime)}}")
    text.add(
      "stores",
      "{shelf: {holds: unit, from: source, initial: \(initial), replenish: \(replenish)}}")
    text.add(
      "customers",
      "{market: {buys: unit, from: shelf, every: \(interval), quantity: \(quantity), "
        + "if_short: \(ifShort)}}")
    text.addIdleMachine()
    let orders = MetricFormula.metric("stores.shelf.orders") / .number(length.length)
    let onHand = MetricFormula.metric("stores.shelf.on_hand")
    let owed = MetricFormula.metric("stores.shelf.backorders")
    var cost: MetricFormula?
    if parameters.has("h") {
      let costs = try inventoryCosts(parameters)
      cost =
        .number(costs.order) * orders + .number(costs.holding) * onHand
        + .number(costs.backorder) * owed
    }
    var lost: MetricFormula?
    if parameters.has("penalty") {
      lost =
        .number(try parameters.number("holding")) * onHand
        + .number(try parameters.number("penalty"))
        * (.metric("stores.shelf.lost") / .number(length.length))
    }
    return try ScenarioModel(text, for: battery.expected) { metric in
      switch metric {
      case "mean_on_hand": onHand
      case "mean_backorders": owed
      case "fill_rate": .metric("stores.shelf.fill_rate")
      case "order_rate": orders
      case "cost", "optimal_cost": cost
      case "best_base_stock_cost_simulated": lost
      default: nil
      }
    }
  }

  // MARK: - By the library

  /// The best levels of a store that is looked at period by period, and their cost in a run.
  static let periodicOrderUpTo = ModelFamily.factory(
    "inv.sS_periodic", parameters: ["mean_demand", "L", "K", "h", "b"],
    exact: { (battery) throws(CaseProblem) in
      let costs = try inventoryCosts(battery.parameters)
      let stock = try periodicStock(battery.parameters)
      let best = stock.bestLevels(costs)
      let cost = stock.figures(below: best.below, upTo: best.upTo).cost(costs)
      let answer = battery.number("optimal_cost")
      return battery.expected.compactMap { wanted in
        switch wanted.name {
        case "optimal_s":
          ExactValue(
            wanted.name, decision: .number(Double(best.below)), worth: cost, answer: answer)
        case "optimal_S":
          ExactValue(
            wanted.name, decision: .number(Double(best.upTo)), worth: cost, answer: answer)
        default: nil
        }
      }
    }
  ) { (battery, length) throws(CaseProblem) in
    let parameters = battery.parameters
    let best = try periodicStock(parameters).bestLevels(try inventoryCosts(parameters))
    return try store(
      battery, length, initial: best.upTo,
      replenish: "{below: \(best.below), up_to: \(best.upTo), review: 1 min}",
      leadTime: ScenarioText.minutes(try parameters.number("L")), every: "1 min",
      quantity: "poisson mean \(ScenarioText.number(try parameters.positive("mean_demand")))")
  }

  private static func periodicStock(
    _ parameters: CaseParameters
  ) throws(CaseProblem) -> ReviewedStock {
    let (mean, leadTime) = (try parameters.positive("mean_demand"), try parameters.whole("L"))
    return try CaseProblem.ofParameters { () throws(InventoryError) in
      try ReviewedStock(demandOfPeriod: try .poisson(mean: mean), leadTime: leadTime)
    }
  }

  /// The cost of printed levels; the costs of orders, stock and shortage stand in the title.
  static let publishedOrderUpTo = ModelFamily(
    names: ["published.sS"], kind: .library, parameters: ["table", "mean", "s", "S"]
  ) { (battery, _) throws(CaseProblem) in
    let parameters = battery.parameters
    let title = try parameters.text("table")
    let leadTime = try title.value(of: "L")
    let (order, holding) = (try title.value(of: "K"), try title.value(of: "h"))
    let backorder = try title.value(of: "p")
    let mean = try parameters.positive("mean")
    let (below, upTo) = (try parameters.whole("s"), try parameters.whole("S"))
    guard upTo > below else { throw CaseProblem("parameters.S", "expected more than s") }
    return CaseModel(
      exact: try battery.theory { (wanted) throws(InventoryError) in
        guard wanted.name == "average cost" else { return nil }
        let costs = try InventoryCosts(order: order, holding: holding, backorder: backorder)
        let stock = try ReviewedStock(
          demandOfPeriod: try .poisson(mean: mean), leadTime: Int(leadTime))
        return ExactValue(wanted.name, stock.figures(below: below, upTo: upTo).cost(costs))
      })
  }

  /// A store with a base stock, whose customers go away.
  static let baseStockLostSales = ModelFamily.factory(
    "inv.base_stock.lost_sales", parameters: ["lambda_", "lead_time", "S"]
  ) { (battery, length) throws(CaseProblem) in
    let stock = try battery.parameters.whole("S")
    return try store(
      battery, length, initial: stock, replenish: "{base_stock: \(stock)}",
      leadTime: try battery.parameters.time("lead_time"), ifShort: "lost")
  }

  /// A store that is looked at period by period, whose customers go away: the least cost of all rules by the
  /// library, the cost of the best base stock in a run.
  static let periodicLostSales = ModelFamily.factory(
    "inv.lost_sales", parameters: ["mean_demand", "L", "penalty", "holding"],
    exact: { (battery) throws(CaseProblem) in
      let stock = try lostSales(battery.parameters)
      return battery.expected.compactMap { wanted in
        switch wanted.name {
        case "optimal_cost": return ExactValue(wanted.name, stock.leastCost)
        case "best_base_stock_level":
          let best = stock.cheapestBaseStock
          return ExactValue(
            wanted.name, decision: .number(Double(best.level)), worth: best.cost, answer: nil)
        default: return nil
        }
      }
    }
  ) { (battery, length) throws(CaseProblem) in
    let parameters = battery.parameters
    let level = try lostSales(parameters).cheapestBaseStock.level
    return try store(
      battery, length, initial: level, replenish: "{base_stock: \(level), review: 1 min}",
      leadTime: ScenarioText.minutes(try parameters.number("L")), every: "1 min",
      quantity: "poisson mean \(ScenarioText.number(try parameters.positive("mean_demand")))",
      ifShort: "lost")
  }

  private static func lostSales(
    _ parameters: CaseParameters
  ) throws(CaseProblem) -> LostSalesReview {
    let mean = try parameters.positive("mean_demand")
    let (leadTime, penalty) = (try parameters.whole("L"), try parameters.positive("penalty"))
    let holding = try parameters.positive("holding")
    return try CaseProblem.ofParameters { () throws(InventoryError) in
      try LostSalesReview(
        demand: try .poisson(mean: mean), leadTime: leadTime, holdingCost: holding,
        penalty: penalty)
    }
  }

  /// The least cost with lost sales; demand and holding cost stand in the title.
  static let publishedLostSales = ModelFamily(
    names: ["published.lost_sales"], kind: .library, parameters: ["table", "L", "penalty"]
  ) { (battery, _) throws(CaseProblem) in
    let parameters = battery.parameters
    let title = try parameters.text("table")
    let holding = try title.value(of: "h")
    let mean = try title.value(of: "mean")
    let (leadTime, penalty) = (try parameters.whole("L"), try parameters.positive("penalty"))
    let demand: Distribution
    if title.contains("Poisson") {
      demand = Distribution(.poisson(mean: mean))
    } else if title.contains("geometric") {
      demand = Distribution(.geometric(probability: 1 / (1 + mean)))
    } else {
      throw CaseProblem("table", "'\(title)' does not say what the demand is")
    }
    return CaseModel(
      exact: try battery.theory { (wanted) throws(InventoryError) in
        guard wanted.name == "average cost" else { return nil }
        let stock = try LostSalesReview(
          demand: try CountDemand(demand), leadTime: leadTime, holdingCost: holding,
          penalty: penalty)
        return ExactValue(wanted.name, stock.leastCost)
      })
  }

  // MARK: - Parameters

  /// The costs `K`, `h` and `b` of a case.
  static func inventoryCosts(_ parameters: CaseParameters) throws(CaseProblem) -> InventoryCosts {
    let order = parameters.has("K") ? try parameters.number("K") : 0
    let (holding, backorder) = (try parameters.number("h"), try parameters.number("b"))
    return try CaseProblem.ofParameters { () throws(InventoryError) in
      try InventoryCosts(order: order, holding: holding, backorder: backorder)
    }
  }

  private static func poissonStock(
    _ parameters: CaseParameters
  ) throws(CaseProblem) -> ReviewedStock {
    let (rate, leadTime) = (try parameters.positive("lambda_"), try parameters.number("L"))
    return try CaseProblem.ofParameters { () throws(InventoryError) in
      try ReviewedStock(orderRate: rate, leadTime: leadTime)
    }
  }
}

extension String {
  /// The number behind a name in a table's title, as in `h=1` or `mean 5`.
  fileprivate func value(of name: String) throws(CaseProblem) -> Double {
    let pieces = split { $0 == "," || $0 == " " || $0 == "=" }
    for (piece, next) in zip(pieces, pieces.dropFirst()) where piece == name {
      if let value = Double(next) { return value }
    }
    throw CaseProblem("table", "'\(self)' does not say what \(name) is")
  }
}
