import TestDraws

@testable import Optimization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A Gaussian process as the textbook has it: dense matrices, nothing shared, nothing fast.
struct PlainProcess {
  var isChoice: [Bool]
  var points: [[Double]]
  var targets: [Double]
  var variances: [Double]
  var parameters: ProcessParameters

  /// Data drawn at random.
  init(_ draws: inout Draws, count: Int, isChoice: [Bool], hasVariances: Bool) {
    self.isChoice = isChoice
    points = (0..<count).map { _ in
      isChoice.map { $0 ? (Double(draws.index(below: 3)) + 0.5) / 3 : draws.uniform() }
    }
    targets = (0..<count).map { _ in draws.normal() }
    variances = (0..<count).map { _ in hasVariances ? 0.3 * draws.uniform() : 0 }
    parameters = ProcessParameters(
      vector: isChoice.map { _ in draws.normal() - 0.5 } + [
        0.5 * draws.normal(), draws.normal() - 4, draws.normal() - 3, draws.normal() - 3,
      ], dimensions: isChoice.count)
  }

  func kernel(_ x: [Double], _ y: [Double]) -> Double {
    var (square, product) = (0.0, 0.0)
    for i in x.indices {
      let scale = exp(parameters.lengthScales[i])
      let difference = isChoice[i] ? (x[i] == y[i] ? 0.0 : 1) : x[i] - y[i]
      square += difference * difference / (scale * scale)
      if !isChoice[i] { product += (2 * x[i] - 1) * (2 * y[i] - 1) }
    }
    let a = (5 * square).squareRoot()
    return exp(parameters.signal) * (1 + a + 5 * square / 3) * exp(-a)
      + exp(parameters.trends[0]) * product + exp(parameters.trends[1]) * product * product
  }

  func errorVariance(_ i: Int) -> Double {
    exp(parameters.signal + parameters.noise) + variances[i]
  }

  /// K + N.
  var covariance: [[Double]] {
    points.indices.map { i in
      points.indices.map { j in
        kernel(points[i], points[j]) + (i == j ? errorVariance(i) : 0)
      }
    }
  }

  var mean: Double {
    let matrix = DenseMatrix(covariance)
    let ones = matrix.solution(points.map { _ in 1 })
    return zip(ones, targets).reduce(0) { $0 + $1.0 * $1.1 } / ones.reduce(0, +)
  }

  /// -ln p(y | θ) without the constant.
  var misfit: Double {
    let matrix = DenseMatrix(covariance)
    let rest = targets.map { $0 - mean }
    let solved = matrix.solution(rest)
    return 0.5 * zip(rest, solved).reduce(0) { $0 + $1.0 * $1.1 } + 0.5 * matrix.logDeterminant
  }

  func prediction(at x: [Double]) -> (mean: Double, variance: Double) {
    let matrix = DenseMatrix(covariance)
    let row = points.map { kernel($0, x) }
    let (mean, own) = (mean, matrix.solution(row))
    return (
      mean + zip(own, targets).reduce(0) { $0 + $1.0 * ($1.1 - mean) },
      kernel(x, x) - zip(own, row).reduce(0) { $0 + $1.0 * $1.1 }
    )
  }

  /// What the data say of the true values at some points together: means and covariances.
  func posterior(at others: [[Double]]) -> (means: [Double], covariance: [[Double]]) {
    let matrix = DenseMatrix(covariance)
    let rows = others.map { x in points.map { kernel($0, x) } }
    let solved = rows.map { matrix.solution($0) }
    let covariance = others.indices.map { i in
      others.indices.map { j in
        kernel(others[i], others[j]) - zip(rows[i], solved[j]).reduce(0) { $0 + $1.0 * $1.1 }
      }
    }
    return (others.map { prediction(at: $0).mean }, covariance)
  }

  /// The process under test with the same data and parameters.
  func fast() -> GaussianProcess? {
    GaussianProcess(
      points: points, isChoice: isChoice, targets: targets, variances: variances,
      prior: ProcessPrior(means: [], deviations: []), parameters: parameters)
  }
}

/// A matrix solved by elimination with the largest pivots.
struct DenseMatrix {
  private var rows: [[Double]]

  init(_ rows: [[Double]]) { self.rows = rows }

  var logDeterminant: Double {
    var copy = rows
    return DenseMatrix.eliminate(&copy)
  }

  func solution(_ side: [Double]) -> [Double] {
    var copy = zip(rows, side).map { $0 + [$1] }
    _ = DenseMatrix.eliminate(&copy)
    var answer = Array(repeating: 0.0, count: side.count)
    for i in side.indices.reversed() {
      var sum = copy[i][side.count]
      for j in (i + 1)..<max(i + 1, side.count) { sum -= copy[i][j] * answer[j] }
      answer[i] = sum / copy[i][i]
    }
    return answer
  }

  /// Makes a matrix triangular; the logarithm of its determinant's magnitude.
  private static func eliminate(_ rows: inout [[Double]]) -> Double {
    var logarithm = 0.0
    for k in rows.indices {
      let pivot = (k..<rows.count).max { abs(rows[$0][k]) < abs(rows[$1][k]) } ?? k
      rows.swapAt(k, pivot)
      logarithm += log(abs(rows[k][k]))
      for i in (k + 1)..<max(k + 1, rows.count) {
        let factor = rows[i][k] / rows[k][k]
        for j in k..<rows[k].count { rows[i][j] -= factor * rows[k][j] }
      }
    }
    return logarithm
  }
}
