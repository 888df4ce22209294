import SpecialFunctions

/// The normal distribution from which an evolution strategy draws, and how it learns.
///
///     x = m + σ B D z,   C = B D² Bᵀ
///
/// Source: N. Hansen, "The CMA evolution strategy: a tutorial", arXiv:1604.00772 (2016), figure 6 and
/// table 1, with negative weights.
struct EvolvingDistribution {
  /// Constants of the strategy, for n dimensions and λ points a generation.
  struct Rates {
    var weights: [Double]
    var parents: Int
    var effective: Double
    var stepPath: Double
    var damping: Double
    var path: Double
    var rankOne: Double
    var rankMany: Double
    var usualLength: Double

    init(dimensions: Int, population: Int) {
      let n = Double(dimensions)
      let raw = (1...population).map {
        Reproducible.log(Double(population + 1) / 2) - Reproducible.log(Double($0))
      }
      parents = population / 2
      func effect(_ weights: ArraySlice<Double>) -> Double {
        let sum = weights.reduce(0, +)
        return sum * sum / weights.reduce(0) { $0 + $1 * $1 }
      }
      effective = effect(raw[..<parents])
      let against = effect(raw[parents...])
      path = (4 + effective / n) / (n + 4 + 2 * effective / n)
      stepPath = (effective + 2) / (n + effective + 5)
      damping = 1 + 2 * max(0, ((effective - 1) / (n + 1)).squareRoot() - 1) + stepPath
      rankOne = 2 / ((n + 1.3) * (n + 1.3) + effective)
      rankMany = min(
        1 - rankOne, 2 * (0.25 + effective + 1 / effective - 2) / ((n + 2) * (n + 2) + effective))
      let least = min(
        1 + rankOne / rankMany, 1 + 2 * against / (effective + 2),
        (1 - rankOne - rankMany) / (n * rankMany))
      let up = raw.reduce(0) { $0 + max(0, $1) }
      let down = raw.reduce(0) { $0 - min(0, $1) }
      weights = raw.map { $0 >= 0 ? $0 / up : least * $0 / down }
      usualLength = n.squareRoot() * (1 - 1 / (4 * n) + 1 / (21 * n * n))
    }
  }

  let rates: Rates
  /// The mean m.
  private(set) var mean: [Double]
  /// The length of steps σ.
  private(set) var sigma: Double
  private var covariance: [[Double]]
  private var stepPath: [Double]
  private var path: [Double]
  /// (1 - c_σ)^(2g), after g generations.
  private var fading = 1.0
  private var axes: [[Double]]
  private var lengths: [Double]

  /// Begins.
  ///
  /// - Parameters:
  ///   - mean: The mean.
  ///   - sigma: The length of steps.
  ///   - population: How many points a generation has, λ.
  init(mean: [Double], sigma: Double, population: Int) {
    let n = mean.count
    rates = Rates(dimensions: n, population: population)
    self.mean = mean
    self.sigma = sigma
    covariance = (0..<n).map { i in (0..<n).map { $0 == i ? 1 : 0 } }
    axes = covariance
    lengths = Array(repeating: 1, count: n)
    stepPath = Array(repeating: 0, count: n)
    path = stepPath
  }

  /// The point of standard normal numbers.
  func point(of normals: [Double]) -> [Double] {
    let scaled = zip(lengths, normals).map { $0 * $1 }
    return mean.indices.map { i in
      mean[i] + sigma * scaled.indices.reduce(0) { $0 + axes[i][$1] * scaled[$1] }
    }
  }

  /// The standard deviation along a dimension.
  func deviation(_ dimension: Int) -> Double {
    sigma * max(0, covariance[dimension][dimension]).squareRoot()
  }

  /// Learns from a generation.
  ///
  /// - Parameters:
  ///   - points: As many points as a generation has, the best first.
  ///   - floors: The least standard deviation of each dimension.
  mutating func learn(from points: [[Double]], floors: [Double]) {
    let n = mean.count
    let steps = points.map { point in zip(point, mean).map { ($0 - $1) / sigma } }
    var step = [Double](repeating: 0, count: n)
    for (weight, one) in zip(rates.weights, steps) where weight > 0 {
      for i in 0..<n { step[i] += weight * one[i] }
    }
    for i in 0..<n { mean[i] += sigma * step[i] }

    let white = whitened(step)
    let gain = (rates.stepPath * (2 - rates.stepPath) * rates.effective).squareRoot()
    for i in 0..<n { stepPath[i] = (1 - rates.stepPath) * stepPath[i] + gain * white[i] }
    let length = stepPath.reduce(0) { $0 + $1 * $1 }.squareRoot()
    fading *= (1 - rates.stepPath) * (1 - rates.stepPath)
    let isShort =
      length / (1 - fading).squareRoot() < (1.4 + 2 / (Double(n) + 1)) * rates.usualLength

    let pathGain = isShort ? (rates.path * (2 - rates.path) * rates.effective).squareRoot() : 0
    for i in 0..<n { path[i] = (1 - rates.path) * path[i] + pathGain * step[i] }
    let lost = isShort ? 0 : rates.path * (2 - rates.path)
    let sum = rates.weights.reduce(0, +)
    let kept = 1 + rates.rankOne * lost - rates.rankOne - rates.rankMany * sum
    for i in 0..<n {
      for j in 0...i {
        covariance[i][j] = kept * covariance[i][j] + rates.rankOne * path[i] * path[j]
      }
    }
    for (weight, one) in zip(rates.weights, steps) {
      var factor = rates.rankMany * weight
      if weight < 0 {
        let length = whitened(one).reduce(0) { $0 + $1 * $1 }
        factor *= length > 0 ? Double(n) / length : 0
      }
      for i in 0..<n {
        for j in 0...i { covariance[i][j] += factor * one[i] * one[j] }
      }
    }
    // Steps no longer than e times the last: one lucky generation is not to fill the cube.
    let change = rates.stepPath / rates.damping * (length / rates.usualLength - 1)
    sigma = min(1, sigma * Reproducible.exp(min(1, change)))
    for i in 0..<n {
      let least = floors[i] / sigma
      covariance[i][i] = max(covariance[i][i], least * least)
      for j in 0..<i { covariance[j][i] = covariance[i][j] }
    }
    decompose()
  }

  /// C^(-1/2) y.
  private func whitened(_ y: [Double]) -> [Double] {
    let turned = lengths.indices.map { k in
      y.indices.reduce(0) { $0 + axes[$1][k] * y[$1] } / lengths[k]
    }
    return y.indices.map { i in turned.indices.reduce(0) { $0 + axes[i][$1] * turned[$1] } }
  }

  private mutating func decompose() {
    let eigen = SymmetricEigen(covariance)
    axes = eigen.vectors
    // Where constraints leave a direction no room its length goes to 0; that it can be divided by.
    let most = eigen.values.reduce(0, max)
    lengths = eigen.values.map { max($0, 1e-14 * most).squareRoot() }
  }
}
