import SpecialFunctions

/// All forms of exponential smoothing together, each with the share in which it is believed.
///
/// Which form is best is uncertain where values are few, and so is how quickly slopes turn. So forms count with
/// weights exp(-Δ/4) of the corrected Akaike criterion, slopes have a prior (1 - β/α)^20, and a trend that is not
/// damped is charged 3 for going on for ever. The three numbers were chosen on training parts of the M3 and hospital
/// series, from a few each; plain likelihood and the one best form are 5 % less accurate there.
///
/// Source: K. P. Burnham, D. R. Anderson, *Model Selection and Multimodel Inference*, 2nd ed., Springer, 2002, ch. 2
/// (weights, there exp(-Δ/2)).
struct SmoothingAverage {
  let shares: [(fit: ExponentialSmoothing, share: Double)]

  private static let slopePrior = 20.0
  private static let priceOfEndlessTrend = 3.0
  private static let temperature = 4.0

  init(_ series: TimeSeries) throws(ForecastingError) {
    let ranked = try SmoothingSelection(series, slopePrior: SmoothingAverage.slopePrior).ranked
    let charged = ranked.map { fit in
      fit.correctedCriterion
        + (fit.form.trend == .additive ? SmoothingAverage.priceOfEndlessTrend : 0)
    }
    let least = charged.min() ?? 0
    // The criterion of a form with as many numbers as values is infinite.
    let weights = charged.map {
      $0.isFinite ? Reproducible.exp((least - $0) / SmoothingAverage.temperature) : 0
    }
    // Forms that count less than 2 % of the best are left out.
    let kept = zip(ranked, weights).filter { $0.1 >= 0.02 }
    let total = kept.reduce(0) { $0 + $1.1 }
    shares =
      kept.isEmpty
      ? ranked.prefix(1).map { ($0, 1) } : kept.map { (fit: $0.0, share: $0.1 / total) }
  }

  /// The weighted means, and the weighted ends of intervals.
  func fitted(_ series: TimeSeries, _ task: ForecastTask) -> FittedForecast {
    let forecasts = shares.map { $0.fit.fitted(series, task).forecast(levels: task.levels) }
    func mixed(_ rows: (Forecast) -> [Double]) -> [Double] {
      var sum = [Double](repeating: 0, count: task.horizon)
      for (forecast, share) in zip(forecasts, shares) {
        for (step, value) in rows(forecast).enumerated() { sum[step] += share.share * value }
      }
      return sum
    }
    return FittedForecast(
      method: "average of \(shares.map(\.fit.form.description).joined(separator: ", "))",
      mean: mixed(\.mean),
      spread: .given(
        task.levels.indices.map { place in
          PredictionInterval(
            level: task.levels[place], lower: mixed { $0.intervals[place].lower },
            upper: mixed { $0.intervals[place].upper })
        }),
      parameters: shares.map { NamedParameter("share of \($0.fit.form)", $0.share) })
  }
}
