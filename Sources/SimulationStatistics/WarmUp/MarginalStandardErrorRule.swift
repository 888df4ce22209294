/// Where a warm-up seems to end, by the marginal standard error rule MSER-5.
///
/// The series is cut into batches of 5, with means Z₀ … Z₍ₖ₋₁₎. Of all truncations d from 0 to
/// ⌊k/2⌋ batches the rule takes the one that would give the mean of the rest the smallest standard
/// error, were the batches independent:
///
///     MSER(d) = Σ_{j ≥ d} (Zⱼ - Z̄(d))² / (k - d)²,   Z̄(d) the mean of Z_d … Z₍ₖ₋₁₎
///
/// and of several such the shortest. It is a suggestion: nothing is cut here. Where
/// ``isAtEndOfSearch`` holds, the series shows no steady state in its second half and is too
/// short for a suggestion.
///
/// Sources: K. P. White, "An effective truncation heuristic for bias reduction in simulation output",
/// Simulation 69 (1997) 323–334; K. P. White, M. J. Cobb, S. C. Spratt, "A comparison of five
/// steady-state truncation heuristics for simulation", Proceedings of the 2000 Winter Simulation
/// Conference.
public struct MarginalStandardErrorRule: Hashable, Sendable {
  /// How many observations make a batch.
  public let batchSize: Int
  /// How many full batches the series has.
  public let batchCount: Int
  /// The suggested truncation d*, in batches.
  public let truncationBatches: Int
  /// The value MSER(d*), in squared units of the series.
  public let statistic: Double
  /// The mean of the batches that would be kept.
  public let truncatedMean: Double
  /// The mean of all observations.
  public let untruncatedMean: Double

  /// The suggested truncation in observations.
  public var truncationObservations: Int { truncationBatches * batchSize }

  /// Whether the best truncation is the longest one tried: the run is too short to tell.
  public var isAtEndOfSearch: Bool { truncationBatches == batchCount / 2 }

  /// Looks for the end of the warm-up.
  ///
  /// - Parameters:
  ///   - series: The observations in the order of time, at least two batches; those at the end that
  ///     fill no batch count for ``untruncatedMean`` only.
  ///   - batchSize: How many observations make a batch; 5 gives MSER-5.
  /// - Throws: ``StatisticsInputError`` where there are too few observations, or one is not finite.
  public init(_ series: [Double], batchSize: Int = 5) throws(StatisticsInputError) {
    try checkAtLeast(1, batchSize, "batch size")
    try checkObservations(series, "series", atLeast: 2 * batchSize)
    let count = series.count / batchSize
    var kept = Tally()
    var (best, bestStatistic, bestMean) = (count, Double.infinity, 0.0)
    // From the end, so that each truncation adds one batch to those kept.
    for batch in (0..<count).reversed() {
      let observations = series[batch * batchSize..<(batch + 1) * batchSize]
      kept.add(observations.reduce(0, +) / Double(batchSize))
      guard batch <= count / 2 else { continue }
      let size = Double(kept.count)
      let statistic = (kept.variance ?? 0) * (size - 1) / (size * size)
      if statistic <= bestStatistic {
        (best, bestStatistic, bestMean) = (batch, statistic, kept.mean ?? 0)
      }
    }
    self.batchSize = batchSize
    batchCount = count
    truncationBatches = best
    statistic = bestStatistic
    truncatedMean = bestMean
    untruncatedMean = Tally(series).mean ?? 0
  }
}
