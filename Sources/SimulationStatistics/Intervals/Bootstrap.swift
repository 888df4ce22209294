public import EventKernel
import SpecialFunctions

/// Intervals for any statistic of independent observations, by drawing from them with replacement.
///
/// The r-th resample takes its random numbers from the stream of ordinal r, so that the result is a
/// function of (observations, statistic, key, number of resamples). With few observations, below
/// some 20, or a statistic of extremes such as a high quantile, the intervals are too short; the
/// bootstrap knows nothing beyond what was observed.
///
/// Source: B. Efron, R. J. Tibshirani, *An Introduction to the Bootstrap*, Chapman & Hall, 1993,
/// ch. 13 and 14.
public struct Bootstrap: Hashable, Sendable {
  /// How the ends of the interval are found among the resampled statistics.
  public enum Method: Hashable, Sendable {
    /// The quantiles α/2 and 1 - α/2 of the resampled statistics (ch. 13).
    case percentile
    /// Bias-corrected and accelerated: other quantiles, which allow for bias and for a spread that
    /// changes with the statistic (eqs. 14.9–14.15).
    ///
    /// The error of its coverage falls as 1/n, that of the percentiles as 1/√n.
    case biasCorrectedAccelerated
  }

  /// The statistic of the observations themselves.
  public let estimate: Double
  /// The resampled statistics, in rising order.
  public let resampled: [Double]
  /// The bias correction z₀ = Φ⁻¹ of the part of resampled statistics below the estimate; those
  /// equal to it count by half.
  public let biasCorrection: Double
  /// The acceleration a, from the statistics that leave out one observation each; 0 where they are
  /// all equal.
  public let acceleration: Double

  /// Draws the resamples.
  ///
  /// - Parameters:
  ///   - observations: Independent observations, at least 2.
  ///   - resamples: How many resamples, at least 1; 2,000 make an interval of level 0.95 steady.
  ///   - key: Where the random numbers come from.
  ///   - statistic: A function of observations that does not depend on their order and is defined
  ///     for one observation less.
  /// - Throws: ``StatisticsInputError`` where there are too few observations, one of them is not
  ///   finite, or the statistic is not.
  public init(
    _ observations: [Double], resamples: Int = 2_000, key: StreamKey,
    statistic: ([Double]) -> Double
  ) throws(StatisticsInputError) {
    try checkObservations(observations, "observations", atLeast: 2)
    try checkAtLeast(1, resamples, "number of resamples")
    let estimate = statistic(observations)
    try checkObservations([estimate], "statistic of the observations", atLeast: 1)
    var values: [Double] = []
    values.reserveCapacity(resamples)
    var resample = observations
    for ordinal in 0..<resamples {
      var stream = RandomStream(key, ordinal: UInt64(ordinal))
      for index in resample.indices {
        resample[index] = observations[stream.index(below: observations.count)]
      }
      values.append(statistic(resample))
    }
    try checkObservations(values, "statistic of the resamples", atLeast: 1)
    values.sort()
    let below = values.reduce(0) { $0 + ($1 < estimate ? 1 : $1 == estimate ? 0.5 : 0) }
    self.estimate = estimate
    resampled = values
    biasCorrection = StandardNormal.quantile(below / Double(resamples))
    acceleration = try Bootstrap.acceleration(observations, statistic)
  }

  /// An interval for the statistic.
  ///
  /// - Parameters:
  ///   - method: How its ends are found.
  ///   - confidenceLevel: The chance, about, that the interval covers, between 0 and 1.
  /// - Returns: Its ends.
  /// - Throws: ``StatisticsInputError`` where the level is not between 0 and 1, or all resampled
  ///   statistics lie on one side of the estimate and so give no bias correction.
  public func interval(
    _ method: Method = .biasCorrectedAccelerated, confidenceLevel: Double = 0.95
  ) throws(StatisticsInputError) -> ClosedRange<Double> {
    try checkLevel(confidenceLevel)
    let tail = (1 - confidenceLevel) / 2
    switch method {
    case .percentile:
      return quantile(tail)...quantile(1 - tail)
    case .biasCorrectedAccelerated:
      guard biasCorrection.isFinite else {
        throw .undetermined(
          method: "the bias-corrected bootstrap",
          reason: "all resampled statistics lie on one side of the estimate")
      }
      let z = StandardNormal.quantile(tail)
      return quantile(adjusted(z))...quantile(adjusted(-z))
    }
  }

  /// The adjusted probability of equation 14.10, Φ(z₀ + (z₀ + z)/(1 - a (z₀ + z))).
  private func adjusted(_ z: Double) -> Double {
    let distance = biasCorrection + z
    let scale = 1 - acceleration * distance
    // Beyond the pole of the transformation lies the far end of the resampled statistics.
    guard scale > 0 else { return distance < 0 ? 0 : 1 }
    return StandardNormal.cumulative(biasCorrection + distance / scale)
  }

  /// The quantile of the resampled statistics at rank (B + 1) p, between neighbors in proportion.
  private func quantile(_ probability: Double) -> Double {
    let rank = probability * Double(resampled.count + 1)
    let lower = Int(rank)
    guard lower >= 1 else { return resampled[0] }
    guard lower < resampled.count else { return resampled[resampled.count - 1] }
    let (a, b) = (resampled[lower - 1], resampled[lower])
    return a + (rank - Double(lower)) * (b - a)
  }

  /// The acceleration of equation 14.15, Σ (mean - θ₍ᵢ₎)³ / (6 (Σ (mean - θ₍ᵢ₎)²)^(3/2)).
  private static func acceleration(
    _ observations: [Double], _ statistic: ([Double]) -> Double
  ) throws(StatisticsInputError) -> Double {
    var without = Array(observations.dropFirst())
    var values: [Double] = []
    for index in observations.indices {
      if index > 0 { without[index - 1] = observations[index - 1] }
      values.append(statistic(without))
    }
    try checkObservations(values, "statistic of all observations but one", atLeast: 2)
    let mean = Tally(values).mean ?? 0
    var (squares, cubes) = (0.0, 0.0)
    for value in values {
      let distance = mean - value
      squares += distance * distance
      cubes += distance * distance * distance
    }
    return squares > 0 ? cubes / (6 * squares * squares.squareRoot()) : 0
  }
}

extension RandomStream {
  /// A whole number from 0 to `count` - 1, each equally likely but for 2^-64 · count.
  fileprivate mutating func index(below count: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(count)).high)
  }
}
