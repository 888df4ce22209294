import Forecasting
import JSONDocuments

/// A series as it was, and what is expected of it.
struct ForecastFan: Sendable {
  var name: String
  var method: String
  /// What was known, the newest last.
  var history: [Double]
  var forecast: Forecast
  /// What came; empty where it has not come yet.
  var actual: [Double] = []

  /// The most values of the history that are drawn.
  private static let mostHistory = 200

  /// How many values of the history are drawn.
  var shown: Int {
    min(history.count, ForecastFan.mostHistory, max(40, 4 * forecast.horizon))
  }

  /// Names of what is drawn.
  private static let was = "known"
  private static let came = "came"
  private static let expected = "expected"

  /// The chart.
  var chart: JSONValue {
    let x = Plot.number("s", "steps from the last known value")
    let known = history.suffix(shown)
    var lines: [JSONValue] = []
    func add(_ step: Int, _ value: Double, _ what: String) {
      lines.append([
        "s": .number(Double(step)), "v": Digits.number(value), "what": .text(what),
      ])
    }
    for (place, value) in known.enumerated() {
      add(place - known.count + 1, value, ForecastFan.was)
    }
    for (step, value) in actual.enumerated() { add(step + 1, value, ForecastFan.came) }
    for (step, value) in forecast.mean.enumerated() { add(step + 1, value, ForecastFan.expected) }
    // The wider interval lies below.
    var layers = forecast.intervals.sorted { $0.level > $1.level }.map { interval -> JSONValue in
      let level = ForecastFan.heading(interval.level)
      let values = forecast.mean.indices.map { step -> JSONValue in
        [
          "s": .number(Double(step + 1)), "level": .text(level),
          "low": Digits.number(interval.lower[step]),
          "high": Digits.number(interval.upper[step]),
        ]
      }
      return Plot.layer(
        values, mark: ["type": "area", "opacity": 0.22, "color": .text(Plot.colors[1])],
        ["x": x, "y": Plot.number("low"), "y2": Plot.end("high")])
    }
    let names =
      [ForecastFan.was] + (actual.isEmpty ? [] : [ForecastFan.came]) + [ForecastFan.expected]
    let colors = [Plot.colors[0]] + (actual.isEmpty ? [] : [Plot.work]) + [Plot.failure]
    layers.append(
      Plot.layer(
        lines, mark: ["type": "line", "strokeWidth": 1.6, "point": ["size": 10]],
        [
          "x": x, "y": Plot.number("v"), "color": Plot.color("what", names, colors),
          "tooltip": Plot.tips(["what": "what", "s": "step", "v": "value"]),
        ]))
    return Plot.layers(height: 200, layers)
  }

  /// What stands above an interval.
  private static func heading(_ level: Double) -> String {
    "\(Digits.text(100 * level, digits: 3)) % interval"
  }

  /// How the figures are those of the chart.
  var beside: TableBeside {
    TableBeside(row: ["s"], column: "what", value: "v")
      + TableBeside(row: ["s"], column: "level", value: "low,high")
  }

  /// The figures: history, then what is expected.
  var figures: FigureTable {
    let levels = forecast.intervals.map { ForecastFan.heading($0.level) }
    var head = ["step", "known", "expected"]
    head += levels
    if !actual.isEmpty { head.append("came") }
    let known = history.suffix(shown)
    let blank = [String](repeating: "", count: levels.count + (actual.isEmpty ? 0 : 1))
    var rows = known.enumerated().map { place, value in
      ["\(place - known.count + 1)", Digits.text(value), ""] + blank
    }
    for step in forecast.mean.indices {
      rows.append(
        ["\(step + 1)", "", Digits.text(forecast.mean[step])]
          + forecast.intervals.map {
            "\(Digits.text($0.lower[step])) … \(Digits.text($0.upper[step]))"
          } + (step < actual.count ? [Digits.text(actual[step])] : actual.isEmpty ? [] : [""]))
    }
    return FigureTable(head: head, texts: 0, rows: rows)
  }
}
