/// A square matrix that equals its transpose; only the lower triangle counts.
///
/// Nothing reads what stands above the diagonal, so half of a covariance need not be worked out:
///
///     var elements = matrix.elements.mutableSpan
///     for i in 0..<count {
///       for j in 0...i { elements[i * count + j] = covariance(points[i], points[j]) }
///     }
public struct SymmetricMatrix: Hashable, Sendable {
  /// How many rows and columns there are.
  public private(set) var order: Int
  /// The elements, row by row, with those above the diagonal; as many as there are rows times columns.
  public var elements: [Double]

  /// Creates a matrix of zeros.
  ///
  /// - Parameter order: How many rows and columns there are.
  public init(order: Int) {
    self.order = order
    elements = Array(repeating: 0, count: order * order)
  }

  /// Creates a matrix from its lower triangle.
  ///
  /// - Parameters:
  ///   - order: How many rows and columns there are.
  ///   - element: The element in a row and a column, asked for columns up to the row's own.
  public init(order: Int, _ element: (_ row: Int, _ column: Int) -> Double) {
    self.init(order: order)
    for row in 0..<order {
      for column in 0...row { elements[row * order + column] = element(row, column) }
    }
  }

  /// Makes it a matrix of zeros of another order, in the memory that it has.
  ///
  /// - Parameter order: How many rows and columns there are from now on.
  public mutating func reset(order: Int) {
    self.order = order
    elements.removeAll(keepingCapacity: true)
    elements.append(contentsOf: repeatElement(0, count: order * order))
  }

  /// The element in a row and a column; another than that in the column's row.
  ///
  /// - Parameters:
  ///   - row: The row.
  ///   - column: The column.
  @inlinable public subscript(row: Int, column: Int) -> Double {
    get { elements[row * order + column] }
    set { elements[row * order + column] = newValue }
  }
}
