import FactorySimulation
import SimulationStatistics

/// A run in figures, as written to `summary.json`.
public struct RunSummary: Codable, Hashable, Sendable {
  /// One metric: its value over all replications, and the interval.
  public struct Entry: Codable, Hashable, Sendable {
    /// The metric's name.
    public var metric: String
    /// Its unit; `1` for a fraction.
    public var unit: String
    /// How it is estimated: `mean` of the replications' values, or `ratio` of two sums.
    public var estimate: String
    /// The mean, or the ratio; absent where no replication has a value.
    public var mean: Double?
    /// The lower end of the interval; absent for fewer than two values.
    public var lower: Double?
    /// The upper end of the interval; absent for fewer than two values.
    public var upper: Double?
    /// How many replications it is estimated from.
    public var count: Int
    /// Which way is better: `higher`, `lower` or `neither`.
    public var better: String

    /// Half the width of the interval; `nil` where there is none.
    public var halfWidth: Double? {
      guard let lower, let upper else { return nil }
      return (upper - lower) / 2
    }
  }

  /// What the scenario is called.
  public var scenario: String
  /// The seed of all random numbers.
  public var seed: UInt64
  /// Into how many batches one long replication was divided, each of which counts as a replication;
  /// absent where replications are what they are called.
  public var batches: Int?
  /// How many replications were asked for.
  public var replicationsRequested: Int
  /// How many were finished.
  public var replicationsFinished: Int
  /// Whether the run was interrupted.
  public var partial: Bool
  /// The chance that an interval covers the true mean.
  public var confidenceLevel: Double
  /// The metrics, in the order of the table.
  public var metrics: [Entry]
  /// What became of each wanted precision; absent where none was wanted.
  public var precision: [PrecisionResult]?

  /// Sums up a run.
  public init(of outcome: RunOutcome, scenario: String, seed: UInt64) {
    self.scenario = scenario
    self.seed = seed
    replicationsRequested = outcome.requested
    replicationsFinished = outcome.replications.count
    partial = outcome.isPartial
    confidenceLevel = 0.95
    metrics = RunSummary.entries(of: outcome)
  }

  /// The metrics of an arm, in the order of its table.
  static func entries(of outcome: RunOutcome) -> [Entry] {
    outcome.table.definitions.map { definition in
      let interval = outcome.interval(of: definition.name, confidenceLevel: 0.95)
      return Entry(
        metric: definition.name, unit: definition.unit, estimate: definition.estimate.rawValue,
        mean: interval?.mean,
        lower: interval?.lower, upper: interval?.upper, count: interval?.count ?? 0,
        better: definition.better.rawValue)
    }
  }
}
