extension ModelFamily {
  /// Two machines in a line that share one repair crew.
  ///
  /// The crew takes repairs in the order of the failures, or leaves any other repair for one of the
  /// machine with priority, and goes on with it later.
  static let sharedRepairCrew = ModelFamily.factory(
    "integrated.shared_repair_crew",
    parameters: ["mu", "buffer", "failure_rates", "repair_rates", "crew_rule"]
  ) { (battery, length) throws(CaseProblem) in
    let parameters = battery.parameters
    let rates = try parameters.numbers("mu", count: 2)
    let failures = try parameters.numbers("failure_rates", count: 2)
    let repairs = try parameters.numbers("repair_rates", count: 2)
    let rule = try parameters.text("crew_rule")
    let first = rule.number(after: "priority machine ")
    guard rule == "FCFS" || first == 1 || first == 2 else {
      throw CaseProblem(
        "parameters.crew_rule", "'\(rule)' is not modelled; FCFS and 'priority machine 1' are")
    }
    let line = SerialLine(
      times: rates.map { ScenarioText.exponential(rate: $0) },
      buffers: [try parameters.whole("buffer")],
      failures: failures.indices.map { machine in
        ScenarioText.failure(
          after: ScenarioText.exponential(rate: failures[machine]), clock: "producing",
          repair: ScenarioText.exponential(rate: repairs[machine]), by: "fitters",
          priority: first == machine + 1 ? 1 : nil)
      })
    var text = try line.text(battery, length)
    text.add("crews", first == nil ? "{fitters: {size: 1}}" : "{fitters: {preempts: resume}}")
    return try ScenarioModel(text, for: battery.expected) { metric in
      switch metric {
      case "crew_utilisation": .metric("crews.fitters.utilization")
      case "P_both_down": .metric("machines_down.share_at(2)")
      default: SerialLine.formula(metric)
      }
    }
  }
}
