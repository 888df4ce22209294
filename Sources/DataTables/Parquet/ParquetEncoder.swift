/// Turns parts of a table into row groups of a Parquet file.
///
/// Encoding is a pure function that knows no file, so that several threads can encode row groups of
/// which one appends them in order:
///
/// ```swift
/// let writer = try ParquetWriter("readings.parquet", schema: schema)
/// let encoder = writer.encoder
/// try writer.append(encoder.encode(rows))
/// try writer.finish()
/// ```
///
/// Each column chunk is written in the way that makes a sample of it smallest: dictionary and run
/// lengths, differences, byte planes, or lengths and texts. Every page is compressed with Zstandard.
public struct ParquetEncoder: Hashable, Sendable {
  /// The columns.
  public let schema: [ColumnDescription]
  /// How much time Zstandard may spend, from 1 for little to 19 for much.
  public let compressionLevel: Int

  /// The level that is taken where none is asked for; measured in decision 29.
  public static let defaultCompressionLevel = 3

  /// Creates an encoder.
  ///
  /// - Parameters:
  ///   - schema: The columns; at least one.
  ///   - compressionLevel: How much time Zstandard may spend, from 1 to 19.
  /// - Precondition: There are columns, no two bear the same name, and the level is in its range.
  public init(
    schema: [ColumnDescription], compressionLevel: Int = ParquetEncoder.defaultCompressionLevel
  ) {
    precondition(!schema.isEmpty, "a file without columns")
    precondition(Set(schema.map(\.name)).count == schema.count, "two columns bear one name")
    precondition((1...19).contains(compressionLevel), "a compression level is between 1 and 19")
    self.schema = schema
    self.compressionLevel = compressionLevel
  }

  /// Encodes a part of the table; equal rows to equal bytes.
  ///
  /// - Parameter table: The rows. A million at a time is a good measure: fewer make the file larger, more
  ///   take more memory. A row of a list counts as often as it has numbers.
  /// - Returns: The row group.
  /// - Precondition: The table has the columns of the schema.
  public func encode(_ table: ColumnarTable) -> EncodedRowGroup {
    precondition(table.schema == schema, "the table has other columns than the file")
    var writer = ColumnChunkWriter(compressionLevel: compressionLevel)
    var encoded = EncodedRowGroup(schema: schema)
    encoded.group.rowCount = table.rowCount
    for column in table.columns {
      let chunk = writer.write(column)
      encoded.group.columns.append(chunk)
      encoded.group.uncompressedSize += chunk.uncompressedSize
      encoded.group.compressedSize += chunk.compressedSize
    }
    encoded.bytes = writer.bytes
    return encoded
  }
}
