/// Writes a table into a file that bears its name only once it is whole.
///
/// ```swift
/// let encoder = TableEncoder(.parquet)
/// let writer = try TableWriter("press.parquet", format: .parquet, schema: table.schema)
/// try writer.append(encoder.encoded(table))
/// try writer.finish()
/// ```
public final class TableWriter {
  private enum File {
    case parquet(ParquetWriter)
    case text(DelimitedWriter)
  }

  private let file: File

  /// Begins a file.
  ///
  /// - Parameters:
  ///   - path: Where it goes.
  ///   - format: Its format.
  ///   - schema: The columns of all rows that will be appended.
  ///   - metadata: What the file says of itself, where its format lets it.
  /// - Throws: ``DataFileProblem`` where it cannot be written.
  public init(
    _ path: String, format: TableFormat, schema: [ColumnDescription],
    metadata: [ParquetMetadata] = []
  ) throws(DataFileProblem) {
    switch format {
    case .parquet:
      file = .parquet(try ParquetWriter(path, schema: schema, metadata: metadata))
    case .csv, .csvGzip, .csvZstd:
      file = .text(try DelimitedWriter(path, schema: schema))
    }
  }

  /// How many rows have been appended.
  public var rowCount: Int {
    switch file {
    case .parquet(let writer): writer.rowCount
    case .text(let writer): writer.rowCount
    }
  }

  /// Appends rows, encoded for the file's format.
  ///
  /// - Throws: ``DataFileProblem`` where the file cannot be written.
  public func append(_ rows: EncodedRows) throws(DataFileProblem) {
    switch (file, rows) {
    case (.parquet(let writer), .group(let group)): try writer.append(group)
    case (.text(let writer), .lines(let bytes, let rowCount)):
      try writer.append(lines: bytes, rowCount: rowCount)
    default: preconditionFailure("the rows are encoded for another format")
    }
  }

  /// Writes what comes last, and gives the file its name.
  ///
  /// - Throws: ``DataFileProblem`` where the file cannot be written.
  public func finish() throws(DataFileProblem) {
    switch file {
    case .parquet(let writer): try writer.finish()
    case .text(let writer): try writer.finish()
    }
  }
}
