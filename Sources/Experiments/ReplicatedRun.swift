public import FactoryModel
import FactorySimulation

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
  /// How many replications to run; at least 1.
  public var replications: Int
  /// How many may run at the same time; at least 1.
  public var jobs: Int

  /// Plans a run.
  public init(factory: Factory, seed: UInt64, replications: Int, jobs: Int) {
    self.factory = factory
    self.seed = seed
    self.replications = replications
    self.jobs = jobs
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
    let pool = ReplicationPool(factories: [factory], seed: seed, jobs: jobs)
    let finished = try await pool.run(
      replications: 0..<replications, isInterrupted: isInterrupted, progress: progress)
    return RunOutcome(
      table: MetricTable(for: factory), requested: replications, replications: finished[0])
  }
}
