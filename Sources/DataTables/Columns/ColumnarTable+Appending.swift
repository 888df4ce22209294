extension ColumnarTable {
  /// A table without rows.
  public init(schema: [ColumnDescription]) {
    self.init(schema.map { TableColumn($0, ColumnValues($0.type)) })
  }

  /// Appends the rows of a table with the same columns; categories have the same levels.
  public mutating func append(_ other: ColumnarTable) {
    precondition(columns.count == other.columns.count, "the tables have other columns")
    let before = rowCount
    for index in columns.indices {
      columns[index].append(other.columns[index], after: before)
    }
  }
}

extension TableColumn {
  fileprivate mutating func append(_ other: TableColumn, after count: Int) {
    if isPresent != nil || other.isPresent != nil {
      var present = isPresent ?? [Bool](repeating: true, count: count)
      isPresent = nil
      present += other.isPresent ?? [Bool](repeating: true, count: other.values.count)
      isPresent = present
    }
    values.append(other.values)
  }
}

extension ColumnValues {
  /// Appends values of the same type.
  fileprivate mutating func append(_ other: ColumnValues) {
    let own = self
    // Given up for the moment, so that the values are not copied.
    self = .boolean([])
    switch (consume own, other) {
    case (.boolean(var values), .boolean(let more)):
      values += more
      self = .boolean(values)
    case (.int32(var values), .int32(let more)):
      values += more
      self = .int32(values)
    case (.int64(var values), .int64(let more)):
      values += more
      self = .int64(values)
    case (.float32(var values), .float32(let more)):
      values += more
      self = .float32(values)
    case (.float64(var values), .float64(let more)):
      values += more
      self = .float64(values)
    case (.timestamp(var values), .timestamp(let more)):
      values += more
      self = .timestamp(values)
    case (.category(var codes, let levels), .category(let more, let others)):
      precondition(levels.isEmpty || others.isEmpty || levels == others, "the levels differ")
      codes += more
      self = .category(codes: codes, levels: levels.isEmpty ? others : levels)
    case (.text(var values), .text(let more)):
      values += more
      self = .text(values)
    case (.float32List(var values, let length), .float32List(let more, let other)):
      precondition(length == other || values.isEmpty, "the lists differ in length")
      values += more
      self = .float32List(values, length: other)
    default: preconditionFailure("the values have another type")
    }
  }
}
