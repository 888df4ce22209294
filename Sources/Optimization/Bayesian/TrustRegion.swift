/// The part of a space of many dimensions in which a search looks: around the best point, wider after
/// improvements and narrower after none.
///
/// Source: D. Eriksson, M. Pearce, J. R. Gardner, R. Turner, M. Poloczek, "Scalable global optimization via
/// local Bayesian optimization", Advances in Neural Information Processing Systems 32 (2019).
struct TrustRegion: Hashable, Sendable {
  /// The side of the region, where the space has side 1.
  private(set) var length = 0.8

  /// Replays a search.
  ///
  /// - Parameters:
  ///   - values: What was seen, in order; ∞ for what is not feasible.
  ///   - initial: How many of them were spread.
  ///   - dimensions: How many dimensions there are.
  init(values: [Double], initial: Int, dimensions: Int) {
    var best = values.prefix(initial).min() ?? .infinity
    var (successes, failures) = (0, 0)
    for value in values.dropFirst(initial) {
      if value < best - 1e-3 * abs(best) {
        (successes, failures) = (successes + 1, 0)
      } else {
        (successes, failures) = (0, failures + 1)
      }
      best = min(best, value)
      if successes == 3 {
        (length, successes) = (min(1.6, 2 * length), 0)
      } else if failures == max(4, dimensions / 2) {
        (length, failures) = (length / 2, 0)
        // Narrower than this it has found all there is; it looks widely again.
        if length < 1.0 / 128 { length = 0.8 }
      }
    }
  }

  /// The region around a point, longer in dimensions of long length scales, cut off by the space.
  func box(around center: [Double], lengthScales: [Double]) -> (lower: [Double], upper: [Double]) {
    // The best point may lie beyond the ends, where other bounds were.
    let center = center.map { min(1, max(0, $0)) }
    let mean = lengthScales.reduce(0, +) / Double(lengthScales.count)
    let sides = lengthScales.map { length * min(4, max(0.25, ($0 - mean).exponential)) }
    return (
      zip(center, sides).map { max(0, $0 - $1 / 2) }, zip(center, sides).map { min(1, $0 + $1 / 2) }
    )
  }
}
