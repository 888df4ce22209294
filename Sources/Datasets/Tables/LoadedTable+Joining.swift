import DataTables

extension LoadedTable {
  /// Puts tables one below the other, columns of the same name together.
  ///
  /// Whole numbers and others become numbers, categories and plain texts texts; what is missing throughout
  /// one file takes the other's type. Types that have nothing in common become text, and
  /// ``ColumnReading/clashingTypes`` says so. A column that a file lacks is missing in its rows.
  ///
  /// - Parameter tables: At least one.
  /// - Returns: The table, columns in the order in which they are first met.
  public static func joined(_ tables: [LoadedTable]) -> LoadedTable {
    precondition(!tables.isEmpty, "there is nothing to join")
    if tables.count == 1 { return tables[0] }
    var names: [String] = []
    for table in tables {
      for column in table.table.columns where !names.contains(column.description.name) {
        names.append(column.description.name)
      }
    }
    var columns: [TableColumn] = []
    var readings: [ColumnReading] = []
    for name in names {
      var joiner = ColumnJoiner(name: name, tables: tables)
      columns.append(joiner.column())
      readings.append(joiner.met)
    }
    var parts: [Part] = []
    var start = 0
    for part in tables.flatMap(\.parts) {
      parts.append(
        Part(name: part.name, rows: start..<start + part.rows.count, lines: part.lines))
      start += part.rows.count
    }
    return LoadedTable(table: ColumnarTable(columns), parts: parts, readings: readings)
  }
}

/// Puts the columns of one name together.
private struct ColumnJoiner {
  let name: String
  let tables: [LoadedTable]
  var met = ColumnReading()

  mutating func column() -> TableColumn {
    var pieces: [TableColumn?] = []
    var description: ColumnDescription?
    var type: ColumnType?
    var types: [String] = []
    var start = 0
    for table in tables {
      guard let index = table.table.columns.firstIndex(where: { $0.description.name == name })
      else {
        met.absentFrom += table.parts.map(\.name)
        pieces.append(nil)
        start += table.rowCount
        continue
      }
      let column = table.table.columns[index]
      note(table.readings[index], firstRow: start)
      if description == nil { description = column.description }
      if column.hasValues {
        types.append("\(column.values.type.rawValue) in \(table.parts[0].name)")
        type = type.map { ColumnJoiner.common($0, column.values.type) } ?? column.values.type
      }
      pieces.append(column)
      start += table.rowCount
    }
    let joined = type ?? description?.type ?? .text
    if joined == .text, Set(pieces.compactMap { $0?.values.type }).contains(where: { !$0.isText }),
      types.count > 1
    {
      met.clashingTypes = types
    }
    return column(of: pieces, type: joined, unit: description?.unit, rows: start)
  }

  private func column(
    of pieces: [TableColumn?], type: ColumnType, unit: String?, rows: Int
  ) -> TableColumn {
    var isPresent: [Bool] = []
    isPresent.reserveCapacity(rows)
    func gather<Value>(_ blank: Value, _ value: (TableColumn, Int) -> Value) -> [Value] {
      var values: [Value] = []
      values.reserveCapacity(rows)
      for (table, piece) in zip(tables, pieces) {
        for row in 0..<table.rowCount {
          let isThere = piece?.hasValue(row) == true
          isPresent.append(isThere)
          values.append(piece.map { isThere ? value($0, row) : blank } ?? blank)
        }
      }
      return values
    }
    let values: ColumnValues
    switch type {
    case .boolean: values = .boolean(gather(false) { $0.number($1) != 0 })
    case .int32: values = .int32(gather(0) { Int32(clamping: $0.whole($1)) })
    case .int64: values = .int64(gather(0) { $0.whole($1) })
    case .timestamp: values = .timestamp(gather(0) { $0.whole($1) })
    case .float32: values = .float32(gather(0) { Float($0.number($1)) })
    case .float64: values = .float64(gather(0) { $0.number($1) })
    case .text, .float32List: values = .text(gather("") { $0.text($1) })
    case .category:
      var levels = TextLevels()
      let codes = gather(0 as Int32) { levels.code(of: $0.text($1)) }
      values = .category(codes: codes, levels: levels.texts)
    }
    let isComplete = isPresent.allSatisfy { $0 }
    return TableColumn(
      ColumnDescription(
        name: name, type: type == .float32List ? .text : type, unit: unit, isOptional: !isComplete),
      values,
      isPresent: isComplete ? nil : isPresent)
  }

  private mutating func note(_ reading: ColumnReading, firstRow: Int) {
    met.missingWords.merge(reading.missingWords, uniquingKeysWith: +)
    met.decimalCommas += reading.decimalCommas
    met.zonedMoments += reading.zonedMoments
    met.isDateOrderUnsure = met.isDateOrderUnsure || reading.isDateOrderUnsure
    if let misfits = reading.misfits {
      if met.misfits == nil {
        met.misfits = misfits
        met.misfits?.firstRow += firstRow
      } else {
        met.misfits?.count += misfits.count
      }
    }
  }

  /// The type that holds the values of both.
  private static func common(_ one: ColumnType, _ other: ColumnType) -> ColumnType {
    if one == other { return one }
    let both: Set<ColumnType> = [one, other]
    if both.isSubset(of: [.boolean, .int32, .int64]) { return .int64 }
    if both.isSubset(of: [.boolean, .int32, .int64, .float32, .float64]) { return .float64 }
    return .text
  }
}

extension ColumnType {
  /// Whether its values are texts.
  var isText: Bool { self == .category || self == .text }
  /// Whether its values are numbers, yes and no being 1 and 0.
  var isNumeric: Bool {
    switch self {
    case .boolean, .int32, .int64, .float32, .float64: true
    case .timestamp, .category, .text, .float32List: false
    }
  }
}
