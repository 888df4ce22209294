import Experiments
import FactoryModel
import Scenarios

/// The sections of a comparison: the differences from the baseline, and what was changed.
extension RunReport {
  /// The metrics of which differences are drawn: the line, the busiest station, and money.
  private var comparedMetrics: [(metric: String, title: String)] {
    let factory = arms[0].factory
    let busiest = StationUse.busiest(of: arms[0].stations).map { Headline.bottleneck($0.station) }
    let supply = factory.stores.flatMap { store in
      [
        Headline("\(store.name) fill rate", "", "stores.\(store.name).fill_rate"),
        Headline("\(store.name) on hand", "", "stores.\(store.name).on_hand"),
      ]
    }.prefix(8)
    let costs = Headline.costs(factory.costs).filter {
      ["cost.per_good_part", "profit"].contains($0.metric)
    }
    let all = Headline.line + (busiest ?? []) + supply + costs
    return all.map {
      ($0.metric, $0.metric == "cost.per_good_part" ? "cost per good part" : $0.label)
    }
  }

  func differences(_ charts: inout ChartList) -> Markup {
    guard let baseline = summary.baseline, summary.factors.isEmpty, showsArms else { return .none }
    let differences = RelativeDifferences(in: comparedMetrics, of: summary)
    guard !differences.rows.isEmpty else { return .none }
    let plots = summary.arms.map { ($0.arm, differences.plot(of: $0.arm, from: baseline)) }
      .filter { !$1.rows.isEmpty }
    var content: [Markup] = []
    for (place, (arm, plot)) in plots.enumerated() {
      if arms.count > 2 { content.append(.element("h3", arm)) }
      content.append(
        charts.add(
          plot.specification,
          label:
            "Differences of \(arm) from \(baseline) in per cent with their intervals; the table "
            + "below has the same figures",
          caption: place == plots.count - 1 ? ForestPlot.legend : "",
          beside: TableBeside(
            row: ["label", "=\(arm)"], columns: ["mean,lower±upper": "in % of \(baseline)"]
          ).with(more: .table)))
    }
    let rows = differences.rows.map { row -> Markup in
      let difference = row.difference
      let scale = FigureText.scale(of: difference.unit)
      let unit = difference.unit == "1" ? "points" : difference.unit
      let cells = [
        FigureText.grouped(difference.cells(scale: scale).first ?? "") + " " + unit,
        RelativeDifferences.percents(difference), row.judgement,
      ]
      return .element(
        "tr",
        [.element("th", ["scope": "row"], row.title), .element("td", row.arm)]
          + cells.map { .element("td", ["class": "number"], $0) }
      ).line
    }
    return section(
      "Differences from \(baseline)",
      "Each \(summary.samples.one) of an arm is set against the same of \(baseline), which met the same "
        + "chance. An interval that keeps off 0 is no chance. Intervals hold for all arms at once.",
      content + [
        table(
          head: ["", "arm", "difference, 95 % interval", "in % of \(baseline)", "is"], texts: 2,
          rows: rows)
      ])
  }

  // MARK: - What was changed

  /// Most changes that are shown of an arm.
  private static let mostChanges = 8

  /// What an arm has otherwise than the baseline, or the run otherwise than its file.
  var changes: Markup {
    var content: [Markup] = []
    if !summary.factors.isEmpty {
      let items = zip(summary.factors, summary.factors.indices).map { path, place -> Markup in
        let factor = VariedFactor(path: path, texts: arms.map { $0.entry.settings[place] })
        let levels = factor.levels
        let values =
          levels.count <= 8
          ? levels.joined(separator: ", ")
          : "\(levels.count) values from \(levels[0]) to \(levels[levels.count - 1])"
        return .element("li", [.element("code", path), .text(": " + values)])
      }
      content = [.element("ul", items)]
    } else if summary.isSingleRun {
      guard !run.manifest.set.isEmpty else { return .none }
      content = [
        .element(
          "p",
          [.text("Against the file "), .element("code", run.manifest.scenario), .text(":")]),
        .element("ul", run.manifest.set.map { .element("li", [.element("code", $0)]) }),
      ]
    } else {
      let base = arms.first { $0.entry.arm == summary.baseline } ?? arms[0]
      for arm in arms where arm.entry.arm != base.entry.arm {
        content.append(
          .element("h3", "\(arm.entry.arm), against \(base.entry.arm)"))
        content.append(changeList(from: base, to: arm))
      }
    }
    return section("What was changed", "", content)
  }

  private func changeList(from base: ReportArm, to arm: ReportArm) -> Markup {
    let found = ScenarioDifference.between(
      base.scenario.resolvedText, arm.scenario.resolvedText)
    guard !found.isEmpty else { return .element("p", "Nothing.") }
    var items = found.prefix(RunReport.mostChanges).map { difference -> Markup in
      let texts = [difference.first, difference.second].map { RunReport.shortened($0) }
      return .element(
        "li", [.element("code", difference.path), .text(": \(texts[0]) → \(texts[1])")])
    }
    if found.count > items.count {
      items.append(
        .element("li", "\(found.count - items.count) more; see the scenarios below"))
    }
    return .element("ul", items)
  }

  private static func shortened(_ text: String?) -> String {
    guard let text else { return "(nothing)" }
    return text.count <= 80 ? text : text.prefix(77) + "…"
  }
}
