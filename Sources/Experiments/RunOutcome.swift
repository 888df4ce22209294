public import FactorySimulation
public import SimulationStatistics

/// The metrics of one replication.
public struct ReplicationOutcome: Hashable, Sendable {
  /// The number of the replication, counted from 0.
  public var replication: Int
  /// One value for each metric of the table, as numerator and denominator.
  public var values: [Ratio]
  /// How many events took place.
  public var eventCount: Int
  /// What became of the lines of schedules, in the order of the products and their orders.
  public var orders: [OrderAccount] = []
  /// What rules that move set-points suggested, and what became of it.
  public var setPointChanges: [SetPointChange] = []
}

/// What came out of a run.
public struct RunOutcome: Sendable {
  /// The metrics, in the order of the values.
  public var table: MetricTable
  /// How many replications were asked for.
  public var requested: Int
  /// The finished replications, in the order of their numbers.
  public var replications: [ReplicationOutcome]

  /// Whether the run was interrupted before all replications were finished.
  public var isPartial: Bool { replications.count < requested }

  /// How many events took place in all.
  public var eventCount: Int { replications.reduce(0) { $0 + $1.eventCount } }

  /// The mean of a metric over the replications, or its ratio over all of them, with the interval.
  ///
  /// - Parameters:
  ///   - metric: The metric's name.
  ///   - confidenceLevel: The chance that the interval covers the true mean.
  /// - Returns: `nil` where there is no such metric, or no replication has a value.
  public func interval(of metric: String, confidenceLevel: Double = 0.95) -> StudentInterval? {
    guard let index = table.index(of: metric) else { return nil }
    return StudentInterval(
      replications.map { $0.values[index] }, confidenceLevel: confidenceLevel)
  }
}
