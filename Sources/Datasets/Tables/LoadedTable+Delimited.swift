public import DataTables

extension LoadedTable {
  /// Reads a table of text, and guesses the type of each column.
  ///
  /// Numbers become `int64` where all are whole and `float64` otherwise, moments `timestamp`, `true` and
  /// `false` `boolean`. Other texts become a `category` where they recur (at most half as many texts as
  /// cells, or at most 20; never more than 65,536), else `text`. Digits that begin with zeros are codes, and codes are text.
  ///
  /// - Parameters:
  ///   - text: The table.
  ///   - name: What its file is called in messages.
  ///   - reading: How freely it is read.
  public init(_ text: DelimitedTable, name: String, reading: TableReading = TableReading()) {
    var columns: [TableColumn] = []
    var readings: [ColumnReading] = []
    for index in text.columns.indices {
      var reader = ColumnReader(text, column: index, reading)
      columns.append(reader.read())
      readings.append(reader.met)
    }
    self.init(
      table: ColumnarTable(columns),
      parts: [Part(name: name, rows: 0..<text.rowCount, lines: RowLines(of: text))],
      readings: readings)
  }
}

extension RowLines {
  /// The lines of a text's rows.
  init(of table: DelimitedTable) {
    guard table.rowCount > 0 else {
      self = .consecutive(first: 2)
      return
    }
    let first = table.place(row: 0, column: 0).line
    if table.place(row: table.rowCount - 1, column: 0).line == first + table.rowCount - 1 {
      self = .consecutive(first: first)
    } else {
      self = .listed(
        (0..<table.rowCount).map { UInt32(clamping: table.place(row: $0, column: 0).line) })
    }
  }
}

/// Turns a column of text into values of the type that suits them.
private struct ColumnReader {
  let table: DelimitedTable
  let column: Int
  let reading: TableReading
  let guess: TypeGuess
  var met = ColumnReading()
  private var isPresent: [Bool] = []
  private var isAnyMissing = false

  init(_ table: DelimitedTable, column: Int, _ reading: TableReading) {
    self.table = table
    self.column = column
    self.reading = reading
    guess = TypeGuess(table, column: column)
  }

  mutating func read() -> TableColumn {
    let head = table.columns[column]
    let values: ColumnValues
    switch guess.type(ofColumn: head.name, reading) {
    case .int64?:
      values = .int64(
        fill(0) { content in
          switch content {
          case .whole(let value), .code(let value): value
          default: nil
          }
        })
    case .float64?:
      let takesCommas = guess.takesCommas(head.name, reading)
      values = .float64(
        fill(0) { content in
          switch content {
          case .whole(let value), .code(let value): Double(value)
          case .number(let value): takesCommas ? nil : value
          case .commaNumber(let value): takesCommas ? value : nil
          default: nil
          }
        })
    case .timestamp?:
      met.isDateOrderUnsure = guess.isOrderUnsure
      var zoned = 0
      values = .timestamp(
        fill(0) { content in
          guard case .moment(let moment) = content else { return nil }
          if moment.hasZone { zoned += 1 }
          return moment.microseconds
        })
      met.zonedMoments = zoned
    case .boolean?:
      values = .boolean(
        fill(false) { content in
          if case .truth(let value) = content { value } else { nil }
        })
    default: values = readTexts()
    }
    return TableColumn(
      ColumnDescription(
        name: head.name, type: values.type, unit: head.unit, isOptional: isAnyMissing),
      values, isPresent: isAnyMissing ? isPresent : nil)
  }

  private mutating func fill<Value>(
    _ blank: Value, _ value: (CellContent) -> Value?
  ) -> [Value] {
    var values: [Value] = []
    values.reserveCapacity(table.rowCount)
    for row in 0..<table.rowCount {
      let content = table.withBytes(row: row, column: column) {
        CellContent($0, slashes: guess.slashes)
      }
      if case .commaNumber = content { met.decimalCommas += 1 }
      if let read = value(content) {
        values.append(read)
        if isAnyMissing { isPresent.append(true) }
        continue
      }
      noteAbsence(row, content)
      values.append(blank)
    }
    return values
  }

  private mutating func noteAbsence(_ row: Int, _ content: CellContent) {
    if !isAnyMissing {
      isAnyMissing = true
      isPresent.reserveCapacity(table.rowCount)
      isPresent = [Bool](repeating: true, count: row)
    }
    isPresent.append(false)
    if case .missing = content {
      met.missingWords[text(row), default: 0] += 1
    } else if met.misfits == nil {
      met.misfits = .init(count: 1, firstRow: row, example: text(row))
    } else {
      met.misfits?.count += 1
    }
  }

  private mutating func readTexts() -> ColumnValues {
    var codes: [Int32] = []
    codes.reserveCapacity(table.rowCount)
    var levels: [String] = []
    var known: [String: Int32] = [:]
    let most = min(65_536, max(20, table.rowCount / 2))
    for row in 0..<table.rowCount {
      let content = table.withBytes(row: row, column: column) { CellContent($0) }
      if case .missing = content {
        noteAbsence(row, content)
        codes.append(0)
        continue
      }
      if isAnyMissing { isPresent.append(true) }
      let read = text(row)
      if let code = known[read] {
        codes.append(code)
        continue
      }
      guard levels.count < most else { return .text(plainTexts(after: codes, levels)) }
      known[read] = Int32(levels.count)
      codes.append(Int32(levels.count))
      levels.append(read)
    }
    return .category(codes: codes, levels: levels)
  }

  /// All texts, given the codes of those before the row in hand, which has just been found present.
  private mutating func plainTexts(after codes: [Int32], _ levels: [String]) -> [String] {
    var texts: [String] = []
    texts.reserveCapacity(table.rowCount)
    for (row, code) in codes.enumerated() {
      texts.append(!isAnyMissing || isPresent[row] ? levels[Int(code)] : "")
    }
    texts.append(text(codes.count))
    for row in texts.count..<table.rowCount {
      let content = table.withBytes(row: row, column: column) { CellContent($0) }
      if case .missing = content {
        noteAbsence(row, content)
        texts.append("")
      } else {
        if isAnyMissing { isPresent.append(true) }
        texts.append(text(row))
      }
    }
    return texts
  }

  private func text(_ row: Int) -> String { table.text(row: row, column: column).withoutEndBlanks }
}

extension String {
  /// The text without blanks before and behind it.
  var withoutEndBlanks: String {
    guard first?.isWhitespace == true || last?.isWhitespace == true else { return self }
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
