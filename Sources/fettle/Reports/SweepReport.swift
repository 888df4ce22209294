import Experiments
import FactoryModel

/// The table that is printed of a sweep: a row a point.
struct SweepReport {
  var summary: ExperimentSummary
  var factory: Factory
  /// The metrics to show; none: the usual ones.
  var metrics: [String]

  var text: String {
    let shown = columns
    var table = TextTable(
      [.left] + Array(repeating: .right, count: summary.factors.count + shown.count))
    table.add(["point"] + summary.factors + shown.map(\.label))
    for arm in summary.arms {
      table.add(
        [arm.arm] + arm.settings + shown.map { IntervalText.meanAndHalfWidth(arm.entry($0.metric)) }
      )
    }
    return table.text
  }

  private var columns: [(label: String, metric: String)] {
    let names =
      metrics.isEmpty
      ? ["throughput", "work_in_process", "cycle_time", "cost.per_good_part"] : metrics
    return names.compactMap { name in
      guard let entry = summary.arms.compactMap({ $0.entry(name) }).first else { return nil }
      return (["", "1"].contains(entry.unit) ? name : "\(name) \(entry.unit)", name)
    }
  }
}
