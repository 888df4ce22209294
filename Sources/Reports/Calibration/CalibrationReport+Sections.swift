import Experiments
import JSONDocuments

/// The sections about inputs and figures.
extension CalibrationReport {
  // MARK: - Inputs

  func factors(_ charts: inout ChartList) -> Markup {
    guard let result, !calibration.samples.isEmpty else { return .none }
    var strips: [Markup] = []
    for (place, finding) in result.factors.enumerated() {
      let chart = PosteriorChart(
        calibration.factors[place], samples: calibration.samples.map { $0[place] },
        finding: finding, today: record.factors[place].today)
      strips.append(
        PageParts.strip(
          chart.axis.label, unit: "",
          [
            charts.add(
              chart.specification,
              label: "What is possible of \(chart.axis.title): \(finding.best) is best, "
                + "\(words(finding)); the table below has the same figures",
              beside: TableBeside(row: ["value"], columns: ["share": "chance"])),
            PageParts.details("\(chart.axis.label) as a table", [chart.table]),
          ]))
    }
    let rows = result.factors.enumerated().map { place, finding -> Markup in
      .row(
        PathLabel.factor(finding.path),
        numbers: [
          calibration.factors[place].rangeText, record.factors[place].today ?? "–", finding.best,
          finding.median,
          finding.chance.map { "with \(VerdictWords.percent($0))" }
            ?? finding.interval.joined(separator: " … "),
          FigureText.percent(max(0, finding.narrowing)),
        ], note: finding.path)
    }
    return PageParts.section(
      "What the figures say of the inputs",
      "Bars are what is possible of an input, given the figures; the dashed line is what was possible "
        + "before: all of the range alike. The thick orange line is the interval in which it lies with a "
        + "probability of 90 %, the thin one the value that stands for all, the dotted one what the "
        + "scenario says today.",
      [
        .element("div", ["class": "strips"], strips),
        .table(
          head: [
            "input", "possible before", "today", "best", "median", "90 % interval", "narrower by",
          ], texts: 1, rows: rows),
      ])
  }

  private func words(_ finding: CalibrationRecord.Finding) -> String {
    finding.chance.map { "with a chance of \(VerdictWords.percent($0))" }
      ?? "90 % lie in \(finding.interval.joined(separator: " … "))"
  }

  // MARK: - Figures

  func figures(_ charts: inout ChartList) -> Markup {
    guard let result else { return .none }
    var rows: [ForestPlot.Row] = []
    for figure in result.figures {
      let scale = MetricScale(unit: figure.unit)
      for (kind, simulated) in [("before", figure.before), ("after", figure.after)] {
        guard let simulated else { continue }
        let off = figure.standardErrors(simulated)
        rows.append(
          ForestPlot.Row(
            label: PathLabel.metric(figure.metric), mean: off, lower: off - 1.96, upper: off + 1.96,
            text: "\(NumberText.fixed(off, decimals: 1)) (\(scale.text(simulated.mean)))",
            tone: kind == "before" ? .undecided : abs(off) > 2 ? .worse : .better, kind: kind))
      }
    }
    let plot = ForestPlot(
      rows: rows, reference: 0, title: "off by, in standard errors",
      band: -2...2)
    let table = result.figures.map { figure -> Markup in
      let scale = MetricScale(unit: figure.unit)
      func cells(_ simulated: CalibrationRecord.Simulated?) -> [String] {
        guard let simulated else { return ["–", "–"] }
        let half = simulated.standardError
        return [
          value(simulated.mean, error: half, scale),
          NumberText.fixed(figure.standardErrors(simulated), decimals: 1),
        ]
      }
      return .row(
        PathLabel.metric(figure.metric) + scale.suffix,
        numbers: [value(figure.recorded, error: figure.error, scale)] + cells(figure.before)
          + cells(figure.after),
        note: figure.isErrorGiven ? "" : "no error given: that of one recorded period")
    }
    let content: [Markup] =
      (rows.isEmpty
        ? []
        : [
          charts.add(
            plot.specification,
            label:
              "Simulated less recorded: how far \(result.figures.count) simulated figures are from the recorded ones, before and "
              + "after; the table below has the same figures",
            caption:
              "Hollow: the scenario as it stood, as far as today's values lie in the ranges. "
              + "Filled: the best values, on fresh replications; blue within 2 standard errors, red "
              + "beyond. Lines are 95 % intervals; the gray band is what chance explains.",
            beside: TableBeside(row: ["label"], column: "{kind}, in standard errors", value: "mean")
          )
        ]) + [
        .table(
          head: [
            "figure", "recorded ± error", "before ± error", "before, in standard errors",
            "after ± error", "after, in standard errors",
          ], texts: 1, rows: table)
      ]
    let far = result.figures.filter { $0.leastImplausibility > 3 }
    let note =
      far.isEmpty
      ? ""
      : " Out of reach anywhere in the ranges: "
        + far.map { PathLabel.metric($0.metric) }.joined(separator: ", ") + "."
    return PageParts.section(
      "Recorded and simulated",
      "What the plant recorded beside what the model gives, before and after; ± one standard error.\(note)",
      content)
  }

  private func value(_ mean: Double, error: Double, _ scale: MetricScale) -> String {
    let size = scale.factor * error
    let decimals = NumberText.decimals(
      mean: scale.factor * mean, halfWidth: size > 0 ? size / 3 : nil)
    let text = NumberText.fixed(scale.factor * mean, decimals: decimals)
    return FigureText.grouped(
      size > 0 ? text + " ± " + NumberText.fixed(size, decimals: decimals) : text)
  }

  // MARK: - Pairs

  func pairs(_ charts: inout ChartList) -> Markup {
    guard let result, !result.pairs.isEmpty, !calibration.samples.isEmpty else { return .none }
    let strips = result.pairs.prefix(4).compactMap { pair -> Markup? in
      let places = pair.paths.compactMap { path in
        calibration.factors.firstIndex { $0.path == path }
      }
      guard places.count == 2 else { return nil }
      let axes = places.map { FactorAxis(calibration.factors[$0]) }
      return PageParts.strip(
        "\(axes[0].label) and \(axes[1].label)", unit: "",
        [
          charts.add(
            PairChart.specification(
              (axes[0], axes[1]), calibration.samples.map { ($0[places[0]], $0[places[1]]) }),
            label:
              "What is possible of \(axes[0].title) and \(axes[1].title) together; their correlation is "
              + NumberText.fixed(pair.correlation, decimals: 2),
            beside: .none(because: "posterior.csv has the samples"))
        ])
    }
    return PageParts.section(
      "Known better together",
      "The figures tell these inputs only in combination: what is possible lies along a line. A figure "
        + "that depends on one of them alone would tell them apart.",
      [
        .element("div", ["class": "strips"], strips),
        .table(
          head: ["inputs", "correlation"], texts: 1,
          rows: result.pairs.map { pair in
            .row(
              pair.paths.joined(separator: " and "),
              numbers: [NumberText.fixed(pair.correlation, decimals: 2)])
          }),
      ])
  }
}
