/// The methods that everything else has to beat.
///
/// Deviations are those of the errors that the method made in the series, widened as its model has it.
///
/// Source: R. J. Hyndman, G. Athanasopoulos, *Forecasting: Principles and Practice*, 3rd ed., OTexts, 2021, section 5.5.
enum SimpleMethods {
  /// The last value.
  static func naive(_ series: TimeSeries, _ horizon: Int) -> FittedForecast {
    let last = series.values[series.count - 1]
    let deviation = rootMeanSquare(of: series.values, lag: 1)
    return FittedForecast(
      method: "naive", mean: [Double](repeating: last, count: horizon),
      spread: .normal((0..<horizon).map { deviation * Double($0 + 1).squareRoot() }))
  }

  /// What it was a season ago.
  static func seasonalNaive(
    _ series: TimeSeries, _ horizon: Int
  ) throws(ForecastingError) -> FittedForecast {
    guard let period = series.periods.first else {
      throw .noSeason(series: series.name, method: "seasonal-naive")
    }
    guard series.count >= period else {
      throw .tooShort(
        series: series.name, method: "seasonal-naive", count: series.count, least: period,
        why: "one season")
    }
    let deviation = rootMeanSquare(of: series.values, lag: period)
    return FittedForecast(
      method: "seasonal-naive",
      mean: (0..<horizon).map { series.values[series.count - period + $0 % period] },
      spread: .normal((0..<horizon).map { deviation * Double($0 / period + 1).squareRoot() }))
  }

  /// The last value without its season, which is put back: what the M competitions compare with.
  static func naive2(_ series: TimeSeries, _ horizon: Int) -> FittedForecast {
    let seasonal = SeasonalIndices.found(in: series.values, period: series.usablePeriods.first)
    guard let seasonal else { return naive(series, horizon) }
    let adjusted = seasonal.removed(from: series.values)
    let n = series.count
    let deviation = rootMeanSquare(of: adjusted, lag: 1)
    return FittedForecast(
      method: "naive2",
      mean: (0..<horizon).map { seasonal.applied(to: adjusted[n - 1], at: n + $0) },
      spread: .normal((0..<horizon).map { deviation * Double($0 + 1).squareRoot() }))
  }

  /// The line through the first and the last value.
  static func drift(
    _ series: TimeSeries, _ horizon: Int
  ) throws(ForecastingError) -> FittedForecast {
    let n = series.count
    guard n >= 2 else {
      throw .tooShort(
        series: series.name, method: "drift", count: n, least: 2,
        why: "a line through the first and the last")
    }
    let (first, last) = (series.values[0], series.values[n - 1])
    let slope = (last - first) / Double(n - 1)
    var squares = 0.0
    for place in 1..<n {
      let error = series.values[place] - series.values[place - 1] - slope
      squares += error * error
    }
    let variance = squares / Double(max(1, n - 2))
    return FittedForecast(
      method: "drift", mean: (1...horizon).map { last + Double($0) * slope },
      spread: .normal(
        (1...horizon).map {
          (variance * Double($0) * (1 + Double($0) / Double(n - 1))).squareRoot()
        }),
      parameters: [NamedParameter("slope", slope)])
  }

  /// The mean of all values.
  static func mean(_ series: TimeSeries, _ horizon: Int) -> FittedForecast {
    let n = Double(series.count)
    let mean = series.values.reduce(0, +) / n
    let squares = series.values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let deviation = (squares / max(1, n - 1) * (1 + 1 / n)).squareRoot()
    return FittedForecast(
      method: "mean", mean: [Double](repeating: mean, count: horizon),
      spread: .normal([Double](repeating: deviation, count: horizon)))
  }

  /// Simple exponential smoothing with the weight of least squared errors.
  static func smoothing(_ series: TimeSeries, _ horizon: Int) -> FittedForecast {
    let fit = SimpleSmoothing(fitted: series.values)
    return FittedForecast(
      method: "simple smoothing", mean: [Double](repeating: fit.level, count: horizon),
      spread: .normal(fit.deviation(horizon)), parameters: [NamedParameter("alpha", fit.alpha)])
  }

  /// The root of the mean squared change over so many steps; 0 where there is none.
  private static func rootMeanSquare(of values: [Double], lag: Int) -> Double {
    guard values.count > lag else { return 0 }
    var squares = 0.0
    for place in lag..<values.count {
      let change = values[place] - values[place - lag]
      squares += change * change
    }
    return (squares / Double(values.count - lag)).squareRoot()
  }
}
