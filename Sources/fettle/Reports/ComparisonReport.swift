import Experiments
import FactoryModel

/// The table and the verdicts that are printed of several arms.
struct ComparisonReport {
  var summary: ExperimentSummary
  var factory: Factory
  /// The metrics to show; none: the usual ones.
  var metrics: [String]

  var text: String {
    ([table] + (summary.verdicts.isEmpty ? [] : [verdicts])).joined(separator: "\n\n")
  }

  private var table: String {
    var table = TextTable([.left, .left, .left, .right, .left, .left])
    let isFamily = summary.arms.count > 2
    table.add(
      [
        "", "", "arm", "mean", "difference, 95 % interval\(isFamily ? " of all at once" : "")",
        "in % of \(summary.baseline ?? "the first")",
      ])
    for row in rows {
      var head = [row.label, row.unit]
      // Means below each other have the same decimals, those of the narrowest interval.
      let decimals = summary.arms.compactMap { $0.entry(row.metric) }.compactMap { entry in
        entry.mean.map { NumberText.decimals(mean: $0, halfWidth: entry.halfWidth) }
      }.max()
      for arm in summary.arms {
        guard let mean = arm.entry(row.metric)?.mean else { continue }
        var cells = head + [arm.arm, NumberText.fixed(mean, decimals: decimals ?? 0)]
        if let difference = summary.difference(in: row.metric, of: arm.arm) {
          cells += difference.cells()
        }
        table.add(cells)
        head = ["", ""]
      }
    }
    return table.text
  }

  private var rows: [Headline] {
    let usual = Headline.line + Headline.costs(factory.costs)
    guard !metrics.isEmpty else { return usual }
    return metrics.map { metric in
      if let known = usual.first(where: { $0.metric == metric }) { return known }
      let unit = summary.arms.lazy.compactMap { $0.entry(metric)?.unit }.first ?? ""
      return Headline(metric, unit == "1" ? "" : unit, metric)
    }
  }

  private var verdicts: String { summary.verdicts.map(\.sentence).joined(separator: "\n") }
}
