#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The share that lives longer, without any family: the product limit of Kaplan and Meier.
///
///     S(t) = Π (1 - d/n),   Var S = S² Σ d/(n (n - d))   (Greenwood)
///
/// over the ages up to t at which d of n lives under observation failed.
///
/// Sources: E. L. Kaplan, P. Meier, "Nonparametric Estimation from Incomplete Observations", *JASA* 53, 1958,
/// 457–481; intervals: J. D. Kalbfleisch, R. L. Prentice, *The Statistical Analysis of Failure Time Data*,
/// 2nd ed., Wiley, 2002, sec. 1.4; quantiles: R. Brookmeyer, J. Crowley, "A Confidence Interval for the Median
/// Survival Time", *Biometrics* 38, 1982, 29–41.
public struct SurvivalCurve: Hashable, Sendable {
  /// How intervals are made.
  public enum Interval: Hashable, Sendable {
    /// From the standard error of ln(-ln S), so that they stay within 0 and 1.
    case logLog
    /// S ± z standard errors, cut at 0 and 1.
    case plain
  }

  /// The ages at which lives failed, increasing.
  public let times: [Double]
  /// How many lives were under observation just before each.
  public let atRisk: [Double]
  /// How many failed at each.
  public let failures: [Double]
  /// The share that lives longer than each.
  public let survival: [Double]
  /// The standard error of each share; 0 where the share is 0.
  public let standardErrors: [Double]
  /// Σ d/(n (n - d)).
  let greenwood: [Double]

  /// Estimates the curve.
  ///
  /// With delayed entry, few lives may be under observation at low ages: where all of them fail, the curve
  /// falls to 0 and stays there.
  ///
  /// - Parameter sample: Exact and right-censored lives, at least one of which failed.
  /// - Throws: ``LifetimeError`` where a life is known by an interval, or none failed.
  public init(_ sample: LifeSample) throws(LifetimeError) {
    try sample.requireExact()
    try sample.requireFailures()
    let table = RiskTable(sample)
    var (share, sum) = (1.0, 0.0)
    var (survival, errors, sums) = ([Double](), [Double](), [Double]())
    for (number, failed) in zip(table.atRisk, table.failures) {
      let left = number - failed
      share *= left / number
      if left > 0 { sum += failed / (number * left) }
      survival.append(share)
      errors.append(share * sum.squareRoot())
      sums.append(sum)
    }
    (times, atRisk, failures) = (table.times, table.atRisk, table.failures)
    self.survival = survival
    standardErrors = errors
    greenwood = sums
  }

  /// The share that lives longer than an age; beyond the last failure, what is left there.
  public func survival(at time: Double) -> Double {
    RiskTable.place(of: time, in: times).map { survival[$0] } ?? 1
  }

  /// The intervals of the shares, one for each of ``times``.
  ///
  /// Where the share is 0 its error cannot be estimated: the interval goes from 0 to the upper end before.
  ///
  /// - Parameters:
  ///   - level: The confidence, between 0 and 1.
  ///   - kind: How they are made.
  /// - Returns: The intervals.
  public func intervals(level: Double = 0.95, _ kind: Interval = .logLog) -> [ConfidenceInterval] {
    let deviate = ConfidenceInterval.deviate(level)
    var before = 1.0
    return times.indices.map { index in
      let share = survival[index]
      guard share > 0 else { return ConfidenceInterval(lower: 0, upper: before) }
      let interval: ConfidenceInterval
      switch kind {
      case .plain:
        let reach = deviate * standardErrors[index]
        interval = ConfidenceInterval(lower: max(0, share - reach), upper: min(1, share + reach))
      case .logLog:
        let hazard = -log(share)
        let reach = exp(deviate * greenwood[index].squareRoot() / hazard)
        interval = ConfidenceInterval(lower: exp(-hazard * reach), upper: exp(-hazard / reach))
      }
      before = interval.upper
      return interval
    }
  }

  /// The first age at which the share that lives longer is at most 1 - `probability`.
  ///
  /// - Parameter probability: The share that has failed, between 0 and 1.
  /// - Returns: The age; `nil` where the curve does not fall so far.
  public func quantile(_ probability: Double) -> Double? {
    SurvivalCurve.crossing(survival, times, 1 - probability)
  }

  /// The age by which half have failed; `nil` where the curve does not fall so far.
  public var median: Double? { quantile(0.5) }

  /// The ages at which the lower and the upper ends of the intervals fall to 1 - `probability`.
  ///
  /// - Parameters:
  ///   - probability: The share that has failed, between 0 and 1.
  ///   - level: The confidence, between 0 and 1.
  ///   - kind: How the intervals of shares are made.
  /// - Returns: Both ages; `nil` for an end that the data do not reach.
  public func quantileInterval(
    _ probability: Double, level: Double = 0.95, _ kind: Interval = .logLog
  ) -> (lower: Double?, upper: Double?) {
    let intervals = intervals(level: level, kind)
    return (
      SurvivalCurve.crossing(intervals.map(\.lower), times, 1 - probability),
      SurvivalCurve.crossing(intervals.map(\.upper), times, 1 - probability)
    )
  }

  /// The mean of lives cut at a horizon, and its standard error.
  ///
  ///     ∫₀^τ S(t) dt,   Var = Σ (∫ from tᵢ to τ of S)² dᵢ/(nᵢ (nᵢ - dᵢ))
  ///
  /// Source: J. P. Klein, M. L. Moeschberger, *Survival Analysis*, 2nd ed., Springer, 2003, eq. 4.5.2.
  ///
  /// - Parameter horizon: τ, not after the last age that was seen, or the curve is taken as flat beyond.
  /// - Returns: The mean and its standard error.
  public func restrictedMean(to horizon: Double) -> (mean: Double, standardError: Double) {
    var (area, variance, end) = (0.0, 0.0, horizon)
    for index in times.indices.reversed() where times[index] < horizon {
      area += survival[index] * (end - times[index])
      end = times[index]
      let left = atRisk[index] - failures[index]
      if left > 0 { variance += area * area * failures[index] / (atRisk[index] * left) }
    }
    return (area + end, variance.squareRoot())
  }

  private static func crossing(_ shares: [Double], _ times: [Double], _ level: Double) -> Double? {
    // Shares are products of quotients: one that equals the level may miss it by rounding.
    shares.indices.first { shares[$0] <= level + 1e-12 }.map { times[$0] }
  }
}
