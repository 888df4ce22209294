/// Turns rows into what a file of some format holds of them, on any thread.
public struct TableEncoder: Sendable {
  /// The format.
  public let format: TableFormat

  /// Creates an encoder.
  public init(_ format: TableFormat) {
    self.format = format
  }

  /// The rows of a table, encoded, to be appended by a ``TableWriter``.
  public func encoded(_ table: ColumnarTable) -> EncodedRows {
    switch format {
    case .parquet: .group(ParquetEncoder(schema: table.schema).encode(table))
    case .csv, .csvGzip, .csvZstd:
      .lines(DelimitedWriter.text(table, rows: 0..<table.rowCount), rowCount: table.rowCount)
    }
  }
}

/// Rows as a file of some format holds them.
public enum EncodedRows: Sendable {
  /// A row group of Parquet.
  case group(EncodedRowGroup)
  /// Lines of comma-separated values.
  case lines([UInt8], rowCount: Int)

  /// How many rows there are.
  public var rowCount: Int {
    switch self {
    case .group(let group): group.rowCount
    case .lines(_, let rowCount): rowCount
    }
  }

  /// The bytes.
  public var bytes: [UInt8] {
    switch self {
    case .group(let group): group.bytes
    case .lines(let bytes, _): bytes
    }
  }

  /// The same rows with other bytes: none while these are kept elsewhere, and later the same again.
  public func with(bytes: [UInt8]) -> EncodedRows {
    switch self {
    case .group(var group):
      group.bytes = bytes
      return .group(group)
    case .lines(_, let rowCount): return .lines(bytes, rowCount: rowCount)
    }
  }
}
