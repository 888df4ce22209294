extension ModelFamily {
  /// Lines of exponential machines with blocking after service, or before it; with parallel machines;
  /// with exponential failures and repairs.
  static let exponentialLine = ModelFamily.factory(
    "line.hillier_boling", "line.bas_exponential", "line.parallel_stations",
    "line.unreliable_exponential",
    parameters: [
      "service_rates", "buffers", "blocking", "machines_per_station", "failure_rates",
      "repair_rates", "failure_mode",
    ]
  ) { (battery, length) throws(CaseProblem) in
    let buffers = try battery.parameters.wholes("buffers")
    let text = try exponentialLine(battery.parameters, buffers: buffers).text(battery, length)
    return try ScenarioModel(text, for: battery.expected) { SerialLine.formula($0) }
  }

  /// A row of the tables of balanced lines.
  static let publishedLine = ModelFamily.factory(
    "published.line", parameters: ["stations", "buffer_each", "rate", "blocking", "table"]
  ) { (battery, length) throws(CaseProblem) in
    let parameters = battery.parameters
    let count = try parameters.whole("stations")
    guard count >= 2 else {
      throw CaseProblem("parameters.stations", "expected at least 2; found \(count)")
    }
    let buffer = try parameters.whole("buffer_each")
    guard try parameters.text("blocking") == "after service" else {
      throw CaseProblem("parameters.blocking", "only 'after service' is modelled")
    }
    let rate = try parameters.positive("rate")
    let line = SerialLine(
      times: [String](repeating: ScenarioText.exponential(rate: rate), count: count),
      buffers: [Int](repeating: buffer, count: count - 1))
    return try ScenarioModel(
      line.text(battery, length.time(atRate: rate)), for: battery.expected
    ) { SerialLine.formula($0) }
  }

  /// The line that the parameters describe, with buffers that may be others than theirs.
  static func exponentialLine(
    _ parameters: CaseParameters, buffers: [Int]
  ) throws(CaseProblem) -> SerialLine {
    let rates = try parameters.numbers("service_rates")
    var line = SerialLine(times: rates.map { ScenarioText.exponential(rate: $0) }, buffers: buffers)
    if parameters.has("machines_per_station") {
      line.machines = try parameters.wholes("machines_per_station")
    }
    if parameters.has("failure_rates") {
      let clock = try parameters.failureClock("failure_mode")
      let failures = try parameters.numbers("failure_rates", count: rates.count)
      let repairs = try parameters.numbers("repair_rates", count: rates.count)
      line.failures = zip(failures, repairs).map {
        ScenarioText.failure(
          after: ScenarioText.exponential(rate: $0), clock: clock,
          repair: ScenarioText.exponential(rate: $1))
      }
    }
    if parameters.has("blocking") {
      switch try parameters.text("blocking") {
      case "BAS": break
      case "BBS": line.blocksBeforeService = true
      case let other:
        throw CaseProblem("parameters.blocking", "'\(other)' is not modelled; BAS and BBS are")
      }
    }
    return line
  }
}
