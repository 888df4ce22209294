public import FactoryModel
public import FactorySimulation

/// A number of independent replications of one factory, run side by side.
///
/// The result is a function of (factory, seed, replications): the number of jobs changes how long it
/// takes and nothing else. Several factories at once, and runs that go on until they are precise
/// enough, are an ``ExperimentPlan``.
public struct ReplicatedRun: Sendable {
  /// What to simulate.
  public var factory: Factory
  /// The seed of all random numbers.
  public var seed: UInt64
  /// The number of the first replication, counted from 0.
  public var first: Int
  /// How many replications to run; at least 1.
  public var replications: Int
  /// How many may run at the same time; at least 1.
  public var jobs: Int
  /// Metrics to keep beside the usual ones, such as `cycle_time.p95`; see ``DetailMetric``.
  public var details: [DetailMetric]
  /// Into how many batches the horizon of each replication is divided; each counts as one.
  public var batches: Int
  /// How they are worked out; the factory suits it, and details and batches are for events only.
  public var engine: SimulationEngine

  /// Plans a run.
  public init(
    factory: Factory, seed: UInt64, first: Int = 0, replications: Int, jobs: Int,
    details: [DetailMetric] = [], batches: Int = 1, engine: SimulationEngine = .events
  ) {
    self.factory = factory
    self.seed = seed
    self.first = first
    self.replications = replications
    self.jobs = jobs
    self.details = details
    self.batches = batches
    self.engine = engine
  }

  /// Runs the replications.
  ///
  /// - Parameters:
  ///   - isInterrupted: Asked now and then; when it says yes, unfinished replications are dropped.
  ///   - progress: Told how many replications are finished, each time one more is.
  /// - Returns: The finished replications, in order.
  /// - Throws: ``ReplicationFailure`` of the first replication that cannot go on.
  public func run(
    isInterrupted: @escaping @Sendable () -> Bool = { false },
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws(ReplicationFailure) -> RunOutcome {
    let pool = ReplicationPool(
      subjects: [ReplicationPool.Subject(factory: factory, details: details)], seed: seed,
      jobs: jobs, batches: batches, engine: engine)
    let finished = try await pool.run(
      replications: first..<first + replications, isInterrupted: isInterrupted, progress: progress)
    return RunOutcome(
      table: MetricTable(for: factory, details: details), requested: replications * batches,
      replications: finished[0])
  }
}
