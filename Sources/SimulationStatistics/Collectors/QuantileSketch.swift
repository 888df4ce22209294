#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Quantiles of a stream of observations, with a stated relative error, in bounded memory.
///
/// The sketch counts observations in buckets whose ends grow by the factor
/// γ = (1 + α)/(1 - α): a positive x goes to bucket ⌈ln x / ln γ⌉, a negative one to a like bucket
/// of its magnitude, zeros are counted apart. Any value of a bucket lies within a relative distance
/// α of 2γⁱ/(γ + 1), which is what a quantile returns.
///
/// **Promise.** ``quantile(_:)`` differs from the exact one by at most α times its magnitude (and
/// some rounding, about 1e-13), as long as that magnitude is above the ``resolution``.
///
/// **Memory.** Each sign has at most `bucketLimit` buckets, those of the greatest magnitudes; what
/// is smaller is counted in the smallest of them. So ``resolution`` is the largest magnitude of that
/// sign times γ^(1 - bucketLimit): with the usual α = 0.01 and 2,048 buckets 1.6e-18 of the
/// largest. Below it a quantile is wrong by at most (1 + α) times the resolution. A bucket takes
/// 8 bytes.
///
/// **Merging** in any order, and adding in any order, gives equal sketches exactly. An observation
/// costs a logarithm, and allocates nothing once the range of buckets no longer grows.
///
/// Source: C. Masson, J. E. Rim, H. K. Lee, "DDSketch: a fast and fully-mergeable quantile sketch
/// with relative-error guarantees", Proceedings of the VLDB Endowment 12 (2019) 2195–2205. The rule
/// for buckets that are given up goes by index here and not by the number of buckets in use, which
/// makes it independent of order.
public struct QuantileSketch: Hashable, Sendable {
  /// The relative error α.
  public let relativeError: Double
  /// How many observations there are.
  public var count: Int { positive.total + negative.total + zeros }
  /// The smallest observation, exactly; +∞ when there is none.
  public private(set) var minimum: Double = .infinity
  /// The largest observation, exactly; -∞ when there is none.
  public private(set) var maximum: Double = -.infinity

  private let logBase: Double
  private let bucketsPerLog: Double
  private var positive: BucketCounts
  private var negative: BucketCounts
  private var zeros: Int = 0

  /// Creates an empty sketch.
  ///
  /// - Parameters:
  ///   - relativeError: The relative error α of a quantile, from 1e-6 to below 1.
  ///   - bucketLimit: How many buckets each sign may have, at least 1; more than 2³² are no more.
  /// - Throws: ``StatisticsInputError`` where one of them lies outside its domain.
  public init(
    relativeError: Double = 0.01, bucketLimit: Int = 2_048
  ) throws(StatisticsInputError) {
    guard relativeError >= 1e-6, relativeError < 1 else {
      throw .outOfRange(
        name: "relative error", value: relativeError, requirement: "at least 1e-6 and below 1")
    }
    try checkAtLeast(1, bucketLimit, "limit of buckets")
    self.relativeError = relativeError
    logBase = log1p(2 * relativeError / (1 - relativeError))
    bucketsPerLog = 1 / logBase
    // No pair of doubles lies that many buckets apart, and indices must not overflow.
    let capacity = min(bucketLimit, 1 << 32)
    positive = BucketCounts(capacity: capacity)
    negative = BucketCounts(capacity: capacity)
  }

  /// Adds one observation.
  ///
  /// - Parameter observation: Finite.
  public mutating func add(_ observation: Double) {
    precondition(observation.isFinite, "an observation is finite")
    if observation > 0 {
      positive.add(bucket(of: observation))
    } else if observation < 0 {
      negative.add(bucket(of: -observation))
    } else {
      zeros += 1
    }
    // + 0 turns a minus zero, equal to zero but printed otherwise, into zero.
    if observation < minimum { minimum = observation + 0 }
    if observation > maximum { maximum = observation + 0 }
  }

  /// Adds the observations of another sketch with the same error and limit.
  public mutating func merge(_ other: QuantileSketch) {
    precondition(
      other.relativeError == relativeError && other.positive.capacity == positive.capacity,
      "sketches with different errors or limits do not merge")
    positive.merge(other.positive)
    negative.merge(other.negative)
    zeros += other.zeros
    minimum = min(minimum, other.minimum)
    maximum = max(maximum, other.maximum)
  }

  /// The observation of rank ⌊p (n - 1)⌋ in rising order, counted from 0, within the relative error.
  ///
  /// 0 gives the minimum and 1 the maximum exactly. Time in proportion to the number of buckets.
  ///
  /// - Parameter probability: From 0 to 1.
  /// - Returns: The quantile; `nil` when there is no observation.
  public func quantile(_ probability: Double) -> Double? {
    precondition(probability >= 0 && probability <= 1, "a probability lies from 0 to 1")
    guard count > 0 else { return nil }
    if probability == 1 { return maximum }
    let rank = Int(probability * Double(count - 1))
    return rank == 0 ? minimum : min(max(value(atRank: rank), minimum), maximum)
  }

  /// The magnitude below which the promise no longer holds; 0 where all buckets have been kept.
  public var resolution: Double {
    max(resolution(of: positive), resolution(of: negative))
  }

  // MARK: - Buckets

  private func bucket(of magnitude: Double) -> Int {
    Int((log(magnitude) * bucketsPerLog).rounded(.up))
  }

  /// 2γⁱ/(γ + 1), which is (1 - α) γⁱ; finite for every bucket in use but perhaps the last.
  private func value(of bucket: Int) -> Double {
    exp(Double(bucket) * logBase + log1p(-relativeError))
  }

  private func value(atRank rank: Int) -> Double {
    var left = rank
    for bucket in negative.indices.reversed() {
      left -= negative[bucket]
      if left < 0 { return -value(of: bucket) }
    }
    left -= zeros
    if left < 0 { return 0 }
    for bucket in positive.indices {
      left -= positive[bucket]
      if left < 0 { return value(of: bucket) }
    }
    return maximum
  }

  private func resolution(of counts: BucketCounts) -> Double {
    counts.indices.count == counts.capacity
      ? exp(Double(counts.indices.lowerBound) * logBase) : 0
  }
}
