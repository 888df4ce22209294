public import LinearAlgebra

/// The eigenvalues and eigenvectors of a symmetric matrix, by the cyclic rotations of Jacobi.
///
/// Slow for large matrices, exact to the last digits for small ones, and the same bits everywhere. The sign
/// of a vector is such that its element of largest size, the first of several, is positive.
///
/// Source: G. H. Golub, C. F. Van Loan, *Matrix Computations*, 4th ed., Johns Hopkins University Press, 2013, algorithm
/// 8.5.3.
public struct SymmetricEigen: Sendable {
  /// The eigenvalues, falling.
  public private(set) var values: [Double]
  /// The eigenvectors, one a value, each of length 1.
  public private(set) var vectors: [[Double]]

  /// Finds them.
  ///
  /// - Parameter matrix: The matrix.
  /// - Complexity: Some ten times the cube of its order.
  public init(_ matrix: SymmetricMatrix) {
    let n = matrix.order
    var a: [[Double]] = []
    var v: [[Double]] = []
    for row in 0..<n {
      a.append((0..<n).map { matrix[max(row, $0), min(row, $0)] })
      v.append((0..<n).map { $0 == row ? 1 : 0 })
    }
    for _ in 0..<100 {
      var (off, all) = (0.0, 0.0)
      for i in 0..<n {
        all += a[i][i] * a[i][i]
        for j in 0..<i { off += 2 * a[i][j] * a[i][j] }
      }
      guard off > 1e-30 * (all + off) else { break }
      for p in 0..<n {
        for q in (p + 1)..<max(p + 1, n) where a[p][q] != 0 {
          let theta = (a[q][q] - a[p][p]) / (2 * a[p][q])
          let t = (theta < 0 ? -1 : 1) / (abs(theta) + (1 + theta * theta).squareRoot())
          let c = 1 / (1 + t * t).squareRoot()
          let s = t * c
          for k in 0..<n {
            let (first, second) = (a[k][p], a[k][q])
            a[k][p] = c * first - s * second
            a[k][q] = s * first + c * second
          }
          for k in 0..<n {
            let (first, second) = (a[p][k], a[q][k])
            a[p][k] = c * first - s * second
            a[q][k] = s * first + c * second
            let (left, right) = (v[k][p], v[k][q])
            v[k][p] = c * left - s * right
            v[k][q] = s * left + c * right
          }
        }
      }
    }
    let diagonal = (0..<n).map { a[$0][$0] }
    let order = (0..<n).sorted { first, second in
      diagonal[first] != diagonal[second] ? diagonal[first] > diagonal[second] : first < second
    }
    values = order.map { diagonal[$0] }
    vectors = []
    for column in order {
      let vector = (0..<n).map { v[$0][column] }
      var largest = 0.0
      for element in vector where abs(element) > abs(largest) * (1 + 1e-12) { largest = element }
      vectors.append(largest < 0 ? vector.map { -$0 } : vector)
    }
  }
}
