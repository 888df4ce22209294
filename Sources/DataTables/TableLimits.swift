/// How large a table may be.
public struct TableLimits: Hashable, Sendable {
  /// The most bytes of the text; at most 1 GiB less one.
  public var bytes: Int
  /// The most rows, the header not counted.
  public var rows: Int
  /// The most columns.
  public var columns: Int

  /// Creates limits: 256 MiB, ten million rows and a thousand columns where nothing else is said.
  public init(bytes: Int = 268_435_456, rows: Int = 10_000_000, columns: Int = 1_000) {
    self.bytes = min(bytes, 1 << 30 - 1)
    self.rows = rows
    self.columns = columns
  }
}
