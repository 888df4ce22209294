extension ModelFamily {
  /// M/G/1: Poisson arrivals, times of work as given.
  static let generalService = ModelFamily.factory(
    "queue.mg1", parameters: ["arrival_rate", "service"]
  ) { (battery, length) throws(CaseProblem) in
    let arrivals = try battery.parameters.positive("arrival_rate")
    let queue = OneStation(
      interarrival: ScenarioText.exponential(rate: arrivals),
      service: try battery.parameters.time("service"))
    return try ScenarioModel(
      queue.text(battery, length.time(atRate: arrivals)), for: battery.expected
    ) { OneStation.formula($0) }
  }

  /// GI/M/1: independent times between arrivals as given, exponential work.
  ///
  /// The root σ of the theory is the chance that an arrival waits. The run is as long as it takes so
  /// many customers to come on average.
  static let generalArrivals = ModelFamily.factory(
    "queue.gim1", parameters: ["interarrival", "service_rate"]
  ) { (battery, length) throws(CaseProblem) in
    let interarrival = try battery.parameters.object("interarrival")
    let queue = OneStation(
      interarrival: try interarrival.timeInWords(),
      service: ScenarioText.exponential(rate: try battery.parameters.positive("service_rate")))
    return try ScenarioModel(
      queue.text(battery, length.time(atRate: 1 / interarrival.meanTime())),
      for: battery.expected
    ) { OneStation.formula($0 == "sigma" ? "P_wait" : $0) }
  }

  /// M/G/1 whose machine breaks down; interrupted work goes on after the repair.
  ///
  /// Failures depend on operation (the clock runs while the machine works) or on time (it runs while
  /// the machine is up). A machine `alone`, of the same kind but never without work, shows the
  /// completion time of a part, from its being taken to its end, and the machine's availability.
  static let breakdowns = ModelFamily.factory(
    "queue.mg1.breakdowns",
    parameters: ["arrival_rate", "service", "failure_rate", "repair", "failure_mode"]
  ) { (battery, length) throws(CaseProblem) in
    let parameters = battery.parameters
    let arrivals = try parameters.positive("arrival_rate")
    let service = try parameters.time("service")
    let failure = ScenarioText.failure(
      after: ScenarioText.exponential(rate: try parameters.positive("failure_rate")),
      clock: try parameters.failureClock("failure_mode"), repair: try parameters.time("repair"))
    var text = ScenarioText(battery.id, length.time(atRate: arrivals))
    text.addProduct(
      "part", release: "{every: \(ScenarioText.exponential(rate: arrivals))}", route: ["server"])
    text.addProduct("sample", release: "saturated", route: ["alone"])
    for station in ["server", "alone"] {
      text.addStation(station, [("time", service), ("failures", "{breakdown: \(failure)}")])
    }
    return try ScenarioModel(text, for: battery.expected) { metric in
      switch metric {
      case "W": .minutes("products.part.cycle_time")
      case "mean_completion_time": .minutes("products.sample.cycle_time")
      case "completion_time_second_moment":
        .metric("products.sample.cycle_time.second_moment") * 3_600
      case "stand_alone_availability": .metric("stations.alone.producing")
      default: OneStation.formula(metric)
      }
    }
  }
}

extension ScenarioText {
  /// A failure of a machine.
  static func failure(
    after: String, clock: String, repair: String, by crew: String? = nil, priority: Int? = nil
  ) -> String {
    braces(
      [("after", after), ("clock", clock), ("repair", repair)]
        + (crew.map { [("by", $0)] } ?? []) + (priority.map { [("priority", "\($0)")] } ?? []))
  }
}

extension CaseParameters {
  /// The clock on which failures count.
  func failureClock(_ name: String) throws(CaseProblem) -> String {
    switch try text(name) {
    case "operation-dependent": return "producing"
    case "time-dependent": return "calendar"
    case let other: throw CaseProblem(name, "failures that are '\(other)' are not modelled")
    }
  }
}
