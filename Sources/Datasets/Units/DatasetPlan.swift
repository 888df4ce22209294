public import DataTables
public import FactoryModel

/// What a dataset is made of: a factory, simulated as often as there are units, each on its own.
public struct DatasetPlan: Sendable {
  /// The factory.
  public var factory: Factory
  /// How many units there are: plants that differ by chance alone.
  public var units: Int
  /// The seed of all random numbers; unit n is replication n of the run with that seed.
  public var seed: UInt64
  /// Which units are for training, and which for what comes after.
  public var split: DatasetSplit
  /// The format of the tables.
  public var format: TableFormat
  /// Whether it may be that nothing fails.
  public var allowsNoFailures = false
  /// The well-known set in whose shape there is a table more; `nil` for none.
  public var shape: DatasetShape?

  /// Creates a plan.
  public init(
    factory: Factory, units: Int, seed: UInt64, split: DatasetSplit = DatasetSplit(),
    format: TableFormat = .parquet
  ) {
    self.factory = factory
    self.units = units
    self.seed = seed
    self.split = split
    self.format = format
  }
}
