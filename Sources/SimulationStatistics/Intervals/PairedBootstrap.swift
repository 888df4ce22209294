public import EventKernel

/// Replications drawn with replacement, the same ones for several series that belong together.
///
/// Series simulated with common random numbers rise and fall together; drawing whole replications keeps
/// that, so that anything worked out from several series, such as which of them is the least, has its
/// sampling distribution. The r-th resample takes its random numbers from the stream of ordinal r, so
/// that the result is a function of (series, key, number of resamples).
///
/// Source: B. Efron, R. J. Tibshirani, *An Introduction to the Bootstrap*, Chapman & Hall, 1993,
/// ch. 7 and 13.
public struct PairedBootstrap: Sendable {
  /// How many resamples are drawn.
  public let resamples: Int
  /// Where the random numbers come from.
  public let key: StreamKey

  /// Prepares the drawing.
  ///
  /// - Parameters:
  ///   - resamples: How many resamples, at least 1.
  ///   - key: Where the random numbers come from.
  public init(resamples: Int = 10_000, key: StreamKey) {
    precondition(resamples >= 1, "something is drawn")
    self.resamples = resamples
    self.key = key
  }

  /// The ratio of sums of each series in each resample.
  ///
  /// - Parameter series: For each series one observation a replication, as many in all, at least 1.
  /// - Returns: For each resample one estimate a series; not a number where nothing is divided by.
  public func estimates(of series: [[Ratio]]) -> [[Double]] {
    guard let count = series.first?.count, count > 0 else { return [] }
    precondition(series.allSatisfy { $0.count == count }, "as many replications of each series")
    // Replication by replication, so that a draw finds its numbers side by side.
    let width = series.count
    var rows: [Ratio] = []
    rows.reserveCapacity(count * width)
    for index in 0..<count { for one in series { rows.append(one[index]) } }
    var sums = [Ratio](repeating: Ratio(0, per: 0), count: width)
    return (0..<resamples).map { ordinal in
      var stream = RandomStream(key, ordinal: UInt64(ordinal))
      for place in 0..<width { sums[place] = Ratio(0, per: 0) }
      for _ in 0..<count {
        let drawn = Int(stream.next().multipliedFullWidth(by: UInt64(count)).high) * width
        for place in 0..<width {
          sums[place].numerator += rows[drawn + place].numerator
          sums[place].denominator += rows[drawn + place].denominator
        }
      }
      return sums.map { $0.numerator / $0.denominator }
    }
  }

  /// The quantile of values that are in rising order, at rank (n + 1) p, between neighbors in
  /// proportion.
  ///
  /// - Parameters:
  ///   - probability: From 0 to 1.
  ///   - sorted: The values, at least one.
  /// - Returns: The quantile.
  public static func quantile(_ probability: Double, of sorted: [Double]) -> Double {
    let rank = probability * Double(sorted.count + 1)
    let lower = Int(rank)
    guard lower >= 1 else { return sorted[0] }
    guard lower < sorted.count else { return sorted[sorted.count - 1] }
    let (a, b) = (sorted[lower - 1], sorted[lower])
    // Neighbors that are equal may both be infinite.
    return a == b ? a : a + (rank - Double(lower)) * (b - a)
  }
}
