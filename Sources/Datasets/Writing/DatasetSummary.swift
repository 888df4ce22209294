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

  /// The windows of a table.
  public struct Tensors: Hashable, Sendable {
    /// The table's name.
    public var table: String
    /// How many rows a window has; `nil` where it is a snapshot.
    public var length: Int?
    /// How many windows there are, of all parts.
    public var windows: Int
    /// How many bytes their files take.
    public var bytes: Int
  }

  /// The file of HDF5 that holds all readings as arrays.
  public struct HDF5: Hashable, Sendable {
    /// The path within the dataset.
    public var path: String
    /// How many bytes it takes.
    public var bytes: Int
  }

  /// How many units are in it.
  public var units: Int
  /// The parts, in order.
  public var parts: [Part]
  /// The tables, in order.
  public var tables: [Table]
  /// The windows of each table that has any, in order; empty where nobody asked for them.
  public var tensors: [Tensors]
  /// The file of HDF5; `nil` where nobody asked for it.
  public var hdf5: HDF5?

  /// What became of the share of rows shortly before failures, by table; empty where nobody asked for one.
  public var balance: [ClassBalanceResult]

  /// What there is in all parts together; where parts are stretches of time, units count in each.
  public var counts: DatasetCounts {
    parts.reduce(into: DatasetCounts()) { $0.add($1.counts) }
  }
}
