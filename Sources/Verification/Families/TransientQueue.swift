extension ModelFamily {
  /// An M/M/c queue from a given number of parts to a given time; nothing is discarded.
  ///
  /// One replication of the case is many runs of the factory, each as long as the time.
  static let transientQueue = ModelFamily(
    names: ["queue.transient"], kind: .factory,
    parameters: ["arrival_rate", "service_rate", "servers", "n0", "T"]
  ) { (battery, tier) throws(CaseProblem) in
    let parameters = battery.parameters
    guard let plan = battery.plan else {
      throw CaseProblem("tolerance_hint", "it does not say how often to simulate")
    }
    let runs = RunLength(plan, tier: tier).length
    var length = RunLength(plan, tier: tier)
    length.warmUp = 0
    length.length = try parameters.positive("T")
    var text = ScenarioText(battery.id, length)
    text.addProduct(
      release:
        "{every: \(ScenarioText.exponential(rate: try parameters.positive("arrival_rate")))}",
      route: ["server"])
    var fields: [ScenarioText.Field] = [
      ("time", ScenarioText.exponential(rate: try parameters.positive("service_rate")))
    ]
    let machines = parameters.has("servers") ? try parameters.whole("servers") : 1
    if machines != 1 { fields.append(("machines", "\(machines)")) }
    let initial = parameters.has("n0") ? try parameters.whole("n0") : 0
    if initial > 0 { fields.append(("initial", "\(initial)")) }
    text.addStation("server", fields)
    var model = try ScenarioModel(text, for: battery.expected) { metric in
      switch metric {
      case "mean_number_at_T": .metric("stations.server.number.at_end")
      case "time_average_number": .metric("stations.server.number")
      default: nil
      }
    }
    model.replicationsEach = Int(runs)
    return CaseModel(scenario: model)
  }
}
