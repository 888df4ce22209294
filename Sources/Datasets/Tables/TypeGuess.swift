import DataTables

/// Which type suits the cells of a column of text.
struct TypeGuess {
  private(set) var cells = 0
  private var missing = 0
  private var wholes = 0
  private var numbers = 0
  private var commaNumbers = 0
  private var codes = 0
  private var truths = 0
  private var moments = 0
  /// Dates with slashes whose first part is above 12, and whose second is.
  private var dayFirst = 0
  private var monthFirst = 0
  private var hasUnsureOrder = false

  /// Looks at all cells of a column.
  init(_ table: DelimitedTable, column: Int) {
    for row in 0..<table.rowCount {
      let content = table.withBytes(row: row, column: column) { CellContent($0) }
      add(content)
      if case .other = content {
        // Perhaps a date that the usual order does not take.
        let moment = table.withBytes(row: row, column: column) {
          $0.count >= 6 ? MomentText.read($0, slashes: .dayMonthYear) : nil
        }
        if moment != nil {
          moments += 1
          dayFirst += 1
        }
      }
    }
  }

  private mutating func add(_ content: CellContent) {
    cells += 1
    switch content {
    case .missing: missing += 1
    case .whole: wholes += 1
    case .number: numbers += 1
    case .commaNumber: commaNumbers += 1
    case .code: codes += 1
    case .truth: truths += 1
    case .moment(let reading):
      moments += 1
      if reading.order == .monthDayYear, !reading.isOrderUnsure { monthFirst += 1 }
      hasUnsureOrder = hasUnsureOrder || reading.isOrderUnsure
    case .other: break
    }
  }

  /// The order in which dates with slashes are read: that which suits more of them.
  var slashes: MomentText.Order { dayFirst > monthFirst ? .dayMonthYear : .monthDayYear }

  /// Whether nothing tells the day from the month.
  var isOrderUnsure: Bool { hasUnsureOrder && dayFirst == 0 && monthFirst == 0 }

  /// The type; `nil` where it is one of text, category or plain.
  ///
  /// - Parameters:
  ///   - name: The column's name.
  ///   - reading: What may be guessed.
  /// - Returns: The type.
  func type(ofColumn name: String, _ reading: TableReading) -> ColumnType? {
    let present = cells - missing
    guard present > 0 else { return .float64 }
    let least =
      reading.misfits.contains(name) ? reading.suitingShare * Double(present) : Double(present)
    let commas = reading.decimalCommas.contains(name) ? commaNumbers : 0
    // A point and a comma in one column: one of them may separate thousands.
    let suiting = wholes + (numbers >= commas ? numbers : commas)
    if Double(suiting + codes) >= least, Double(codes) < 0.05 * Double(present) {
      return numbers + commas == 0 ? .int64 : .float64
    }
    if Double(moments) >= least { return .timestamp }
    if truths == present { return .boolean }
    return nil
  }

  /// Whether numbers with a comma are the numbers of the column, rather than those with a point.
  func takesCommas(_ name: String, _ reading: TableReading) -> Bool {
    reading.decimalCommas.contains(name) && commaNumbers > numbers
  }
}
