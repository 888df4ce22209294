import SpecialFunctions

/// What training makes small.
public enum TreeObjective: Hashable, Sendable {
  /// Half the squared error; the prediction is a mean.
  case squared
  /// The negative log-likelihood of targets 0 and 1 (or probabilities); the prediction is a probability.
  case logistic
  /// The pinball loss; the prediction is the quantile of this probability.
  ///
  ///     (y - p) · level where y ≥ p, (p - y) · (1 - level) otherwise
  case quantile(Double)

  /// How a sum becomes a prediction.
  var link: OutputLink { self == .logistic ? .logistic : .identity }

  /// Its name in files.
  var name: String {
    switch self {
    case .squared: "squared"
    case .logistic: "logistic"
    case .quantile(let level): "quantile \(level)"
    }
  }

  /// The best constant, on the scale of sums.
  func constant(_ targets: [Double], _ weights: [Double]?) -> Double {
    if case .quantile(let level) = self {
      var pairs = targets.indices.map { (targets[$0], weights?[$0] ?? 1) }
      return weightedQuantile(&pairs, level)
    }
    var (sum, total) = (0.0, 0.0)
    for index in targets.indices {
      let weight = weights?[index] ?? 1
      sum += weight * targets[index]
      total += weight
    }
    let mean = sum / total
    guard self == .logistic else { return mean }
    let share = min(max(mean, 1e-12), 1 - 1e-12)
    return Reproducible.log(share / (1 - share))
  }

  /// Slope and curvature of a row's loss.
  @inline(__always)
  func slopes(_ target: Double, _ sum: Double) -> (gradient: Double, hessian: Double) {
    switch self {
    case .squared: return (sum - target, 1)
    case .logistic:
      let share = 1 / (1 + Reproducible.exp(-sum))
      return (share - target, max(share * (1 - share), 1e-16))
    case .quantile(let level): return (target < sum ? 1 - level : -level, 1)
    }
  }

  /// The mean loss of sums.
  func loss(_ targets: [Double], _ sums: [Double], _ weights: [Double]?) -> Double {
    var (loss, total) = (0.0, 0.0)
    for index in targets.indices {
      let weight = weights?[index] ?? 1
      let (y, s) = (targets[index], sums[index])
      let one =
        switch self {
        case .squared: 0.5 * (s - y) * (s - y)
        // ln(1 + e^s) - y s, without an overflow.
        case .logistic: max(s, 0) - y * s + Reproducible.log(1 + Reproducible.exp(-abs(s)))
        case .quantile(let level): y >= s ? (y - s) * level : (s - y) * (1 - level)
        }
      loss += weight * one
      total += weight
    }
    return loss / total
  }
}

/// The least value up to which a share of the weight lies.
///
/// - Parameters:
///   - pairs: Values with their weights, at least one; sorted afterwards.
///   - level: The share.
/// - Returns: The value.
func weightedQuantile(_ pairs: inout [(Double, Double)], _ level: Double) -> Double {
  pairs.sort { $0.0 < $1.0 }
  let wanted = level * pairs.reduce(0) { $0 + $1.1 }
  var sum = 0.0
  for (value, weight) in pairs {
    sum += weight
    if sum >= wanted { return value }
  }
  return pairs[pairs.count - 1].0
}
