/// What the end of a file says about it: its columns, and where their values are.
///
/// Source: *Parquet format*, `parquet.thrift`, `FileMetaData`.
struct ParquetFooter: Hashable, Sendable {
  /// The tree of fields, flattened, the root first.
  var schema: [ParquetField] = []
  var rowCount = 0
  var rowGroups: [ParquetRowGroup] = []
  var metadata: [ParquetMetadata] = []
  var createdBy: String?
}

/// A name and a value that a file carries beside its columns.
public struct ParquetMetadata: Hashable, Sendable {
  /// What the value is called; names that begin with `fettle.` are the writer's own.
  public var key: String
  /// The value.
  public var value: String

  /// Creates a pair.
  public init(_ key: String, _ value: String) {
    self.key = key
    self.value = value
  }
}

/// A field of the schema: a column, or a group of fields.
struct ParquetField: Hashable, Sendable {
  var name: String
  /// `nil` for a group.
  var type: ParquetFormat.PhysicalType?
  /// The bytes of a value of fixed length.
  var typeLength: Int = 0
  var repetition: ParquetFormat.Repetition?
  var childCount: Int?
  var meaning: ParquetLogicalType?
}

/// What the values of a field mean.
enum ParquetLogicalType: Hashable, Sendable {
  case text
  case map
  case list
  case decimal(scale: Int)
  case date
  /// A time of day, and a moment: how many units a second has.
  case time(perSecond: Int)
  case timestamp(perSecond: Int, isUTC: Bool)
  case integer(bits: Int, isSigned: Bool)
  case uuid
  case float16
  case interval
  /// A field of which only missing values are known.
  case unknown
}

/// A part of the rows, with a chunk for each column.
struct ParquetRowGroup: Hashable, Sendable {
  var columns: [ParquetColumnChunk] = []
  var rowCount = 0
  /// The bytes of all pages, uncompressed and compressed.
  var uncompressedSize = 0
  var compressedSize = 0
}

/// Where and how the values of one column in one row group are written.
struct ParquetColumnChunk: Hashable, Sendable {
  var type: ParquetFormat.PhysicalType
  var encodings: [ParquetFormat.Encoding] = []
  var path: [String]
  var codec: ParquetFormat.Codec
  /// How many values there are, missing ones included; of lists their elements.
  var valueCount = 0
  var uncompressedSize = 0
  var compressedSize = 0
  var firstDataPage = 0
  var dictionaryPage: Int?
  var statistics: ParquetStatistics?
}
