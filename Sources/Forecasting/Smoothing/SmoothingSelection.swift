/// The form of exponential smoothing that describes a series best for its number of parameters.
///
/// Each form that the series allows is fitted, and the one with the least corrected Akaike criterion is taken.
/// Seasons of more than 24 steps are left to decompositions.
public struct SmoothingSelection: Sendable {
  /// The fit that was taken.
  public let best: ExponentialSmoothing
  /// All fits, the best first.
  public let ranked: [ExponentialSmoothing]

  /// The longest season that has states of its own.
  public static let longestSeason = 24

  /// Fits and compares.
  ///
  /// - Parameters:
  ///   - series: The series.
  ///   - forms: Which forms are compared; those that do not suit the series are passed over.
  ///   - slopePrior: k of a prior (1 - β/α)^k, which doubts slopes that turn quickly; 0 for plain likelihood.
  /// - Throws: ``ForecastingError`` where no form suits it.
  public init(
    _ series: TimeSeries, forms: [SmoothingForm] = SmoothingForm.all, slopePrior: Double = 0
  ) throws(ForecastingError) {
    guard !series.isConstant else {
      throw .constant(series: series.name, method: "ETS", value: series.values[0])
    }
    let isPositive = series.values.allSatisfy { $0 > 0 }
    let season = series.usablePeriods.first.flatMap {
      $0 <= SmoothingSelection.longestSeason ? $0 : nil
    }
    var fits: [ExponentialSmoothing] = []
    for form in forms {
      if form.error == .multiplicative, !isPositive { continue }
      var period = 1
      if form.season != .none {
        guard let season else { continue }
        period = season
      }
      guard series.count >= form.parameterCount(period: period) + 3 else { continue }
      if let fit = ExponentialSmoothing(form, series.values, period: period, slopePrior: slopePrior)
      {
        fits.append(fit)
      }
    }
    ranked = fits.enumerated().sorted {
      ($0.element.correctedCriterion, $0.offset) < ($1.element.correctedCriterion, $1.offset)
    }.map(\.element)
    guard let first = ranked.first else {
      throw .tooShort(
        series: series.name, method: "ETS", count: series.count, least: 5,
        why: "it estimates 2 numbers and a variance")
    }
    best = first
  }
}
