/// A table read from text whose cells are separated by commas, semicolons or tabs.
///
/// The first line that is neither blank nor a comment names the columns, each with a unit in brackets
/// if it has one: `time [min]`. Cells may be enclosed in double quotes, within which separators and
/// line ends stand for themselves and a quote is written twice. Lines end with LF or CRLF; blank lines,
/// and lines that begin with `#`, are skipped.
///
/// The text is kept as it is, with two numbers per cell; no cell is a string until it is asked for.
///
/// Source: Y. Shafranovich, RFC 4180, "Common format and MIME type for comma-separated values files",
/// 2005, section 2; comments, units and the other separators are additions.
public struct DelimitedTable: Hashable, Sendable {
  /// A column's name and unit.
  public struct Column: Hashable, Sendable {
    /// The name, without blanks around it; unique in its table.
    public var name: String
    /// What stands in brackets behind the name.
    public var unit: String?

    /// Creates a column.
    public init(name: String, unit: String? = nil) {
      self.name = name
      self.unit = unit
    }
  }

  /// Where a cell's content stands in the text.
  struct Cell: Hashable {
    var start: UInt32
    /// The length, shifted by two bits; below it whether the cell is quoted, and has doubled quotes.
    var packed: UInt32

    init(_ range: Range<Int>, isQuoted: Bool = false, hasDoubledQuotes: Bool = false) {
      start = UInt32(truncatingIfNeeded: range.lowerBound)
      packed =
        UInt32(truncatingIfNeeded: range.count) << 2 | (isQuoted ? 1 : 0)
        | (hasDoubledQuotes ? 2 : 0)
    }

    var range: Range<Int> { Int(start)..<Int(start) + Int(packed >> 2) }
    var isQuoted: Bool { packed & 1 != 0 }
    var hasDoubledQuotes: Bool { packed & 2 != 0 }
  }

  /// The columns, in the order of the text.
  public let columns: [Column]
  /// The line of the header, from 1, and where in it each name begins, in Unicode scalars from 1.
  let headerLine: Int
  let headerPlaces: [Int]
  /// How many rows there are, the header not counted.
  public let rowCount: Int
  /// What separates the cells: `,`, `;` or a tab, as bytes of ASCII.
  public let separator: UInt8
  let bytes: [UInt8]
  /// The cells, row after row.
  let cells: [Cell]
  /// The line of each row's beginning, from 1.
  let lines: [UInt32]

  /// Reads a table.
  ///
  /// - Parameters:
  ///   - bytes: The text in UTF-8, with or without a byte order mark.
  ///   - limits: How large it may be.
  /// - Throws: ``TableProblem`` at the first place that cannot be read.
  public init(_ bytes: [UInt8], limits: TableLimits = TableLimits()) throws(TableProblem) {
    var reader = DelimitedReader(limits: limits)
    try reader.read(bytes)
    self.bytes = bytes
    columns = reader.columns
    headerLine = reader.headerLine
    headerPlaces = reader.headerPlaces
    cells = reader.cells
    lines = reader.lines
    separator = reader.separator
    rowCount = reader.lines.count
  }

  /// Reads a table from a text; see ``init(_:limits:)-([UInt8],_)``.
  public init(_ text: String, limits: TableLimits = TableLimits()) throws(TableProblem) {
    try self.init(Array(text.utf8), limits: limits)
  }

  /// The index of the column with this name, if there is one.
  ///
  /// Complexity: the number of columns.
  public func column(named name: String) -> Int? { columns.firstIndex { $0.name == name } }

  /// A cell's text, with doubled quotes made single.
  public func text(row: Int, column: Int) -> String {
    let cell = cell(row: row, column: column)
    let content = bytes[cell.range]
    guard cell.hasDoubledQuotes else { return String(decoding: content, as: UTF8.self) }
    var single: [UInt8] = []
    single.reserveCapacity(content.count)
    var index = content.startIndex
    while index < content.endIndex {
      single.append(content[index])
      index += content[index] == Ascii.quote ? 2 : 1
    }
    return String(decoding: single, as: UTF8.self)
  }

  /// The bytes of a cell as they stand in the text, without the quotes that enclose it.
  ///
  /// A quote within them is still doubled; ``text(row:column:)`` makes it single.
  public func withBytes<Result, Failure: Error>(
    row: Int, column: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(bytes.span.extracting(cell(row: row, column: column).range))
  }

  /// Where a cell begins in the text: line and column from 1, the column in Unicode scalars.
  public func place(row: Int, column: Int) -> (line: Int, column: Int) {
    let first = cell(row: row, column: 0)
    let cell = cell(row: row, column: column)
    let rowStart = Int(first.start) - (first.isQuoted ? 1 : 0)
    let start = Int(cell.start) - (cell.isQuoted ? 1 : 0)
    var place = (line: Int(lines[row]), column: 1)
    for byte in bytes[rowStart..<start] {
      if byte == Ascii.lineFeed {
        place = (place.line + 1, 1)
      } else if byte & 0xC0 != 0x80 {
        place.column += 1
      }
    }
    return place
  }

  /// Where the name of a column begins: line and column from 1, the column in Unicode scalars.
  public func place(ofColumn column: Int) -> (line: Int, column: Int) {
    (headerLine, headerPlaces[column])
  }

  func cell(row: Int, column: Int) -> Cell {
    precondition(column >= 0 && column < columns.count, "there is no column \(column)")
    return cells[row * columns.count + column]
  }
}

/// The bytes that mean something in delimited text.
enum Ascii {
  static let quote = UInt8(ascii: "\"")
  static let comma = UInt8(ascii: ",")
  static let semicolon = UInt8(ascii: ";")
  static let tab = UInt8(ascii: "\t")
  static let blank = UInt8(ascii: " ")
  static let hash = UInt8(ascii: "#")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
}
