/// Several methods whose forecasts become one, step by step.
///
/// The ends of intervals are combined as the means are. Members that do not suit the series are left out.
///
/// Source: F. Petropoulos, I. Svetunkov, "A simple combination of univariate models", *International Journal of
/// Forecasting* 36, 2020, 110–115.
struct Combination {
  let members: [ForecastMethod]
  let rule: ForecastMethod.CombinationRule

  init(_ members: [ForecastMethod], _ rule: ForecastMethod.CombinationRule) {
    self.members = members
    self.rule = rule
  }

  /// Fits the members.
  ///
  /// - Throws: ``ForecastingError`` of the first member where none suits the series.
  func fitted(
    _ series: TimeSeries, _ task: ForecastTask
  ) throws(ForecastingError) -> FittedForecast {
    var forecasts: [Forecast] = []
    var first: ForecastingError?
    for member in members {
      do {
        forecasts.append(try member.fitted(series, task).forecast(levels: task.levels))
      } catch {
        if first == nil { first = error }
      }
    }
    guard !forecasts.isEmpty else {
      throw first ?? .setting(name: "members of a combination", value: 0, requirement: "at least 1")
    }
    return combined(forecasts, levels: task.levels)
  }

  /// One forecast of several.
  func combined(_ forecasts: [Forecast], levels: [Double]) -> FittedForecast {
    let intervals = levels.indices.map { place in
      PredictionInterval(
        level: levels[place], lower: combined(forecasts.map { $0.intervals[place].lower }),
        upper: combined(forecasts.map { $0.intervals[place].upper }))
    }
    var notes: [ForecastNote] = []
    for note in forecasts.flatMap(\.notes) where !notes.contains(note) { notes.append(note) }
    return FittedForecast(
      method: "\(rule.rawValue) of \(forecasts.map(\.method).joined(separator: ", "))",
      mean: combined(forecasts.map(\.mean)), spread: .given(intervals), notes: notes)
  }

  private func combined(_ rows: [[Double]]) -> [Double] {
    (rows.first ?? []).indices.map { step in
      let values = rows.map { $0[step] }
      switch rule {
      case .mean: return values.reduce(0, +) / Double(values.count)
      case .median:
        let sorted = values.sorted()
        let half = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
      }
    }
  }
}
