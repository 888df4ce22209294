/// A matrix of numbers, row by row.
public struct Matrix: Hashable, Sendable {
  /// How many rows there are.
  public private(set) var rows: Int
  /// How many columns there are.
  public private(set) var columns: Int
  /// The elements, row by row; as many as there are rows times columns.
  public var elements: [Double]

  /// Creates a matrix of zeros.
  ///
  /// - Parameters:
  ///   - rows: How many rows there are.
  ///   - columns: How many columns there are.
  public init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    elements = Array(repeating: 0, count: rows * columns)
  }

  /// Creates a matrix of elements.
  ///
  /// - Parameters:
  ///   - rows: How many rows there are.
  ///   - columns: How many columns there are.
  ///   - elements: The elements, row by row.
  public init(rows: Int, columns: Int, elements: [Double]) {
    precondition(elements.count == rows * columns, "an element for each row and column")
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  /// Makes it a matrix of zeros of another shape, in the memory that it has.
  ///
  /// - Parameters:
  ///   - rows: How many rows there are from now on.
  ///   - columns: How many columns there are from now on.
  public mutating func reset(rows: Int, columns: Int) {
    (self.rows, self.columns) = (rows, columns)
    elements.removeAll(keepingCapacity: true)
    elements.append(contentsOf: repeatElement(0, count: rows * columns))
  }

  /// The element in a row and a column.
  ///
  /// - Parameters:
  ///   - row: The row.
  ///   - column: The column.
  @inlinable public subscript(row: Int, column: Int) -> Double {
    get { elements[row * columns + column] }
    set { elements[row * columns + column] = newValue }
  }
}
