/// A method tried at earlier origins of a series, each time with what was known by then.
public struct Backtest: Hashable, Sendable {
  /// One origin.
  public struct Origin: Hashable, Sendable {
    /// How many values were known.
    public let known: Int
    /// What was expected.
    public let forecast: Forecast
    /// What came.
    public let actual: [Double]
    /// How far apart they were.
    public let score: ForecastScore
    /// How well each interval held, in the order of levels.
    public let intervals: [IntervalScore]
  }

  /// The origins, the earliest first.
  public let origins: [Origin]

  /// Tries a method.
  ///
  /// - Parameters:
  ///   - series: The series.
  ///   - request: The method, horizon and levels.
  ///   - origins: How many origins; the last one leaves one horizon to come.
  ///   - step: Steps from one origin to the next; `nil` for a horizon.
  ///   - lag: The lag of the naive method in MASE; `nil` for the shortest season, or 1.
  /// - Throws: ``ForecastingError`` where the series is too short for one origin, or the method does not suit it.
  public init(
    _ series: TimeSeries, _ request: ForecastRequest, origins: Int, step: Int? = nil,
    lag: Int? = nil
  ) throws(ForecastingError) {
    try self.init(
      series, request, origins: origins, step: step, lag: lag, learned: [], known: .none)
  }

  /// The same with what was learned from all series by the last origin, the one before and so on.
  init(
    _ series: TimeSeries, _ request: ForecastRequest, origins: Int, step: Int?, lag: Int?,
    learned: [BoostedForecaster?], known columns: KnownColumns
  ) throws(ForecastingError) {
    guard origins >= 1 else {
      throw .setting(name: "origins", value: Double(origins), requirement: "at least 1")
    }
    let stride = step ?? request.horizon
    guard stride >= 1 else {
      throw .setting(name: "step", value: Double(stride), requirement: "at least 1")
    }
    var tried: [Origin] = []
    for back in (0..<origins).reversed() {
      let end = series.count - request.horizon - back * stride
      guard end >= 2 else { continue }
      let known = series.prefix(end)
      let actual = Array(series.values[end..<end + request.horizon])
      let forecast = try known.forecast(
        request, learned: back < learned.count ? learned[back] : nil, known: columns)
      let score = try ForecastScore(
        of: forecast.mean, against: actual, history: known.values,
        period: lag ?? series.periods.first ?? 1)
      var intervals: [IntervalScore] = []
      for interval in forecast.intervals {
        intervals.append(try IntervalScore(of: interval, against: actual))
      }
      tried.append(
        Origin(known: end, forecast: forecast, actual: actual, score: score, intervals: intervals))
    }
    guard !tried.isEmpty else {
      throw .tooShort(
        series: series.name, method: "a backtest", count: series.count,
        least: request.horizon + 2, why: "a horizon and two values before it")
    }
    self.origins = tried
  }

  /// The mean of a score over origins that have it; `nil` where none has.
  ///
  /// - Parameter score: Which, such as `\.meanAbsoluteScaled`.
  /// - Returns: The mean.
  public func mean(_ score: (ForecastScore) -> Double?) -> Double? {
    let values = origins.compactMap { score($0.score) }
    return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }
}
