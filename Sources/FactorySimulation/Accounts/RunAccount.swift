public import FactoryModel
public import SimulationStatistics

/// The sums of one replication over the measured time, from which all metrics are worked out.
public struct RunAccount: Hashable, Sendable {
  /// Length of the measured time, in seconds.
  public var duration: Double
  /// All products together.
  public var line: LineAccount
  /// The products, in the order of the factory.
  public var products: [LineAccount]
  /// The stations, in the order of the factory.
  public var stations: [StationAccount]
  /// The crews, in the order of the factory.
  public var crews: [CrewAccount] = []
  /// The vehicles, in the order of the factory's fleets.
  public var fleets: [FleetAccount] = []
  /// The operators and tools, in the order of the factory.
  public var resources: [ResourceAccount] = []
  /// The components, in the order of the stations and their components.
  public var components: [ComponentAccount] = []
  /// The stores, in the order of the factory.
  public var stores: [StoreAccount] = []
  /// The customers, in the order of the factory.
  public var customers: [CustomerAccount] = []
  /// The characteristics, in the order of the factory.
  public var characteristics: [CharacteristicAccount] = []
  /// The control charts, in the order of products, their operations and the gauges of these.
  public var charts: [ChartAccount] = []
  /// The models that judge parts, in the order of products and their operations.
  public var inspectionModels: [InspectionModelAccount] = []
  /// The models in the shadow of those that rules follow, in the order of the rules that have one.
  public var shadows: [ShadowAccount] = []
  /// The rules that move set-points, in the order of the factory.
  public var controls: [ControlAccount] = []
  /// What they suggested since the start, warm-up included, in the order of time.
  public var setPointChanges: [SetPointChange] = []
  /// What the keepers of models have done since the start, in the order of the rules that have one.
  public var modelHistories: [ModelHistory] = []
  /// What became of the lines of schedules since the start, in the order of the products and their orders.
  public var orders: [OrderAccount] = []
  /// What was asked for beside all this, in the order of the requests.
  public var details: [Ratio] = []

  /// Time average of the parts in the factory.
  public var meanWorkInProcess: Double { duration > 0 ? line.presence / duration : 0 }

  /// Time average of the parts waiting at each station.
  public var meanQueue: [Double] { stations.map { duration > 0 ? $0.queueTime / duration : 0 } }

  /// Time average of the parts at each station, waiting or on a machine.
  public var meanNumber: [Double] { stations.map { duration > 0 ? $0.presence / duration : 0 } }
}
