import Experiments
import FactoryModel
import FactorySimulation

/// The first screen: what was run, the verdict, and the figures that matter.
extension RunReport {
  var header: Markup {
    let outline = summary.outline(of: arms[0].factory) + ["Fettle \(run.manifest.fettle)"]
    return .element(
      "header",
      [
        .element("h1", summary.scenario),
        .element("p", ["class": "question"], question),
        .element("p", ["class": "outline"], outline.joined(separator: " · ")),
      ])
  }

  /// What the run was made to find out.
  private var question: String {
    if !summary.factors.isEmpty {
      return "What do \(Findings.list(summary.factors)) do to \(summary.scenario)?"
    }
    let others = summary.arms.map(\.arm).filter { $0 != summary.baseline }
    if let baseline = summary.baseline {
      return others.count == 1
        ? "Is \(others[0]) better than \(baseline)?"
        : "Which is better than \(baseline): \(Findings.list(others, "or"))?"
    }
    guard summary.isSingleRun else { return "How do \(Findings.list(others)) differ?" }
    let hasLine = !arms[0].factory.stations.isEmpty
    return "What comes out in \(NumberText.duration(arms[0].factory.horizon)), and what "
      + (hasLine ? "holds it up?" : "does it cost?")
  }

  var verdict: Markup {
    let findings = Findings(of: summary, arms)
    var content: [Markup] = [.element("h2", ["class": "unseen"], "Verdict")]
    content += findings.verdict.map { .element("p", ["class": "claim"], $0) }
    if !findings.reasons.isEmpty {
      content.append(.element("p", findings.reasons.joined(separator: " ")))
    }
    if !findings.warnings.isEmpty {
      content.append(
        .element(
          "ul", ["class": "warnings", "aria-label": "Warnings"],
          findings.warnings.map { .element("li", $0) }))
    }
    return .element("section", ["class": "verdict"], content)
  }

  /// The four figures that matter most: as cards, or against the baseline.
  var figures: Markup {
    let shown: Markup
    if summary.isSingleRun {
      shown = .element("dl", ["class": "cards"], arms[0].firstFigures.map { card($0, of: arms[0]) })
    } else if !summary.factors.isEmpty {
      shown = .element("dl", ["class": "cards"], bestCards)
    } else {
      shown = comparison(of: Array(comparedLines.prefix(4)))
    }
    return .element(
      "section", [.element("h2", ["class": "unseen"], "The figures that matter"), shown])
  }

  private func card(_ row: Headline, of arm: ReportArm) -> Markup {
    guard let entry = arm.entry.entry(row.metric) else { return .none }
    return card(row.label, FigureText(entry, unit: row.unit), row.note)
  }

  private func card(_ label: String, _ figure: FigureText, _ note: String?) -> Markup {
    let interval =
      figure.isConstant
      ? "the same in every \(summary.samples.one)"
      : figure.interval.isEmpty ? "no interval" : figure.interval
    return .element(
      "div",
      [
        .element("dt", label),
        .element(
          "dd",
          [
            .element("span", ["class": "value"], figure.value),
            .text(figure.unit.isEmpty ? "" : " " + figure.unit),
          ]),
        .element(
          "dd", ["class": "interval"],
          [interval, note ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")),
      ])
  }

  /// The best that a sweep has found, in as many as four metrics.
  private var bestCards: [Markup] {
    let metrics =
      sweptMetrics
      + ["good_parts", "first_pass_yield"].filter { metric in
        arms.contains { $0.entry.entry(metric)?.mean != nil }
      }
    return metrics.prefix(4).compactMap { metric in
      let found = arms.compactMap { arm in
        arm.entry.entry(metric).flatMap { entry in entry.mean.map { (arm, entry, $0) } }
      }
      guard let first = found.first else { return nil }
      let isLower = first.1.better == "lower"
      let best = found.reduce(first) { best, next in
        (isLower ? next.2 < best.2 : next.2 > best.2) ? next : best
      }
      let equals = found.count { abs($0.2 - best.2) <= RunReport.noise * abs(best.2) }
      let word = first.1.better == "neither" ? "most" : isLower ? "lowest" : "highest"
      return card(
        "\(word) \(RunReport.label(of: metric))", FigureText(best.1),
        equals == 1 ? "at point \(best.0.entry.arm)" : "at \(equals) points alike")
    }
  }

  /// The lines of a comparison, those that matter most first.
  private var comparedLines: [Headline] {
    let all = (Headline.line + Headline.costs(arms[0].factory.costs)).filter { row in
      arms.contains { $0.entry.entry(row.metric) != nil }
    }
    let first = [
      "throughput", "cost.per_good_part", "profit", "cycle_time", "work_in_process",
      "first_pass_yield",
    ]
    return first.compactMap { metric in all.first { $0.metric == metric } }
      + all.filter { !first.contains($0.metric) }
  }

  /// The figures of the line, all of them.
  var lineFigures: Markup {
    if summary.isSingleRun {
      let rows = arms[0].figures.compactMap { row -> Markup? in
        guard let entry = arms[0].entry.entry(row.metric) else { return nil }
        let figure = FigureText(entry, unit: row.unit)
        return .element(
          "tr",
          [
            .element(
              "th", ["scope": "row"],
              [row.label, row.note].compactMap(\.self).joined(separator: ", ")),
            .element("td", figure.unit),
            .element("td", ["class": "number"], figure.value),
            .element(
              "td", ["class": "number"], figure.isConstant ? "the same in each" : figure.interval),
          ]
        ).line
      }
      return section(
        "In figures", "",
        [.table(head: ["", "unit", "mean", "95 % interval"], texts: 2, rows: rows)])
    }
    guard summary.factors.isEmpty else { return .none }
    return section("In figures", "", [comparison(of: comparedLines)])
  }

  private func comparison(of lines: [Headline]) -> Markup {
    var rows: [Markup] = []
    for row in lines {
      let shown = arms.compactMap { arm in arm.entry.entry(row.metric).map { (arm, $0) } }
      for (index, (arm, entry)) in shown.enumerated() {
        let figure = FigureText(entry, unit: row.unit)
        let difference = summary.difference(in: row.metric, of: arm.entry.arm)
        let cells = (difference?.cells(scale: FigureText.scale(of: entry.unit)) ?? []).map {
          FigureText.grouped($0)
        }
        var line: [Markup] = []
        if index == 0 {
          let unit = figure.unit.isEmpty ? "" : ", \(figure.unit)"
          line.append(
            .element(
              "th", ["scope": "rowgroup", "rowspan": "\(shown.count)"], row.label + unit))
        }
        line += [
          .element("td", arm.entry.arm),
          .element("td", ["class": "number"], figure.valueAndHalfWidth),
          .element("td", ["class": "number"], cells.first ?? ""),
          .element("td", ["class": "number"], cells.count > 1 ? cells[1] : ""),
        ]
        rows.append(
          .element("tr", ["class": index == 0 ? "first" : ""], line).line)
      }
    }
    let head = [
      "", "arm", "mean ± half-width", "difference, 95 % interval",
      "in % of \(summary.baseline ?? "the first")",
    ]
    return .table(head: head, texts: 2, rows: rows)
  }

  /// A row a point of a sweep.
  var points: Markup {
    guard !summary.factors.isEmpty else { return .none }
    let metrics = sweptMetrics
    let head =
      ["point"] + summary.factors
      + metrics.map { pointHeading($0) }
    let rows = arms.map { arm -> Markup in
      let cells = [arm.entry.arm] + arm.entry.settings
      let values = metrics.map { metric in
        arm.entry.entry(metric).map { FigureText($0).valueAndHalfWidth } ?? "–"
      }
      return .element(
        "tr",
        cells.map { .element("td", ["class": "number"], $0) }
          + values.map { .element("td", ["class": "number"], $0) }
      ).line
    }
    return section(
      "All points", "Means with half the width of their 95 % intervals.",
      [
        .element(
          "div", ["id": RunReport.pointTable], [.table(head: head, texts: 0, rows: rows)])
      ])
  }

  /// The name of the table of points.
  static let pointTable = "points"

  /// What stands above a metric there.
  func pointHeading(_ metric: String) -> String {
    let unit = arms.lazy.compactMap { $0.entry.entry(metric)?.unit }.first ?? ""
    return "\(RunReport.label(of: metric)), \(unit == "1" ? "%" : unit)"
  }

  /// What people call a metric of the line; its name where they call it nothing else.
  static func label(of metric: String) -> String {
    if metric == "cost.per_good_part" { return "cost per good part" }
    return Headline.line.first { $0.metric == metric }?.label ?? metric
  }
}
