import Experiments

/// The section of a sweep: what the factors do to the figures.
extension RunReport {
  /// Most factors that are drawn one by one.
  private static let mostFactors = 8

  /// The metrics that are drawn of a sweep, as far as there are any.
  var sweptMetrics: [String] {
    let usual = Verdict.metrics.filter { metric in
      arms.contains { $0.entry.entry(metric)?.mean != nil }
    }
    guard usual.isEmpty else { return usual }
    return summary.metricNames.filter {
      $0.hasSuffix(".fill_rate") || $0.hasSuffix(".on_hand") || $0 == "cost.total"
    }.prefix(6).map(\.self)
  }

  private var factors: [VariedFactor] {
    summary.factors.enumerated().map { place, path in
      VariedFactor(path: path, texts: arms.map { $0.entry.settings[place] })
    }
  }

  /// Whether a metric differs from point to point by more than the rounding of sums.
  private func varies(_ metric: String) -> Bool {
    let means = arms.compactMap { $0.entry.entry(metric)?.mean }
    guard let least = means.min(), let most = means.max() else { return false }
    return most - least > RunReport.noise * max(abs(least), abs(most))
  }

  /// Differences below this part of a value are the rounding of sums.
  static let noise = 1e-9

  private func responses(of metric: String) -> [Charts.Response] {
    arms.enumerated().compactMap { place, arm in
      guard let entry = arm.entry.entry(metric), entry.mean != nil else { return nil }
      return Charts.Response(point: arm.entry.arm, entry: entry, place: place)
    }
  }

  func sweep(_ charts: inout ChartList) -> Markup {
    guard !summary.factors.isEmpty, arms.count > 1 else { return .none }
    let factors = factors.filter { Set($0.texts).count > 1 }
    guard let first = factors.first else { return .none }
    let drawn = sweptMetrics.filter { varies($0) }
    var content: [Markup] = []
    var note = "Each mean with its 95 % interval; all figures stand in the table of points."
    let effects = FactorEffects(in: arms.map { arm in arm.entry.settings })
    if factors.count == 1 {
      let isOnly = Set(first.texts).count == first.texts.count
      content.append(
        strips(of: drawn, "over \(first.path)") { metric in
          charts.add(
            Charts.response(responses(of: metric), over: first, isOnly: isOnly),
            label: label(metric, over: [first]), beside: pointTable(metric))
        })
    } else if factors.count == 2, isGrid(factors) {
      note = "A cell is a point; its color is the mean. All figures stand in the table of points."
      content.append(
        strips(of: drawn, "over both factors") { metric in
          charts.add(
            Charts.heat(responses(of: metric), factors[0], factors[1]),
            label: label(metric, over: factors), beside: pointTable(metric))
        })
    } else if effects == nil {
      note =
        "A dot is a point, set against one factor at a time: what else is varied makes them "
        + "scatter. All figures stand in the table of points."
      for factor in factors.prefix(RunReport.mostFactors) {
        content.append(.element("h3", factor.path))
        content.append(
          strips(of: Array(drawn.prefix(2)), "") { metric in
            charts.add(
              Charts.response(responses(of: metric), over: factor, isOnly: false),
              label: label(metric, over: [factor]), beside: pointTable(metric))
          })
      }
      if factors.count > RunReport.mostFactors {
        content.append(
          .element(
            "p", ["class": "note"], "The first \(RunReport.mostFactors) factors are shown."))
      }
    }
    if let effects { content += tornados(drawn, effects, &charts) }
    let same = sweptMetrics.filter { !drawn.contains($0) }.map { RunReport.label(of: $0) }
    if !same.isEmpty {
      content.append(.element("p", "The same at all points: \(Findings.list(same))."))
    }
    return section("What the factors do", note, content)
  }

  /// Where the table of points shows a metric.
  private func pointTable(_ metric: String) -> TableBeside {
    TableBeside(
      .named(RunReport.pointTable), row: ["point"],
      columns: ["mean,lower±upper": pointHeading(metric)])
  }

  private func strips(
    of metrics: [String], _ words: String, _ chart: (String) -> Markup
  ) -> Markup {
    .element(
      "div", ["class": "strips"],
      metrics.map { metric in
        let unit = arms.lazy.compactMap { $0.entry.entry(metric)?.unit }.first ?? ""
        return .element(
          "div", ["class": "strip"],
          [
            .element(
              "h3",
              [
                .text(RunReport.label(of: metric)),
                .element(
                  "span", ["class": "unit"],
                  " " + (unit == "1" ? "%" : unit) + (words.isEmpty ? "" : " " + words)),
              ]), chart(metric),
          ]
        ).line
      })
  }

  private func label(_ metric: String, over factors: [VariedFactor]) -> String {
    "\(RunReport.label(of: metric)) over \(Findings.list(factors.map(\.path))); the table of points "
      + "has the same figures"
  }

  /// Whether every combination of the values is a point, once.
  private func isGrid(_ factors: [VariedFactor]) -> Bool {
    let pairs = Set(arms.indices.map { [factors[0].texts[$0], factors[1].texts[$0]] })
    return pairs.count == arms.count
      && pairs.count == Set(factors[0].texts).count * Set(factors[1].texts).count
  }

  // MARK: - One factor at a time

  private func tornados(
    _ metrics: [String], _ effects: FactorEffects, _ charts: inout ChartList
  ) -> [Markup] {
    let center = arms[effects.center].entry
    let settings = zip(summary.factors, center.settings).map { "\($0) = \($1)" }
    var strips: [Markup] = []
    var rows: [Markup] = []
    for metric in metrics {
      guard let entry = center.entry(metric), entry.mean != nil else { continue }
      let bars = bars(of: metric, effects)
      guard !bars.isEmpty else { continue }
      let unit = entry.unit == "1" ? "%" : entry.unit
      strips.append(
        .element(
          "div", ["class": "strip"],
          [
            .element(
              "h3",
              [
                .text(RunReport.label(of: metric)),
                .element("span", ["class": "unit"], " \(unit), one factor at a time"),
              ]),
            charts.add(
              Charts.tornado(bars, center: entry),
              label:
                "From what to what \(RunReport.label(of: metric)) goes when one factor is moved; "
                + "the table below has the same figures",
              beside: TableBeside(
                row: ["=\(RunReport.label(of: metric)), \(unit)", "factor"],
                columns: ["low": "#2", "atLow": "#3", "high": "#4", "atHigh": "#5"]
              ).with(more: .table)),
          ]
        ).line)
      let scale = FigureText.scale(of: entry.unit)
      rows += bars.map { bar in
        let cells = [
          NumberText.significant(scale * bar.low), bar.settingAtLow,
          NumberText.significant(scale * bar.high), bar.settingAtHigh,
          NumberText.significant(scale * (bar.high - bar.low)),
        ]
        return .element(
          "tr",
          [
            .element("th", ["scope": "row"], "\(RunReport.label(of: metric)), \(unit)"),
            .element("td", bar.factor),
          ]
            + cells.map { .element("td", ["class": "number"], $0) }
        ).line
      }
    }
    guard !strips.isEmpty else { return [] }
    return [
      .element("h3", "One factor at a time"),
      .element(
        "p", ["class": "note"],
        "From point \(center.arm) (\(settings.joined(separator: ", "))) each factor is moved by itself. "
          + "A bar goes from the lowest to the highest mean that comes out, with the factor's value at "
          + "both ends; the line is the point itself. Short bars may be chance."),
      .element("div", ["class": "strips"], strips),
      table(
        head: ["", "factor", "lowest", "at", "highest", "at", "span"], texts: 2, rows: rows),
    ]
  }

  /// The bars of a metric, the longest first.
  private func bars(of metric: String, _ effects: FactorEffects) -> [Charts.TornadoBar] {
    let bars = effects.effects.compactMap { effect -> Charts.TornadoBar? in
      let found = effect.points.compactMap { point in
        arms[point].entry.entry(metric)?.mean.map { (point: point, mean: $0) }
      }
      guard let low = found.min(by: { ($0.mean, $0.point) < ($1.mean, $1.point) }),
        let high = found.max(by: { ($0.mean, $1.point) < ($1.mean, $0.point) })
      else { return nil }
      let isNone = high.mean - low.mean <= RunReport.noise * max(abs(low.mean), abs(high.mean))
      return Charts.TornadoBar(
        factor: summary.factors[effect.factor], low: low.mean, high: isNone ? low.mean : high.mean,
        settingAtLow: isNone ? "" : arms[low.point].entry.settings[effect.factor],
        settingAtHigh: isNone ? "" : arms[high.point].entry.settings[effect.factor])
    }
    return bars.enumerated().sorted {
      ($1.element.high - $1.element.low, $0.offset) < ($0.element.high - $0.element.low, $1.offset)
    }.map(\.element)
  }
}
