/// Writes a Parquet file, row group by row group.
///
/// The file bears its name only once it is whole; see ``WholeFileWriter``. pandas, polars, DuckDB and
/// Spark read it. Not to be used from two threads at once; its ``encoder`` may be.
///
/// Source: Apache Parquet, *Parquet format*, version 2.11, `README.md`, "File format".
public final class ParquetWriter {
  /// Makes the row groups of this file.
  public let encoder: ParquetEncoder

  private let file: WholeFileWriter
  private var footer: ParquetFooter

  /// Who wrote the file, as it says itself; the same words for every run.
  static let createdBy = "Fettle version 1 (build 1)"

  /// Begins a file.
  ///
  /// - Parameters:
  ///   - path: The file's path.
  ///   - schema: The columns; at least one, no two of the same name.
  ///   - metadata: What else the file says, such as what its rows are.
  ///   - compressionLevel: How much time Zstandard may spend, from 1 to 19.
  ///   - replacesExisting: Whether a file of that name may be replaced.
  /// - Throws: ``DataFileProblem`` where the file cannot be created.
  public init(
    _ path: String, schema: [ColumnDescription], metadata: [ParquetMetadata] = [],
    compressionLevel: Int = ParquetEncoder.defaultCompressionLevel, replacesExisting: Bool = false
  ) throws(DataFileProblem) {
    encoder = ParquetEncoder(schema: schema, compressionLevel: compressionLevel)
    footer = ParquetFooter(
      schema: ParquetSchema.fields(schema), metadata: ParquetSchema.metadata(schema) + metadata,
      createdBy: ParquetWriter.createdBy)
    file = try WholeFileWriter(path, replacesExisting: replacesExisting)
    try file.write(ParquetFormat.magic)
  }

  /// How many rows have been appended.
  public var rowCount: Int { footer.rowCount }

  /// Encodes rows and appends them.
  ///
  /// - Throws: ``DataFileProblem`` where the file cannot be written.
  public func append(_ table: ColumnarTable) throws(DataFileProblem) {
    try append(encoder.encode(table))
  }

  /// Appends a row group; an empty one is left out.
  ///
  /// - Throws: ``DataFileProblem`` where the file cannot be written.
  /// - Precondition: The row group was made for the same columns.
  public func append(_ encoded: EncodedRowGroup) throws(DataFileProblem) {
    precondition(encoded.schema == encoder.schema, "the row group has other columns than the file")
    guard encoded.rowCount > 0 else { return }
    var group = encoded.group
    for column in group.columns.indices {
      group.columns[column].firstDataPage += file.count
      group.columns[column].dictionaryPage? += file.count
    }
    footer.rowGroups.append(group)
    footer.rowCount += group.rowCount
    try file.write(encoded.bytes)
  }

  /// Writes the end of the file and gives it its name.
  ///
  /// - Throws: ``DataFileProblem`` where the file cannot be written or its name is taken.
  public func finish() throws(DataFileProblem) {
    var end = footer.encoded()
    end.append(littleEndian: UInt32(end.count))
    end += ParquetFormat.magic
    try file.write(end)
    try file.finish()
  }

  /// Removes what has been written.
  public func abandon() { file.abandon() }
}
