import LinearAlgebra

/// How features vary together.
enum Covariance {
  /// Σ (x - m)(x - m)ᵀ / (n - 1), and m.
  static func of(_ rows: [[Double]]) -> (mean: [Double], matrix: SymmetricMatrix) {
    let width = rows.first?.count ?? 0
    var mean = Array(repeating: 0.0, count: width)
    for row in rows {
      for place in 0..<width { mean[place] += row[place] }
    }
    for place in 0..<width { mean[place] /= Double(rows.count) }
    var matrix = SymmetricMatrix(order: width)
    for row in rows {
      for i in 0..<width {
        let left = row[i] - mean[i]
        for j in 0...i { matrix[i, j] += left * (row[j] - mean[j]) }
      }
    }
    for i in 0..<width {
      for j in 0...i { matrix[i, j] /= Double(max(1, rows.count - 1)) }
    }
    return (mean, matrix)
  }

  /// The covariance of rows that are standardised already.
  static func correlation(of rows: [[Double]]) -> SymmetricMatrix { of(rows).matrix }
}
