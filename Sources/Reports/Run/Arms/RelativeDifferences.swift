import Experiments

/// The differences of arms from the baseline in per cent of it, in the figures that matter.
struct RelativeDifferences: Sendable {
  /// One arm in one metric.
  struct Row: Sendable {
    var arm: String
    /// What people call the metric.
    var title: String
    var difference: ExperimentSummary.DifferenceEntry

    /// Whether there is no difference at all.
    var isSame: Bool {
      difference.mean == 0 && (difference.lower ?? 1) == 0 && difference.upper == 0
    }
    /// What the difference amounts to.
    var tone: ForestPlot.Tone { ForestPlot.Row.tone(of: difference) }
    /// The same in words.
    var judgement: String { isSame ? "the same" : tone.word(for: difference) }
  }

  /// The rows, metric by metric and in each arm by arm.
  var rows: [Row] = []

  /// Gathers the differences of metrics.
  ///
  /// - Parameters:
  ///   - metrics: The metrics with what people call them, in the order in which to show them.
  ///   - summary: The comparison.
  init(in metrics: [(metric: String, title: String)], of summary: ExperimentSummary) {
    for (metric, title) in metrics {
      for arm in summary.arms where arm.arm != summary.baseline {
        guard let difference = summary.difference(in: metric, of: arm.arm),
          difference.relativeMean != nil
        else { continue }
        rows.append(Row(arm: arm.arm, title: title, difference: difference))
      }
    }
  }

  /// The differences of an arm, as far as there are any.
  func plot(of arm: String, from baseline: String) -> ForestPlot {
    ForestPlot(
      rows: rows.filter { $0.arm == arm && !$0.isSame }.map { row in
        let difference = row.difference
        return ForestPlot.Row(
          label: row.title, mean: 100 * (difference.relativeMean ?? 0),
          lower: difference.relativeLower.map { 100 * $0 },
          upper: difference.relativeUpper.map { 100 * $0 },
          text: RelativeDifferences.percents(difference), tone: row.tone)
      }, reference: 0, title: "difference, % of \(baseline)")
  }

  /// A difference in per cent of the baseline.
  static func percents(_ difference: ExperimentSummary.DifferenceEntry) -> String {
    guard let mean = difference.relativeMean else { return "–" }
    guard let lower = difference.relativeLower, let upper = difference.relativeUpper else {
      return NumberText.significant(100 * mean) + " %"
    }
    return RunReport.measure(100 * mean, 100 * lower, 100 * upper) + " %"
  }
}
