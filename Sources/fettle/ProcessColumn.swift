import DataTables

/// A column of a table that may be a set-point of a process, or what it gave.
struct ProcessColumn {
  /// What stands in its cells; `nil` for gaps.
  enum Cells {
    case numbers([Double?])
    case words([String?])
  }

  /// The place in the table.
  var index: Int
  var name: String
  var unit: String?
  var cells: Cells

  /// Whether a cell has a gap.
  func isMissing(_ row: Int) -> Bool {
    switch cells {
    case .numbers(let values): values[row] == nil
    case .words(let words): words[row] == nil
    }
  }

  /// How many words a choice may have.
  static let mostWords = 12

  /// What is read as a gap, in small letters.
  private static let gaps: Set<String> = ["", "na", "n/a", "nan", "null"]

  /// Reads a column: words where no cell is a number, or some are none.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - index: The column.
  /// - Throws: The first cell that is no number, in a column where more than half are.
  init(_ table: DelimitedTable, _ index: Int) throws(TableProblem) {
    self.index = index
    name = table.columns[index].name
    unit = table.columns[index].unit
    var (numbers, words) = ([Double?](), [String?]())
    var firstWord: Int?
    for row in 0..<table.rowCount {
      let text = table.text(row: row, column: index)
      let trimmed = ProcessText.trimmed(text[...])
      guard !ProcessColumn.gaps.contains(trimmed.lowercased()) else {
        numbers.append(nil)
        words.append(nil)
        continue
      }
      numbers.append(table.number(row: row, column: index))
      words.append(trimmed)
      if numbers[row] == nil { firstWord = firstWord ?? row }
    }
    guard let firstWord else {
      cells = .numbers(numbers)
      return
    }
    let (found, filled) = (numbers.count { $0 != nil }, words.count { $0 != nil })
    if 2 * found > filled {
      let place = table.place(row: firstWord, column: index)
      throw TableProblem(
        line: place.line, column: place.column,
        message:
          "'\(words[firstWord] ?? "")' is not a number, as most of column '\(name)' are; write one such "
          + "as 12.5, or leave the cell empty")
    }
    cells = .words(words)
  }

  /// The words in some rows, in the order of the alphabet.
  func words(in rows: [Int]) -> [String]? {
    guard case .words(let words) = cells else { return nil }
    return Set(rows.compactMap { words[$0] }).sorted()
  }

  /// Whether numbers differ by no more than rounding.
  static func isConstant(_ values: [Double]) -> Bool {
    guard let low = values.min(), let high = values.max() else { return true }
    return high - low <= 1e-12 * max(abs(low), abs(high)) || high - low < 1e-100
  }

  /// What is wrong with numbers whose squares leave the arithmetic; `nil` where nothing is.
  static func size(of values: [Double]) -> String? {
    values.first { abs($0) > 1e100 }.map {
      "has \($0), which is too large; write it in another unit"
    }
  }

  /// Why the column is no set-point as far as some rows tell; `nil` where it may be one.
  func unfitness(in rows: [Int]) -> String? {
    switch cells {
    case .numbers(let values):
      let found = rows.compactMap { values[$0] }
      guard let first = found.first else { return "column '\(name)' has no value" }
      if let problem = ProcessColumn.size(of: found) { return "column '\(name)' \(problem)" }
      guard ProcessColumn.isConstant(found) else { return nil }
      return
        "column '\(name)' is \(ProcessText.number(first)) in every row: nothing can be learned of it"
    case .words:
      let words = words(in: rows) ?? []
      if words.count == 1 {
        return "column '\(name)' is '\(words[0])' in every row: nothing can be learned of it"
      }
      return words.count > ProcessColumn.mostWords
        ? "column '\(name)' has \(words.count) different words; a choice has \(ProcessColumn.mostWords) at most"
        : nil
    }
  }
}
