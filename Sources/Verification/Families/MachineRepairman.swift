extension ModelFamily {
  /// Machines that share repair crews: the machine-repairman model.
  ///
  /// Without spare machines they are the machines of a station, with failures on wall time and a crew of
  /// so many. With spares, machines that wait for a place do not age, so the machines themselves are
  /// the parts of a closed network: `operating` has a place for each machine in operation and takes
  /// as long as a machine lives, `repair` has a place for each crew.
  static let machineRepairman = ModelFamily.factory(
    "queue.machine_repairman",
    parameters: ["positions", "spares", "crews", "mean_life", "repair"]
  ) { (battery, length) throws(CaseProblem) in
    let parameters = battery.parameters
    let positions = try parameters.whole("positions")
    let spares = parameters.has("spares") ? try parameters.whole("spares") : 0
    let crews = try parameters.whole("crews")
    let life = "exponential \(ScenarioText.minutes(try parameters.positive("mean_life")))"
    let repair = try parameters.time("repair")
    var text = ScenarioText(battery.id, length)
    guard spares == 0 else {
      text.addProduct(
        "machine", release: "{keep: \(positions + spares)}", route: ["operating", "repair"])
      text.addStation("operating", [("machines", "\(positions)"), ("time", life)])
      text.addStation("repair", [("machines", "\(crews)"), ("time", repair)])
      let horizon = MetricFormula.number(length.length)
      return try ScenarioModel(text, for: battery.expected) { metric in
        switch metric {
        case "mean_availability": .metric("stations.operating.utilization")
        case "crew_utilisation": .metric("stations.repair.utilization")
        case "mean_down": .metric("stations.repair.number")
        case "failure_rate_total": .metric("stations.operating.produced_parts") / horizon
        default: nil
        }
      }
    }
    text.add("crews", "{fitters: {size: \(crews)}}")
    // What the machines work on is of no account; they fail on wall time.
    text.addProduct(release: "saturated", route: ["operating"])
    text.addStation(
      "operating",
      [
        ("machines", "\(positions)"),
        ("time", ScenarioText.minutes(try parameters.positive("mean_life"))),
        (
          "failures",
          "{breakdown: \(ScenarioText.failure(after: life, clock: "calendar", repair: repair, by: "fitters"))}"
        ),
      ])
    let horizon = MetricFormula.number(length.length)
    return try ScenarioModel(text, for: battery.expected) { metric in
      switch metric {
      case "mean_availability":
        1 - .metric("stations.operating.down") - .metric("stations.operating.waiting_for_repair")
      case "crew_utilisation": .metric("crews.fitters.utilization")
      case "mean_down": .metric("machines_down")
      case "failure_rate_total": .metric("stations.operating.failures") / horizon
      default: nil
      }
    }
  }
}
