/// A part of a table in the bytes of Parquet, ready to be appended to a file.
///
/// Made by ``ParquetEncoder/encode(_:)``, on any thread.
public struct EncodedRowGroup: Hashable, Sendable {
  /// How many rows it holds.
  public var rowCount: Int { group.rowCount }
  /// How many bytes it takes in the file.
  public var byteCount: Int { bytes.count }

  /// The columns.
  let schema: [ColumnDescription]
  /// The pages, column after column.
  var bytes: [UInt8] = []
  /// Where in the bytes each column is.
  var group = ParquetRowGroup()
}
