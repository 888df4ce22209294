/// Splits delimited text into cells.
struct DelimitedReader {
  private(set) var columns: [DelimitedTable.Column] = []
  private(set) var headerLine = 1
  private(set) var headerPlaces: [Int] = []
  private(set) var cells: [DelimitedTable.Cell] = []
  private(set) var lines: [UInt32] = []
  private(set) var separator = Ascii.comma
  private let limits: TableLimits
  private var position = 0
  private var line = 1

  init(limits: TableLimits) {
    self.limits = limits
  }

  mutating func read(_ bytes: [UInt8]) throws(TableProblem) {
    guard bytes.count <= limits.bytes else {
      throw TableProblem(
        line: 1, column: 1,
        message: "the table has \(bytes.count) bytes; at most \(limits.bytes) can be read")
    }
    let text = bytes.span
    try checkEncoding(text)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    skipEmptyLines(text)
    guard position < text.count else {
      throw TableProblem(
        line: line, column: 1, message: "the table has no header; its first line names the columns")
    }
    detectSeparator(text)
    try readHeader(text)
    // A cell of average length takes about eight bytes.
    cells.reserveCapacity(min(bytes.count / 4 + 16, limits.rows * columns.count))
    try readRows(text)
  }

  private func checkEncoding(_ text: Span<UInt8>) throws(TableProblem) {
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: text)
    } catch {
      throw problem(
        text, at: error.byteOffsets.lowerBound, "the table is not in UTF-8; save it as UTF-8")
    }
  }

  // MARK: - Lines

  /// Goes to the next line that is neither blank nor a comment.
  private mutating func skipEmptyLines(_ text: Span<UInt8>) {
    while position < text.count {
      var end = position
      while end < text.count, isBlank(text[end]) { end += 1 }
      if text[position] == Ascii.hash {
        while end < text.count, text[end] != Ascii.lineFeed { end += 1 }
      }
      if end < text.count {
        if text[end] == Ascii.carriageReturn, end + 1 < text.count, text[end + 1] == Ascii.lineFeed
        {
          end += 1
        }
        guard text[end] == Ascii.lineFeed else { return }
        end += 1
        line += 1
      }
      position = end
    }
  }

  /// Whether a byte alone leaves a line blank: a tab that separates does not.
  private func isBlank(_ byte: UInt8) -> Bool {
    byte == Ascii.blank || (byte == Ascii.tab && (columns.isEmpty || separator != Ascii.tab))
  }

  /// Chooses what the header has most of, outside quotes; the comma if nothing has more.
  private mutating func detectSeparator(_ text: Span<UInt8>) {
    var counts = (comma: 0, semicolon: 0, tab: 0)
    var isQuoted = false
    var index = position
    while index < text.count, isQuoted || text[index] != Ascii.lineFeed {
      switch text[index] {
      case Ascii.quote: isQuoted.toggle()
      case Ascii.comma where !isQuoted: counts.comma += 1
      case Ascii.semicolon where !isQuoted: counts.semicolon += 1
      case Ascii.tab where !isQuoted: counts.tab += 1
      default: break
      }
      index += 1
    }
    if counts.comma >= max(counts.semicolon, counts.tab) {
      separator = Ascii.comma
    } else {
      separator = counts.semicolon >= counts.tab ? Ascii.semicolon : Ascii.tab
    }
  }

  private mutating func readHeader(_ text: Span<UInt8>) throws(TableProblem) {
    let start = position
    headerLine = line
    try readRow(text)
    let header = cells
    cells.removeAll()
    guard header.count <= limits.columns else {
      throw problem(
        text, at: start,
        "the table has \(header.count) columns; at most \(limits.columns) can be read")
    }
    var names: Set<String> = []
    for (index, cell) in header.enumerated() {
      let place = Int(cell.start) - (cell.isQuoted ? 1 : 0)
      let column = DelimitedTable.Column(header: content(of: cell, text))
      if column.name.isEmpty {
        throw problem(text, at: place, "column \(index + 1) has no name; name every column")
      }
      guard names.insert(column.name).inserted else {
        throw problem(
          text, at: place, "two columns are called \(quotedForMessage(column.name)); rename one")
      }
      columns.append(column)
      var scalars = 1
      for byte in start..<place where text[byte] & 0xC0 != 0x80 { scalars += 1 }
      headerPlaces.append(scalars)
    }
  }

  private func content(of cell: DelimitedTable.Cell, _ text: Span<UInt8>) -> String {
    var bytes: [UInt8] = []
    var index = cell.range.lowerBound
    while index < cell.range.upperBound {
      bytes.append(text[index])
      index += cell.hasDoubledQuotes && text[index] == Ascii.quote ? 2 : 1
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func readRows(_ text: Span<UInt8>) throws(TableProblem) {
    while true {
      skipEmptyLines(text)
      guard position < text.count else { return }
      guard lines.count < limits.rows else {
        throw problem(text, at: position, "the table has more than \(limits.rows) rows")
      }
      let start = position
      let before = cells.count
      lines.append(UInt32(truncatingIfNeeded: line))
      try readRow(text)
      let count = cells.count - before
      guard count == columns.count else {
        throw problem(
          text, at: start,
          "this row has \(count) cells, the header \(columns.count); give every row as many")
      }
    }
  }

  // MARK: - Cells

  /// Reads the row at the position and goes to the next line.
  private mutating func readRow(_ text: Span<UInt8>) throws(TableProblem) {
    while true {
      if position < text.count, text[position] == Ascii.quote {
        try readQuotedCell(text)
      } else {
        try readPlainCell(text)
      }
      guard position < text.count else { return }
      let byte = text[position]
      if byte == separator {
        position += 1
        continue
      }
      position += byte == Ascii.carriageReturn ? 2 : 1
      line += 1
      return
    }
  }

  /// Whether a line, or the text, ends at an index.
  private func isEnd(_ index: Int, _ text: Span<UInt8>) -> Bool {
    guard index < text.count else { return true }
    if text[index] == Ascii.lineFeed { return true }
    return text[index] == Ascii.carriageReturn && index + 1 < text.count
      && text[index + 1] == Ascii.lineFeed
  }

  private mutating func readPlainCell(_ text: Span<UInt8>) throws(TableProblem) {
    let start = position
    var index = start
    while index < text.count {
      let byte = text[index]
      // What ends a cell or must not stand in it lies below the comma, but for the semicolon.
      if byte > Ascii.comma, byte != Ascii.semicolon {
        index += 1
        continue
      }
      if byte == separator || isEnd(index, text) { break }
      if byte == Ascii.quote {
        throw problem(
          text, at: index,
          "a quote stands inside a cell; enclose the cell in quotes and write the quote twice")
      }
      index += 1
    }
    cells.append(DelimitedTable.Cell(start..<index))
    position = index
  }

  private mutating func readQuotedCell(_ text: Span<UInt8>) throws(TableProblem) {
    let open = position
    var index = open + 1
    var lineFeeds = 0
    var hasDoubledQuotes = false
    while true {
      guard index < text.count else {
        throw problem(text, at: open, "this quote is not closed; end the cell with '\"'")
      }
      let byte = text[index]
      if byte == Ascii.quote {
        guard index + 1 < text.count, text[index + 1] == Ascii.quote else { break }
        hasDoubledQuotes = true
        index += 1
      } else if byte == Ascii.lineFeed {
        lineFeeds += 1
      }
      index += 1
    }
    let end = index + 1
    guard isEnd(end, text) || text[end] == separator else {
      throw problem(
        text, at: end,
        "something follows the closing quote; a quote inside a cell is written twice")
    }
    cells.append(
      DelimitedTable.Cell(
        open + 1..<index, isQuoted: true, hasDoubledQuotes: hasDoubledQuotes))
    line += lineFeeds
    position = end
  }

  /// A problem at a byte of the text.
  private func problem(_ text: Span<UInt8>, at offset: Int, _ message: String) -> TableProblem {
    var line = 1
    var column = 1
    // The byte order mark takes no place.
    let begin = text.count >= 3 && text[0] == 0xEF && text[1] == 0xBB && text[2] == 0xBF ? 3 : 0
    for index in begin..<max(begin, offset) {
      if text[index] == Ascii.lineFeed {
        line += 1
        column = 1
      } else if text[index] & 0xC0 != 0x80 {
        column += 1
      }
    }
    return TableProblem(line: line, column: column, message: message)
  }
}

extension DelimitedTable.Column {
  /// Reads a column's heading: a name, and a unit in brackets if there is one.
  init(header: String) {
    let text = DelimitedTable.Column.trimmed(header[...])
    guard text.last == "]", let open = text.lastIndex(of: "[") else {
      self.init(name: String(text))
      return
    }
    let unit = DelimitedTable.Column.trimmed(text[text.index(after: open)...].dropLast())
    let name = DelimitedTable.Column.trimmed(text[..<open])
    self.init(name: String(name), unit: unit.isEmpty ? nil : String(unit))
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
