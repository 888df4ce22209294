/// A forecaster that is kept in files and asked again and again while something runs: what is learned from many series, or a
/// method with its seasons, which is fitted anew to the history each time.
public struct SavedForecaster: Sendable {
  /// What is kept.
  public enum Content: Sendable {
    /// What is learned from many series.
    case boosted(BoostedForecaster)
    /// A method and the seasons of what it is fitted to.
    case method(ForecastMethod, periods: [Int])
  }

  /// What is kept.
  public let content: Content

  /// Keeps what is learned.
  ///
  /// - Parameter learned: The forecaster.
  public init(_ learned: BoostedForecaster) { content = .boosted(learned) }

  /// Keeps a method.
  ///
  /// - Parameters:
  ///   - method: The method; not one that learns from many series.
  ///   - periods: Steps in a season, each at least 2, rising; none where nothing repeats.
  /// - Throws: ``ForecastingError`` for a method that has to be learned or has no name, or impossible seasons.
  public init(_ method: ForecastMethod, periods: [Int] = []) throws(ForecastingError) {
    guard !method.hasBoosted else {
      throw .saved(
        problem: "'\(method)' is learned from series: learn a BoostedForecaster and save that")
    }
    // Names are what is kept.
    guard try ForecastMethod(name: "\(method)") == method else { throw .unknownMethod("\(method)") }
    _ = try TimeSeries(values: [0], periods: periods)
    content = .method(method, periods: periods)
  }

  /// The method's name: `boosted on theta`, `ets`.
  public var name: String {
    switch content {
    case .boosted(let learned): "boosted on \(learned.base)"
    case .method(let method, _): "\(method)"
    }
  }

  /// The names of columns that must be known in advance; where there are some, ``look(at:steps:deviations:)`` has no answer.
  public var knownNames: [String] {
    if case .boosted(let learned) = content { learned.knownNames } else { [] }
  }

  /// The seasons, in steps.
  public var periods: [Int] {
    switch content {
    case .boosted(let learned): learned.periods
    case .method(_, let periods): periods
    }
  }

  /// What is expected, and by how much it may be wrong.
  public struct Look: Hashable, Sendable {
    /// The expected value of each step.
    public var mean: [Double]
    /// The standard deviation of each step; empty where it was not asked for.
    public var deviations: [Double]
  }

  /// What is expected after a history; a pure function of numbers.
  ///
  /// Histories that are too short have their mean: of a method, below 8 values or two of its longest season; of what is learned, below
  /// 3. So have those to which the method cannot be fitted.
  ///
  /// - Parameters:
  ///   - history: The values so far, oldest first.
  ///   - steps: How many steps, at least 1.
  ///   - deviations: Whether deviations are wanted, which costs draws with some methods: of a method, half the width of its
  ///     interval at 68.27 %; of what is learned, the root mean square of errors at held-out origins.
  /// - Returns: The forecast; `nil` for no history, values that are not finite, or columns that would have to be known.
  public func look(at history: [Double], steps: Int, deviations: Bool = false) -> Look? {
    precondition(steps >= 1, "a look goes a step ahead at least")
    guard !history.isEmpty, history.allSatisfy(\.isFinite), knownNames.isEmpty else { return nil }
    let series = TimeSeries(checked: history, name: "history", periods: periods)
    switch content {
    case .boosted(let learned):
      let (mean, scale) = learned.means(series, .none, steps: steps)
      return Look(
        mean: mean,
        deviations: deviations ? mean.indices.map { learned.errors.deviation($0) * scale } : [])
    case .method(let method, let periods):
      let task = ForecastTask(
        horizon: steps, levels: deviations ? [SavedForecaster.oneDeviation] : [], seed: 1)
      if history.count >= max(8, 2 * (periods.last ?? 0)),
        let forecast = try? method.fitted(series, task).forecast(levels: task.levels)
      {
        return Look(
          mean: forecast.mean,
          deviations: forecast.intervals.first.map { interval in
            zip(interval.lower, interval.upper).map { ($1 - $0) / 2 }
          } ?? [])
      }
      let fitted = SimpleMethods.mean(series, steps)
      guard case .normal(let spread) = fitted.spread else { return nil }
      return Look(mean: fitted.mean, deviations: deviations ? spread : [])
    }
  }

  /// The share of a normal distribution within one standard deviation.
  private static let oneDeviation = 0.6826894921370859
}
