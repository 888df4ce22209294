/// What came out of making a dataset, in figures.
public struct DatasetSummary: Hashable, Sendable {
  /// A part of the split.
  public struct Part: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// What there is in it.
    public var counts: DatasetCounts
  }

  /// A table.
  public struct Table: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// Rows, of all parts.
    public var rows: Int
    /// Columns.
    public var columns: Int
    /// How many bytes its files take.
    public var bytes: Int
  }

  /// How many units are in it.
  public var units: Int
  /// The parts, in order.
  public var parts: [Part]
  /// The tables, in order.
  public var tables: [Table]

  /// What became of the share of rows shortly before failures, by table; empty where nobody asked for one.
  public var balance: [ClassBalanceResult]

  /// What there is in all parts together; where parts are stretches of time, units count in each.
  public var counts: DatasetCounts {
    parts.reduce(into: DatasetCounts()) { $0.add($1.counts) }
  }
}
