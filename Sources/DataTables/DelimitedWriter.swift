/// Writes a CSV file, part by part, plain or compressed.
///
/// The first line names the columns. Numbers are written in the fewest digits that read back as the same
/// number, single precision as such; moments as `2026-01-05 06:00:00.250000`; yes and no as `true` and `false`; lists as `[1.0, 2.0]`. A missing value is an
/// empty cell, an empty text `""`. Lines end with LF.
///
/// The file bears its name only once it is whole; see ``WholeFileWriter``. Equal tables give equal bytes,
/// however they are divided among calls. Not to be used from two threads at once.
///
/// Source: Y. Shafranovich, RFC 4180, "Common format and MIME type for comma-separated values files",
/// 2005, section 2.
public final class DelimitedWriter {
  /// The columns.
  public let schema: [ColumnDescription]
  /// How many rows have been appended.
  public private(set) var rowCount = 0

  private let file: CompressedFileWriter

  /// Begins a file.
  ///
  /// - Parameters:
  ///   - path: The file's path.
  ///   - schema: The columns; at least one.
  ///   - compression: How it is compressed; as the ending of its name says where nothing else is said.
  ///   - namesUnits: Whether the unit of a column follows its name in brackets: `time [min]`.
  ///   - replacesExisting: Whether a file of that name may be replaced.
  /// - Throws: ``DataFileProblem`` where the file cannot be created.
  public init(
    _ path: String, schema: [ColumnDescription], compression: FileCompression? = nil,
    namesUnits: Bool = false, replacesExisting: Bool = false
  ) throws(DataFileProblem) {
    precondition(!schema.isEmpty, "a table without columns")
    self.schema = schema
    file = try CompressedFileWriter(
      path, compression: compression ?? FileCompression(ofFileNamed: path),
      replacesExisting: replacesExisting)
    try file.write(Array(DelimitedWriter.header(schema, namesUnits: namesUnits).utf8))
  }

  /// Appends rows.
  ///
  /// - Throws: ``DataFileProblem`` where the file cannot be written.
  /// - Precondition: The table has the columns of the file.
  public func append(_ table: ColumnarTable) throws(DataFileProblem) {
    precondition(table.schema == schema, "the table has other columns than the file")
    rowCount += table.rowCount
    var begin = 0
    while begin < table.rowCount {
      let end = min(begin + 4_096, table.rowCount)
      try file.write(DelimitedWriter.text(table, rows: begin..<end))
      begin = end
    }
  }

  /// Appends lines that ``TableEncoder`` made of rows.
  func append(lines: [UInt8], rowCount count: Int) throws(DataFileProblem) {
    rowCount += count
    try file.write(lines)
  }

  /// Hands all bytes to the disk and gives the file its name.
  ///
  /// - Throws: ``DataFileProblem`` where the file cannot be written or its name is taken.
  public func finish() throws(DataFileProblem) { try file.finish() }

  /// Removes what has been written.
  public func abandon() { file.abandon() }

  /// The line that names the columns.
  static func header(_ schema: [ColumnDescription], namesUnits: Bool) -> String {
    let names = schema.map { column in
      guard namesUnits, let unit = column.unit else { return column.name }
      return "\(column.name) [\(unit)]"
    }
    return DelimitedText.row(names) + "\n"
  }

  /// Rows as text.
  static func text(_ table: ColumnarTable, rows: Range<Int>) -> [UInt8] {
    let cells = table.columns.map { Self.cells($0.values) }
    var bytes: [UInt8] = []
    for row in rows {
      for (index, column) in table.columns.enumerated() {
        if index > 0 { bytes.append(Ascii.comma) }
        if column.isPresent?[row] != false {
          cells[index](row, &bytes)
        } else if table.columns.count == 1 {
          // A blank line would be no row.
          bytes += [Ascii.quote, Ascii.quote]
        }
      }
      bytes.append(Ascii.lineFeed)
    }
    return bytes
  }
}
