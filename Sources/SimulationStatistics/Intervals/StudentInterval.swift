import SpecialFunctions

/// A confidence interval for a mean, from independent observations.
///
///     mean ± t(1 - α/2, n - 1) · s / √n
///
/// Exact for normal observations, and close for means of long replications.
///
/// Source: A. M. Law, *Simulation Modeling and Analysis*, 5th ed., McGraw-Hill, 2015, eq. 4.12.
public struct StudentInterval: Hashable, Sendable {
  /// The mean of the observations.
  public var mean: Double
  /// Half the width of the interval; `nil` for a single observation, which says nothing of spread.
  public var halfWidth: Double?
  /// How many observations there are.
  public var count: Int
  /// The chance that the interval covers the mean, such as 0.95.
  public var confidenceLevel: Double

  /// Creates the interval.
  ///
  /// - Parameters:
  ///   - observations: Independent observations; without any there is no interval.
  ///   - confidenceLevel: The chance that the interval covers the mean, between 0 and 1.
  public init?(_ observations: Tally, confidenceLevel: Double = 0.95) {
    guard let mean = observations.mean else { return nil }
    self.mean = mean
    self.confidenceLevel = confidenceLevel
    count = observations.count
    halfWidth = observations.standardError.map { standardError in
      standardError
        * StudentT.quantile(
          (1 + confidenceLevel) / 2, degreesOfFreedom: Double(observations.count - 1))
    }
  }

  /// The lower end; `nil` for a single observation.
  public var lower: Double? { halfWidth.map { mean - $0 } }

  /// The upper end; `nil` for a single observation.
  public var upper: Double? { halfWidth.map { mean + $0 } }
}
