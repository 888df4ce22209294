import SpecialFunctions

/// The difference between two independent estimates, each with an interval of its own.
///
///     d ± t(1 - α/2, ν) √(s₁² + s₂²),   ν = (s₁² + s₂²)² / (s₁⁴/ν₁ + s₂⁴/ν₂)
///
/// with standard errors s and their degrees of freedom ν₁, ν₂. For two alternatives with different
/// random numbers, or other numbers of replications; with common random numbers ``PairedDifference``
/// is the narrower. Holds for estimates of ratios as well as of means.
///
/// Source: B. L. Welch, "The generalization of 'Student's' problem when several different population
/// variances are involved", Biometrika 34 (1947) 28–35; A. M. Law, *Simulation Modeling and
/// Analysis*, 5th ed., McGraw-Hill, 2015, § 10.2.2.
public struct WelchDifference: Hashable, Sendable {
  /// The difference, alternative less baseline.
  public let mean: Double
  /// Its standard error.
  public let standardError: Double
  /// Its degrees of freedom; +∞ where neither estimate varies.
  public let degreesOfFreedom: Double

  /// Compares two estimates.
  ///
  /// - Parameters:
  ///   - alternative: One estimate, from at least 2 observations.
  ///   - baseline: The other one.
  /// - Throws: ``StatisticsInputError`` where one of them has no half-width.
  public init(
    of alternative: StudentInterval, against baseline: StudentInterval
  ) throws(StatisticsInputError) {
    let (a, b) = (
      try WelchDifference.standardError(of: alternative, "alternative"),
      try WelchDifference.standardError(of: baseline, "baseline")
    )
    mean = alternative.mean - baseline.mean
    let (squareA, squareB) = (a * a, b * b)
    standardError = (squareA + squareB).squareRoot()
    let quotient =
      squareA * squareA / Double(alternative.count - 1)
      + squareB * squareB / Double(baseline.count - 1)
    let sum = squareA + squareB
    degreesOfFreedom = quotient > 0 ? sum * sum / quotient : .infinity
  }

  /// The interval for the difference.
  ///
  /// - Parameter confidenceLevel: The chance that it covers, between 0 and 1.
  /// - Returns: Its ends.
  /// - Throws: ``StatisticsInputError`` where the level is not between 0 and 1.
  public func interval(
    confidenceLevel: Double = 0.95
  ) throws(StatisticsInputError) -> (lower: Double, upper: Double) {
    try checkLevel(confidenceLevel)
    guard standardError > 0 else { return (mean, mean) }
    let halfWidth =
      standardError
      * StudentT.quantile((1 + confidenceLevel) / 2, degreesOfFreedom: degreesOfFreedom)
    return (mean - halfWidth, mean + halfWidth)
  }

  private static func standardError(
    of interval: StudentInterval, _ name: String
  ) throws(StatisticsInputError) -> Double {
    guard let halfWidth = interval.halfWidth, interval.count >= 2 else {
      throw .tooFewObservations(name: name, count: interval.count, needed: 2)
    }
    return halfWidth
      / StudentT.quantile(
        (1 + interval.confidenceLevel) / 2, degreesOfFreedom: Double(interval.count - 1))
  }
}
