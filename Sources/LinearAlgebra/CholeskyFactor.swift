/// The lower triangular factor of a positive definite matrix, A = L Lᵀ.
///
/// All results have the same bits on every processor: each element is a sum whose terms are taken away one
/// by one in the order of their index, and no processor fuses a product with the sum it goes into.
///
/// Source: G. H. Golub, C. F. Van Loan, *Matrix Computations*, 4th ed., Johns Hopkins University Press,
/// 2013, algorithm 4.2.1 by blocks of rows.
public struct CholeskyFactor: Sendable {
  /// How many rows there are.
  public internal(set) var order = 0
  /// The factor in panels, as the kernels have it.
  var panels: [Double] = []
  /// How many numbers a vector of the processor has, 2 or 4; 0 for the widest that it has.
  let width: Int32

  /// Creates a factor of no rows.
  public init() { width = 0 }

  /// Creates a factor of no rows that is worked out with vectors of so many numbers; `nil` where the
  /// processor has none such.
  ///
  /// - Parameter width: 2 or 4.
  public init?(vectorWidth width: Int) {
    guard CholeskyFactor.hasVectors(of: width) else { return nil }
    self.width = Int32(width)
  }

  /// The element in a row and a column of L, 0 above the diagonal.
  public subscript(row: Int, column: Int) -> Double {
    let block = row / 8
    return column > row ? 0 : panels[32 * block * (block + 1) + 8 * column + row % 8]
  }

  /// ln |A|, twice the sum of the logarithms of the diagonal.
  public var logDeterminant: Double {
    // Products of a few numbers, so that fewer logarithms are taken.
    var (sum, product) = (0.0, 1.0)
    for row in 0..<order {
      product *= self[row, row]
      if product < 1e-150 || product > 1e150 {
        sum += logarithm(product)
        product = 1
      }
    }
    return 2 * (sum + logarithm(product))
  }

  /// L z.
  public func times(_ vector: [Double]) -> [Double] {
    precondition(vector.count == order, "a number for each row")
    var result = Array(repeating: 0.0, count: order)
    for row in 0..<order {
      let block = row / 8
      let start = 32 * block * (block + 1) + row % 8
      var sum = 0.0
      for column in 0...row { sum += panels[start + 8 * column] * vector[column] }
      result[row] = sum
    }
    return result
  }

  /// Lᵀ z.
  public func timesUpper(_ vector: [Double]) -> [Double] {
    precondition(vector.count == order, "a number for each row")
    var result = Array(repeating: 0.0, count: order)
    for row in 0..<order {
      let block = row / 8
      let start = 32 * block * (block + 1) + row % 8
      let factor = vector[row]
      for column in 0...row { result[column] += panels[start + 8 * column] * factor }
    }
    return result
  }
}
