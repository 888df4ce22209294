extension ModelFamily {
  /// A machine that takes parts together, as soon as so many wait (the general bulk-service rule).
  static let bulkService = ModelFamily.factory(
    "queue.bulk_service", parameters: ["arrival_rate", "batch_rate", "min_batch", "max_batch"]
  ) { (battery, length) throws(CaseProblem) in
    let parameters = battery.parameters
    let (least, most) = (try parameters.whole("min_batch"), try parameters.whole("max_batch"))
    guard least >= 1, most >= least else {
      throw CaseProblem("parameters.max_batch", "\(most) is less than min_batch, \(least), or 1")
    }
    var text = ScenarioText(battery.id, length)
    let arrivals = ScenarioText.exponential(rate: try parameters.positive("arrival_rate"))
    text.addProduct(release: "{every: \(arrivals)}", route: ["server"])
    text.addStation(
      "server",
      [
        ("time", ScenarioText.exponential(rate: try parameters.positive("batch_rate"))),
        ("batch", "{at_least: \(least), at_most: \(most)}"),
      ])
    return try ScenarioModel(text, for: battery.expected) { metric in
      switch metric {
      case "P_busy": .metric("stations.server.utilization")
      case "mean_batch_size": .metric("stations.server.batch_size")
      default: OneStation.formula(metric)
      }
    }
  }

  /// Lots of one size that come to a machine which works on one part at a time (M^X/M/1).
  ///
  /// The run is as long as it takes so many lots to come.
  static let bulkArrival = ModelFamily.factory(
    "queue.bulk_arrival", parameters: ["lot_rate", "mean_lot_size", "lot_size", "service_rate"]
  ) { (battery, length) throws(CaseProblem) in
    let parameters = battery.parameters
    guard try parameters.text("lot_size") == "constant" else {
      throw CaseProblem("parameters.lot_size", "only lots of one size are modelled")
    }
    let size = try parameters.whole("mean_lot_size")
    let rate = try parameters.positive("lot_rate")
    var text = ScenarioText(battery.id, length.time(atRate: rate))
    text.addProduct(
      release: "{every: \(ScenarioText.exponential(rate: rate)), lot: \(size)}", route: ["server"])
    text.addStation(
      "server", [("time", ScenarioText.exponential(rate: try parameters.positive("service_rate")))])
    return try ScenarioModel(text, for: battery.expected) { OneStation.formula($0) }
  }

  /// A machine that goes round its set-ups, each as long as something waits for it, and goes on when nothing
  /// does (cyclic polling with exhaustive service).
  static let polling = ModelFamily.factory(
    "queue.polling", parameters: ["queues", "arrival_rate_each", "service", "setup"]
  ) { (battery, length) throws(CaseProblem) in
    let parameters = battery.parameters
    let count = try parameters.whole("queues")
    guard count >= 2 else { throw CaseProblem("parameters.queues", "expected at least 2") }
    let rate = try parameters.positive("arrival_rate_each")
    let service = try parameters.time("service")
    var text = ScenarioText(battery.id, length.time(atRate: rate * Double(count)))
    let names = (1...count).map { "kind\($0)" }
    for name in names {
      text.addProduct(
        name, release: "{every: \(ScenarioText.exponential(rate: rate))}",
        route: [ScenarioText.operation("server", [("time", service), ("setup", name)])])
    }
    text.addStation(
      "server",
      [
        ("setup_time", try parameters.time("setup")),
        ("setup_cycle", "{order: [\(names.joined(separator: ", "))], when_empty: goes_on}"),
      ])
    return try ScenarioModel(text, for: battery.expected) { metric in
      switch metric {
      case "utilisation_processing": .metric("stations.server.utilization")
      default: OneStation.formula(metric)
      }
    }
  }
}
