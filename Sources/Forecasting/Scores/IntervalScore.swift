/// How well intervals held what came.
///
/// Source: T. Gneiting, A. E. Raftery, "Strictly Proper Scoring Rules, Prediction, and Estimation", *Journal of the
/// American Statistical Association* 102, 2007, 359–378.
public struct IntervalScore: Hashable, Sendable {
  /// The level of the interval.
  public let level: Double
  /// The share of steps within, ends included.
  public let coverage: Double
  /// Mean of the width, plus 2/(1 - level) for each unit by which a value lies outside.
  public let score: Double
  /// Mean pinball loss at both ends.
  public let pinball: Double

  /// Scores an interval.
  ///
  /// - Parameters:
  ///   - interval: The interval.
  ///   - actual: What came, a value a step.
  /// - Throws: ``ForecastingError/lengths(first:_:second:_:)``.
  public init(
    of interval: PredictionInterval, against actual: [Double]
  ) throws(ForecastingError) {
    guard interval.lower.count == actual.count, !actual.isEmpty else {
      throw .lengths(
        first: "steps of the interval", interval.lower.count, second: "values that came",
        actual.count)
    }
    var (inside, score, pinball) = (0, 0.0, 0.0)
    let outer = 1 - interval.level
    for (step, value) in actual.enumerated() {
      let (lower, upper) = (interval.lower[step], interval.upper[step])
      if value >= lower, value <= upper { inside += 1 }
      score += upper - lower + 2 / outer * (max(0, lower - value) + max(0, value - upper))
      pinball +=
        IntervalScore.pinball(value, below: lower, probability: outer / 2)
        + IntervalScore.pinball(value, below: upper, probability: 1 - outer / 2)
    }
    let n = Double(actual.count)
    level = interval.level
    coverage = Double(inside) / n
    self.score = score / n
    self.pinball = pinball / (2 * n)
  }

  /// p (y - q) where the value lies above the quantile, (1 - p) (q - y) below.
  ///
  /// - Parameters:
  ///   - value: What came.
  ///   - quantile: The quantile that was foretold.
  ///   - probability: p, the chance to lie below it.
  /// - Returns: The loss, 0 at best.
  public static func pinball(
    _ value: Double, below quantile: Double, probability: Double
  ) -> Double {
    value >= quantile ? probability * (value - quantile) : (1 - probability) * (quantile - value)
  }
}
