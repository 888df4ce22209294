public import DataTables

/// A table in memory that knows where its rows came from, and what was met while it was read.
///
/// Made from text by ``init(_:name:reading:)``, from a columnar file by ``init(columns:name:)``, and from
/// several files, one below the other, by ``joined(_:)``.
public struct LoadedTable: Hashable, Sendable {
  /// The rows that came from one file.
  public struct Part: Hashable, Sendable {
    /// What the file is called in messages.
    public var name: String
    /// Its rows in the table.
    public var rows: Range<Int>
    /// The lines on which they stood.
    public var lines: RowLines

    /// Creates a part.
    public init(name: String, rows: Range<Int>, lines: RowLines) {
      self.name = name
      self.rows = rows
      self.lines = lines
    }
  }

  /// The table.
  public var table: ColumnarTable
  /// The files, in the order of their rows; at least one.
  public var parts: [Part]
  /// What was met in each column while it was read.
  public var readings: [ColumnReading]

  /// Takes a table that needs no guesses, such as one from a columnar file.
  ///
  /// - Parameters:
  ///   - columns: The table.
  ///   - name: What its file is called in messages.
  public init(columns: ColumnarTable, name: String) {
    table = columns
    parts = [Part(name: name, rows: 0..<columns.rowCount, lines: .none)]
    readings = columns.columns.map { _ in ColumnReading() }
  }

  init(table: ColumnarTable, parts: [Part], readings: [ColumnReading]) {
    self.table = table
    self.parts = parts
    self.readings = readings
  }

  /// How many rows there are.
  public var rowCount: Int { table.rowCount }

  /// Where a row stood.
  public func place(ofRow row: Int) -> RowPlace {
    let index = parts.firstIndex { $0.rows.contains(row) } ?? 0
    let part = parts[index]
    return RowPlace(
      file: part.name, row: row - part.rows.lowerBound + 1,
      line: part.lines.line(ofRow: row - part.rows.lowerBound))
  }
}

/// Where a row of a table stood in its file.
public struct RowPlace: Hashable, Sendable, Encodable {
  /// The file.
  public var file: String
  /// Which of the file's rows it is, from 1, the header not counted.
  public var row: Int
  /// The line on which it began, from 1; `nil` where the file has no lines.
  public var line: Int?

  /// `line 17`, or `row 16` of a file without lines.
  public var words: String { line.map { "line \($0)" } ?? "row \(row)" }
}

/// On which lines of a text the rows of a table began.
public enum RowLines: Hashable, Sendable {
  /// There are no lines.
  case none
  /// One line after the other, from this one.
  case consecutive(first: Int)
  /// As listed, from 1.
  case listed([UInt32])

  /// The line of a row; `nil` where there are no lines.
  public func line(ofRow row: Int) -> Int? {
    switch self {
    case .none: nil
    case .consecutive(let first): first + row
    case .listed(let lines): Int(lines[row])
    }
  }
}
