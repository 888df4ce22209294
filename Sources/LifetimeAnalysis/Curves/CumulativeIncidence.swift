#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How many have failed of each of several causes that compete for a life: the estimate of Aalen and
/// Johansen.
///
///     Fⱼ(t) = Σ S(tᵢ₋) dⱼᵢ/nᵢ
///
/// with S the product limit of all causes. One less the product limit of a single cause, the others taken as
/// censored, would be too much: it asks for what would happen if the other causes did not exist.
///
///     Var Fⱼ(t) = Σ (Fⱼ(t) - Fⱼ(tᵢ))² dᵢ/(nᵢ (nᵢ - dᵢ)) + Σ S(tᵢ₋)² dⱼᵢ (nᵢ - dⱼᵢ)/nᵢ³
///               - 2 Σ (Fⱼ(t) - Fⱼ(tᵢ)) S(tᵢ₋) dⱼᵢ/nᵢ²
///
/// Sources: O. O. Aalen, S. Johansen, "An Empirical Transition Matrix for Non-homogeneous Markov Chains Based
/// on Censored Observations", *Scandinavian Journal of Statistics* 5, 1978, 141–150; variance: E. Marubini,
/// M. G. Valsecchi, *Analysing Survival Data from Clinical Trials and Observational Studies*, Wiley, 1995,
/// sec. 10.2.
public struct CumulativeIncidence: Hashable, Sendable {
  /// The ages at which lives failed of any cause, increasing.
  public let times: [Double]
  /// How many lives were under observation just before each.
  public let atRisk: [Double]
  /// How many failed at each; a row for each cause.
  public let failures: [[Double]]
  /// The share that has failed of each cause; a row for each cause.
  public let incidence: [[Double]]
  /// The standard errors; a row for each cause.
  public let standardErrors: [[Double]]
  /// The share that lives longer than each age, whatever the cause.
  public let survival: [Double]

  /// Estimates the curves.
  ///
  /// - Parameters:
  ///   - sample: Exact and right-censored lives, at least one of which failed.
  ///   - causes: The cause of each life's end, from 0 below `causeCount`; that of a censored life does not
  ///     matter.
  ///   - causeCount: How many causes there are.
  /// - Throws: ``LifetimeError`` where a life is known by an interval, none failed, or counts differ.
  public init(
    _ sample: LifeSample, causes: [Int], causeCount: Int
  ) throws(LifetimeError) {
    guard causes.count == sample.count else {
      throw .differentCounts(what: "causes", count: causes.count, lives: sample.count)
    }
    for row in 0..<sample.count where sample.isExact(row) {
      precondition(causes[row] >= 0 && causes[row] < causeCount, "causes count from 0")
    }
    try sample.requireExact()
    try sample.requireFailures()
    let table = RiskTable(sample, causes: causes, causeCount: causeCount)
    var share = 1.0
    var before: [Double] = []
    var survival: [Double] = []
    for (number, failed) in zip(table.atRisk, table.failures) {
      before.append(share)
      share *= (number - failed) / number
      survival.append(share)
    }
    var (incidence, errors) = ([[Double]](), [[Double]]())
    for failed in table.byCause {
      let (curve, deviation) = CumulativeIncidence.curve(failed, before, table)
      incidence.append(curve)
      errors.append(deviation)
    }
    (times, atRisk, failures) = (table.times, table.atRisk, table.byCause)
    self.survival = survival
    self.incidence = incidence
    standardErrors = errors
  }

  private static func curve(
    _ failed: [Double], _ before: [Double], _ table: RiskTable
  ) -> (curve: [Double], errors: [Double]) {
    var (curve, errors) = ([Double](), [Double]())
    var sum = 0.0
    // Σ g (F - f)² and Σ l (F - f) from sums of g, g f, g f², l and l f.
    var (g, gf, gff, l, lf, own) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    for index in table.times.indices {
      let (number, all, share) = (table.atRisk[index], table.failures[index], before[index])
      sum += share * failed[index] / number
      if number > all {
        let part = all / (number * (number - all))
        g += part
        gf += part * sum
        gff += part * sum * sum
      }
      own += share * share * failed[index] * (number - failed[index]) / (number * number * number)
      let part = share * failed[index] / (number * number)
      l += part
      lf += part * sum
      let variance = (g * sum * sum - 2 * sum * gf + gff) + own - 2 * (l * sum - lf)
      curve.append(sum)
      errors.append(max(0, variance).squareRoot())
    }
    return (curve, errors)
  }

  /// The share that has failed of a cause by an age.
  ///
  /// - Parameters:
  ///   - cause: The cause, from 0.
  ///   - time: The age.
  /// - Returns: The share.
  public func incidence(of cause: Int, at time: Double) -> Double {
    RiskTable.place(of: time, in: times).map { incidence[cause][$0] } ?? 0
  }

  /// The intervals of a cause's shares, from the standard errors of ln(-ln F).
  ///
  /// - Parameters:
  ///   - cause: The cause, from 0.
  ///   - level: The confidence, between 0 and 1.
  /// - Returns: One for each of ``times``.
  public func intervals(of cause: Int, level: Double = 0.95) -> [ConfidenceInterval] {
    let deviate = ConfidenceInterval.deviate(level)
    return zip(incidence[cause], standardErrors[cause]).map { share, error in
      guard share > 0, share < 1 else { return ConfidenceInterval(lower: share, upper: share) }
      let logarithm = -log(share)
      let reach = exp(deviate * error / (share * logarithm))
      return ConfidenceInterval(lower: exp(-logarithm * reach), upper: exp(-logarithm / reach))
    }
  }
}
