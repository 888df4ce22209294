import Experiments

extension ForestPlot.Row {
  /// A difference from a baseline, in percent of it where that can be said.
  ///
  /// - Parameters:
  ///   - difference: The difference.
  ///   - label: What differs.
  /// - Returns: `nil` where it cannot be given in percent: the baseline is 0.
  static func relative(
    _ difference: ExperimentSummary.DifferenceEntry, label: String
  ) -> ForestPlot.Row? {
    // Of a fraction the difference is in percentage points.
    let isFraction = difference.unit == "1"
    guard let mean = isFraction ? difference.mean : difference.relativeMean else { return nil }
    let lower = isFraction ? difference.lower : difference.relativeLower
    let upper = isFraction ? difference.upper : difference.relativeUpper
    return ForestPlot.Row(
      label: label, mean: 100 * mean, lower: lower.map { 100 * $0 }, upper: upper.map { 100 * $0 },
      text: MetricScale(unit: "1").text(mean, lower, upper)
        + (isFraction ? " percentage points" : " %"),
      tone: tone(of: difference))
  }

  /// Whether a difference is good, bad, or may be chance.
  static func tone(of difference: ExperimentSummary.DifferenceEntry) -> ForestPlot.Tone {
    guard difference.significant else { return .undecided }
    switch difference.better {
    case "higher": return difference.mean > 0 ? .better : .worse
    case "lower": return difference.mean < 0 ? .better : .worse
    default: return .plain
    }
  }
}

extension ForestPlot.Tone {
  /// The tone in a table.
  ///
  /// - Parameter difference: What it is said of.
  /// - Returns: A word or two.
  func word(for difference: ExperimentSummary.DifferenceEntry) -> String {
    if difference.lower == 0, difference.upper == 0 { return "the same" }
    return self == .plain ? "differs" : rawValue
  }
}
