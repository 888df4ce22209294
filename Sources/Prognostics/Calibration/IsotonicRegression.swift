/// The closest sequence that never falls.
///
///     minimise Σ w (y - m)²  subject to  m₁ ≤ m₂ ≤ …
///
/// Neighbours that are out of order are pooled to their mean until none are. Where one sequence lies
/// nowhere below another with the same weights, neither does what comes out of it.
///
/// Source: R. E. Barlow, D. J. Bartholomew, J. M. Bremner, H. D. Brunk, *Statistical Inference under Order
/// Restrictions*, Wiley, 1972, ch. 1 (pool adjacent violators).
enum IsotonicRegression {
  /// A run of neighbours with one mean.
  struct Block {
    var sum: Double
    var weight: Double
    var count: Int
    var mean: Double { sum / weight }
  }

  /// Pools values.
  ///
  /// - Parameters:
  ///   - values: y.
  ///   - weights: w, each > 0.
  /// - Returns: The runs, in order.
  static func blocks(_ values: [Double], weights: [Double]) -> [Block] {
    var blocks: [Block] = []
    for (value, weight) in zip(values, weights) {
      var block = Block(sum: weight * value, weight: weight, count: 1)
      while let last = blocks.last, last.mean >= block.mean {
        block = Block(
          sum: last.sum + block.sum, weight: last.weight + block.weight,
          count: last.count + block.count)
        blocks.removeLast()
      }
      blocks.append(block)
    }
    return blocks
  }

  /// The sequence itself.
  static func fitted(_ values: [Double], weights: [Double]) -> [Double] {
    blocks(values, weights: weights).flatMap { Array(repeating: $0.mean, count: $0.count) }
  }
}
