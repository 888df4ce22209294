/// A series whose seasons are taken out by decomposition, forecast without them, and put back.
///
/// Seasons are expected to come again as they were last time. Their uncertainty is not counted in intervals.
struct SeasonsApart {
  private let series: TimeSeries
  private let seasons: MultipleSeasons

  init(_ series: TimeSeries, method: String, isSteady: Bool) throws(ForecastingError) {
    guard let shortest = series.periods.first else {
      throw .noSeason(series: series.name, method: method)
    }
    let periods = series.usablePeriods
    guard !periods.isEmpty else {
      throw .tooShort(
        series: series.name, method: method, count: series.count, least: 2 * shortest,
        why: "two seasons of \(shortest)")
    }
    self.series = series
    seasons = MultipleSeasons(series.values, periods: periods, isSteady: isSteady)
  }

  /// The forecast by a method for what is left.
  func fitted(
    _ method: ForecastMethod, _ task: ForecastTask
  ) throws(ForecastingError) -> FittedForecast {
    let rest = TimeSeries(
      checked: seasons.adjusted, name: series.name, periods: [], start: series.start)
    // What other series have taught is of values with their seasons.
    var alone = task
    alone.learned = nil
    var forecast = try method.fitted(rest, alone)
    forecast.method = "MSTL + \(forecast.method)"
    let coming = (0..<task.horizon).map { seasons.coming($0) }
    func shifted(_ values: [Double]) -> [Double] { zip(values, coming).map { $0 + $1 } }
    forecast.mean = shifted(forecast.mean)
    switch forecast.spread {
    case .normal: break
    case .futures(let steps):
      forecast.spread = .futures(zip(steps, coming).map { values, add in values.map { $0 + add } })
    case .given(let intervals):
      forecast.spread = .given(
        intervals.map {
          PredictionInterval(level: $0.level, lower: shifted($0.lower), upper: shifted($0.upper))
        })
    }
    return forecast
  }
}
