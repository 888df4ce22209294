extension ModelFamily {
  /// Two machines that also begin to make bad parts, which somebody notices after a while.
  ///
  /// Each machine has two failures on producing time: `breakdown` (rate p) stops it at once; `drift`
  /// (rate g) goes unnoticed, at the rate f until somebody sees it, and spoils every part that is
  /// finished meanwhile. Both are repaired at the rate r. A part with a flaw leaves all the same.
  static let qualityQuantity = ModelFamily.factory(
    "quality.quality_quantity", parameters: ["mu", "p", "r", "g", "f", "buffer"]
  ) { (battery, length) throws(CaseProblem) in
    let parameters = battery.parameters
    let rates = try parameters.numbers("mu", count: 2)
    let breakdowns = try parameters.numbers("p", count: 2)
    let repairs = try parameters.numbers("r", count: 2)
    let drifts = try parameters.numbers("g", count: 2)
    let notices = try parameters.numbers("f", count: 2)
    let line = SerialLine(
      times: rates.map { ScenarioText.exponential(rate: $0) },
      buffers: [try parameters.whole("buffer")])
    var text = try line.text(battery, length)
    for machine in 0..<2 {
      let repair = ScenarioText.exponential(rate: repairs[machine])
      let breakdown = ScenarioText.failure(
        after: ScenarioText.exponential(rate: breakdowns[machine]), clock: "producing",
        repair: repair)
      let drift = ScenarioText.braces([
        ("after", ScenarioText.exponential(rate: drifts[machine])), ("clock", "producing"),
        ("unnoticed", ScenarioText.exponential(rate: notices[machine])), ("repair", repair),
        ("makes", "{flaw: 100 %}"),
      ])
      text.addField("failures", "{breakdown: \(breakdown), drift: \(drift)}", toStation: machine)
    }
    let minutes = MetricFormula.number(length.length)
    let left = MetricFormula.metric("good_parts")
    let flawless = left - .metric("escaped_parts")
    return try ScenarioModel(text, for: battery.expected) { metric in
      switch metric {
      case "total_throughput": return .perMinute("throughput")
      case "system_yield": return flawless / left
      case "good_throughput": return flawless / minutes
      default: break
      }
      // Machines change only while they work, so being starved or blocked leaves the yield alone.
      if let number = metric.number(after: "isolated_yield_") {
        return .metric("stations.m\(number).quality_ratio")
      }
      return SerialLine.formula(metric)
    }
  }
}
