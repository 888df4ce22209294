public import DataTables
public import FactoryModel

/// What a dataset is made of: a factory, simulated as often as there are units, each on its own.
public struct DatasetPlan: Sendable {
  /// The factories of which there are units; one, unless an experiment has several arms.
  public var arms: [DatasetArm]
  /// How many units there are of each arm: plants that differ by chance alone.
  public var units: Int
  /// The seed of all random numbers; unit n of an arm is replication n of the run with that seed.
  public var seed: UInt64
  /// Which rows are for training, and which for what comes after.
  public var split: DatasetSplit
  /// The format of the tables.
  public var format: TableFormat
  /// Whether it may be that nothing fails.
  public var allowsNoFailures = false
  /// The well-known set in whose shape there is a table more; `nil` for none.
  public var shape: DatasetShape?
  /// What the dataset is called; `nil` for the name of the factory.
  public var title: String?
  /// The components of which it tells, such as `press.die`; empty for everything.
  public var components: [String] = []
  /// Whether readings are those of whole lives of a component, and of which; `nil` for all readings.
  public var trajectories: TrajectoryChoice?
  /// How large a share of the readings lies shortly before failures; `nil` for as it comes.
  public var balance: ClassBalance?
  /// The share of readings that is left out, completely at random.
  public var missing = 0.0
  /// The windows of rows that there are as tensors, beside the tables; `nil` for none.
  public var windows: WindowChoice?
  /// Whether the readings are written as arrays into a file of HDF5, too.
  public var writesHDF5 = false
  /// Whether there are tables of the parts that left and of what gauges read of them.
  public var keepsParts = false
  /// What stands in the place of names; `nil` for the names themselves.
  public var pseudonyms: Pseudonyms?

  /// Creates a plan of one factory.
  public init(
    factory: Factory, units: Int, seed: UInt64, split: DatasetSplit = DatasetSplit(),
    format: TableFormat = .parquet
  ) {
    self.init(
      arms: [DatasetArm(name: "", factory: factory)], units: units, seed: seed, split: split,
      format: format)
  }

  /// Creates a plan of several factories.
  ///
  /// - Parameters:
  ///   - arms: At least one; where one has a name, tables say of which arm a unit is.
  ///   - units: How many units there are of each.
  ///   - seed: The seed of all random numbers, the same for all arms.
  ///   - split: Which rows are for what.
  ///   - format: The format of the tables.
  public init(
    arms: [DatasetArm], units: Int, seed: UInt64, split: DatasetSplit = DatasetSplit(),
    format: TableFormat = .parquet
  ) {
    precondition(!arms.isEmpty, "units are those of something")
    self.arms = arms
    self.units = units
    self.seed = seed
    self.split = split
    self.format = format
  }

  /// The factory, or the first of several.
  public var factory: Factory { arms[0].factory }

  /// Whether units say of which arm they are.
  public var namesArms: Bool { arms.contains { !$0.name.isEmpty } }

  /// How many units there are in all.
  public var unitCount: Int { units * arms.count }

  /// The arm of a unit: those of one replication follow each other.
  func arm(of unit: Int) -> Int { unit % arms.count }

  /// Which chance a unit meets; the same for the units of all arms that belong together.
  func replication(of unit: Int) -> Int { unit / arms.count }
}
