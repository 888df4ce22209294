/// A table of tab-separated text whose first line names the columns; every cell knows its place.
///
/// Rows may be shorter than the header: what is missing is empty. Blank lines are skipped.
struct TabTable {
  /// A line of the table.
  struct Row {
    var number: Int
    /// The cells, without blanks around them.
    fileprivate var cells: [SourceText.Word]
  }

  let source: SourceText
  /// The names of the columns in capital letters, with their places.
  let columns: [SourceText.Word]
  let rows: [Row]

  /// Reads a table.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - name: The file's path, for messages.
  /// - Throws: ``ImportFailure`` at the first place that cannot be read.
  init(_ text: String, name: String) throws(ImportFailure) {
    source = SourceText(text, name: name)
    var header: [SourceText.Word]?
    var rows: [Row] = []
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      let cells = TabTable.cells(of: line, line: index + 1)
      guard cells.contains(where: { !$0.text.isEmpty }) else { continue }
      guard let columns = header else {
        header = cells.map { cell in
          SourceText.Word(text: cell.text.uppercased(), line: cell.line, column: cell.column)
        }
        continue
      }
      if let extra = cells.dropFirst(columns.count).first(where: { !$0.text.isEmpty }) {
        throw source.failure(
          at: extra,
          "the header names \(columns.count) columns, and this is one more; remove it or name it there"
        )
      }
      rows.append(Row(number: index + 1, cells: cells))
    }
    columns = header ?? []
    self.rows = rows
    var seen: Set<String> = []
    for column in columns where !column.text.isEmpty {
      guard seen.insert(column.text).inserted else {
        throw source.failure(
          at: column, "two columns are called '\(column.text)'; remove one of them")
      }
    }
  }

  /// The cells of a line with their places, in Unicode scalars from 1.
  private static func cells(of line: Substring, line number: Int) -> [SourceText.Word] {
    var cells: [SourceText.Word] = []
    var column = 1
    for part in line.split(separator: "\t", omittingEmptySubsequences: false) {
      let scalars = part.unicodeScalars
      let isBlank = { (scalar: Unicode.Scalar) in
        scalar.properties.isWhitespace || scalar == "\u{FEFF}"
      }
      let front = scalars.prefix(while: isBlank).count
      var text = String.UnicodeScalarView(scalars.dropFirst(front))
      while let last = text.last, isBlank(last) { text.removeLast() }
      cells.append(SourceText.Word(text: String(text), line: number, column: column + front))
      column += scalars.count + 1
    }
    return cells
  }

  /// Whether there is a column of that name.
  func has(_ column: String) -> Bool { columns.contains { $0.text == column } }

  /// A cell that has something in it.
  func cell(_ row: Row, _ column: String) -> SourceText.Word? {
    guard let index = columns.firstIndex(where: { $0.text == column }), index < row.cells.count,
      !row.cells[index].text.isEmpty
    else { return nil }
    return row.cells[index]
  }

  /// A cell that must have something in it.
  ///
  /// - Throws: ``ImportFailure`` where it is empty.
  func required(
    _ row: Row, _ column: String, _ what: String
  ) throws(ImportFailure) -> SourceText.Word {
    if let cell = cell(row, column) { return cell }
    let index = columns.firstIndex { $0.text == column }
    let place = index.flatMap { $0 < row.cells.count ? row.cells[$0] : nil } ?? row.cells.last
    throw source.failure(
      line: row.number, column: place?.column ?? 1,
      "'\(column)' is empty in this row; write \(what)")
  }

  /// Whether any row has something in a column.
  func isUsed(_ column: String) -> Bool { rows.contains { cell($0, column) != nil } }
}
