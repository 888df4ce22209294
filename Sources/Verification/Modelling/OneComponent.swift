import Experiments

/// A machine with one component: the model of most maintenance families.
///
/// What the machine works on is of no account; the component wears by wall time.
struct OneComponent {
  /// The keys of the component, such as its `life`.
  var component: [ScenarioText.Field]
  /// The keys of the rule that it follows; empty for none.
  var rule: [ScenarioText.Field] = []

  /// Where the metrics of the component stand.
  static let path = "stations.unit.components.part"

  /// A replacement with its times and costs, in braces.
  static func replacement(
    planned: Double = 0, failed: Double = 0, plannedCost: Double = 0, failedCost: Double = 0
  ) -> String {
    "{planned: \(ScenarioText.minutes(planned)), failed: \(ScenarioText.minutes(failed)), cost: "
      + "{planned: \(ScenarioText.money(plannedCost)), failed: \(ScenarioText.money(failedCost))}}"
  }

  /// The factory.
  ///
  /// - Parameters:
  ///   - name: What it is called.
  ///   - length: How long it is simulated, in minutes.
  /// - Returns: The file.
  func text(_ name: String, _ length: RunLength) -> ScenarioText {
    var text = ScenarioText(name, length)
    text.addProduct(release: "saturated", route: ["unit"])
    text.addStation(
      "unit",
      [("time", "10000 min"), ("components", "{part: \(ScenarioText.braces(component))}")])
    if !rule.isEmpty {
      text.add(
        "maintenance", "{upkeep: \(ScenarioText.braces([("of", "unit.*.part")] + rule))}")
    }
    return text
  }

  /// What a metric of the battery is; `nil` for others.
  static func formula(_ metric: String, horizon: Double) -> MetricFormula? {
    let replacements = MetricFormula.metric("\(path).replacements")
    switch metric {
    case "cost_rate", "optimal_average_cost":
      return
        (.metric("cost.planned") + .metric("cost.failures") + .metric("cost.inspections")
        + .metric("cost.unseen_failures") + .metric("cost.conditions")) / .number(horizon)
    case "availability":
      return 1 - .metric("stations.unit.down") - .metric("stations.unit.planned_stop")
    case "failure_rate", "failures_per_time":
      return .metric("\(path).failures") / .number(horizon)
    case "MTTR": return .minutes("stations.unit.mean_time_to_repair")
    case "fraction_preventive": return .metric("\(path).planned_share")
    case "mean_cycle": return .number(horizon) / replacements
    default: return nil
    }
  }
}

extension CaseParameters {
  /// A Weibull life with the case's `shape` and `scale`, in the words of the language.
  func weibullLife() throws(CaseProblem) -> String {
    "weibull shape \(ScenarioText.number(try positive("shape"))) scale "
      + ScenarioText.minutes(try positive("scale"))
  }
}

extension ScenarioText {
  /// So much money.
  static func money(_ value: Double) -> String { number(value) + " EUR" }
}
