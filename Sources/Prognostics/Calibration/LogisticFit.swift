import LinearAlgebra
import SpecialFunctions

/// Logistic regression on a few columns, with targets that may lie between 0 and 1.
///
///     minimise -Σ w (t ln p + (1 - t) ln (1 - p)) + ridge/2 Σ b²,   p = 1 / (1 + e^-(b₀ + b₁ x₁ + …))
///
/// Newton's steps, halved while they do not go down.
enum LogisticFit {
  /// 1 / (1 + e^-x), with all its digits at both ends.
  static func logistic(_ x: Double) -> Double {
    guard x < 0 else { return 1 / (1 + Reproducible.exp(-x)) }
    let power = Reproducible.exp(x)
    return power / (1 + power)
  }

  /// ln(1 + e^x).
  private static func softplus(_ x: Double) -> Double {
    max(x, 0) + Reproducible.log(1 + Reproducible.exp(-abs(x)))
  }

  /// Fits.
  ///
  /// - Parameters:
  ///   - rows: The columns of each row; the constant is not among them.
  ///   - targets: From 0 to 1.
  ///   - weights: One a row.
  ///   - ridge: How strongly the coefficients, but not the constant, are held to 0.
  /// - Returns: The constant, then one a column; `nil` where there is no minimum.
  static func coefficients(
    _ rows: [[Double]], targets: [Double], weights: [Double], ridge: Double = 0
  ) -> [Double]? {
    let count = (rows.first?.count ?? 0) + 1
    func linear(_ row: [Double], _ b: [Double]) -> Double {
      var sum = b[0]
      for column in row.indices { sum += b[column + 1] * row[column] }
      return sum
    }
    func loss(_ b: [Double]) -> Double {
      var sum = 0.0
      for place in rows.indices {
        let x = linear(rows[place], b)
        sum += weights[place] * (softplus(x) - targets[place] * x)
      }
      for coefficient in b.dropFirst() { sum += ridge / 2 * coefficient * coefficient }
      return sum
    }
    var b = Array(repeating: 0.0, count: count)
    var value = loss(b)
    var (factor, hessian) = (CholeskyFactor(), SymmetricMatrix(order: count))
    for _ in 0..<100 {
      var gradient = Array(repeating: 0.0, count: count)
      hessian.reset(order: count)
      for place in rows.indices {
        let row = rows[place]
        let p = logistic(linear(row, b))
        let (pull, curve) = (weights[place] * (p - targets[place]), weights[place] * p * (1 - p))
        for i in 0..<count {
          let left = i == 0 ? 1 : row[i - 1]
          gradient[i] += pull * left
          for j in 0...i { hessian[i, j] += curve * left * (j == 0 ? 1 : row[j - 1]) }
        }
      }
      for i in 1..<max(1, count) {
        gradient[i] += ridge * b[i]
        hessian[i, i] += ridge
      }
      for i in 0..<count { hessian[i, i] += 1e-12 }
      guard factor.factor(hessian) else { return nil }
      var step = gradient
      factor.solve(&step)
      var (length, moved) = (1.0, false)
      while length > 1e-6 {
        let next = b.indices.map { b[$0] - length * step[$0] }
        let nextValue = loss(next)
        if nextValue <= value {
          moved = abs(value - nextValue) > 1e-14 * (1 + abs(value))
          (b, value) = (next, nextValue)
          break
        }
        length /= 2
      }
      if !moved { break }
    }
    return b.allSatisfy(\.isFinite) && b.allSatisfy({ abs($0) < 1e8 }) ? b : nil
  }
}
