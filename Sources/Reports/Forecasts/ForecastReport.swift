public import Forecasting
import JSONDocuments

/// What a page shows of forecasts, and of methods tried at earlier origins.
///
/// The same forecasts give the same bytes.
public struct ForecastReport: Sendable {
  /// The table from which the series are.
  let source: String
  let command: String
  let version: String
  let series: [TimeSeries]
  let fans: [ForecastFan]
  /// How many series could be forecast.
  let forecastCount: Int
  /// The trials, the best first.
  let trials: [MethodTrial]
  let reference: MethodTrial
  let levels: [Double]
  let horizon: Int

  /// How many series are drawn.
  static let mostFans = 8

  /// Gathers what a page shows.
  ///
  /// - Parameters:
  ///   - source: The table from which the series are.
  ///   - command: The command that makes the page again.
  ///   - version: The version that writes it.
  ///   - series: The series.
  ///   - forecasts: What is expected of each; empty where methods were only tried, `nil` where there is no forecast.
  ///   - trials: The methods that were tried.
  ///   - reference: Naive2 on the same series.
  ///   - levels: The levels of the intervals, as shares, rising.
  ///   - horizon: How many steps ahead.
  public init(
    source: String, command: String, version: String, series: [TimeSeries],
    forecasts: [Forecast?], trials: [MethodTrial], reference: MethodTrial, levels: [Double],
    horizon: Int
  ) {
    (self.source, self.command, self.version) = (source, command, version)
    (self.series, self.reference, self.levels, self.horizon) = (series, reference, levels, horizon)
    let tried = trials.filter { $0.series > 0 }
    let order = tried.indices.sorted { one, other in
      (tried[one].rootMeanSquareScaled?.value ?? .infinity, one)
        < (tried[other].rootMeanSquareScaled?.value ?? .infinity, other)
    }
    self.trials = order.map { tried[$0] }
    if forecasts.isEmpty {
      let best = self.trials.first
      forecastCount = 0
      fans = zip(series, best?.backtests ?? []).compactMap { series, backtest in
        backtest?.origins.last.map { origin in
          ForecastFan(
            name: series.name, method: origin.forecast.method,
            history: Array(series.values.prefix(origin.known)), forecast: origin.forecast,
            actual: origin.actual)
        }
      }
    } else {
      fans = zip(series, forecasts).compactMap { series, forecast in
        forecast.map {
          ForecastFan(
            name: series.name, method: $0.method, history: series.values, forecast: $0)
        }
      }
      forecastCount = fans.count
    }
  }

  /// The page.
  public var page: Page {
    var draft = PageDraft()
    addFirstScreen(&draft)
    addFans(&draft)
    addScores(&draft)
    addCoverage(&draft)
    draft.addFooter(
      [
        "Forecast by Fettle \(version) from \(source). Errors are multiples of those of the naive forecast within each series: 1 "
          + "is as good as repeating the last value. Intervals of means are 1.96 standard errors over series; they are left "
          + "out where there are fewer than five."
      ], commands: [command])
    return draft.page(title: "Forecasts of \(source)", version: version)
  }

  // MARK: - Pictures

  private func addFans(_ draft: inout PageDraft) {
    guard !fans.isEmpty else { return }
    let isTrial = forecastCount == 0
    let shown = fans.prefix(ForecastReport.mostFans)
    let bands = levels.map { Digits.text(100 * $0, digits: 3) }
    let content = shown.flatMap { fan -> [Markup] in
      var notes = [fan.method]
      notes += fan.forecast.notes.map { "\($0)" }
      if fan.shown < fan.history.count {
        notes.append("the last \(fan.shown) of \(fan.history.count) values are drawn")
      }
      return [
        .element("h3", fan.name),
        draft.picture(
          fan.chart, label: "\(fan.name): what was known and what is expected",
          caption: notes.joined(separator: " · "), figures: fan.figures, beside: fan.beside),
      ]
    }
    draft.addSection(
      isTrial ? "What would have been expected, and what came" : "What is expected",
      note: "The bands should hold \(Digits.list(bands)) % of the values that come."
        + (isTrial ? " Forecasts are those of the best method at the last origin." : "")
        + (shown.count < fans.count ? " The first \(shown.count) of \(fans.count) series." : ""),
      content)
  }

  private func addScores(_ draft: inout PageDraft) {
    guard !trials.isEmpty else { return }
    let isTried = trials.contains { $0.method == reference.method }
    let shown = isTried || reference.series == 0 ? trials : trials + [reference]
    func name(_ place: Int) -> String {
      let method = shown[place].method
      if place == trials.count { return method + " (baseline)" }
      return place == 0 && trials.count > 1 ? method + " (best)" : method
    }
    let rows = shown.enumerated().map { place, trial -> JSONValue in
      let score = trial.rootMeanSquareScaled
      return [
        "method": .text(name(place)), "score": Digits.number(score?.value),
        "lower": Digits.number(score?.lower), "upper": Digits.number(score?.upper),
        "best": .text(place == 0 ? "best" : "other"),
      ]
    }
    let y = Plot.names("method")
    let color: JSONValue = [
      "field": "best", "type": "nominal", "legend": nil,
      "scale": ["domain": ["best", "other"], "range": [.text(Plot.work), .text(Plot.colors[0])]],
    ]
    let title = "error over that of the naive forecast (RMSSE)"
    let chart = Plot.layers(
      height: 30 * Double(shown.count) + 10,
      [
        Plot.layer(
          rows.filter { $0["lower"] != .null }, mark: ["type": "rule", "size": 2],
          [
            "y": y, "x": Plot.number("lower", title, hasZero: true), "x2": Plot.end("upper"),
            "color": color,
          ]),
        Plot.layer(
          rows, mark: ["type": "point", "filled": true, "size": 90, "opacity": 1],
          [
            "y": y, "x": Plot.number("score", title, hasZero: true), "color": color,
            "tooltip": Plot.tips(["method": "method", "score": "RMSSE"]),
          ]),
      ])
    // Of fewer than five series there are no intervals.
    let hasIntervals = shown.contains { $0.rootMeanSquareScaled?.lower != nil }
    let table = FigureTable(
      head: ["method", "RMSSE"] + (hasIntervals ? ["95 % interval"] : [])
        + ["MASE", "sMAPE, %", "OWA", "bias"]
        + levels.map { "in \(Digits.text(100 * $0, digits: 3)) %" } + ["series"], texts: 1,
      rows: shown.enumerated().map { place, trial in
        let score = trial.rootMeanSquareScaled
        let scores = [
          trial.meanAbsoluteScaled?.value, trial.symmetricPercentage?.value,
          trial.overall(beside: reference), trial.bias?.value,
        ]
        return [name(place), Digits.text(score?.value)]
          + (hasIntervals ? [Digits.interval(score?.lower, score?.upper, digits: 4)] : [])
          + scores.map { Digits.text($0, digits: 3) }
          + levels.indices.map { Digits.percent(trial.coverage($0)?.value) }
          + [FigureText.grouped("\(trial.series)")]
      })
    draft.addSection(
      "How well methods would have foretold",
      note:
        "Each method was asked at earlier moments, knowing only what was known by then. RMSSE and MASE below 1 beat repeating the "
        + "last value; OWA below 1 beats Naive2, which also knows the season; bias above 0 is too little forecast.",
      [
        draft.picture(
          chart, label: "Errors of methods at earlier origins, the best in green", figures: table,
          beside: hasIntervals
            ? TableBeside(
              row: ["method"], columns: ["score": "RMSSE", "lower,upper": "95 % interval"])
            : TableBeside(row: ["method"], columns: ["score": "RMSSE"]))
      ])
  }

  private func addCoverage(_ draft: inout PageDraft) {
    guard let best = trials.first else { return }
    let names = levels.map { "\(Digits.text(100 * $0, digits: 3)) % interval" }
    var values: [JSONValue] = []
    for level in levels.indices {
      for step in 0..<horizon {
        guard let held = best.coverage(level, step: step) else { continue }
        values.append([
          "step": .number(Double(step + 1)), "share": Digits.number(held.share),
          "level": .text(names[level]), "text": .text(Digits.percent(held.share)),
        ])
      }
    }
    guard !values.isEmpty else { return }
    let nominal = zip(levels, names).map { level, name -> JSONValue in
      ["share": .number(level), "level": .text(name)]
    }
    let color = Plot.color("level", names)
    let y = Plot.number("share", "share within", domain: 0...1, isPercent: true)
    let chart = Plot.layers(
      height: 200,
      [
        Plot.layer(
          nominal, mark: ["type": "rule", "strokeDash": [5, 4], "opacity": 0.8],
          ["y": y, "color": color]),
        Plot.layer(
          values, mark: ["type": "line", "point": true],
          [
            "x": Plot.number("step", "steps ahead"), "y": y, "color": color,
            "tooltip": Plot.tips(["level": "level", "step": "step", "text": "within"]),
          ]),
      ])
    let counts = best.backtests.reduce(0) { $0 + ($1?.origins.count ?? 0) }
    let table = FigureTable(
      head: ["steps ahead"] + names, texts: 0,
      rows: (0..<horizon).map { step in
        ["\(step + 1)"]
          + levels.indices.map { Digits.percent(best.coverage($0, step: step)?.share) }
      })
    draft.addSection(
      "Do the intervals hold what they promise?",
      note:
        "\(best.method): the share of \(Digits.count(counts, "forecast", "forecasts")) whose value lay within, by how far ahead. Broken "
        + "lines are what is promised; of few forecasts the shares scatter widely about them.",
      [
        draft.picture(
          chart, label: "Share within intervals by steps ahead", figures: table,
          beside: TableBeside(row: ["step"], column: "level", value: "share"))
      ])
  }
}
