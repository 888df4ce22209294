extension ModelFamily {
  /// Two stations: exponential work at the first, times as given at the second.
  static let twoStationLine = ModelFamily.factory(
    "line.two_station_general", parameters: ["mu1", "service2", "buffer"]
  ) { (battery, length) throws(CaseProblem) in
    let parameters = battery.parameters
    let line = SerialLine(
      times: [
        ScenarioText.exponential(rate: try parameters.positive("mu1")),
        try parameters.time("service2"),
      ], buffers: [try parameters.whole("buffer")])
    return try ScenarioModel(line.text(battery, length), for: battery.expected) {
      SerialLine.formula($0)
    }
  }

  /// Two stations whose parts may be scrapped as soon as they are finished.
  static let scrapLine = ModelFamily.factory(
    "quality.scrap_line", parameters: ["mu1", "mu2", "buffer", "scrap1", "scrap2"]
  ) { (battery, length) throws(CaseProblem) in
    let parameters = battery.parameters
    let rates = [try parameters.positive("mu1"), try parameters.positive("mu2")]
    let scrap = [try parameters.number("scrap1"), try parameters.number("scrap2")]
    let line = SerialLine(
      times: rates.map { ScenarioText.exponential(rate: $0) },
      buffers: [try parameters.whole("buffer")],
      operations: scrap.map {
        [("makes", "{flaw: \(ScenarioText.number($0))}"), ("finds", "{flaw: 1}")]
      })
    let minutes = MetricFormula.number(length.length)
    return try ScenarioModel(line.text(battery, length), for: battery.expected) { metric in
      switch metric {
      case "good_throughput": .perMinute("throughput")
      case "raw_consumption": .metric("stations.m1.produced_parts") / minutes
      case "overall_yield":
        MetricFormula.metric("good_parts") / (.metric("good_parts") + .metric("scrapped_parts"))
      default: SerialLine.formula(metric)
      }
    }
  }
}
