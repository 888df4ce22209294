import SpecialFunctions

/// How seldom a healthy row has as high a score, as -ln of the part of healthy rows that do.
///
/// Up to the level that one healthy row in ten exceeds it is counted; from there on an exponential tail of the
/// same mean excess goes on, so that rows beyond all healthy ones can still be told apart.
struct TailScale: Hashable, Sendable, Codable {
  /// The scores that parts 0, 0.01, …, 0.9 of the healthy rows stay below.
  let quantiles: [Double]
  /// The mean of what scores beyond the last of these exceed it by, > 0.
  let excess: Double

  /// Learns from the scores of healthy rows, of which there are some.
  init(_ scores: [Double]) {
    let sorted = scores.sorted()
    quantiles = (0...90).map {
      sorted[Int((Double($0) / 100 * Double(sorted.count - 1)).rounded())]
    }
    let start = quantiles[90]
    var (sum, count) = (0.0, 0.0)
    for score in sorted where score > start {
      sum += score - start
      count += 1
    }
    // Where no score is higher, any width will do that keeps an order.
    let spread = start - quantiles[0]
    excess = count > 0 ? sum / count : spread > 0 ? spread : max(1e-9, abs(start) * 1e-9)
  }

  /// -ln of the part of healthy rows with as high a score.
  func surprise(_ score: Double) -> Double {
    let above = quantiles.partitioningIndex { $0 > score }
    guard above > 0 else { return 0 }
    guard above < quantiles.count else {
      return 2.302585092994046 + (score - quantiles[quantiles.count - 1]) / excess
    }
    let (low, high) = (quantiles[above - 1], quantiles[above])
    let part = (Double(above - 1) + (score - low) / (high - low)) / 100
    return -Reproducible.log(1 - part)
  }

  func check() throws(PrognosticsError) {
    try checkCount(quantiles.count, 91, "quantiles of healthy scores")
    try checkFinite(quantiles, "a quantile of healthy scores")
    for (low, high) in zip(quantiles, quantiles.dropFirst()) where high < low {
      throw .outOfRange(
        name: "a quantile of healthy scores", value: high, requirement: "at least \(low)")
    }
    try checkPositive(excess, "the excess of healthy scores")
  }
}
