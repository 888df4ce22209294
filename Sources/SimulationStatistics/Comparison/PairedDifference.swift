import SpecialFunctions

/// The difference between two alternatives simulated with common random numbers.
///
/// Replication i of both sees the same random numbers, so its two observations rise and fall
/// together, and their difference varies less than that of independent ones. The pairs are
/// independent of each other; Student's t for n - 1 degrees of freedom holds for their
/// differences.
///
/// Source: A. M. Law, *Simulation Modeling and Analysis*, 5th ed., McGraw-Hill, 2015, § 10.2.1 and
/// § 11.2.
public struct PairedDifference: Hashable, Sendable {
  /// The differences, alternative less baseline: number, mean, variance.
  public let differences: Tally
  /// What the variance of a difference would be were the two independent: the sum of their variances.
  public let independentVariance: Double
  /// The correlation of the two; `nil` where one of them does not vary.
  public let correlation: Double?

  /// Compares two series of replications.
  ///
  /// - Parameters:
  ///   - alternative: One observation for each replication, at least 2.
  ///   - baseline: As many, in the same order.
  /// - Throws: ``StatisticsInputError`` where there are too few, they differ in number, or one is
  ///   not finite.
  public init(
    of alternative: [Double], against baseline: [Double]
  ) throws(StatisticsInputError) {
    try checkObservations(baseline, "baseline", atLeast: 2)
    try checkObservations(alternative, "alternative", atLeast: 2)
    guard alternative.count == baseline.count else {
      throw .unequalLengths(
        name: "alternative", count: alternative.count, expected: baseline.count)
    }
    let (a, b) = (Tally(alternative), Tally(baseline))
    let (varianceA, varianceB) = (a.variance ?? 0, b.variance ?? 0)
    differences = Tally(zip(alternative, baseline).lazy.map { $0.0 - $0.1 })
    independentVariance = varianceA + varianceB
    let (meanA, meanB) = (a.mean ?? 0, b.mean ?? 0)
    let products = zip(alternative, baseline).reduce(0) {
      $0 + ($1.0 - meanA) * ($1.1 - meanB)
    }
    let scale = (varianceA * varianceB).squareRoot() * Double(a.count - 1)
    correlation = scale > 0 ? max(-1, min(1, products / scale)) : nil
  }

  /// The mean difference, alternative less baseline.
  public var mean: Double { differences.mean ?? 0 }

  /// The sample variance of the differences.
  public var variance: Double { differences.variance ?? 0 }

  /// By what factor pairing divides the variance, (variance if independent)/(variance).
  ///
  /// Above 1 where common random numbers help. So many times more replications would independent
  /// random numbers need for the same interval. `nil` where the differences do not vary.
  public var varianceReduction: Double? {
    variance > 0 ? independentVariance / variance : nil
  }

  /// Student's interval for the mean difference.
  ///
  /// - Parameter confidenceLevel: The chance that it covers, between 0 and 1.
  /// - Returns: The interval.
  /// - Throws: ``StatisticsInputError`` where the level is not between 0 and 1.
  public func interval(
    confidenceLevel: Double = 0.95
  ) throws(StatisticsInputError) -> StudentInterval {
    try checkLevel(confidenceLevel)
    guard let interval = StudentInterval(differences, confidenceLevel: confidenceLevel) else {
      throw .tooFewObservations(name: "differences", count: differences.count, needed: 2)
    }
    return interval
  }

  /// The t statistic: mean difference by its standard error.
  ///
  /// Where the differences do not vary it is ±∞, and 0 where they are all 0.
  public var statistic: Double {
    guard let error = differences.standardError, mean != 0 else { return 0 }
    return mean / error
  }

  /// The two-sided p-value: the chance of a statistic as far from 0, were there no difference.
  public var probability: Double {
    2 * StudentT.survival(abs(statistic), degreesOfFreedom: Double(differences.count - 1))
  }
}
