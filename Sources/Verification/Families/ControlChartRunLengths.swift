import EventKernel
import Experiments
import ProcessQuality
import RandomVariates
import SimulationStatistics

extension ModelFamily {
  /// Average run lengths of control charts, by plotting points until the chart signals.
  static let runLengths = ModelFamily(
    names: ["quality.spc_arl"], kind: .library,
    parameters: ["chart", "lambda_or_k", "L_or_h", "shift"]
  ) { (battery, tier) throws(CaseProblem) in
    let parameters = battery.parameters
    guard let plan = battery.plan else {
      throw CaseProblem("tolerance_hint", "it does not say how many run lengths")
    }
    let chart = try controlChart(
      try parameters.text("chart"), weight: try parameters.number("lambda_or_k"),
      limit: try parameters.number("L_or_h"))
    let shift = try parameters.number("shift")
    let runs = Int(RunLength(plan, tier: tier).length)
    let points = Sampler(Distribution(.normal(mean: shift, standardDeviation: 1)))
    let sampling = SamplingModel(
      meaning: "\(runs) run lengths a replication, by ControlChart.add", names: ["ARL"]
    ) { stream in
      var chart = chart
      var count = 0
      for _ in 0..<runs {
        chart.restart()
        repeat { count += 1 } while !chart.add(points.sample(using: &stream))
      }
      return [Ratio(Double(count) / Double(runs))]
    }
    return CaseModel(sampling: sampling)
  }

  /// Rows of tables of run lengths, by the exact function.
  static let publishedRunLengths = ModelFamily(
    names: ["published.cusum", "published.ewma"], kind: .library,
    parameters: ["table", "h", "k", "shift", "lambda_", "L"]
  ) { (battery, _) throws(CaseProblem) in
    let parameters = battery.parameters
    let shift = parameters.has("shift") ? try parameters.number("shift") : 0
    let isCusum = battery.family == "published.cusum"
    let chart = try controlChart(
      isCusum ? "cusum" : "ewma",
      weight: isCusum ? try reference(parameters) : try parameters.number("lambda_"),
      limit: try parameters.number(isCusum ? "h" : "L"))
    let length = chart.averageRunLength(shift: shift)
    return CaseModel(exact: battery.expected.map { ExactValue($0.name, length) })
  }

  private static func controlChart(
    _ kind: String, weight: Double, limit: Double
  ) throws(CaseProblem) -> ControlChart {
    do throws(QualityInputError) {
      switch kind {
      case "shewhart": return .shewhart(try ShewhartChart(center: 0, sigma: 1, limit: limit))
      case "ewma":
        return .ewma(try EwmaChart(center: 0, sigma: 1, smoothing: weight, limit: limit))
      case "cusum":
        return .cusum(
          try CusumChart(center: 0, sigma: 1, reference: weight, decisionInterval: limit))
      default: break
      }
    } catch {
      throw CaseProblem("parameters", "\(error)")
    }
    throw CaseProblem("parameters.chart", "'\(kind)' is not modelled")
  }

  /// The reference value k, which the table's title gives: `two-sided CUSUM ARL, k=0.5`.
  private static func reference(_ parameters: CaseParameters) throws(CaseProblem) -> Double {
    if parameters.has("k") { return try parameters.number("k") }
    let title = try parameters.text("table")
    let pieces = title.split { $0 == "," || $0 == " " }
    guard let piece = pieces.first(where: { $0.hasPrefix("k=") }),
      let value = Double(piece.dropFirst(2))
    else { throw CaseProblem("table", "'\(title)' does not say what k is") }
    return value
  }
}
