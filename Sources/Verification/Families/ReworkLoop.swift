extension ModelFamily {
  /// A machine whose parts come back to the end of the queue when they fail.
  ///
  /// With a limit of returns, parts that fail once more are scrapped. The time until a part leaves,
  /// good or scrapped, is by Little's law the parts in the factory per part that leaves.
  static let rework = ModelFamily.factory(
    "quality.rework", parameters: ["lambda_", "mu", "q", "max_rework"]
  ) { (battery, length) throws(CaseProblem) in
    let parameters = battery.parameters
    let arrivals = try parameters.positive("lambda_")
    let run = length.time(atRate: arrivals)
    var text = ScenarioText(battery.id, run)
    let back =
      parameters.has("max_rework")
      ? "{back_to: server, at_most: \(try parameters.whole("max_rework"))}" : "back to server"
    text.addProduct(
      release: "{every: \(ScenarioText.exponential(rate: arrivals))}",
      route: [
        ScenarioText.operation(
          "server",
          [
            ("makes", "{flaw: \(ScenarioText.number(try parameters.number("q")))}"),
            ("finds", "{flaw: 1}"), ("then", "{flaw: \(back)}"),
          ])
      ])
    text.addStation(
      "server", [("time", ScenarioText.exponential(rate: try parameters.positive("mu")))])
    let isLimited = parameters.has("max_rework")
    let left = MetricFormula.metric("good_parts") + .metric("scrapped_parts")
    return try ScenarioModel(text, for: battery.expected) { metric in
      switch metric {
      case "mean_flow_time":
        isLimited
          ? .metric("work_in_process") * .number(run.length) / left : .minutes("cycle_time")
      case "mean_passes": .metric("stations.server.produced_parts") / left
      case "yield", "overall_yield", "first_pass_yield", "good_fraction":
        metric == "first_pass_yield" ? .metric(metric) : .metric("good_parts") / left
      case "scrap_fraction": .metric("scrapped_parts") / left
      default: OneStation.formula(metric)
      }
    }
  }
}
