import Experiments

/// The differences of arms from the baseline in per cent of it, in the figures that matter.
struct RelativeDifferences: Sendable {
  /// One arm in one metric.
  struct Row: Sendable {
    var arm: String
    /// What people call the metric.
    var title: String
    var difference: ExperimentSummary.DifferenceEntry
    var judgement: Judgement
  }

  /// What a difference amounts to.
  enum Judgement: String, Hashable, Sendable, CaseIterable {
    case better, worse
    /// A difference beyond chance of a metric of which neither way is better.
    case other
    case undecided
    /// No difference at all.
    case same

    /// The same in words.
    var title: String {
      switch self {
      case .better: "better"
      case .worse: "worse"
      case .other: "different"
      case .undecided: "may be chance"
      case .same: "the same"
      }
    }

    var color: String {
      switch self {
      case .better: "#009E73"
      case .worse: "#D55E00"
      case .other: "#0072B2"
      case .undecided, .same: "#87919B"
      }
    }
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
        rows.append(
          Row(
            arm: arm.arm, title: title, difference: difference,
            judgement: RelativeDifferences.judgement(of: difference)))
      }
    }
  }

  static func judgement(of difference: ExperimentSummary.DifferenceEntry) -> Judgement {
    if difference.mean == 0, (difference.lower ?? 1) == 0, difference.upper == 0 { return .same }
    guard difference.significant, difference.mean != 0 else { return .undecided }
    switch difference.better {
    case "higher": return difference.mean > 0 ? .better : .worse
    case "lower": return difference.mean < 0 ? .better : .worse
    default: return .other
    }
  }
}
