/// In what files tables are written.
public enum TableFormat: String, Hashable, Sendable, CaseIterable {
  /// Apache Parquet.
  case parquet
  /// Comma-separated values; as they are, compressed with gzip, or with Zstandard.
  case csv
  case csvGzip = "csv.gz"
  case csvZstd = "csv.zst"

  /// What follows the point in a file's name.
  public var fileExtension: String { rawValue }

  /// The type of such files on the internet.
  public var mediaType: String {
    switch self {
    case .parquet: "application/vnd.apache.parquet"
    case .csv: "text/csv"
    case .csvGzip: "application/gzip"
    case .csvZstd: "application/zstd"
    }
  }
}
