public import Forecasting

/// A method tried at earlier origins of all series.
public struct MethodTrial: Sendable {
  /// Its name.
  public var method: String
  /// What came of each series; `nil` where it could not be tried.
  public var backtests: [Backtest?]

  /// Creates a trial.
  public init(method: String, backtests: [Backtest?]) {
    (self.method, self.backtests) = (method, backtests)
  }

  /// A mean over series, with its interval of 95 %.
  struct Mean: Sendable {
    var value: Double
    var lower: Double?
    var upper: Double?

    /// The mean of values, and 1.96 standard errors to either side where there are five at least.
    init?(_ values: [Double]) {
      guard !values.isEmpty else { return nil }
      let count = Double(values.count)
      let mean = values.reduce(0, +) / count
      value = mean
      guard values.count >= 5 else { return }
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
      let reach = 1.96 * (variance / count).squareRoot()
      (lower, upper) = (mean - reach, mean + reach)
    }
  }

  private var good: [Backtest] { backtests.compactMap { $0 } }
  /// On how many series it was tried.
  var series: Int { good.count }
  /// Errors over those of the naive method, squared and absolute, in percent, and what was forecast too little.
  var rootMeanSquareScaled: Mean? { mean(\.rootMeanSquareScaled) }
  var meanAbsoluteScaled: Mean? { mean(\.meanAbsoluteScaled) }
  var symmetricPercentage: Mean? { mean { $0.symmetricPercentage } }
  var bias: Mean? { mean(\.bias) }

  private func mean(_ score: (ForecastScore) -> Double?) -> Mean? {
    Mean(good.compactMap { $0.mean(score) })
  }

  /// The share of steps within the intervals of a level, over series.
  func coverage(_ level: Int) -> Mean? {
    Mean(
      good.compactMap { backtest in
        let shares = backtest.origins.compactMap { origin in
          level < origin.intervals.count ? origin.intervals[level].coverage : nil
        }
        return shares.isEmpty ? nil : shares.reduce(0, +) / Double(shares.count)
      })
  }

  /// The share of series and origins whose value at a step lies within the interval of a level.
  func coverage(_ level: Int, step: Int) -> (share: Double, of: Int)? {
    var (inside, all) = (0, 0)
    for origin in good.flatMap(\.origins)
    where level < origin.forecast.intervals.count && step < origin.actual.count {
      let interval = origin.forecast.intervals[level]
      all += 1
      let value = origin.actual[step]
      if value >= interval.lower[step], value <= interval.upper[step] { inside += 1 }
    }
    return all > 0 ? (Double(inside) / Double(all), all) : nil
  }

  /// The overall weighted average beside a reference: 1 for as good, less for better.
  func overall(beside reference: MethodTrial) -> Double? {
    let pairs = zip(backtests, reference.backtests).compactMap { own, other in
      own.flatMap { own in other.map { (own, $0) } }
    }
    func means(_ all: [Backtest]) -> (scaled: Double, percentage: Double)? {
      guard let scaled = Mean(all.compactMap { $0.mean(\.meanAbsoluteScaled) }),
        let percentage = Mean(all.compactMap { $0.mean { $0.symmetricPercentage } })
      else { return nil }
      return (scaled.value, percentage.value)
    }
    guard let own = means(pairs.map(\.0)), let other = means(pairs.map(\.1)), other.scaled > 0,
      other.percentage > 0
    else { return nil }
    return (own.scaled / other.scaled + own.percentage / other.percentage) / 2
  }
}
