/// The numbers by which Parquet names its types, encodings and pages.
///
/// Source here and in this folder: Apache Parquet, *Parquet format*, version 2.11, `parquet.thrift`,
/// `Encodings.md`, `LogicalTypes.md`, `Compression.md`, 2025.
enum ParquetFormat {
  /// What stands at both ends of a file.
  static let magic: [UInt8] = Array("PAR1".utf8)

  /// How a value is kept.
  enum PhysicalType: Int32 {
    case boolean = 0
    case int32 = 1
    case int64 = 2
    case int96 = 3
    case float = 4
    case double = 5
    case byteArray = 6
    case fixedLengthByteArray = 7
  }

  /// How the values of a page are written.
  enum Encoding: Int32 {
    case plain = 0
    case plainDictionary = 2
    case runLength = 3
    case bitPacked = 4
    case deltaBinaryPacked = 5
    case deltaLengthByteArray = 6
    case deltaByteArray = 7
    case runLengthDictionary = 8
    case byteStreamSplit = 9
  }

  /// How a page is compressed.
  enum Codec: Int32 {
    case uncompressed = 0
    case snappy = 1
    case gzip = 2
    case lzo = 3
    case brotli = 4
    case lz4 = 5
    case zstd = 6
    case lz4Raw = 7
  }

  /// What a page holds.
  enum PageType: Int32 {
    case data = 0
    case index = 1
    case dictionary = 2
    case dataV2 = 3
  }

  /// Whether a field may be missing or occur many times.
  enum Repetition: Int32 {
    case required = 0
    case optional = 1
    case repeated = 2
  }
}
