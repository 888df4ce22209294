import Experiments

/// The section about how replications differ.
extension RunReport {
  func spread(_ charts: inout ChartList) -> Markup {
    let rows =
      summary.isSingleRun
      ? arms[0].figures
      : Verdict.metrics.map { Headline(RunReport.label(of: $0), "", $0) }
    guard showsArms else { return .none }
    var content: [Markup] = []
    for row in rows {
      let spreads = arms.compactMap { arm -> Charts.Spread? in
        guard let entry = arm.entry.entry(row.metric) else { return nil }
        let numbers = replications.numbers[arm.entry.arm, default: []]
        let values = replications.values(of: row.metric, in: arm.entry.arm)
        return Charts.Spread(
          arm: arm.entry.arm,
          values: zip(numbers, values).prefix(RunReport.mostDots / arms.count).compactMap {
            number, value in value.map { (replication: number, value: $0) }
          }, entry: entry)
      }
      guard let first = spreads.first, RunReport.isSpread(spreads) else { continue }
      let figure = FigureText(first.entry, unit: row.unit.isEmpty ? nil : row.unit)
      let result = spreads.count == 1 ? "; mean \(figure.valueAndHalfWidth)" : ""
      content.append(
        .element(
          "div", ["class": "strip"],
          [
            .element(
              "h3",
              [
                .text(row.label), .element("span", ["class": "unit"], " " + figure.unit),
              ]),
            charts.add(
              Charts.spread(spreads, of: summary.samples, unit: first.entry.unit),
              label:
                "\(row.label), \(figure.unit): each \(summary.samples.one), and the mean with its "
                + "95 % interval\(result)",
              beside: TableBeside(
                row: (arms.count > 1 ? ["arm"] : []) + [summary.samples.one],
                columns: ["value": heading(of: row)])),
          ]
        ).line)
    }
    guard !content.isEmpty else { return .none }
    let most = RunReport.mostDots / arms.count
    let rest =
      summary.replicationsFinished > most
      ? " The first \(most) of \(summary.replicationsFinished) are drawn." : ""
    return section(
      "How the \(summary.samples.many) spread",
      "A dot is one \(summary.samples.one). The diamond is the mean over all of them, the line its 95 % "
        + "interval: where the true mean lies, not where a single run would come out.\(rest)",
      [.element("div", ["class": "strips"], content), spreadTable(rows)])
  }

  /// Whether the values differ by more than the rounding of sums.
  private static func isSpread(_ spreads: [Charts.Spread]) -> Bool {
    let values = spreads.flatMap { $0.values.map(\.value) }
    guard let least = values.min(), let most = values.max() else { return false }
    return most - least > noise * max(abs(least), abs(most))
  }

  /// Most dots of a chart.
  private static let mostDots = 1_000

  /// The values of the charts, a row a replication.
  private func spreadTable(_ rows: [Headline]) -> Markup {
    let shown = rows.filter { row in arms.contains { $0.entry.entry(row.metric) != nil } }
    var lines: [Markup] = []
    for arm in arms {
      let numbers = replications.numbers[arm.entry.arm, default: []]
      let columns = shown.map { replications.values(of: $0.metric, in: arm.entry.arm) }
      let scales = shown.map { FigureText.scale(of: arm.entry.entry($0.metric)?.unit ?? "") }
      for (place, number) in numbers.enumerated().prefix(RunReport.mostDots / arms.count) {
        let cells = zip(columns, scales).map { column, scale -> String in
          guard column.indices.contains(place), let value = column[place] else { return "–" }
          return FigureText.grouped(NumberText.significant(scale * value))
        }
        lines.append(
          .element(
            "tr",
            (arms.count > 1 ? [.element("td", arm.entry.arm)] : [])
              + [.element("th", ["scope": "row"], "\(number)")]
              + cells.map { .element("td", ["class": "number"], $0) }
          ).line)
      }
    }
    let head =
      (arms.count > 1 ? ["arm"] : []) + [summary.samples.one]
      + shown.map { heading(of: $0) }
    return PageParts.details(
      "The same as a table (\(lines.count) rows)",
      [.table(head: head, texts: arms.count > 1 ? 2 : 1, rows: lines)])
  }

  /// What stands above a column with a metric's values.
  private func heading(of row: Headline) -> String {
    let entry = arms.lazy.compactMap { $0.entry.entry(row.metric) }.first
    let unit = row.unit.isEmpty ? entry.map { FigureText($0).unit } ?? "" : row.unit
    return unit.isEmpty ? row.label : "\(row.label), \(unit)"
  }
}
