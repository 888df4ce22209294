extension ModelFamily {
  /// Several classes of parts at one machine, the first class before the second and so on.
  ///
  /// Each class is a product with a priority of its own. Work that has begun is finished first, or is
  /// interrupted and later goes on where it stopped. The run is as long as it takes so many parts of
  /// all classes to come.
  static let priorities = ModelFamily.factory(
    "queue.priority.nonpreemptive", "queue.priority.preemptive",
    parameters: ["arrival_rates", "services"]
  ) { (battery, length) throws(CaseProblem) in
    let rates = try battery.parameters.numbers("arrival_rates")
    let services = try battery.parameters.objects("services")
    guard rates.count == services.count, !rates.isEmpty else {
      throw CaseProblem(
        "parameters.services", "expected one for each of the \(rates.count) arrival rates")
    }
    var text = ScenarioText(battery.id, length.time(atRate: rates.reduce(0, +)))
    for (index, rate) in rates.enumerated() {
      text.addProduct(
        "class\(index + 1)", release: "{every: \(ScenarioText.exponential(rate: rate))}",
        priority: rates.count - index,
        route: [
          ScenarioText.operation("server", [("time", try services[index].timeInWords())])
        ])
    }
    text.addStation(
      "server",
      battery.family.hasSuffix(".preemptive") ? [("preempts", "resume")] : [("preempts", "never")])
    return try ScenarioModel(text, for: battery.expected) { metric in
      if let number = metric.number(after: "Wq_class") {
        return .metric("products.class\(number).waiting_time")
      }
      if let number = metric.number(after: "W_class") {
        return .minutes("products.class\(number).cycle_time")
      }
      return OneStation.formula(metric)
    }
  }
}
