/// A series without several seasons, and the seasons, by one decomposition after the other (MSTL).
///
/// Source: K. Bandara, R. J. Hyndman, C. Bergmeir, "MSTL: A Seasonal-Trend Decomposition Algorithm for Time Series with
/// Multiple Seasonal Patterns", *International Journal of Operational Research* 52, 2025, 79–98 (arXiv:2107.13462).
public struct MultipleSeasons: Hashable, Sendable {
  /// Steps in each season, the shortest first.
  public let periods: [Int]
  /// What each season adds, for every value.
  public private(set) var seasonal: [[Double]]
  /// The values without all seasons.
  public private(set) var adjusted: [Double]

  private static let steadyWindow = 35

  /// Takes the seasons out.
  ///
  /// - Parameters:
  ///   - values: At least two of the longest season.
  ///   - periods: Steps in a season, the shortest first.
  ///   - rounds: How often all seasons are gone through; one season needs one.
  ///   - isSteady: Whether seasons hardly change, so that 35 of them count at a place, in place of 11 or so.
  ///   - robustRounds: How often outliers are weighed down.
  public init(
    _ values: [Double], periods: [Int], rounds: Int = 2, isSteady: Bool = false,
    robustRounds: Int = 0
  ) {
    self.periods = periods
    adjusted = values
    seasonal = periods.map { _ in [Double](repeating: 0, count: values.count) }
    for _ in 0..<(periods.count == 1 ? 1 : rounds) {
      for (place, period) in periods.enumerated() {
        for step in adjusted.indices { adjusted[step] += seasonal[place][step] }
        // Windows of 11, 15, 19, …: the longer the season, the steadier.
        let parts = SeasonalTrendDecomposition(
          adjusted, period: period,
          .init(
            seasonalWindow: isSteady ? MultipleSeasons.steadyWindow : 11 + 4 * place,
            robustRounds: robustRounds))
        seasonal[place] = parts.seasonal
        for step in adjusted.indices { adjusted[step] -= seasonal[place][step] }
      }
    }
  }

  /// What the seasons add to a step to come: what they added a season before.
  ///
  /// - Parameter step: Steps after the last value, from 0.
  /// - Returns: The sum over seasons.
  public func coming(_ step: Int) -> Double {
    var sum = 0.0
    for (values, period) in zip(seasonal, periods) {
      sum += values[values.count - period + step % period]
    }
    return sum
  }
}
