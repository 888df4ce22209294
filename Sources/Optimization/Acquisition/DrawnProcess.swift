import EventKernel
import LinearAlgebra
import SpecialFunctions

/// A Gaussian process of true values, with one or more ways the values that were tried may truly be.
///
/// Without errors there is one way, that which was seen. With errors the true values are drawn together
/// from what the noisy process thinks of them, by Matheron's rule:
///
///     f = f₀ + K (K + N)⁻¹ (y - f₀ - e),  f₀ normal with covariance K, e with covariance N
///
/// Source: J. T. Wilson, V. Borovitskiy, A. Terenin, P. Mostowsky, M. P. Deisenroth, "Efficiently sampling
/// functions from Gaussian process posteriors", International Conference on Machine Learning, 2020, eq. 9.
struct DrawnProcess: Sendable {
  /// The process of true values.
  let process: GaussianProcess
  /// The values at the points that were tried: one row a draw.
  let values: [[Double]]
  /// K⁻¹ (f - m): one row a draw.
  let weights: [[Double]]

  /// Takes a process that has seen true values.
  init(exact process: GaussianProcess) {
    self.process = process
    values = [process.targets]
    weights = [process.coefficients]
  }

  /// Draws true values.
  ///
  /// - Parameters:
  ///   - noisy: A process that has seen values with errors.
  ///   - draws: How many, at least 1.
  ///   - key: Whose random numbers are used.
  init?(noisy: GaussianProcess, draws: Int, key: StreamKey) {
    guard let process = noisy.withoutErrors else { return nil }
    let count = noisy.points.count
    let deviations = (0..<count).map { noisy.errorVariance($0).squareRoot() }
    var values: [[Double]] = []
    var weights: [[Double]] = []
    for draw in 0..<draws {
      var stream = RandomStream(key, ordinal: UInt64(draw))
      let normals = (0..<count).map { _ in StandardNormal.quantile(stream.uniform()) }
      let before = process.lowerProduct(normals)
      var rest = (0..<count).map { i in
        noisy.targets[i] - noisy.mean - before[i]
          - deviations[i] * StandardNormal.quantile(stream.uniform())
      }
      noisy.factor.solve(&rest)
      let update = process.lowerProduct(process.upperProduct(rest))
      var deviation = (0..<count).map { before[$0] + update[$0] }
      values.append(deviation.map { noisy.mean + $0 })
      process.factor.solve(&deviation)
      weights.append(deviation)
    }
    self.process = process
    self.values = values
    self.weights = weights
  }

  /// What to expect at a point, one mean a draw, with the covariances in the room.
  func sight(
    at point: [Double], room: inout GaussianProcess.Room
  ) -> (means: [Double], variance: Double, isFloored: Bool) {
    let variance = process.spread(at: point, room: &room)
    let means = weights.map { weight in
      var mean = process.mean
      for i in weight.indices { mean += room.row[i] * weight[i] }
      return mean
    }
    let least = process.leastVariance
    return (means, max(variance, least), variance < least)
  }

  /// Adds to a gradient that of a function of means and variance.
  ///
  /// - Parameters:
  ///   - point: The point.
  ///   - byMeans: The function's derivatives by the means, one a draw.
  ///   - byVariance: The derivative by the variance.
  ///   - room: As ``sight(at:room:)`` left it for the same point.
  ///   - gradient: What is added to.
  func addGradient(
    at point: [Double], byMeans: [Double], byVariance: Double, room: GaussianProcess.Room,
    to gradient: inout [Double]
  ) {
    // One pass serves all: Σ over draws first, then over points; the variance is one more weight.
    var combined = room.solved.map { -2 * byVariance * $0 }
    for (factor, weight) in zip(byMeans, weights) where factor != 0 {
      for i in combined.indices { combined[i] += factor * weight[i] }
    }
    let sum = process.meanGradient(at: point, weights: combined, room: room)
    let own = process.priorVarianceGradient(at: point)
    for i in gradient.indices { gradient[i] += sum[i] + byVariance * own[i] }
  }
}
