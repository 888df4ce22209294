import LinearAlgebra

/// The density of a few normal numbers, for one covariance after another.
///
/// Room is kept from one to the next. `CholeskyFactor` is made for large matrices; here they have a handful of
/// rows.
struct NormalDensity {
  private var lower: [Double]
  private var solved: [Double]
  private let count: Int

  /// Makes room for so many numbers.
  init(count: Int) {
    self.count = count
    lower = Array(repeating: 0, count: count * count)
    solved = Array(repeating: 0, count: count)
  }

  /// -½ (dᵀ C⁻¹ d + ln |C|), with C the covariance and a diagonal added to it; `nil` where C is not positive
  /// definite.
  mutating func logarithm(
    of differences: [Double], covariance: SymmetricMatrix, adding diagonal: [Double]
  ) -> Double? {
    var (sum, product) = (0.0, 1.0)
    var logarithms = 0.0
    for row in 0..<count {
      for column in 0...row {
        var rest = covariance[row, column] + (row == column ? diagonal[row] : 0)
        for k in 0..<column { rest -= lower[row * count + k] * lower[column * count + k] }
        if column < row {
          lower[row * count + column] = rest / lower[column * count + column]
        } else {
          guard rest > 0 else { return nil }
          lower[row * count + row] = rest.squareRoot()
          product *= rest
          if product < 1e-150 || product > 1e150 {
            logarithms += product.logarithm
            product = 1
          }
        }
      }
      var rest = differences[row]
      for k in 0..<row { rest -= lower[row * count + k] * solved[k] }
      solved[row] = rest / lower[row * count + row]
      sum += solved[row] * solved[row]
    }
    return -0.5 * (sum + logarithms + product.logarithm)
  }
}
