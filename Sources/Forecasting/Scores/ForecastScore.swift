/// How far a forecast lay from what came, in units that can be compared between series.
///
/// Source: R. J. Hyndman, A. B. Koehler, "Another look at measures of forecast accuracy", *International Journal of
/// Forecasting* 22, 2006, 679–688; S. Makridakis, E. Spiliotis, V. Assimakopoulos, "M5 accuracy competition",
/// *International Journal of Forecasting* 38, 2022, 1346–1364.
public struct ForecastScore: Hashable, Sendable {
  /// Mean absolute error over that of the seasonal naive method in the history; `nil` where that is 0.
  public let meanAbsoluteScaled: Double?
  /// Root of the mean squared error over the mean squared step of the history; `nil` where that is 0.
  public let rootMeanSquareScaled: Double?
  /// Mean of 200 |y - f| / (|y| + |f|), in percent; 0 counts where both are 0.
  public let symmetricPercentage: Double
  /// Mean of (y - f) over the mean of the history; `nil` where that is 0.
  ///
  /// Above 0 too little was forecast.
  public let bias: Double?

  /// Scores a forecast.
  ///
  /// - Parameters:
  ///   - forecast: What was expected, a value a step.
  ///   - actual: What came.
  ///   - history: The values that were known.
  ///   - period: The lag of the naive method, 1 or a season.
  /// - Throws: ``ForecastingError/lengths(first:_:second:_:)``.
  public init(
    of forecast: [Double], against actual: [Double], history: [Double], period: Int
  ) throws(ForecastingError) {
    guard forecast.count == actual.count, !actual.isEmpty else {
      throw .lengths(first: "forecasts", forecast.count, second: "values that came", actual.count)
    }
    let n = Double(actual.count)
    let errors = zip(actual, forecast).map { $0 - $1 }
    let (steps, lags) = (changes(history, 1), changes(history, period))
    let scale = lags.isEmpty ? 0 : lags.reduce(0) { $0 + abs($1) } / Double(lags.count)
    let square = steps.isEmpty ? 0 : steps.reduce(0) { $0 + $1 * $1 } / Double(steps.count)
    meanAbsoluteScaled = scale > 0 ? errors.reduce(0) { $0 + abs($1) } / n / scale : nil
    rootMeanSquareScaled =
      square > 0 ? (errors.reduce(0) { $0 + $1 * $1 } / n / square).squareRoot() : nil
    symmetricPercentage =
      zip(actual, forecast).reduce(0) { sum, pair in
        let size = abs(pair.0) + abs(pair.1)
        return sum + (size > 0 ? 200 * abs(pair.0 - pair.1) / size : 0)
      } / n
    let mean = history.isEmpty ? 0 : history.reduce(0, +) / Double(history.count)
    bias = mean != 0 ? errors.reduce(0, +) / n / mean : nil
  }

  /// The overall weighted average of a method: its mean MASE and sMAPE over those of Naive2, averaged.
  ///
  /// - Parameters:
  ///   - scores: Those of the method, a series each.
  ///   - reference: Those of Naive2 for the same series.
  /// - Returns: 1 for Naive2, less for better; `nil` where there is nothing to compare with.
  public static func overallWeightedAverage(
    _ scores: [ForecastScore], reference: [ForecastScore]
  ) -> Double? {
    func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
    let scaled = mean(reference.compactMap(\.meanAbsoluteScaled))
    let percentage = mean(reference.map(\.symmetricPercentage))
    guard scaled > 0, percentage > 0 else { return nil }
    return
      (mean(scores.compactMap(\.meanAbsoluteScaled)) / scaled
      + mean(scores.map(\.symmetricPercentage)) / percentage) / 2
  }
}

/// How much the values change over so many steps.
private func changes(_ values: [Double], _ lag: Int) -> [Double] {
  zip(values.dropFirst(lag), values).map { $0 - $1 }
}
