/// How a series is forecast.
public struct ForecastRequest: Hashable, Sendable {
  /// The method.
  public var method: ForecastMethod
  /// The number of steps, at least 1.
  public var horizon: Int
  /// The levels of prediction intervals, each between 0 and 1.
  public var levels: [Double]
  /// Where the width of intervals comes from.
  public var intervals: Intervals
  /// The seed of the futures from which intervals are read where there is no formula.
  public var seed: UInt64

  /// Where the width of intervals comes from.
  public enum Intervals: Hashable, Sendable {
    /// The method's model: its formula, or futures drawn from it.
    case model
    /// The errors at so many earlier origins, a step apart.
    case conformal(origins: Int)
  }

  /// Creates a request.
  ///
  /// - Parameters:
  ///   - method: The method.
  ///   - horizon: The number of steps.
  ///   - levels: The levels of prediction intervals.
  ///   - intervals: Where their width comes from.
  ///   - seed: The seed of drawn futures.
  /// - Throws: ``ForecastingError`` for a horizon, a level or a number of origins out of range.
  public init(
    method: ForecastMethod = .automatic, horizon: Int, levels: [Double] = [],
    intervals: Intervals = .model, seed: UInt64 = 1
  ) throws(ForecastingError) {
    guard horizon >= 1 else { throw .horizon(horizon) }
    for level in levels where !(level > 0 && level < 1) { throw .level(level) }
    if case .conformal(let origins) = intervals, origins < ConformalIntervals.least {
      throw .setting(
        name: "origins", value: Double(origins),
        requirement: "at least \(ConformalIntervals.least)")
    }
    self.method = method
    self.horizon = horizon
    self.levels = levels
    self.intervals = intervals
    self.seed = seed
  }
}

extension TimeSeries {
  /// What is expected of the steps to come.
  ///
  /// - Parameter request: How.
  /// - Returns: Means and intervals, with the name of the method and what it has estimated.
  /// - Throws: ``ForecastingError`` where the method does not suit the series.
  public func forecast(_ request: ForecastRequest) throws(ForecastingError) -> Forecast {
    try forecast(request, learned: nil, known: .none)
  }

  /// The same with what is learned from other series, and with what is known in advance.
  func forecast(
    _ request: ForecastRequest, learned: BoostedForecaster?, known: KnownColumns
  ) throws(ForecastingError) -> Forecast {
    var task = ForecastTask(
      horizon: request.horizon, levels: request.levels, seed: request.seed, learned: learned,
      known: known)
    // What is learned has intervals of errors at held-out origins already.
    guard case .conformal(let origins) = request.intervals, !request.levels.isEmpty,
      request.method != .boosted
    else {
      return try request.method.fitted(self, task).forecast(levels: request.levels)
    }
    task.levels = []
    var forecast = try request.method.fitted(self, task).forecast(levels: [])
    let conformal = try ConformalIntervals(
      request.method, self, horizon: request.horizon, origins: origins, seed: request.seed)
    forecast.intervals = request.levels.map { conformal.interval($0, about: forecast.mean) }
    if conformal.origins < origins { forecast.notes.append(.fewOrigins(conformal.origins)) }
    return forecast
  }
}
