import SpecialFunctions

/// The sum of the evidence for a change at any earlier moment, over a bank of possible changes.
///
///     R_t = Σ_j w_j R_{j,t},   R_{j,t} = (1 + R_{j,t-1}) f_j(z_t) / f_0(z_t)
///
/// f_0 is the standard normal density; f_j has a mean of ±¼, ±½, ±1 or ±2, or a standard deviation of ⅔, 3/2 or 9/4;
/// weights are equal. Without a change R_t - t is a martingale, so the mean time to a false alarm of the rule R ≥ A is at
/// least A, whatever the bank: **the threshold is the average run length wanted**, and no tuning is needed. One setting
/// finds small, large and slow shifts and changes of spread, each about as fast as a rule made for it.
///
/// A step costs one exponential for each of the 11 changes.
///
/// Sources: M. Pollak, "Average run lengths of an optimal method of detecting a change in distribution", *Annals of
/// Statistics* 15, 1987, 749–779 (mixtures, the bound); A. Tartakovsky, I. Nikiforov, M. Basseville, *Sequential Analysis*, CRC
/// Press, 2015, section 8.4.
public struct ShiryaevRoberts: DriftMonitor {
  /// What it is called in a report.
  public static let name = "Shiryaev-Roberts"

  /// The least mean number of observations to a false alarm; the threshold.
  public let threshold: Double
  /// The evidence R.
  public private(set) var statistic = 0.0

  /// A possible change: ln f_j/f_0 = level + linear z + quadratic z².
  private struct Alternative: Hashable {
    var level: Double
    var linear: Double
    var quadratic: Double
    /// R_j.
    var evidence = 0.0
    /// The cumulative sum of log-likelihood ratios, which is zero where the change most likely began.
    var sum = 0.0
    var since = SumsSince()

    init(mean: Double, deviation: Double) {
      let variance = deviation * deviation
      level = -Reproducible.log(deviation) - mean * mean / (2 * variance)
      linear = mean / variance
      quadratic = 0.5 * (1 - 1 / variance)
    }
  }

  private var alternatives: [Alternative]

  /// Where evidence stops growing, far beyond any threshold.
  private static let most = 1e200

  /// Creates the monitor.
  ///
  /// - Parameter averageRunLength: The least mean number of observations to a false alarm: 10,000 for at most one
  ///   in 10,000.
  /// - Throws: ``DriftSettingError`` where that is below 10 or above 1e100.
  public init(averageRunLength: Double = 10_000) throws(DriftSettingError) {
    try DriftSettingError.check(
      averageRunLength, "average run length", "from 10 to 1e100",
      averageRunLength >= 10 && averageRunLength <= 1e100)
    threshold = averageRunLength
    alternatives =
      [0.25, -0.25, 0.5, -0.5, 1, -1, 2, -2].map { Alternative(mean: $0, deviation: 1) }
      + [2.0 / 3, 1.5, 2.25].map { Alternative(mean: 0, deviation: $0) }
  }

  /// Takes the next residual, in standard deviations.
  public mutating func observe(_ value: Double) -> DriftState {
    guard value.isFinite else { return statistic >= threshold ? .drift : .steady }
    let square = value * value
    var total = 0.0
    for j in alternatives.indices {
      let log =
        alternatives[j].level + alternatives[j].linear * value + alternatives[j].quadratic * square
      let evidence = (1 + alternatives[j].evidence) * Reproducible.exp(log)
      alternatives[j].evidence = min(evidence, ShiryaevRoberts.most)
      total += alternatives[j].evidence
      let sum = alternatives[j].sum + log
      if sum > 0 {
        alternatives[j].sum = sum
        alternatives[j].since.add(value)
      } else if alternatives[j].sum > 0 {
        alternatives[j].sum = 0
        alternatives[j].since = SumsSince()
      }
    }
    statistic = total / Double(alternatives.count)
    return statistic >= threshold ? .drift : .steady
  }

  /// What the change with the most evidence says of its beginning.
  public var change: ChangeEstimate? {
    alternatives.max { $0.evidence < $1.evidence }?.since.change
  }

  /// Forgets the evidence.
  public mutating func clear() {
    statistic = 0
    for j in alternatives.indices {
      alternatives[j].evidence = 0
      alternatives[j].sum = 0
      alternatives[j].since = SumsSince()
    }
  }
}
