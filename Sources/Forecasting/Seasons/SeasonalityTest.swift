/// Whether a series repeats itself after a season, by its autocorrelation.
///
/// The autocorrelation at the season's length is held against its standard error where all shorter ones are as
/// they are (Bartlett): |r_m| > z √((1 + 2 Σ_(k<m) r_k²) / n), with z = 1.645, a test at 90 %.
///
/// Source: S. Makridakis, E. Spiliotis, V. Assimakopoulos, "The M4 Competition: 100,000 time series and 61
/// forecasting methods", *International Journal of Forecasting* 36, 2020, 54–74.
public enum SeasonalityTest {
  /// How many standard errors the autocorrelation lies from zero.
  ///
  /// - Parameters:
  ///   - values: The series.
  ///   - period: Steps in a season.
  /// - Returns: |r_m| in standard errors; 0 where the series is shorter than two seasons, or constant.
  public static func statistic(_ values: [Double], period: Int) -> Double {
    let n = values.count
    guard period >= 2, n >= 2 * period else { return 0 }
    let mean = values.reduce(0, +) / Double(n)
    let centered = values.map { $0 - mean }
    let total = centered.reduce(0) { $0 + $1 * $1 }
    guard total > 0 else { return 0 }
    func correlation(_ lag: Int) -> Double {
      var sum = 0.0
      for place in lag..<n { sum += centered[place] * centered[place - lag] }
      return sum / total
    }
    var squares = 0.0
    for lag in 1..<period {
      let r = correlation(lag)
      squares += r * r
    }
    return abs(correlation(period)) / ((1 + 2 * squares) / Double(n)).squareRoot()
  }

  /// Whether the series is seasonal at 90 %.
  ///
  /// - Parameters:
  ///   - values: The series.
  ///   - period: Steps in a season.
  /// - Returns: Whether the statistic is above 1.645.
  public static func isSeasonal(_ values: [Double], period: Int) -> Bool {
    statistic(values, period: period) > 1.6448536269514722
  }
}
