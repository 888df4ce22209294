extension DelimitedTable {
  /// A cell's number; `nil` where it holds none, or one too large for the arithmetic.
  ///
  /// The nearest double to what is written; see ``DecimalNumber/value(of:)``.
  public func number(row: Int, column: Int) -> Double? {
    DecimalNumber.value(of: bytes.span.extracting(cell(row: row, column: column).range))
  }

  /// All numbers of a column, from the first row to the last.
  ///
  /// - Parameter column: The column's index.
  /// - Returns: One number per row.
  /// - Throws: ``TableProblem`` at the first cell that holds no number.
  public func numbers(_ column: Int) throws(TableProblem) -> [Double] {
    var numbers: [Double] = []
    numbers.reserveCapacity(rowCount)
    let text = bytes.span
    for row in 0..<rowCount {
      let range = cell(row: row, column: column).range
      guard let number = DecimalNumber.value(of: text.extracting(range)) else {
        throw notNumber(row: row, column: column)
      }
      numbers.append(number)
    }
    return numbers
  }

  private func notNumber(row: Int, column: Int) -> TableProblem {
    let read = text(row: row, column: column)
    let where_ = "row \(row + 1), column \(quotedForMessage(columns[column].name))"
    let message: String
    if read.utf8.allSatisfy({ $0 == Ascii.blank || $0 == Ascii.tab }) {
      message = "\(where_): the cell is empty; expected a number"
    } else if let number = decimalPoint(insteadOfCommaIn: read) {
      message = "\(where_): '\(read)' has a decimal comma; write '\(number)'"
    } else {
      message = "\(where_): \(quotedForMessage(read)) is not a number"
    }
    let place = place(row: row, column: column)
    return TableProblem(line: place.line, column: place.column, message: message)
  }

  private func decimalPoint(insteadOfCommaIn text: String) -> String? {
    guard text.utf8.count < 40, text.utf8.filter({ $0 == Ascii.comma }).count == 1 else {
      return nil
    }
    let changed = String(text.map { $0 == "," ? "." : $0 })
    return DecimalNumber.value(of: Array(changed.utf8).span) == nil ? nil : changed
  }
}
