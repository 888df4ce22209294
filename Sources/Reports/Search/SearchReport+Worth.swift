import Experiments

/// The section about what the recommendation is worth.
extension SearchReport {
  func worth(_ charts: inout ChartList) -> Markup {
    var content: [Markup] = []
    if let comparison = result?.comparison { content += compared(comparison, &charts) }
    if let selection = result?.selection { content += finalists(selection, &charts) }
    guard !content.isEmpty else { return .none }
    let run = result?.comparison?.run.map { path in
      let name = path.split(separator: "/").last.map(String.init) ?? path
      return " All metrics of both stand in the run \(name); fettle report makes its page."
    }
    return PageParts.section(
      "What the recommendation is worth",
      "Measured on fresh replications that neither the search nor the finalists have seen, so that "
        + "nothing is good because it was lucky. Both meet the same chance, replication by "
        + "replication.\(run ?? "")", content)
  }

  // MARK: - Against today

  private func compared(
    _ comparison: SearchRecord.Comparison, _ charts: inout ChartList
  ) -> [Markup] {
    let plot = ForestPlot(
      rows: comparison.metrics.compactMap { metric in
        metric.difference.flatMap {
          .relative($0, label: PathLabel.metric(metric.today.metric))
        }
      }, reference: 0, title: "difference from today, %")
    let rows = comparison.metrics.map { metric -> Markup in
      let scale = MetricScale(unit: metric.today.unit)
      let cells = metric.difference?.cells(scale: scale.factor).map { FigureText.grouped($0) } ?? []
      return .row(
        PathLabel.metric(metric.today.metric) + scale.suffix,
        numbers: [
          FigureText(metric.today).valueAndHalfWidth,
          FigureText(metric.recommended).valueAndHalfWidth, cells.first ?? "–",
          cells.count > 1 ? cells[1] : "",
          metric.difference.map { ForestPlot.Row.tone(of: $0).word(for: $0) } ?? "–",
        ])
    }
    let table = Markup.table(
      head: [
        "", "today ± half-width", "recommended ± half-width", "difference, 95 % interval",
        "in % of today", "verdict",
      ], texts: 1, rows: rows)
    guard !plot.rows.isEmpty else { return [table] }
    return [
      charts.add(
        plot.specification,
        label:
          "Differences of \(plot.rows.count) metrics between recommended and today's values with "
          + "95 % intervals; the table below has the same figures",
        caption: ForestPlot.legend + " Of fractions the difference is in percentage points.",
        beside: TableBeside(
          row: ["label"],
          columns: ["lower,upper": "in % of today|difference, 95 % interval"]
        ).with(more: .table)),
      table,
    ]
  }

  // MARK: - Finalists

  private func finalists(
    _ selection: SearchRecord.Selection, _ charts: inout ChartList
  ) -> [Markup] {
    let sign = goal.sign
    let sorted = selection.finalists.sorted {
      (sign * $0.mean, $0.trial) < (sign * $1.mean, $1.trial)
    }
    let best = sorted.first?.mean ?? 0
    let plot = ForestPlot(
      rows: sorted.map { finalist in
        ForestPlot.Row(
          label: name(of: finalist.trial), mean: scale.factor * finalist.mean, lower: nil,
          upper: nil, text: scale.text(finalist.mean),
          tone: finalist.trial == result?.recommended
            ? .better
            : abs(finalist.mean - best) < selection.indifferenceZone ? .undecided : .plain)
      }, reference: nil, title: goalLabel + scale.suffix)
    return [
      .element("h3", "The finalists"),
      charts.add(
        plot.specification,
        label:
          "The \(goalLabel) of \(sorted.count) finalists on fresh replications; the table below "
          + "has the same figures",
        caption:
          "The points that looked best, and what holds today, met again until one was the best "
          + "(procedure KN). Hollow: so near the best that the difference does not matter.",
        beside: TableBeside(
          row: ["label"], columns: ["mean": "\(goalLabel)\(scale.suffix)"])),
      .table(
        head: ["finalist", "\(goalLabel)\(scale.suffix)", "replications"]
          + record.factors.map { PathLabel.factor($0.path) }, texts: 1,
        rows: sorted.map { finalist in
          .row(
            name(of: finalist.trial),
            numbers: [scale.number(finalist.mean), "\(finalist.replications)"]
              + search.journal.entries[finalist.trial].values)
        }),
    ]
  }

  /// `point 12 (today)`.
  func name(of trial: Int) -> String {
    "point \(trial)" + (trial == todayTrial ? " (today)" : "")
      + (trial == result?.recommended ? " (recommended)" : "")
  }
}
