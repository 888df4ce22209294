/// The difference between two alternatives in a quantity that is a ratio of sums, simulated with
/// common random numbers.
///
///     d = rₐ - r_b,   rₐ = Σ yₐ / Σ xₐ,   r_b = Σ y_b / Σ x_b
///
/// Delta method: each replication's part in an estimate is e = (y - r x) / x̄, and the differences of
/// the parts, eₐ - e_b, are treated as independent observations, by Student's t with n - 1 degrees of
/// freedom. With all denominators 1 this is the ordinary paired comparison of means. The relative
/// difference d / |r_b| has the parts (eₐ - (rₐ/r_b) e_b) / |r_b|.
///
/// Sources: W. G. Cochran, *Sampling Techniques*, 3rd ed., Wiley, 1977, ch. 6 (the ratio, and the
/// difference of two from one sample, § 6.19); A. M. Law, *Simulation Modeling and Analysis*, 5th ed.,
/// McGraw-Hill, 2015, § 10.2.1 (pairs).
public struct PairedRatioDifference: Hashable, Sendable {
  /// The ratio of the alternative.
  public let alternative: Double
  /// The ratio of the baseline.
  public let baseline: Double
  /// The alternative's ratio and its parts, as one number a replication: their mean is the ratio,
  /// their spread its standard error.
  public let alternativeObservations: [Double]
  /// The same of the baseline.
  public let baselineObservations: [Double]

  /// Compares two series of replications.
  ///
  /// - Parameters:
  ///   - alternative: One observation for each replication, at least 2.
  ///   - baseline: As many, in the same order.
  /// - Throws: ``StatisticsInputError`` where there are too few, they differ in number, one is not
  ///   finite, or all denominators of a series are 0.
  public init(
    of alternative: [Ratio], against baseline: [Ratio]
  ) throws(StatisticsInputError) {
    guard alternative.count == baseline.count else {
      throw .unequalLengths(
        name: "alternative", count: alternative.count, expected: baseline.count)
    }
    (self.alternative, alternativeObservations) = try PairedRatioDifference.observations(
      of: alternative, "alternative")
    (self.baseline, baselineObservations) = try PairedRatioDifference.observations(
      of: baseline, "baseline")
  }

  /// The difference of the ratios, alternative less baseline.
  public var difference: Double { alternative - baseline }

  /// The paired comparison of the parts, for its interval and its p-value.
  ///
  /// - Throws: Nothing that the initializer has not thrown.
  public func paired() throws(StatisticsInputError) -> PairedDifference {
    try PairedDifference(of: alternativeObservations, against: baselineObservations)
  }

  /// The interval for the difference by the baseline's magnitude.
  ///
  /// - Parameter confidenceLevel: The chance that it covers, between 0 and 1.
  /// - Returns: `nil` where the baseline is 0.
  /// - Throws: ``StatisticsInputError`` where the level is not between 0 and 1.
  public func relativeInterval(
    confidenceLevel: Double = 0.95
  ) throws(StatisticsInputError) -> StudentInterval? {
    try checkLevel(confidenceLevel)
    guard baseline != 0 else { return nil }
    let (quotient, magnitude) = (alternative / baseline, abs(baseline))
    let parts = zip(alternativeObservations, baselineObservations).lazy.map { a, b in
      ((a - alternative) - quotient * (b - baseline)) / magnitude
    }
    var interval = StudentInterval(Tally(parts), confidenceLevel: confidenceLevel)
    interval?.mean = difference / magnitude
    return interval
  }

  private static func observations(
    of series: [Ratio], _ name: String
  ) throws(StatisticsInputError) -> (Double, [Double]) {
    try checkObservations(series.map(\.numerator), name, atLeast: 2)
    try checkObservations(series.map(\.denominator), name, atLeast: 2)
    let numerator = Tally(series.lazy.map(\.numerator)).mean ?? 0
    let denominator = Tally(series.lazy.map(\.denominator)).mean ?? 0
    guard let ratio = Ratio(numerator, per: denominator).value else {
      throw .undetermined(
        method: "a ratio of sums", reason: "all denominators of the \(name) are 0")
    }
    return (ratio, series.map { ratio + ($0.numerator - ratio * $0.denominator) / denominator })
  }
}
