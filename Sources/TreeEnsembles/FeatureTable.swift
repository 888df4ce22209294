/// Columns of numbers under their names: what models of trees are trained on and asked about.
///
/// A value that is missing is NaN. A column of categories holds their codes, whole numbers from 0.
public struct FeatureTable: Sendable {
  /// The names, one a column.
  public let names: [String]
  /// The values, column behind column.
  public let columns: [[Double]]
  /// How many rows there are.
  public let rowCount: Int

  /// Creates a table.
  ///
  /// - Parameters:
  ///   - names: A name for each column, no two the same.
  ///   - columns: Columns of one length; NaN is missing, an infinite value is not allowed.
  /// - Throws: ``TreeEnsembleError`` for columns of other lengths, a name that stands twice, infinities.
  public init(names: [String], columns: [[Double]]) throws(TreeEnsembleError) {
    guard names.count == columns.count else {
      throw .unequalCounts("names", names.count, "columns", columns.count)
    }
    var seen: Set<String> = []
    for name in names where !seen.insert(name).inserted { throw .repeatedFeature(name) }
    rowCount = columns.first?.count ?? 0
    for (name, column) in zip(names, columns) {
      guard column.count == rowCount else {
        throw .unequalCounts("rows of '\(name)'", column.count, "rows of others", rowCount)
      }
      if let row = column.firstIndex(where: \.isInfinite) { throw .infinite(name, row: row) }
    }
    self.names = names
    self.columns = columns
  }

  /// Creates a table from rows.
  ///
  /// - Parameters:
  ///   - names: A name for each column, no two the same.
  ///   - rows: Rows of as many values as there are names.
  /// - Throws: ``TreeEnsembleError`` as for columns.
  public init(names: [String], rows: [[Double]]) throws(TreeEnsembleError) {
    for (index, row) in rows.enumerated() where row.count != names.count {
      throw .unequalCounts("values of row \(index)", row.count, "names", names.count)
    }
    let columns = names.indices.map { column in rows.map { $0[column] } }
    try self.init(names: names, columns: columns)
  }

  /// One row.
  ///
  /// - Parameters:
  ///   - row: Which, counted from 0.
  ///   - values: Where its values go, one a column.
  public func copy(row: Int, into values: inout [Double]) {
    precondition(values.count == columns.count, "a place for each column")
    for column in columns.indices { values[column] = columns[column][row] }
  }

  /// Some of the rows.
  ///
  /// - Parameter rows: Which, in the order wanted.
  /// - Returns: The table of these.
  public func selecting(rows: [Int]) -> FeatureTable {
    FeatureTable(
      trusted: names, columns: columns.map { column in rows.map { column[$0] } },
      rowCount: rows.count)
  }

  private init(trusted names: [String], columns: [[Double]], rowCount: Int) {
    self.names = names
    self.columns = columns
    self.rowCount = rowCount
  }
}
