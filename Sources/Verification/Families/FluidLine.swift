extension ModelFamily {
  /// Two machines with a continuous flow between them, failing on wall time.
  ///
  /// The flow is cut into parts of 1/m: work takes 1/m, the buffer has N · m places. Their production
  /// rate is above that of the flow by a share that falls as 1/m. Against the flow simulated exactly,
  /// with the same ups and downs, it is 1e-5 at m = 20 for failures every 100 and repairs of 10 cycles
  /// with a buffer of 10, and 2e-4 at m = 20 for failures every 15, repairs of 4 and a buffer of 2.5;
  /// with a place less it is ten times as much. So m is 20, or more where the buffer would have fewer
  /// than 100 places, and nothing is extrapolated.
  static let fluidLine = ModelFamily.factory(
    "line.fluid_exponential", parameters: ["failure_rates", "repair_rates", "buffer"]
  ) { (battery, length) throws(CaseProblem) in
    let parameters = battery.parameters
    let failures = try parameters.numbers("failure_rates", count: 2)
    let repairs = try parameters.numbers("repair_rates", count: 2)
    let buffer = try parameters.positive("buffer")
    let parts = partsPerCycle(buffer: buffer)
    let line = SerialLine(
      times: [String](repeating: ScenarioText.minutes(1 / Double(parts)), count: 2),
      buffers: [Int((buffer * Double(parts)).rounded())],
      failures: zip(failures, repairs).map {
        ScenarioText.failure(
          after: ScenarioText.exponential(rate: $0), clock: "calendar",
          repair: ScenarioText.exponential(rate: $1))
      })
    return try ScenarioModel(line.text(battery, length), for: battery.expected) { metric in
      metric == "production_rate"
        ? MetricFormula.perMinute("throughput") / .number(Double(parts)) : nil
    }
  }

  /// The number of parts into which the flow of a cycle is cut: so that the buffer holds a whole number
  /// of them, where that can be.
  static func partsPerCycle(buffer: Double) -> Int {
    let least = max(20, Int((100 / buffer).rounded(.up)))
    let fitting = (least..<2 * least).first { parts in
      let places = buffer * Double(parts)
      return abs(places - places.rounded()) < 1e-9 * places
    }
    return fitting ?? 2 * least
  }
}
