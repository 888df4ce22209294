import Experiments
import FactoryModel

/// What is printed of a benchmark: a table of the arms, their differences, and the verdict.
struct BenchmarkReport {
  var benchmark: BenchmarkSummary
  var summary: ExperimentSummary
  var factory: Factory
  /// The metrics to show; none: the usual ones.
  var metrics: [String]

  var text: String {
    ([tuning, table, differences, weights, benchmark.verdict] as [String?]).compactMap(\.self)
      .joined(separator: "\n\n")
  }

  // MARK: - Arms

  /// On what arms were tuned, and how long it was looked.
  private var tuning: String? {
    guard let replications = benchmark.tuningReplications else { return nil }
    let arms = benchmark.arms.filter { $0.pointsTried > 0 }
      .map { "\($0.arm) (\($0.pointsTried) points)" }
    return "tuned on \(replications) other replications: " + arms.joined(separator: ", ")
  }

  private var table: String {
    var table = TextTable([.left, .left] + benchmark.arms.map { _ in .right })
    table.add(["", ""] + benchmark.arms.map(\.arm))
    var factors: [String] = []
    for factor in benchmark.arms.flatMap(\.tuned).map(\.factor) where !factors.contains(factor) {
      factors.append(factor)
    }
    for factor in factors {
      table.add(
        [factor, ""]
          + benchmark.arms.map { arm in
            arm.tuned.first { $0.factor == factor }?.value ?? ""
          })
    }
    add(objective, to: &table)
    table.add(
      ["chance of being best", ""]
        + benchmark.arms.map { arm in
          arm.chanceOfBeingBest.map { VerdictWords.percent($0) } ?? ""
        })
    if let perfect = benchmark.perfect, benchmark.arms.contains(where: { $0.gapClosed != nil }) {
      table.add(
        ["gap to \(perfect) closed", ""]
          + benchmark.arms.map { arm in
            arm.gapClosed.map { VerdictWords.share($0) } ?? ""
          })
    }
    for condition in conditions {
      table.add(
        [condition, ""]
          + benchmark.arms.map { arm in
            arm.conditions.first { $0.condition == condition }?.judgement.rawValue ?? ""
          })
    }
    for row in rows { add(row, to: &table) }
    return table.text
  }

  private func add(_ row: Headline, to table: inout TextTable) {
    table.add(
      [row.label, row.unit]
        + summary.arms.map { arm in
          IntervalText.meanAndHalfWidth(arm.entry(row.metric))
        })
  }

  private var conditions: [String] {
    var seen: [String] = []
    for finding in benchmark.arms.flatMap(\.conditions) where !seen.contains(finding.condition) {
      seen.append(finding.condition)
    }
    return seen
  }

  // MARK: - Differences

  private var differences: String {
    let arms = summary.arms.map(\.arm).filter { $0 != summary.baseline }
    var table = TextTable([.left, .left] + arms.map { _ in .right })
    let isFamily = arms.count > 1
    table.add(
      [
        "difference from \(benchmark.baseline), 95 % interval\(isFamily ? " of all at once" : "")",
        "",
      ] + arms)
    for row in [objective] + rows {
      let found = arms.map { summary.difference(in: row.metric, of: $0) }
      table.add([row.label, row.unit] + found.map { $0?.cells()[0] ?? "" })
      guard row.metric == objective.metric else { continue }
      table.add(
        ["", "%"]
          + found.map { difference in
            guard let cells = difference?.cells(), cells.count == 2 else { return "" }
            return String(cells[1].dropLast(2))
          })
    }
    return table.text
  }

  private var weights: String? {
    benchmark.sensitivity.map {
      $0.sentence + " (as tuned; nothing is simulated anew)"
    }
  }

  // MARK: - Rows

  private var objective: Headline { headline(benchmark.objective) }

  private var rows: [Headline] {
    let shown =
      metrics.isEmpty ? Headline.benchmark(summary, of: factory) : metrics.map { headline($0) }
    return shown.filter { $0.metric != benchmark.objective }
  }

  private func headline(_ metric: String) -> Headline {
    let known = Headline.benchmark(summary, of: factory) + Headline.line
    if let line = known.first(where: { $0.metric == metric }) { return line }
    let unit = summary.arms.lazy.compactMap { $0.entry(metric)?.unit }.first ?? ""
    return Headline(metric, unit == "1" ? "" : unit, metric)
  }
}
