import SpecialFunctions

/// The lower triangular factor of a positive definite matrix, A = L Lᵀ.
///
///     var factor = CholeskyFactor()
///     guard factor.factor(covariance) else { … }
///     factor.solve(&weights)
///
/// All results have the same bits on every processor: each element is a sum in one order, whatever
/// the width of vectors, and no processor fuses a product with the sum it goes into
/// ([decision 34](../../docs/decisions/0034-own-cholesky.md)).
///
/// A factor that has had an order asks for no memory to factor matrices up to that order again.
///
/// Source: G. H. Golub, C. F. Van Loan, *Matrix Computations*, 4th ed., Johns Hopkins University Press,
/// 2013, algorithm 4.2.1 by blocks of rows.
public struct CholeskyFactor: Sendable {
  /// How many rows there are.
  public private(set) var order = 0
  /// L in panels of eight rows, as the kernels have it, and perhaps room for more.
  var panels: [Double] = []
  /// 1 / L[i, i].
  var reciprocals: [Double] = []
  /// A row on its way into the factor.
  private var row: [Double] = []
  /// How many numbers a vector has.
  let width: Int32

  /// Creates a factor of no rows.
  public init() { width = Kernels.widest }

  /// Creates a factor of no rows that is worked out with vectors of so many numbers; `nil` where the
  /// processor has none such.
  ///
  /// - Parameter width: 2, 4 or 8; or 1 for one number after the other, which is slow.
  public init?(vectorWidth width: Int) {
    guard CholeskyFactor.hasVectors(of: width) else { return nil }
    self.width = Int32(width)
  }

  /// Whether there is code for vectors of so many numbers, and the processor has them.
  ///
  /// - Parameter width: How many numbers.
  /// - Returns: Whether both are so.
  public static func hasVectors(of width: Int) -> Bool { Kernels.hasWidth(width) }

  /// The element in a row and a column of L, 0 above the diagonal.
  ///
  /// - Parameters:
  ///   - row: The row.
  ///   - column: The column.
  public subscript(row: Int, column: Int) -> Double {
    precondition(
      row >= 0 && row < order && column >= 0 && column < order, "there is no such row or column")
    return column > row ? 0 : panels[start(ofRow: row) + 8 * column]
  }

  /// Where the row's element of column 0 stands; each next one stands eight further.
  func start(ofRow row: Int) -> Int {
    let panel = row / 8
    return 32 * panel * (panel + 1) + row % 8
  }

  /// Factors a matrix.
  ///
  ///     s = A[i, j] - L[i, 0] L[j, 0] - L[i, 1] L[j, 1] - …
  ///     L[j, j] = √s, L[i, j] = s · (1 / L[j, j])
  ///
  /// - Parameter matrix: The lower triangle counts.
  /// - Returns: Whether it is positive definite; where it is not, the factor has no rows.
  /// - Complexity: n³/3 products and sums.
  public mutating func factor(_ matrix: borrowing SymmetricMatrix) -> Bool {
    order = 0
    makeRoom(for: matrix.order)
    guard
      Kernels.factor(width, matrix, panels: &panels, reciprocals: &reciprocals)
    else { return false }
    order = matrix.order
    return true
  }

  /// Adds a row and a column to the matrix; the bits are those of factoring it anew.
  ///
  /// - Parameters:
  ///   - row: The new row without the element on the diagonal.
  ///   - diagonal: That element.
  /// - Returns: Whether the matrix stays positive definite; where it does not, the factor stays as it was.
  /// - Complexity: n²/2 products and sums.
  public mutating func append(row: [Double], diagonal: Double) -> Bool {
    precondition(row.count == order, "a number for each row")
    makeRoom(for: order + 1)
    self.row.removeAll(keepingCapacity: true)
    self.row.append(contentsOf: row)
    self.row.append(diagonal)
    guard
      Kernels.append(width, order, row: &self.row, panels: &panels, reciprocals: &reciprocals)
    else { return false }
    order += 1
    return true
  }

  /// Takes the last rows and columns of the matrix away.
  ///
  /// - Parameter order: How many stay, not more than there are.
  public mutating func shrink(to order: Int) {
    precondition(order >= 0 && order <= self.order, "a factor shrinks to fewer rows")
    self.order = order
    Kernels.pad(order, panels: &panels, reciprocals: &reciprocals)
  }

  private mutating func makeRoom(for order: Int) {
    let (numbers, rows) = (Kernels.panelCount(order), Kernels.wholePanels(order))
    if panels.count < numbers { panels.setCount(numbers) }
    if reciprocals.count < rows { reciprocals.setCount(rows) }
  }

  /// ln |A|, twice the sum of the logarithms of the diagonal.
  public var logDeterminant: Double {
    // Products of a few numbers, so that fewer logarithms are taken.
    var (sum, product) = (0.0, 1.0)
    for row in 0..<order {
      product *= self[row, row]
      if product < 1e-150 || product > 1e150 {
        sum += Reproducible.log(product)
        product = 1
      }
    }
    return 2 * (sum + Reproducible.log(product))
  }

  /// L z.
  ///
  /// - Parameter vector: z, a number for each row.
  /// - Returns: The product, each element a sum from its first term on.
  public func times(_ vector: [Double]) -> [Double] {
    precondition(vector.count == order, "a number for each row")
    var result = Array(repeating: 0.0, count: order)
    for row in 0..<order {
      let start = start(ofRow: row)
      var sum = 0.0
      for column in 0...row { sum += panels[start + 8 * column] * vector[column] }
      result[row] = sum
    }
    return result
  }

  /// Lᵀ z.
  ///
  /// - Parameter vector: z, a number for each row.
  /// - Returns: The product, each element a sum from its first term on.
  public func timesUpper(_ vector: [Double]) -> [Double] {
    precondition(vector.count == order, "a number for each row")
    var result = Array(repeating: 0.0, count: order)
    for row in 0..<order {
      let start = start(ofRow: row)
      let factor = vector[row]
      for column in 0...row { result[column] += panels[start + 8 * column] * factor }
    }
    return result
  }
}

extension [Double] {
  /// Makes it so long, whatever it has; it asks for memory only to grow.
  mutating func setCount(_ count: Int) {
    if count < self.count {
      removeLast(self.count - count)
    } else {
      append(contentsOf: repeatElement(0, count: count - self.count))
    }
  }
}
