/// The axes of a symmetric matrix, by rotations that take one element after the other to 0.
///
///     A = B diag(λ) Bᵀ
///
/// Sums, products, quotients and roots alone, in an order that is written down here: the same bits on
/// every processor.
///
/// Source: H. Rutishauser, "The Jacobi method for real symmetric matrices", Numerische Mathematik 9
/// (1966) 1–10.
struct SymmetricEigen {
  /// The eigenvalues λ.
  private(set) var values: [Double]
  /// The columns of B: `vectors[i][k]` is the i-th coordinate of the k-th axis.
  private(set) var vectors: [[Double]]

  /// Decomposes a symmetric matrix.
  init(_ matrix: [[Double]]) {
    let n = matrix.count
    var a = matrix
    vectors = (0..<n).map { i in (0..<n).map { $0 == i ? 1 : 0 } }
    // Ten sweeps are more than ever needed; the error is squared by each.
    for _ in 0..<30 {
      var off = 0.0
      for i in 0..<n {
        for j in 0..<i { off += a[i][j] * a[i][j] }
      }
      let size = (0..<n).reduce(0) { $0 + a[$1][$1] * a[$1][$1] }
      if off <= 1e-32 * size { break }
      for p in 0..<n {
        for q in (p + 1)..<max(n, p + 1) where a[p][q] != 0 {
          let theta = (a[q][q] - a[p][p]) / (2 * a[p][q])
          let sign = theta < 0 ? -1.0 : 1.0
          let t = sign / (abs(theta) + (theta * theta + 1).squareRoot())
          let c = 1 / (t * t + 1).squareRoot()
          let s = t * c
          for k in 0..<n {
            let (left, right) = (a[k][p], a[k][q])
            a[k][p] = c * left - s * right
            a[k][q] = s * left + c * right
          }
          for k in 0..<n {
            let (left, right) = (a[p][k], a[q][k])
            a[p][k] = c * left - s * right
            a[q][k] = s * left + c * right
          }
          for k in 0..<n {
            let (left, right) = (vectors[k][p], vectors[k][q])
            vectors[k][p] = c * left - s * right
            vectors[k][q] = s * left + c * right
          }
        }
      }
    }
    values = (0..<n).map { a[$0][$0] }
  }
}
