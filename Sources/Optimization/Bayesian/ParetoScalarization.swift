import EventKernel

/// Several objectives made one by a weighted maximum, with weights that change from point to point.
///
///     max_k wₖ fₖ + 0.05 Σ wₖ fₖ
///
/// with objectives that run from 0 to 1 over the points that were tried, and weights drawn evenly from
/// those that add up to 1.
///
/// Source: J. Knowles, "ParEGO: a hybrid algorithm with on-line landscape approximation for expensive
/// multiobjective optimization problems", IEEE Transactions on Evolutionary Computation 10 (2006) 50–66.
struct ParetoScalarization {
  /// The weights.
  let weights: [Double]

  /// Draws weights.
  init(objectives: Int, seed: UInt64, ordinal: UInt64) {
    let key = StreamKey(seed: seed, replication: ordinal, path: "bayesian", purpose: "weights")
    var draws = RandomStream(key)
    let shares = (0..<objectives).map { _ in -draws.uniform().logarithm }
    let sum = shares.reduce(0, +)
    weights = shares.map { $0 / sum }
  }

  /// One number a point.
  func values(_ objectives: [[Double]]) -> [Double] {
    let ranges = weights.indices.map { number in
      let column = objectives.map { $0[number] }
      let (low, high) = (column.min() ?? 0, column.max() ?? 1)
      return (low: low, width: high > low ? high - low : 1)
    }
    return objectives.map { point in
      let terms = weights.indices.map {
        weights[$0] * (point[$0] - ranges[$0].low) / ranges[$0].width
      }
      return (terms.max() ?? 0) + 0.05 * terms.reduce(0, +)
    }
  }

  /// Where nobody says what does not count: the worst of the front, and a tenth of its width beyond.
  static func usualReference(_ objectives: [[Double]]) -> [Double] {
    let front = Domination.front(of: objectives).map { objectives[$0] }
    return (front.first ?? []).indices.map { number in
      let column = front.map { $0[number] }
      let (low, high) = (column.min() ?? 0, column.max() ?? 1)
      return high + 0.1 * (high > low ? high - low : max(1, abs(high)))
    }
  }
}
