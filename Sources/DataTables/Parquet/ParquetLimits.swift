/// How much one reading of a Parquet file may take.
public struct ParquetLimits: Hashable, Sendable {
  /// The most rows that are read at once.
  public var rows: Int
  /// The most columns of a file.
  public var columns: Int
  /// The most memory for the values that are read at once, in bytes: 16 for a value, and its text.
  public var bytes: Int

  /// Creates limits: 100 million rows, 10,000 columns and 8 GiB where nothing else is said.
  public init(rows: Int = 100_000_000, columns: Int = 10_000, bytes: Int = 1 << 33) {
    self.rows = rows
    self.columns = columns
    self.bytes = bytes
  }
}
