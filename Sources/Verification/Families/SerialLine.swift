/// A saturated line of stations `m1`, `m2` … with buffers between them.
struct SerialLine {
  /// Time of work at each station, in words.
  var times: [String]
  /// Places in front of each station but the first.
  var buffers: [Int]
  /// Machines of each station; none: one each.
  var machines: [Int] = []
  /// The failure of each station's machines, empty where they do not fail; none: none does.
  var failures: [String] = []
  /// Whether a machine begins only when there is a place for its part ahead.
  var blocksBeforeService = false
  /// Further keys of each operation, such as the defects that it makes; none: no such.
  var operations: [[ScenarioText.Field]] = []

  func text(_ battery: BatteryCase, _ run: RunLength) throws(CaseProblem) -> ScenarioText {
    guard buffers.count == times.count - 1 else {
      throw CaseProblem(
        "parameters.buffers",
        "expected one between any two of \(times.count) stations; found \(buffers.count)")
    }
    for (name, count) in [("machines", machines.count), ("failures", failures.count)]
    where count != 0 && count != times.count {
      throw CaseProblem(
        "parameters", "expected \(name) for \(times.count) stations, found \(count)")
    }
    var text = ScenarioText(battery.id, run)
    text.addProduct(
      release: "saturated",
      route: times.indices.map {
        ScenarioText.operation("m\($0 + 1)", operations.isEmpty ? [] : operations[$0])
      })
    for (index, time) in times.enumerated() {
      var fields: [ScenarioText.Field] = [("time", time)]
      if !machines.isEmpty, machines[index] != 1 {
        fields.append(("machines", "\(machines[index])"))
      }
      if index > 0 { fields.append(("buffer", "\(buffers[index - 1])")) }
      if blocksBeforeService { fields.append(("blocking", "before_service")) }
      if !failures.isEmpty, !failures[index].isEmpty {
        fields.append(("failures", "{breakdown: \(failures[index])}"))
      }
      text.addStation("m\(index + 1)", fields)
    }
    return text
  }

  /// The usual measures of a line.
  ///
  /// `mean_buffer_2`: parts that wait between stations 2 and 3; `mean_wip_station3`: those and the ones
  /// on the machines of station 3; fractions are shares of machine time.
  static func formula(_ metric: String) -> MetricFormula? {
    if metric == "throughput" { return .perMinute("throughput") }
    if let number = metric.number(after: "mean_buffer_") {
      return .metric("stations.m\(number + 1).queue")
    }
    let measures = [
      ("mean_wip_station", "number"), ("blocked_fraction_", "blocked"),
      ("starved_fraction_", "starved"), ("utilisation_", "utilization"),
    ]
    for (beginning, measure) in measures {
      if let number = metric.number(after: beginning) {
        return .metric("stations.m\(number).\(measure)")
      }
    }
    return nil
  }
}
