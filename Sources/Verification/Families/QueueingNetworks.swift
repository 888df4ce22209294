extension ModelFamily {
  /// An open Jackson network: parts come from outside to some stations and go on by chance.
  ///
  /// Each stream from outside is a product. Its route begins where the stream enters and names every
  /// station once; after each operation a part goes on by chance, or leaves.
  static let openNetwork = ModelFamily.factory(
    "queue.jackson", parameters: ["external_rates", "service_rates", "servers", "routing"]
  ) { (battery, length) throws(CaseProblem) in
    let rates = try battery.parameters.numbers("external_rates")
    let stations = try NetworkStations(battery.parameters, count: rates.count)
    var text = ScenarioText(battery.id, length)
    for (entry, rate) in rates.enumerated() where rate > 0 {
      text.addProduct(
        "stream\(entry + 1)", release: "{every: \(ScenarioText.exponential(rate: rate))}",
        route: stations.route(from: entry))
    }
    stations.add(to: &text)
    return try ScenarioModel(text, for: battery.expected) { metric in
      switch metric {
      case "L_total": .metric("work_in_process")
      case "mean_sojourn": .minutes("cycle_time")
      case "throughput": .perMinute("throughput")
      default: NetworkStations.formula(metric)
      }
    }
  }

  /// A closed network (CONWIP): a part that would come back to the first station leaves, and a new one
  /// enters there at once.
  static let closedNetwork = ModelFamily.factory(
    "queue.closed.conwip", parameters: ["service_rates", "servers", "routing", "wip"]
  ) { (battery, length) throws(CaseProblem) in
    let count = try battery.parameters.numbers("service_rates").count
    let stations = try NetworkStations(battery.parameters, count: count, isClosed: true)
    var text = ScenarioText(battery.id, length)
    text.addProduct(
      release: "{keep: \(try battery.parameters.whole("wip"))}", route: stations.route(from: 0))
    stations.add(to: &text)
    return try ScenarioModel(text, for: battery.expected) { metric in
      switch metric {
      case "throughput": .perMinute("throughput")
      case "mean_cycle_time": .minutes("cycle_time")
      default: NetworkStations.formula(metric)
      }
    }
  }
}

/// The stations of a network with exponential work, and how parts go on from each.
private struct NetworkStations {
  var rates: [Double]
  var machines: [Int]
  /// The chance to go from one station to another; what is missing to 1 is the chance to leave.
  var routing: [[Double]]

  init(
    _ parameters: CaseParameters, count: Int, isClosed: Bool = false
  ) throws(CaseProblem) {
    rates = try parameters.numbers("service_rates", count: count)
    machines = try parameters.wholes("servers")
    routing = try parameters.square("routing", size: count)
    guard machines.count == count else {
      throw CaseProblem("parameters.servers", "expected \(count) numbers; found \(machines.count)")
    }
    if isClosed {
      for station in routing.indices { routing[station][0] = 0 }
    }
  }

  func add(to text: inout ScenarioText) {
    for (index, rate) in rates.enumerated() {
      var fields: [ScenarioText.Field] = [("time", ScenarioText.exponential(rate: rate))]
      if machines[index] != 1 { fields.append(("machines", "\(machines[index])")) }
      text.addStation("station\(index + 1)", fields)
    }
  }

  /// The operations of parts that enter at a station: that one first, then all that can be reached.
  func route(from entry: Int) -> [String] {
    var order = [entry]
    var next = 0
    while next < order.count {
      for (target, chance) in routing[order[next]].enumerated()
      where chance > 0 && !order.contains(target) {
        order.append(target)
      }
      next += 1
    }
    return order.enumerated().map { place, station in
      let following = place + 1 < order.count ? order[place + 1] : nil
      return ScenarioText.operation("station\(station + 1)", onward(station, following))
    }
  }

  /// Where parts go on; nothing where it is what follows in the route.
  private func onward(_ station: Int, _ following: Int?) -> [ScenarioText.Field] {
    let targets = routing[station].enumerated().filter { $0.element > 0 }
    let leaving = 1 - targets.reduce(0) { $0 + $1.element }
    let leaves = leaving > 1e-12
    if !leaves, targets.count == 1, targets[0].offset == following { return [] }
    if targets.isEmpty, following == nil { return [] }
    var chances: [ScenarioText.Field] = targets.map {
      ("station\($0.offset + 1)", ScenarioText.number($0.element))
    }
    if leaves {
      chances.append(("leave", "rest"))
    } else if let last = chances.indices.last {
      chances[last].value = "rest"
    }
    return [("next", ScenarioText.braces(chances))]
  }

  static func formula(_ metric: String) -> MetricFormula? {
    for beginning in ["L_station", "WIP_station"] {
      if let number = metric.number(after: beginning) {
        return .metric("stations.station\(number).number")
      }
    }
    return metric.number(after: "utilisation_station").map {
      .metric("stations.station\($0).utilization")
    }
  }
}
