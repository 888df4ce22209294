import LinearAlgebra
import SpecialFunctions

/// How much outputs vary from one replication to the next, together: the covariance matrix S, pooled over trials.
///
/// Trials far from the plant may spread quite otherwise, so only the nearest count: a quarter of them, eight
/// at least. Near is what has a small (y - m)ᵀ S⁻¹ (y - m), with the S of all trials, of recorded y and
/// simulated m.
///
/// All trials have the same replications, so pooling may add little: S is taken to be known as from the n
/// replications of one trial. With no opinion about the true covariances before, an error of k outputs then has
/// a Student distribution with m = n - k degrees of freedom and the scale matrix (n - 1) / m S. It is a normal
/// distribution whose covariance is divided by χ²ₘ / m, for which a few equally likely values stand.
///
/// Correlations of few replications are overrated, which would make differences of outputs look as if they
/// were known. So one replication is added in which outputs do not depend on each other.
///
/// Source: A. Gelman, J. B. Carlin, H. S. Stern, D. B. Dunson, A. Vehtari, D. B. Rubin, *Bayesian Data Analysis*, CRC
/// Press, 3rd ed. 2013, § 3.6: μ, Σ given data have the Student distribution with n - k degrees of freedom.
struct ReplicationSpread {
  /// S: variances and covariances of one replication.
  let covariance: SymmetricMatrix
  /// The matrices that stand for S, each as likely as another.
  let alternatives: [SymmetricMatrix]
  /// The covariance of the Student distribution.
  let total: SymmetricMatrix

  /// How many values stand for χ²ₘ / m.
  static let alternativeCount = 8
  /// Fewer degrees of freedom are not believed: the Student distribution would have hardly a variance.
  static let leastFreedom = 4.0

  /// Pools.
  ///
  /// - Parameters:
  ///   - measurements: Trials with ``Measurement/covariances``, at least one.
  ///   - observed: What was recorded.
  init(_ measurements: [Measurement], observed: RecordedOutputs) {
    let pooled = ReplicationSpread.pooled(measurements, observed)
    covariance = pooled
    let replications = Double(observed.replications)
    let freedom = max(
      ReplicationSpread.leastFreedom, replications - Double(observed.values.count))
    let scale = max(1, (replications - 1) / freedom)
    func times(_ factor: Double) -> SymmetricMatrix {
      SymmetricMatrix(order: pooled.order) { pooled[$0, $1] * factor }
    }
    let count = ReplicationSpread.alternativeCount
    alternatives = (0..<count).map { place in
      let square =
        2
        * RegularizedGamma.inverseLower(
          shape: freedom / 2, probability: (Double(place) + 0.5) / Double(count))
      return times(scale * freedom / square)
    }
    total = times(scale * freedom / (freedom - 2))
  }

  private static func pooled(
    _ measurements: [Measurement], _ observed: RecordedOutputs
  ) -> SymmetricMatrix {
    let count = observed.values.count
    let ranges = (0..<count).map { output in
      let values = measurements.map { $0.objectives[output] }
      return (values.max() ?? 0) - (values.min() ?? 0)
    }
    let shrinkage = 1 - 1 / Double(observed.replications)
    func mean(_ chosen: [Measurement]) -> SymmetricMatrix {
      SymmetricMatrix(order: count) { row, column in
        let place = row * (row + 1) / 2 + column
        let sum = chosen.reduce(0) { $0 + $1.covariances[place] }
        let mean = sum / Double(chosen.count)
        guard row == column else { return shrinkage * mean }
        // Nothing is known better than to a ten-thousandth of what the output moves by.
        let least = 1e-4 * ranges[row]
        return max(mean, least * least, 1e-300)
      }
    }
    let all = mean(measurements)
    var factor = CholeskyFactor()
    guard measurements.count > 8, factor.factor(all) else { return all }
    let distances = measurements.map { measurement in
      var rest = zip(observed.values, measurement.objectives).map { $0 - $1 }
      factor.solveLower(&rest)
      return rest.reduce(0) { $0 + $1 * $1 }
    }
    let order = measurements.indices.sorted { (distances[$0], $0) < (distances[$1], $1) }
    return mean(order.prefix(max(8, measurements.count / 4)).map { measurements[$0] })
  }
}
