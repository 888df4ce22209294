import Experiments
import InventoryPlanning
import JSONDocuments

/// Stocks that fill each other, and orders that follow forecasts.
extension ModelFamily {
  /// A machine that makes to stock; the best stock by the library.
  static let makeToStock = ModelFamily.factory(
    "inv.make_to_stock", parameters: ["lambda_", "mu", "S", "h", "b"],
    exact: { (battery) throws(CaseProblem) in
      let parameters = battery.parameters
      let costs = try inventoryCosts(parameters)
      let (demand, rate) = (try parameters.positive("lambda_"), try parameters.positive("mu"))
      return try battery.theory { (wanted) throws(InventoryError) in
        let machine = try MakeToStockQueue(demandRate: demand, productionRate: rate)
        let best = machine.cheapestBaseStock(costs)
        let cost = machine.cost(baseStock: best, costs)
        return switch wanted.name {
        case "optimal_S":
          ExactValue(
            wanted.name, decision: .number(Double(best)), worth: cost,
            answer: battery.number("optimal_cost"))
        case "optimal_cost": ExactValue(wanted.name, cost)
        default: nil
        }
      }
    }
  ) { (battery, length) throws(CaseProblem) in
    let parameters = battery.parameters
    let stock = try parameters.whole("S")
    var text = ScenarioText(battery.id, length)
    text.add("items", "{unit: {unit: piece}}")
    text.add(
      "stores",
      "{shelf: {holds: unit, from: route, initial: \(stock), replenish: {base_stock: \(stock)}}}")
    text.add(
      "customers",
      "{market: {buys: unit, from: shelf, every: \(try parameters.interval("lambda_"))}}")
    text.addProduct("unit", release: "{for: shelf}", route: ["machine"])
    text.addStation("machine", [("time", try parameters.interval("mu"))])
    let onHand = MetricFormula.metric("stores.shelf.on_hand")
    let owed = MetricFormula.metric("stores.shelf.backorders")
    let costs = try inventoryCosts(parameters)
    return try ScenarioModel(text, for: battery.expected) { metric in
      switch metric {
      case "mean_on_hand": onHand
      case "mean_backorders": owed
      case "fill_rate": .metric("stores.shelf.fill_rate")
      case "cost": .number(costs.holding) * onHand + .number(costs.backorder) * owed
      default: nil
      }
    }
  }

  /// A chain of stocks with one-for-one orders; the best of them by the library.
  static let serialSystem = ModelFamily.factory(
    "inv.clark_scarf", parameters: ["lambda_", "L", "holding", "b", "s_eval"],
    exact: { (battery) throws(CaseProblem) in
      let parameters = battery.parameters
      let (rate, owed) = (try parameters.positive("lambda_"), try parameters.positive("b"))
      let times = try parameters.numbers("L")
      let holding = try parameters.numbers("holding", count: times.count)
      return try battery.theory { (wanted) throws(InventoryError) in
        guard wanted.name.hasPrefix("optimal_") else { return nil }
        let chain = try SerialSystem(
          demandRate: rate, leadTimes: times, holdingCosts: holding, backorderCost: owed)
        let best = try chain.bestBaseStocks()
        let cost = chain.figures(baseStocks: best).cost
        return switch wanted.name {
        case "optimal_cost": ExactValue(wanted.name, cost)
        case "optimal_local_base_stocks":
          ExactValue(
            wanted.name, decision: .list(best.map { .number(Double($0)) }), worth: cost,
            answer: battery.number("optimal_cost"))
        default: nil
        }
      }
    }
  ) { (battery, length) throws(CaseProblem) in
    let parameters = battery.parameters
    let times = try parameters.numbers("L")
    let holding = try parameters.numbers("holding", count: times.count)
    let stocks = try parameters.wholes("s_eval")
    guard stocks.count == times.count, let last = stocks.indices.last else {
      throw CaseProblem("parameters.s_eval", "expected \(times.count) stocks")
    }
    let rate = try parameters.positive("lambda_")
    var text = ScenarioText(battery.id, length.time(atRate: rate))
    text.add("items", "{unit: {unit: piece}}")
    text.add("suppliers", "{source: {sells: unit, lead_time: \(ScenarioText.minutes(times[0]))}}")
    text.add(
      "stores",
      ScenarioText.braces(
        stocks.indices.map { stage in
          store(
            "stage\(stage + 1)", stocks[stage], from: stage == 0 ? nil : "stage\(stage)",
            times[stage])
        }))
    text.add(
      "customers",
      "{market: {buys: unit, from: stage\(last + 1), every: \(ScenarioText.exponential(rate: rate))}}"
    )
    text.addIdleMachine()
    let owed = MetricFormula.metric("stores.stage\(last + 1).backorders")
    var cost = .number(try parameters.positive("b")) * owed
    for stage in stocks.indices {
      cost = cost + .number(holding[stage]) * .metric("stores.stage\(stage + 1).on_hand")
    }
    return try ScenarioModel(text, for: battery.expected) { metric in
      if let stage = metric.number(after: "on_hand_stage"), (1...stocks.count) ~= stage {
        return .metric("stores.stage\(stage).on_hand")
      }
      return switch metric {
      case "customer_backorders": owed
      case "fill_rate": .metric("stores.stage\(last + 1).fill_rate")
      case "cost": cost
      default: nil
      }
    }
  }

  /// A store with a base stock, as a field.
  private static func store(
    _ name: String, _ stock: Int, from upstream: String?, _ time: Double
  ) -> ScenarioText.Field {
    let way = upstream.map { "from: \($0), transport: \(ScenarioText.minutes(time))" }
    return (
      name,
      "{holds: unit, \(way ?? "from: source"), initial: \(stock), replenish: {base_stock: \(stock)}}"
    )
  }

  /// Spares at a depot and at bases.
  ///
  /// Failed parts are ordered anew by the depot, and come when they would be repaired. METRIC's own approximation
  /// is the library's.
  static let repairableSpares = ModelFamily.factory(
    "maint.metric", parameters: ["lambda_", "D", "O", "s0", "s"],
    exact: { (battery) throws(CaseProblem) in
      let parameters = battery.parameters
      let rates = try parameters.numbers("lambda_")
      let times = try parameters.numbers("O", count: rates.count)
      let repair = try parameters.number("D")
      let (depot, stocks) = (try parameters.whole("s0"), try parameters.wholes("s"))
      return try battery.theory { (wanted) throws(InventoryError) in
        guard wanted.name.hasPrefix("METRIC_approx_EBO_"), stocks.count == rates.count else {
          return nil
        }
        let spares = try RepairableSpares(
          failureRates: rates, orderTimes: times, repairTime: repair)
        var owed = 0.0
        for base in rates.indices
        where ["base\(base + 1)", "total"].contains(wanted.name.dropFirst(18)) {
          owed += try spares.metricBackorders(at: base, stock: stocks[base], depotStock: depot)
        }
        return ExactValue(wanted.name, owed)
      }
    }
  ) { (battery, length) throws(CaseProblem) in
    let parameters = battery.parameters
    let rates = try parameters.numbers("lambda_")
    let times = try parameters.numbers("O", count: rates.count)
    let (depot, stocks) = (try parameters.whole("s0"), try parameters.wholes("s"))
    guard stocks.count == rates.count else {
      throw CaseProblem("parameters.s", "expected \(rates.count) stocks")
    }
    var text = ScenarioText(battery.id, length)
    text.add("items", "{unit: {unit: piece}}")
    text.add(
      "suppliers",
      "{source: {sells: unit, lead_time: \(ScenarioText.minutes(try parameters.number("D")))}}")
    let bases = rates.indices.map { store("base\($0 + 1)", stocks[$0], from: "depot", times[$0]) }
    text.add("stores", ScenarioText.braces([store("depot", depot, from: nil, 0)] + bases))
    text.add(
      "customers",
      ScenarioText.braces(
        rates.indices.map { base in
          (
            "field\(base + 1)",
            "{buys: unit, from: base\(base + 1), every: \(ScenarioText.exponential(rate: rates[base]))}"
          )
        }))
    text.addIdleMachine()
    func owed(_ store: String) -> MetricFormula { .metric("stores.\(store).backorders") }
    let total = rates.indices.map { owed("base\($0 + 1)") }.reduce(.number(0), +)
    return try ScenarioModel(text, for: battery.expected) { metric in
      if let base = metric.number(after: "EBO_base"), (1...rates.count) ~= base {
        return owed("base\(base)")
      }
      return switch metric {
      case "depot_EBO": owed("depot")
      case "EBO_total": total
      default: nil
      }
    }
  }

  /// How much more orders vary than the demand.
  static let bullwhip = ModelFamily(
    names: ["inv.bullwhip"], kind: .library, parameters: ["forecast", "p_or_alpha", "L", "phi"]
  ) { (battery, _) throws(CaseProblem) in
    let parameters = battery.parameters
    let forecast = try simpleForecast(parameters, "forecast")
    let (periods, coefficient) = (try parameters.number("L"), try parameters.number("phi"))
    return CaseModel(
      exact: try battery.theory { (wanted) throws(InventoryError) in
        guard wanted.name == "bullwhip_ratio" else { return nil }
        let bullwhip = try Bullwhip(
          forecast: forecast, coverage: periods, coefficient: coefficient)
        return ExactValue(wanted.name, bullwhip.ratio)
      })
  }

  /// How far simple forecasts lie from what comes.
  static let forecastError = ModelFamily(
    names: ["inv.forecast_error"], kind: .library,
    parameters: ["method", "p_or_alpha", "phi", "theta", "sigma", "horizon"]
  ) { (battery, _) throws(CaseProblem) in
    let parameters = battery.parameters
    let forecast = try simpleForecast(parameters, "method")
    let (phi, theta) = (try parameters.number("phi"), try parameters.number("theta"))
    guard phi == 0 || theta == 0 else {
      throw CaseProblem("parameters", "only one of phi and theta may be other than 0")
    }
    let deviation = try parameters.positive("sigma")
    let horizon = try parameters.whole("horizon")
    let demand: DemandProcess =
      theta == 0
      ? .autoregressive(coefficient: phi, deviation: deviation)
      : .integratedMovingAverage(coefficient: theta, deviation: deviation)
    return CaseModel(
      exact: try battery.theory { (wanted) throws(InventoryError) in
        let error = try ForecastError(of: forecast, for: demand, horizon: horizon)
        return switch wanted.name {
        case "MSE": ExactValue(wanted.name, error.meanSquare)
        case "MAE": ExactValue(wanted.name, error.meanAbsolute)
        case "best_linear_MSE": ExactValue(wanted.name, error.leastMeanSquare)
        default: nil
        }
      })
  }

  private static func simpleForecast(
    _ parameters: CaseParameters, _ name: String
  ) throws(CaseProblem) -> SimpleForecast {
    switch try parameters.text(name) {
    case "ma": return .movingAverage(try parameters.whole("p_or_alpha"))
    case "es": return .exponentialSmoothing(try parameters.number("p_or_alpha"))
    case let other:
      throw CaseProblem("parameters.\(name)", "forecasts that are '\(other)' are not modelled")
    }
  }
}

extension CaseParameters {
  /// Exponential times with the rate of this name, in the words of the language.
  fileprivate func interval(_ name: String) throws(CaseProblem) -> String {
    ScenarioText.exponential(rate: try positive(name))
  }
}
