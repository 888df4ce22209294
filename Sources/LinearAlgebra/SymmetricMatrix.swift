/// A square matrix that equals its transpose; only the lower triangle counts.
public struct SymmetricMatrix: Hashable, Sendable {
  /// How many rows and columns there are.
  public let order: Int
  /// The elements, row by row, with those above the diagonal.
  public var elements: [Double]

  /// Creates a matrix of zeros.
  public init(order: Int) {
    self.order = order
    elements = Array(repeating: 0, count: order * order)
  }

  /// The element in a row and a column; another than that in the column's row.
  @inlinable public subscript(row: Int, column: Int) -> Double {
    get { elements[row * order + column] }
    set { elements[row * order + column] = newValue }
  }
}
