/// A table in memory, column by column: a whole one, or the rows of a larger one that are written together.
public struct ColumnarTable: Hashable, Sendable {
  /// The columns, all equally long.
  public var columns: [TableColumn]

  /// Creates a table.
  ///
  /// - Precondition: The columns are equally long and no two bear the same name.
  public init(_ columns: [TableColumn]) {
    precondition(
      columns.allSatisfy { $0.values.count == columns[0].values.count }, "columns differ in length")
    precondition(
      Set(columns.map(\.description.name)).count == columns.count, "two columns bear one name")
    self.columns = columns
  }

  /// How many rows there are; 0 where there are no columns.
  public var rowCount: Int { columns.first?.values.count ?? 0 }

  /// The columns without their values.
  public var schema: [ColumnDescription] { columns.map(\.description) }

  /// The column with this name, if there is one.
  ///
  /// Complexity: the number of columns.
  public func column(named name: String) -> TableColumn? {
    columns.first { $0.description.name == name }
  }
}

/// A column with its values.
public struct TableColumn: Hashable, Sendable {
  /// What it holds.
  public var description: ColumnDescription
  /// One value for each row.
  public var values: ColumnValues
  /// Whether the value of a row is there; `nil` where all are.
  public var isPresent: [Bool]?

  /// Creates a column.
  ///
  /// - Precondition: The values have the type of the description, and values are missing only where it allows that.
  public init(_ description: ColumnDescription, _ values: ColumnValues, isPresent: [Bool]? = nil) {
    precondition(values.type == description.type, "the values have another type")
    precondition(isPresent == nil || isPresent?.count == values.count, "rows differ in number")
    precondition(isPresent == nil || description.isOptional, "no value may be missing here")
    if case .float32List(let numbers, let length) = values {
      precondition(length > 0 && numbers.count % length == 0, "the lists differ in length")
    }
    self.description = description
    self.values = values
    self.isPresent = isPresent
  }
}
