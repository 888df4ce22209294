import Experiments
import InventoryPlanning

/// Stocks that fill each other, and orders that follow forecasts, by the library.
extension ModelFamily {
  /// A machine that makes to stock.
  static let makeToStock = ModelFamily(
    names: ["inv.make_to_stock"], kind: .library, parameters: ["lambda_", "mu", "S", "h", "b"]
  ) { (battery, _) throws(CaseProblem) in
    let parameters = battery.parameters
    let costs = try inventoryCosts(parameters)
    let (demand, rate) = (try parameters.positive("lambda_"), try parameters.positive("mu"))
    let stock = try parameters.whole("S")
    let machine = try CaseProblem.ofParameters { () throws(InventoryError) in
      try MakeToStockQueue(demandRate: demand, productionRate: rate)
    }
    let best = machine.cheapestBaseStock(costs)
    return CaseModel(
      exact: battery.expected.compactMap { wanted in
        switch wanted.name {
        case "fill_rate": ExactValue(wanted.name, machine.fillRate(baseStock: stock))
        case "mean_on_hand": ExactValue(wanted.name, machine.onHand(baseStock: stock))
        case "mean_backorders": ExactValue(wanted.name, machine.backorders(baseStock: stock))
        case "cost": ExactValue(wanted.name, machine.cost(baseStock: stock, costs))
        case "optimal_S":
          ExactValue(
            wanted.name, decision: .number(Double(best)),
            worth: machine.cost(baseStock: best, costs), answer: battery.number("optimal_cost"))
        case "optimal_cost": ExactValue(wanted.name, machine.cost(baseStock: best, costs))
        default: nil
        }
      })
  }

  /// A chain of stocks with one-for-one orders.
  static let serialSystem = ModelFamily(
    names: ["inv.clark_scarf"], kind: .library,
    parameters: ["lambda_", "L", "holding", "b", "s_eval"]
  ) { (battery, _) throws(CaseProblem) in
    let parameters = battery.parameters
    let (rate, owed) = (try parameters.positive("lambda_"), try parameters.positive("b"))
    let times = try parameters.numbers("L")
    let holding = try parameters.numbers("holding", count: times.count)
    let stocks = try parameters.wholes("s_eval")
    guard stocks.count == times.count else {
      throw CaseProblem("parameters.s_eval", "expected \(times.count) stocks")
    }
    let chain = try CaseProblem.ofParameters { () throws(InventoryError) in
      try SerialSystem(
        demandRate: rate, leadTimes: times, holdingCosts: holding, backorderCost: owed)
    }
    let figures = chain.figures(baseStocks: stocks)
    return CaseModel(
      exact: try battery.theory { (wanted) throws(InventoryError) in
        if let stage = wanted.name.number(after: "on_hand_stage"), (1...stocks.count) ~= stage {
          return ExactValue(wanted.name, figures.onHand[stage - 1])
        }
        switch wanted.name {
        case "customer_backorders":
          return figures.backorders.last.map { ExactValue(wanted.name, $0) }
        case "fill_rate": return ExactValue(wanted.name, figures.fillRate)
        case "cost": return ExactValue(wanted.name, figures.cost)
        case "optimal_local_base_stocks", "optimal_cost":
          let best = try chain.bestBaseStocks()
          let cost = chain.figures(baseStocks: best).cost
          return wanted.name == "optimal_cost"
            ? ExactValue(wanted.name, cost)
            : ExactValue(
              wanted.name, decision: .list(best.map { .number(Double($0)) }), worth: cost,
              answer: battery.number("optimal_cost"))
        default: return nil
        }
      })
  }

  /// Spares at a depot and at bases.
  static let repairableSpares = ModelFamily(
    names: ["maint.metric"], kind: .library, parameters: ["lambda_", "D", "O", "s0", "s"]
  ) { (battery, _) throws(CaseProblem) in
    let parameters = battery.parameters
    let rates = try parameters.numbers("lambda_")
    let times = try parameters.numbers("O", count: rates.count)
    let repair = try parameters.number("D")
    let (depot, stocks) = (try parameters.whole("s0"), try parameters.wholes("s"))
    guard stocks.count == rates.count else {
      throw CaseProblem("parameters.s", "expected \(rates.count) stocks")
    }
    return CaseModel(
      exact: try battery.theory { (wanted) throws(InventoryError) in
        let spares = try RepairableSpares(
          failureRates: rates, orderTimes: times, repairTime: repair)
        let name = wanted.name
        if name == "depot_EBO" { return ExactValue(name, spares.depotBackorders(stock: depot)) }
        let isMetric = name.hasPrefix("METRIC_approx_")
        let figure = isMetric ? String(name.dropFirst("METRIC_approx_".count)) : name
        var wantedBases = Array(rates.indices)
        if let base = figure.number(after: "EBO_base"), (1...rates.count) ~= base {
          wantedBases = [base - 1]
        } else if figure != "EBO_total" {
          return nil
        }
        var owed = 0.0
        for base in wantedBases {
          owed +=
            isMetric
            ? try spares.metricBackorders(at: base, stock: stocks[base], depotStock: depot)
            : try spares.backorders(at: base, stock: stocks[base], depotStock: depot)
        }
        return ExactValue(name, owed)
      })
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
