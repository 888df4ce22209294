import Experiments
import FactorySimulation
import Scenarios

/// The sections with everything: all metrics, the scenario, how the run was made.
extension RunReport {
  // MARK: - Metrics

  var metrics: Markup {
    guard showsArms else {
      return .element(
        "section",
        [
          .element("h2", "All metrics"),
          .element(
            "p", ["class": "note"],
            "Every metric of every point stands in design.csv and summary.json of the run."),
        ])
    }
    return .element(
      "section",
      [
        .element("h2", "All metrics"),
        .element(
          "p", ["class": "find"],
          [
            .element("label", ["for": "find"], "Find"),
            .void("input", ["type": "search", "id": "find", "autocomplete": "off"]),
          ]),
        .table(
          head: ["metric", "unit"] + metricColumns, texts: 2,
          rows: summary.metricNames.map { row(of: $0) },
          name: "metrics"),
      ])
  }

  private var metricColumns: [String] {
    summary.isSingleRun
      ? ["mean", "95 % interval", summary.samples.many]
      : arms.map { "\($0.entry.arm), mean ± half-width" }
  }

  private func row(of metric: String) -> Markup {
    let definition = arms.lazy.compactMap { $0.definitions[metric] }.first
    let meaning = [definition?.definition, definition?.standard].compactMap { $0 }
    let entries = arms.map { $0.entry.entry(metric) }
    let figures = entries.map { $0.map { FigureText($0) } }
    var cells: [Markup] = [
      .element(
        "th", ["scope": "row"],
        [
          .element("code", metric),
          .element("span", ["class": "meaning"], meaning.joined(separator: "; ")),
        ]),
      .element("td", figures.lazy.compactMap { $0?.unit }.first ?? ""),
    ]
    if summary.isSingleRun {
      let texts = [figures[0]?.value, figures[0]?.interval, entries[0].map { "\($0.count)" }]
      cells += texts.map { .element("td", ["class": "number"], $0 ?? "–") }
    } else {
      cells += figures.map {
        .element("td", ["class": "number"], $0?.valueAndHalfWidth ?? "–")
      }
    }
    return .element("tr", cells).line
  }

  // MARK: - The scenario

  var scenarioTexts: Markup {
    guard showsArms else { return .none }
    return .element(
      "section",
      [
        .element("h2", summary.isSingleRun ? "The scenario" : "The scenarios"),
        .element(
          "p", ["class": "note"],
          "With every default and change written out; it can be run itself."),
      ]
        + arms.map { arm in
          .element(
            "details",
            [
              .element(
                "summary", summary.isSingleRun ? "scenario.resolved.yaml" : arm.entry.arm),
              .element(
                "pre",
                ["tabindex": "0", "role": "region", "aria-label": "Scenario of \(arm.entry.arm)"],
                [.element("code", arm.scenario.resolvedText)]),
            ]
          ).line
        })
  }

  // MARK: - The run

  var footer: Markup {
    let manifest = run.manifest
    let command = PageParts.command(manifest.command)
    return PageParts.footer(
      [
        "Run \(manifest.fingerprint), made by Fettle \(manifest.fettle) on \(manifest.began): "
          + "\(manifest.events) events in \(NumberText.fixed(manifest.seconds, decimals: 1)) s.",
        "Intervals are Student intervals of 95 % over the \(summary.samples.many); they cover chance, not "
          + "wrong input. Charts by Vega-Lite.",
      ], commands: [command])
  }
}
