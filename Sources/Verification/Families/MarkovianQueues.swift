extension ModelFamily {
  /// M/M/1: Poisson arrivals, one machine with exponential times.
  static let singleServer = ModelFamily.factory(
    "queue.mm1", parameters: ["arrival_rate", "service_rate", "t"]
  ) { (battery, length) throws(CaseProblem) in
    try markovian(battery, length)
  }

  /// M/M/c: Poisson arrivals, parallel machines behind one queue.
  static let parallelServers = ModelFamily.factory(
    "queue.mmc", parameters: ["arrival_rate", "service_rate", "servers", "t"]
  ) { (battery, length) throws(CaseProblem) in
    try markovian(battery, length, machines: try battery.parameters.whole("servers"))
  }

  /// M/M/c/K: at most K parts in the system; an arrival that finds K is lost.
  ///
  /// The buffer has K - c places, and the release loses parts that find it full.
  static let lossQueue = ModelFamily.factory(
    "queue.mmck", parameters: ["arrival_rate", "service_rate", "servers", "K"]
  ) { (battery, length) throws(CaseProblem) in
    let machines = try battery.parameters.whole("servers")
    let most = try battery.parameters.whole("K")
    guard most >= machines else {
      throw CaseProblem("parameters.K", "\(most) is less than the number of servers, \(machines)")
    }
    return try markovian(battery, length, machines: machines, places: most - machines)
  }

  private static func markovian(
    _ battery: BatteryCase, _ length: RunLength, machines: Int = 1, places: Int? = nil
  ) throws(CaseProblem) -> ScenarioModel {
    let parameters = battery.parameters
    let arrivals = try parameters.positive("arrival_rate")
    let queue = OneStation(
      interarrival: ScenarioText.exponential(rate: arrivals),
      service: ScenarioText.exponential(rate: try parameters.positive("service_rate")),
      machines: machines, places: places)
    let threshold = parameters.has("t") ? try parameters.number("t") : nil
    return try ScenarioModel(
      queue.text(battery, length.time(atRate: arrivals)), for: battery.expected
    ) { metric in
      switch metric {
      case "P_block":
        MetricFormula.metric("lost_parts") / (.metric("lost_parts") + .metric("released_parts"))
      case "W_accepted": .minutes("cycle_time")
      default: OneStation.formula(metric, threshold: threshold)
      }
    }
  }
}
