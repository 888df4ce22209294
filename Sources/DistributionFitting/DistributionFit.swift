public import RandomVariates

/// A family fitted to a sample, and how well it fits.
public struct DistributionFit: Hashable, Sendable {
  /// A distance between sample and distribution.
  public struct Distance: Hashable, Sendable {
    /// The distance, without unit.
    public var value: Double
    /// The chance of a distance as large if the sample came from the distribution with parameters
    /// estimated as these were; `nil` where none was worked out.
    public var pValue: Double?
  }

  /// The family.
  public var family: FittedFamily
  /// The distribution with the estimated parameters, in the unit of the sample.
  public var distribution: Distribution
  /// How many parameters were estimated.
  public var parameterCount: Int
  /// The logarithm of the likelihood at these parameters.
  public var logLikelihood: Double
  /// How many numbers the sample has.
  public var count: Int
  /// The Kolmogorov-Smirnov distance.
  public var kolmogorovSmirnov: Distance
  /// The Anderson-Darling distance; `nil` for censored samples, and where the sample touches an end of
  /// the distribution.
  public var andersonDarling: Distance?

  /// Akaike's criterion, 2 k - 2 ln L: the smaller, the better.
  public var aic: Double { 2 * Double(parameterCount) - 2 * logLikelihood }

  /// Schwarz's criterion, k ln n - 2 ln L: the smaller, the better.
  public var bic: Double {
    Double(parameterCount) * DistributionFit.logarithm(count) - 2 * logLikelihood
  }

  /// Whether more than 0.1 % of a normal distribution, or any of a triangle, lies below zero.
  public var reachesBelowZero: Bool {
    let below = TruncatedDistribution(distribution).cumulative(at: 0)
    return family == .normal ? below > 0.001 : family == .triangular && below > 0
  }

  /// Whether the sample contradicts the distribution: whether a p-value lies below the level.
  ///
  /// Anderson-Darling decides where there is one, since it finds more; else Kolmogorov-Smirnov.
  /// Without p-values nothing is rejected.
  public func isRejected(at level: Double = 0.05) -> Bool {
    guard let pValue = (andersonDarling ?? kolmogorovSmirnov).pValue else { return false }
    return pValue < level
  }
}
