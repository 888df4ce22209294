/// Puts a column together from its pages.
struct ColumnBuilder {
  let column: ParquetColumn
  /// How many rows there are.
  private(set) var rowCount = 0

  private var values: ColumnValues
  private var isPresent: [Bool] = []
  private var hasMissing = false
  private var levels: [String] = []
  /// The codes of texts, by their bytes: `String` calls two spellings of é equal.
  private var codes: [[UInt8]: Int32] = [:]
  private var lists = ListBuilder()

  init(_ column: ParquetColumn) {
    self.column = column
    values = ColumnValues(column.description.type == .category ? .int32 : column.description.type)
    if column.listLevel != nil { values = .float32([]) }
  }

  /// What the values of a page become; texts of a category become codes.
  mutating func converted(_ page: PageValues) throws(ParquetDamage) -> ColumnValues {
    let converted = try column.tableValues(page)
    guard column.description.type == .category, case .text(let texts) = converted else {
      return converted
    }
    return .int32(texts.map { code(of: $0) })
  }

  private mutating func code(of text: String) -> Int32 {
    let bytes = Array(text.utf8)
    if let code = codes[bytes] { return code }
    let code = Int32(levels.count)
    codes[bytes] = code
    levels.append(text)
    return code
  }

  /// Appends rows.
  ///
  /// - Parameters:
  ///   - dense: The values of the rows that have one.
  ///   - definitions: The level of each row, or of each element of a list; `nil` where no value is missing.
  ///   - repetitions: Whether a level begins a row; `nil` where the column has no lists.
  /// - Throws: ``ParquetDamage`` where lists are not equally long.
  mutating func append(
    _ dense: ColumnValues, definitions: [UInt32]?, repetitions: [UInt32]?
  ) throws(ParquetDamage) {
    if let listLevel = column.listLevel {
      guard case .float32(let numbers) = dense, let definitions, let repetitions else {
        throw .damaged("its lists have no levels")
      }
      try lists.append(
        numbers, definitions: definitions, repetitions: repetitions, listLevel: listLevel,
        deepest: column.deepestLevel)
      rowCount = lists.rowCount
      return
    }
    let count = definitions?.count ?? dense.count
    let there = definitions.map { $0.map { $0 != 0 } }
    if dense.count < count, !hasMissing {
      hasMissing = true
      isPresent = [Bool](repeating: true, count: rowCount)
    }
    if hasMissing { isPresent += there ?? [Bool](repeating: true, count: count) }
    rowCount += count
    values.append(dense, isPresent: dense.count < count ? there : nil)
  }

  /// The column.
  func finished() throws(ParquetDamage) -> TableColumn {
    if column.listLevel != nil { return try lists.finished(column.description) }
    let whole: ColumnValues
    if column.description.type == .category, case .int32(let codes) = values {
      // A missing category has the code 0, which must be one.
      whole = .category(codes: codes, levels: levels.isEmpty && rowCount > 0 ? [""] : levels)
    } else {
      whole = values
    }
    return TableColumn(column.description, whole, isPresent: hasMissing ? isPresent : nil)
  }
}

extension ColumnValues {
  /// Appends values of the same type, with a zero or an empty text where one is missing.
  fileprivate mutating func append(_ dense: ColumnValues, isPresent: [Bool]?) {
    func add<Value>(_ dense: [Value], _ zero: Value, to values: inout [Value]) {
      guard let isPresent else {
        values += dense
        return
      }
      values.reserveCapacity(values.count + isPresent.count)
      var next = 0
      for isThere in isPresent {
        values.append(isThere ? dense[next] : zero)
        if isThere { next += 1 }
      }
    }
    // The array leaves `self` while it grows, so that it is not copied.
    let old = self
    self = .boolean([])
    switch (consume old, dense) {
    case (.boolean(var values), .boolean(let dense)):
      add(dense, false, to: &values)
      self = .boolean(values)
    case (.int32(var values), .int32(let dense)):
      add(dense, 0, to: &values)
      self = .int32(values)
    case (.int64(var values), .int64(let dense)):
      add(dense, 0, to: &values)
      self = .int64(values)
    case (.float32(var values), .float32(let dense)):
      add(dense, 0, to: &values)
      self = .float32(values)
    case (.float64(var values), .float64(let dense)):
      add(dense, 0, to: &values)
      self = .float64(values)
    case (.timestamp(var values), .timestamp(let dense)):
      add(dense, 0, to: &values)
      self = .timestamp(values)
    case (.text(var values), .text(let dense)):
      add(dense, "", to: &values)
      self = .text(values)
    default: preconditionFailure("values of another type")
    }
  }

  /// The values at the given places; `nil` where there is no such place.
  func gathered(_ indices: [UInt32]) -> ColumnValues? {
    let count = UInt32(clamping: self.count)
    guard indices.allSatisfy({ $0 < count }) else { return nil }
    func those<Value>(_ values: [Value]) -> [Value] { indices.map { values[Int($0)] } }
    switch self {
    case .boolean(let values): return .boolean(those(values))
    case .int32(let values): return .int32(those(values))
    case .int64(let values): return .int64(those(values))
    case .float32(let values): return .float32(those(values))
    case .float64(let values): return .float64(those(values))
    case .timestamp(let values): return .timestamp(those(values))
    case .text(let values): return .text(those(values))
    case .category(let codes, let levels): return .category(codes: those(codes), levels: levels)
    case .float32List: return nil
    }
  }
}
