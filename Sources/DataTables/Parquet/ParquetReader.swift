/// Reads a Parquet file: the columns that are asked for, all rows at once or row group by row group.
///
/// It reads what pandas, polars, DuckDB and Spark write: flat columns and lists of equally many float32,
/// pages of either version, uncompressed or compressed with Snappy, gzip or Zstandard. What a table has
/// no type for becomes the nearest: shorter whole numbers `int32`, decimal numbers `float64`, a day its
/// midnight, a time of day its seconds, a moment the microsecond in which it lies. Hostile bytes are
/// refused, never obeyed.
///
/// ```swift
/// let reader = try ParquetReader("readings.parquet")
/// for group in 0..<reader.rowGroupCount {
///   let rows = try reader.readRowGroup(group, columns: ["time", "vibration"])
/// }
/// ```
///
/// Source: Apache Parquet, *Parquet format*, version 2.11.
public final class ParquetReader: Sendable {
  /// The file, as the caller named it.
  public let path: String
  /// The columns that can be read.
  public let schema: [ColumnDescription]
  /// The columns that cannot be read, such as nested ones, each with the reason.
  public let refusedColumns: [DataFileProblem]
  /// What the file says beside its columns, without what Fettle says of them.
  public let metadata: [ParquetMetadata]
  /// Who wrote the file, as it says itself.
  public let createdBy: String?
  /// How many rows there are.
  public var rowCount: Int { footer.rowCount }
  /// How many row groups there are.
  public var rowGroupCount: Int { footer.rowGroups.count }

  let footer: ParquetFooter
  private let columns: [ParquetColumn]
  private let limits: ParquetLimits
  private let file: ReadableFile

  /// A footer longer than this is refused, in bytes.
  private static let longestFooter = 1 << 26

  /// Opens a file and reads its footer.
  ///
  /// - Parameters:
  ///   - path: The file's path.
  ///   - limits: How much one reading may take.
  /// - Throws: ``DataFileProblem`` where the file cannot be read or is none of Parquet.
  public init(
    _ path: String, limits: ParquetLimits = ParquetLimits()
  ) throws(DataFileProblem) {
    self.path = path
    self.limits = limits
    file = try ReadableFile(path)
    let bytes = try ParquetReader.footerBytes(file)
    do throws(ParquetDamage) {
      footer = try ParquetFooter(bytes.span)
      let choice = try ParquetColumn.columns(of: footer)
      guard choice.leafCount <= limits.columns else {
        throw ParquetDamage(
          "the file has \(choice.leafCount) columns; at most \(limits.columns) can be read")
      }
      for group in footer.rowGroups where group.columns.count != choice.leafCount {
        throw .damaged("a row group lacks columns")
      }
      columns = choice.readable
      refusedColumns = choice.refused.map {
        DataFileProblem(file: path, column: $0.name, message: $0.reason)
      }
    } catch {
      throw DataFileProblem(file: path, message: error.message)
    }
    schema = columns.map(\.description)
    metadata = footer.metadata.filter { !$0.key.hasPrefix("fettle.column.") }
    createdBy = footer.createdBy
  }

  /// How many rows a row group has.
  public func rowCount(ofRowGroup index: Int) -> Int { footer.rowGroups[index].rowCount }

  /// Reads all rows.
  ///
  /// - Parameter names: The columns, in the order in which the table shall have them; all of the file
  ///   where none are given.
  /// - Returns: The table.
  /// - Throws: ``DataFileProblem`` where a column is missing, cannot be read or is damaged.
  public func read(columns names: [String]? = nil) throws(DataFileProblem) -> ColumnarTable {
    try read(rowGroups: 0..<rowGroupCount, columns: names)
  }

  /// Reads the rows of one row group.
  ///
  /// - Parameters:
  ///   - index: Which row group, from 0.
  ///   - names: The columns, in the order in which the table shall have them; all of the file where none
  ///     are given.
  /// - Returns: The rows.
  /// - Throws: ``DataFileProblem`` where a column is missing, cannot be read or is damaged.
  /// - Precondition: There is such a row group.
  public func readRowGroup(
    _ index: Int, columns names: [String]? = nil
  ) throws(DataFileProblem) -> ColumnarTable {
    precondition(footer.rowGroups.indices.contains(index), "there is no row group \(index)")
    return try read(rowGroups: index..<index + 1, columns: names)
  }

  private func read(
    rowGroups: Range<Int>, columns names: [String]?
  ) throws(DataFileProblem) -> ColumnarTable {
    let rows = footer.rowGroups[rowGroups].reduce(0) { $0 + $1.rowCount }
    guard rows <= limits.rows else {
      throw DataFileProblem(
        file: path,
        message: "\(rows) rows are to be read; at most \(limits.rows) can be at once")
    }
    var budget = limits.bytes
    var read: [TableColumn] = []
    for column in try chosen(names) {
      do throws(ParquetDamage) {
        var builder = ColumnBuilder(column)
        for group in rowGroups { try self.read(group, into: &builder, &budget) }
        read.append(try builder.finished())
      } catch {
        throw DataFileProblem(
          file: path, column: column.description.name, message: error.message)
      }
    }
    return ColumnarTable(read)
  }

  private func read(
    _ group: Int, into builder: inout ColumnBuilder, _ budget: inout Int
  ) throws(ParquetDamage) {
    let group = footer.rowGroups[group]
    let chunk = group.columns[builder.column.leaf]
    let before = builder.rowCount
    let begin = chunk.dictionaryPage ?? chunk.firstDataPage
    if chunk.valueCount > 0 {
      var reader = ColumnChunkReader(chunk: chunk, column: builder.column, budget: budget)
      let bytes: [UInt8]
      do throws(DataFileProblem) {
        bytes = try file.read(at: begin, count: chunk.compressedSize)
      } catch {
        throw ParquetDamage(error.message)
      }
      try reader.read(bytes.span, into: &builder)
      budget = reader.budget
    }
    guard builder.rowCount - before == group.rowCount else {
      throw .damaged(
        "a row group has \(group.rowCount) rows, this column \(builder.rowCount - before)")
    }
  }

  /// The columns of those names.
  private func chosen(_ names: [String]?) throws(DataFileProblem) -> [ParquetColumn] {
    guard let names else {
      if let refused = refusedColumns.first {
        throw DataFileProblem(
          file: path, column: refused.column,
          message: refused.message + "; name the columns that are to be read")
      }
      return columns
    }
    precondition(Set(names).count == names.count, "a column is asked for twice")
    var chosen: [ParquetColumn] = []
    for name in names {
      if let refused = refusedColumns.first(where: { $0.column == name }) { throw refused }
      guard let column = columns.first(where: { $0.description.name == name }) else {
        let known = schema.map { quotedForMessage($0.name) }.joined(separator: ", ")
        throw DataFileProblem(
          file: path, column: name, message: "there is no such column; there are \(known)")
      }
      chosen.append(column)
    }
    return chosen
  }

  /// The bytes of the footer.
  private static func footerBytes(_ file: ReadableFile) throws(DataFileProblem) -> [UInt8] {
    func problem(_ message: String) -> DataFileProblem {
      DataFileProblem(file: file.path, message: message)
    }
    let magic = ParquetFormat.magic
    guard file.count >= 12 else { throw problem("this is no Parquet file: it is too short") }
    guard try file.read(at: 0, count: 4) == magic else {
      throw problem("this is no Parquet file: it does not begin with PAR1")
    }
    let end = try file.read(at: file.count - 8, count: 8)
    guard Array(end[4...]) == magic else {
      throw problem("the file is cut off or encrypted: it does not end with PAR1")
    }
    let size = Int(end.span.littleEndian(at: 0, as: UInt32.self))
    guard size <= file.count - 12, size <= longestFooter else {
      throw problem("the file is damaged: its footer has \(size) bytes")
    }
    return try file.read(at: file.count - 8 - size, count: size)
  }
}
