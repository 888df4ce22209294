public import LinearAlgebra

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What is known of each life beside its time: numbers with names.
///
/// Scales do not matter: they are evened out before anything is estimated.
public struct CovariateTable: Hashable, Sendable {
  /// The names of the columns.
  public let names: [String]
  /// A row for each life, a column for each name.
  public let values: Matrix

  /// How many rows there are.
  public var count: Int { values.rows }

  /// Creates a table.
  ///
  /// - Parameters:
  ///   - names: The names, all different.
  ///   - values: A row for each life, a column for each name; finite numbers.
  /// - Throws: ``LifetimeError`` for a repeated name or a value that is not finite.
  public init(names: [String], values: Matrix) throws(LifetimeError) {
    precondition(names.count == values.columns, "a name for each column")
    for (index, name) in names.enumerated() where names[..<index].contains(name) {
      throw .repeatedName(name)
    }
    for row in 0..<values.rows {
      for column in names.indices where !values[row, column].isFinite {
        throw .covariateValue(name: names[column], row: row, value: values[row, column])
      }
    }
    self.names = names
    self.values = values
  }

  /// Creates a table from columns.
  ///
  /// - Parameter columns: Names and values, all of one length.
  /// - Throws: ``LifetimeError`` for a repeated name or a value that is not finite.
  public init(columns: [(name: String, values: [Double])]) throws(LifetimeError) {
    let rows = columns.first?.values.count ?? 0
    precondition(columns.allSatisfy { $0.values.count == rows }, "columns of one length")
    var values = Matrix(rows: rows, columns: columns.count)
    for (index, column) in columns.enumerated() {
      for row in 0..<rows { values[row, index] = column.values[row] }
    }
    try self.init(names: columns.map(\.name), values: values)
  }

  /// The table without the columns that say nothing of their own, and why each was left out.
  ///
  /// - Parameter weights: How many lives each row stands for; all 1 where left out.
  /// - Returns: The rest of the table, and an error for each column left out, as a fit would throw it.
  public func informative(
    weights: [Double]? = nil
  ) -> (table: CovariateTable, leftOut: [LifetimeError]) {
    var (table, leftOut) = (self, [LifetimeError]())
    while true {
      do throws(LifetimeError) {
        _ = try ScaledCovariates(
          table, weights: weights ?? Array(repeating: 1, count: count), strata: nil)
        return (table, leftOut)
      } catch {
        leftOut.append(error)
        let name: String
        switch error {
        case .constantCovariate(let constant, _): name = constant
        case .collinearCovariate(let repeated, _): name = repeated
        default: return (table, leftOut)
        }
        table = table.without(name)
      }
    }
  }

  /// The table without a column.
  ///
  /// - Parameter name: The column's name.
  /// - Returns: The rest.
  public func without(_ name: String) -> CovariateTable {
    let kept = names.indices.filter { names[$0] != name }
    var rest = Matrix(rows: count, columns: kept.count)
    for row in 0..<count {
      for (place, column) in kept.enumerated() { rest[row, place] = values[row, column] }
    }
    return CovariateTable(kept.map { names[$0] }, rest)
  }

  /// A table of no columns.
  static func none(_ rows: Int) -> CovariateTable {
    CovariateTable([], Matrix(rows: rows, columns: 0))
  }

  private init(_ names: [String], _ values: Matrix) {
    self.names = names
    self.values = values
  }
}
