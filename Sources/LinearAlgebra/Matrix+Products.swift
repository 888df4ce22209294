/// Each element of a product is a sum from its first term to its last, begun with 0, so that it has the
/// same bits on every processor.
extension Matrix {
  /// The matrix with rows and columns exchanged.
  public var transposed: Matrix {
    var result = Matrix(rows: columns, columns: rows)
    for row in 0..<rows {
      for column in 0..<columns { result[column, row] = self[row, column] }
    }
    return result
  }

  /// A x.
  ///
  /// - Parameter vector: x, a number for each column.
  /// - Returns: A number for each row.
  public func multiplied(by vector: [Double]) -> [Double] {
    var product: [Double] = []
    multiply(by: vector, into: &product)
    return product
  }

  /// A x, in memory that is there already.
  ///
  /// - Parameters:
  ///   - vector: x, a number for each column.
  ///   - product: Becomes a number for each row.
  public func multiply(by vector: [Double], into product: inout [Double]) {
    precondition(vector.count == columns, "a number for each column")
    product.setCount(rows)
    Kernels.multiply(self, by: vector, into: &product)
  }

  /// Aᵀ x.
  ///
  /// - Parameter vector: x, a number for each row.
  /// - Returns: A number for each column.
  public func transposedMultiplied(by vector: [Double]) -> [Double] {
    var product: [Double] = []
    multiplyTransposed(by: vector, into: &product)
    return product
  }

  /// Aᵀ x, in memory that is there already.
  ///
  /// - Parameters:
  ///   - vector: x, a number for each row.
  ///   - product: Becomes a number for each column.
  public func multiplyTransposed(by vector: [Double], into product: inout [Double]) {
    precondition(vector.count == rows, "a number for each row")
    product.setCount(columns)
    Kernels.multiplyTransposed(self, by: vector, into: &product)
  }

  /// A B.
  ///
  /// - Parameter other: B, a row for each column of A.
  /// - Returns: The product.
  public func multiplied(by other: Matrix) -> Matrix {
    multiplied(by: other, width: Kernels.widest)
  }

  /// A B with vectors of so many numbers, which the processor must have.
  package func multiplied(by other: Matrix, width: Int32) -> Matrix {
    precondition(other.rows == columns, "a row for each column")
    var product = Matrix(rows: rows, columns: other.columns)
    Kernels.multiply(width, self, by: other, into: &product)
    return product
  }

  /// The sum of the squares in each column, in memory that is there already.
  ///
  /// - Parameter sums: Becomes a number for each column.
  public func sumSquaresOfColumns(into sums: inout [Double]) {
    sums.setCount(columns)
    Kernels.sumSquares(self, into: &sums)
  }
}
