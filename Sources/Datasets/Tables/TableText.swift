public import DataTables

/// Writes a table as text that ``LoadedTable`` reads back.
public enum TableText {
  /// The table as comma-separated text, missing values as empty cells.
  ///
  /// Numbers have the fewest digits that give them back; moments that are all midnights are dates.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - separator: What stands between the cells.
  ///   - write: Takes the text, piece by piece.
  /// - Throws: What `write` throws.
  public static func write<Failure: Error>(
    _ table: ColumnarTable, separator: Character = ",",
    to write: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var piece = Array(
      (DelimitedText.row(table.schema.map(header), separator: separator) + "\n").utf8)
    let dates = table.columns.map(isDateOnly)
    for row in 0..<table.rowCount {
      let cells = table.columns.indices.map { cell(table.columns[$0], row, dates[$0]) }
      piece += Array(DelimitedText.row(cells, separator: separator).utf8)
      piece.append(UInt8(ascii: "\n"))
      if piece.count >= 1 << 16 {
        try write(piece)
        piece.removeAll(keepingCapacity: true)
      }
    }
    if !piece.isEmpty { try write(piece) }
  }

  /// The table as one text; see ``write(_:separator:to:)``.
  public static func text(_ table: ColumnarTable, separator: Character = ",") -> String {
    var bytes: [UInt8] = []
    write(table, separator: separator) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func header(_ column: ColumnDescription) -> String {
    column.unit.map { "\(column.name) [\($0)]" } ?? column.name
  }

  private static func cell(_ column: TableColumn, _ row: Int, _ isDateOnly: Bool) -> String {
    if isDateOnly, column.hasValue(row) {
      return MomentText.text(column.whole(row), isDateOnly: true)
    }
    return column.text(row)
  }

  private static func isDateOnly(_ column: TableColumn) -> Bool {
    guard case .timestamp(let moments) = column.values else { return false }
    return moments.indices.allSatisfy {
      !column.hasValue($0) || moments[$0] % MomentText.microsecondsOfDay == 0
    }
  }
}
