#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The cumulative hazard without any family: the sum of Nelson and Aalen.
///
///     H(t) = Σ d/n,   Var H = Σ d/n²
///
/// Sources: W. Nelson, "Theory and Applications of Hazard Plotting for Censored Failure Data",
/// *Technometrics* 14, 1972, 945–966; O. Aalen, "Nonparametric Inference for a Family of Counting Processes",
/// *Annals of Statistics* 6, 1978, 701–726.
public struct CumulativeHazardCurve: Hashable, Sendable {
  /// The ages at which lives failed, increasing.
  public let times: [Double]
  /// How many lives were under observation just before each.
  public let atRisk: [Double]
  /// How many failed at each.
  public let failures: [Double]
  /// The cumulative hazard up to each.
  public let cumulativeHazard: [Double]
  /// The standard error of each.
  public let standardErrors: [Double]

  /// Estimates the curve.
  ///
  /// - Parameter sample: Exact and right-censored lives, at least one of which failed.
  /// - Throws: ``LifetimeError`` where a life is known by an interval, or none failed.
  public init(_ sample: LifeSample) throws(LifetimeError) {
    try sample.requireExact()
    try sample.requireFailures()
    let table = RiskTable(sample)
    var (sum, variance) = (0.0, 0.0)
    var (sums, errors) = ([Double](), [Double]())
    for (number, failed) in zip(table.atRisk, table.failures) {
      sum += failed / number
      variance += failed / (number * number)
      sums.append(sum)
      errors.append(variance.squareRoot())
    }
    (times, atRisk, failures) = (table.times, table.atRisk, table.failures)
    cumulativeHazard = sums
    standardErrors = errors
  }

  /// The cumulative hazard up to an age.
  public func cumulativeHazard(at time: Double) -> Double {
    RiskTable.place(of: time, in: times).map { cumulativeHazard[$0] } ?? 0
  }

  /// The intervals, from the standard errors of logarithms: H exp(± z SE/H).
  ///
  /// - Parameter level: The confidence, between 0 and 1.
  /// - Returns: One for each of ``times``.
  public func intervals(level: Double = 0.95) -> [ConfidenceInterval] {
    logarithmicIntervals(cumulativeHazard, standardErrors, level)
  }
}

/// Intervals of positive estimates from the standard errors of their logarithms.
func logarithmicIntervals(
  _ estimates: [Double], _ errors: [Double], _ level: Double
) -> [ConfidenceInterval] {
  let deviate = ConfidenceInterval.deviate(level)
  return zip(estimates, errors).map { estimate, error in
    guard estimate > 0 else { return ConfidenceInterval(lower: 0, upper: 0) }
    let reach = exp(deviate * error / estimate)
    return ConfidenceInterval(lower: estimate / reach, upper: estimate * reach)
  }
}
