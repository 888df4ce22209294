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
        .element("p", ["class": "outline"], outline.joined(separator: " · ")),
      ])
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

  /// The figures that matter: cards of a single run, a table of several arms, a row a point of a sweep.
  var figures: Markup {
    let table: Markup
    if summary.isSingleRun {
      table = cards
    } else if !summary.factors.isEmpty {
      table = points
    } else {
      table = comparison
    }
    return .element(
      "section", [.element("h2", ["class": "unseen"], "The figures that matter"), table])
  }

  private var cards: Markup {
    let arm = arms[0]
    return .element(
      "dl", ["class": "cards"],
      arm.figures.compactMap { row in
        guard let entry = arm.entry.entry(row.metric) else { return nil }
        let figure = FigureText(entry, unit: row.unit)
        let interval =
          figure.isConstant
          ? "the same in every \(summary.samples.one)"
          : figure.interval.isEmpty ? "no interval" : figure.interval
        let note = [interval, row.note ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
        return .element(
          "div",
          [
            .element("dt", row.label),
            .element(
              "dd",
              [
                .element("span", ["class": "value"], figure.value),
                .text(figure.unit.isEmpty ? "" : " " + figure.unit),
              ]),
            .element("dd", ["class": "interval"], note),
          ])
      })
  }

  private var comparison: Markup {
    var rows: [Markup] = []
    for row in Headline.line + Headline.costs(arms[0].factory.costs) {
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

  private var points: Markup {
    let metrics = Verdict.metrics.filter { metric in
      arms.contains { $0.entry.entry(metric) != nil }
    }
    let head =
      ["point"] + summary.factors
      + metrics.map { metric in
        let unit = arms.lazy.compactMap { $0.entry.entry(metric)?.unit }.first ?? ""
        return "\(RunReport.label(of: metric)), \(unit == "1" ? "%" : unit)"
      }
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
    return .table(head: head, texts: 0, rows: rows)
  }

  /// What people call a metric of the line; its name where they call it nothing else.
  static func label(of metric: String) -> String {
    if metric == "cost.per_good_part" { return "cost per good part" }
    return Headline.line.first { $0.metric == metric }?.label ?? metric
  }
}
