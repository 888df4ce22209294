import Experiments
import Forecasting
import Scenarios

/// Forecasts of series as tables.
struct ForecastTable {
  /// A series for programs.
  struct Entry: Encodable {
    struct Interval: Encodable {
      var level: Double
      var lower: [Double]
      var upper: [Double]
    }
    var series: String
    var method: String
    var mean: [Double]
    var intervals: [Interval]
    var notes: [String]
  }

  let forecasts: [(series: TimeSeries, forecast: Forecast)]
  let levels: [Double]

  init(_ forecasts: [(TimeSeries, Forecast)], levels: [Double]) {
    self.forecasts = forecasts
    self.levels = levels
  }

  var entries: [Entry] {
    forecasts.map { series, forecast in
      Entry(
        series: series.name, method: forecast.method, mean: forecast.mean,
        intervals: forecast.intervals.map {
          Entry.Interval(level: $0.level, lower: $0.lower, upper: $0.upper)
        }, notes: forecast.notes.map { "\($0)" })
    }
  }

  /// A row for each series and step.
  var commaSeparated: String {
    var text = CommaSeparated.line(
      ["series", "step", "mean"]
        + levels.flatMap { level in
          let name = ShortNumber.text(100 * level, digits: 4)
          return ["lower_\(name)", "upper_\(name)"]
        })
    for (series, forecast) in forecasts {
      for step in forecast.mean.indices {
        let ends = forecast.intervals.flatMap { ["\($0.lower[step])", "\($0.upper[step])"] }
        text += CommaSeparated.line(
          [series.name, "\(step + 1)", "\(forecast.mean[step])"] + ends)
      }
    }
    return text
  }

  /// One series whole, of several the first and the last step.
  var text: String {
    guard forecasts.count == 1, let (series, forecast) = forecasts.first else { return summary }
    var table = TextTable(Array(repeating: .right, count: 2 + levels.count))
    table.add(
      ["step", "mean"] + levels.map { ShortNumber.text(100 * $0, digits: 3) + " % interval" })
    for step in forecast.mean.indices {
      table.add(
        ["\(step + 1)", short(forecast.mean[step])]
          + forecast.intervals.map { "\(short($0.lower[step])) … \(short($0.upper[step]))" })
    }
    var lines = ["\(series.name) · \(series.count) values · \(forecast.method)", "", table.text]
    if !forecast.parameters.isEmpty {
      lines += [
        "",
        forecast.parameters.map { "\($0.name) \(short($0.value))" }.joined(separator: " · "),
      ]
    }
    lines += forecast.notes.map { "note: \($0)" }
    return lines.joined(separator: "\n")
  }

  private var summary: String {
    var table = TextTable([.left, .right, .left, .right, .right])
    table.add(["series", "values", "method", "step 1", "step \(forecasts[0].forecast.horizon)"])
    for (series, forecast) in forecasts.prefix(40) {
      table.add([
        series.name, "\(series.count)", shortened(forecast.method), short(forecast.mean[0]),
        short(forecast.mean[forecast.mean.count - 1]),
      ])
    }
    let more = forecasts.count > 40 ? "\n… and \(forecasts.count - 40) more; --out writes all" : ""
    return table.text + more
  }

  private func shortened(_ text: String) -> String {
    text.count <= 50 ? text : text.prefix(49) + "…"
  }

  private func short(_ value: Double) -> String { ShortNumber.text(value, digits: 4) }
}
