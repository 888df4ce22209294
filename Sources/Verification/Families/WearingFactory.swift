import Experiments
import InventoryPlanning
import JSONDocuments

extension ModelFamily {
  /// A whole factory: a machine that makes to stock, wears while it works, and spoils parts.
  ///
  /// The best rule is the library's.
  static let wearingMakeToStock = ModelFamily.factory(
    "integrated.mts_cbm_yield",
    parameters: [
      "demand", "mu", "degrade", "fail", "pm_rate", "cm_rate", "h", "b", "cp", "cf", "cs", "yield",
      "S", "pm_threshold",
    ],
    exact: { (battery) throws(CaseProblem) in
      guard battery.expected.contains(where: { $0.name.hasPrefix("optimal_") }) else { return [] }
      let best = try bestRule(battery.parameters)
      return battery.expected.compactMap { wanted in
        let answer = battery.number("optimal_cost_rate")
        return switch wanted.name {
        case "optimal_S":
          ExactValue(
            wanted.name, decision: .number(Double(best.stock)), worth: best.cost, answer: answer)
        case "optimal_pm_threshold":
          ExactValue(
            wanted.name, decision: .number(Double(best.threshold)), worth: best.cost,
            answer: answer)
        case "optimal_cost_rate": ExactValue(wanted.name, best.cost)
        default: nil
        }
      }
    }
  ) { (battery, length) throws(CaseProblem) in
    let parameters = battery.parameters
    let stock = try parameters.whole("S")
    let states = try wearStates(parameters)
    let threshold = try parameters.whole("pm_threshold")
    guard (1...states.count).contains(threshold) else {
      throw CaseProblem("parameters.pm_threshold", "expected a number from 1 to \(states.count)")
    }
    var text = ScenarioText(battery.id, length)
    text.add("items", "{unit: {unit: piece}}")
    text.add(
      "stores",
      "{shelf: {holds: unit, from: route, initial: \(stock), replenish: {base_stock: \(stock)}}}")
    text.add(
      "customers",
      "{market: {buys: unit, from: shelf, every: "
        + "\(ScenarioText.exponential(rate: try parameters.positive("demand")))}}")
    // In the worn state the machine waits for its maintenance, which comes at once.
    let last = threshold + 1
    text.add(
      "maintenance",
      "{wear: {of: machine.*.tool, replace: {wear_over: "
        + "\(ScenarioText.number(100 * (Double(threshold) - 0.5) / Double(last))) %, look: always}}}"
    )
    text.addProduct(
      "unit", release: "{for: shelf}",
      route: [ScenarioText.operation("machine", [("finds", "{flaw: 1}")])])
    text.addStation(
      "machine",
      [
        ("time", ScenarioText.exponential(rate: try parameters.positive("mu"))),
        (
          "components",
          "{tool: {clock: producing, states: \(chain(of: states.prefix(threshold))), replace: {planned: "
            + "\(ScenarioText.exponential(rate: try parameters.positive("pm_rate"))), failed: "
            + "\(ScenarioText.exponential(rate: try parameters.positive("cm_rate")))}}}"
        ),
        ("makes", "{flaw: \(spoiled(states.prefix(threshold), steps: last))}"),
      ])
    return try ScenarioModel(text, for: battery.expected) {
      (metric) throws(CaseProblem) in try formula(metric, parameters, length.length)
    }
  }

  private static func formula(
    _ metric: String, _ parameters: CaseParameters, _ length: Double
  ) throws(CaseProblem) -> MetricFormula? {
    let tool = "stations.machine.components.tool"
    let maintenance =
      .metric("\(tool).replacements") * .metric("\(tool).planned_share") / .number(length)
    let failures = MetricFormula.metric("\(tool).failures") / .number(length)
    let scrap = MetricFormula.metric("scrapped_parts") / .number(length)
    let onHand = MetricFormula.metric("stores.shelf.on_hand")
    let owed = MetricFormula.metric("stores.shelf.backorders")
    switch metric {
    case "fill_rate": return .metric("stores.shelf.fill_rate")
    case "mean_on_hand": return onHand
    case "mean_backorders": return owed
    case "pm_rate": return maintenance
    case "failure_rate": return failures
    case "scrap_rate": return scrap
    case "cost_rate":
      let stock =
        .number(try parameters.number("h")) * onHand + .number(try parameters.number("b")) * owed
      return stock + .number(try parameters.number("cp")) * maintenance
        + .number(try parameters.number("cf")) * failures
        + .number(try parameters.number("cs")) * scrap
    default: return nil
    }
  }

  // MARK: - Wear

  private static func wearStates(
    _ parameters: CaseParameters
  ) throws(CaseProblem) -> [WearingMakeToStock.State] {
    let wear = try parameters.numbers("degrade")
    let failures = try parameters.numbers("fail", count: wear.count)
    let yields = try parameters.numbers("yield", count: wear.count)
    return wear.indices.map {
      WearingMakeToStock.State(wear: wear[$0], failure: failures[$0], yield: yields[$0])
    }
  }

  /// The states of the component: those in which it works, that in which it waits, and the failed one.
  ///
  /// What comes first of wear and failure, at rates d and f, takes an exponential time with the rate d + f, and is the
  /// wear with the chance d/(d + f).
  private static func chain(of states: ArraySlice<WearingMakeToStock.State>) -> String {
    var fields: [ScenarioText.Field] = []
    for (place, state) in states.enumerated() {
      let rate = state.wear + state.failure
      let next = place + 1 == states.count ? "worn" : "w\(place + 1)"
      fields.append(
        (
          "w\(place)",
          "{lasts: \(ScenarioText.exponential(rate: rate)), next: {\(next): "
            + "\(ScenarioText.number(state.wear / rate)), failed: rest}}"
        ))
    }
    return ScenarioText.braces(fields + [("worn", "{lasts: 1000000000 min}"), ("failed", "{}")])
  }

  /// The chance to spoil a part, by the wear.
  private static func spoiled(
    _ states: ArraySlice<WearingMakeToStock.State>, steps: Int
  ) -> String {
    let chances = states.map { ScenarioText.number(1 - $0.yield) }
    var formula = chances[chances.count - 1]
    for place in chances.indices.dropLast().reversed() {
      let edge = ScenarioText.number((Double(place) + 0.5) / Double(steps))
      formula = "if(tool.wear < \(edge); \(chances[place]); \(formula))"
    }
    return formula
  }

  /// The base stock and the state of wear at which to maintain that cost least together.
  private static func bestRule(
    _ parameters: CaseParameters
  ) throws(CaseProblem) -> (stock: Int, threshold: Int, cost: Double) {
    let costs = try inventoryCosts(parameters)
    let states = try wearStates(parameters)
    let (demand, rate) = (try parameters.positive("demand"), try parameters.positive("mu"))
    let (maintenance, repair) = (
      try parameters.positive("pm_rate"), try parameters.positive("cm_rate")
    )
    let (planned, failed) = (try parameters.number("cp"), try parameters.number("cf"))
    let scrap = try parameters.number("cs")
    var best = (stock: 0, threshold: 0, cost: Double.infinity)
    for threshold in 1...states.count {
      // A machine that cannot keep up is no choice.
      guard
        let machine = try? WearingMakeToStock(
          demandRate: demand, productionRate: rate, states: Array(states.prefix(threshold)),
          maintenanceRate: maintenance, repairRate: repair)
      else { continue }
      let stock = machine.cheapestBaseStock(costs)
      let figures = machine.figures(baseStock: stock)
      let cost =
        costs.holding * figures.onHand + costs.backorder * figures.backorders
        + planned * figures.maintenanceRate + failed * figures.failureRate
        + scrap * figures.scrapRate
      if cost < best.cost { best = (stock, threshold, cost) }
    }
    return best
  }
}
