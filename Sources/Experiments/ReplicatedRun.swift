public import FactoryModel
public import FactorySimulation

/// A number of independent replications of one factory, run side by side.
///
/// The result is a function of (factory, seed, replications): the number of jobs changes how long it
/// takes and nothing else.
public struct ReplicatedRun: Sendable {
  /// What to simulate.
  public var factory: Factory
  /// The seed of all random numbers.
  public var seed: UInt64
  /// How many replications to run; at least 1.
  public var replications: Int
  /// How many may run at the same time; at least 1.
  public var jobs: Int

  /// How many events a replication processes before it looks whether it should stop.
  private static let slice = 50_000

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
    let table = MetricTable(for: factory)
    var finished: [ReplicationOutcome] = []
    var failures: [ReplicationFailure] = []
    await withTaskGroup(of: Result<ReplicationOutcome?, ReplicationFailure>.self) { group in
      var next = 0
      func launch() {
        let number = next
        next += 1
        group.addTask { outcome(ofReplication: number, table, isInterrupted) }
      }
      while next < min(jobs, replications) { launch() }
      // Replications start in the order of their numbers, so when one fails all before it have
      // started, and waiting for those makes the first failure the same for any number of jobs.
      while let result = await group.next() {
        switch result {
        case .success(let outcome?):
          finished.append(outcome)
          progress(finished.count)
        case .success(nil): break
        case .failure(let failure): failures.append(failure)
        }
        if next < replications, failures.isEmpty, !isInterrupted() { launch() }
      }
    }
    if let first = failures.min(by: { $0.replication < $1.replication }) { throw first }
    finished.sort { $0.replication < $1.replication }
    return RunOutcome(table: table, requested: replications, replications: finished)
  }

  /// One replication, or `nil` when it was interrupted.
  private func outcome(
    ofReplication number: Int, _ table: MetricTable, _ isInterrupted: @Sendable () -> Bool
  ) -> Result<ReplicationOutcome?, ReplicationFailure> {
    var simulation = FactorySimulation(factory, seed: seed, replication: UInt64(number))
    do throws(SimulationFailure) {
      while try simulation.advance(maximumEvents: ReplicatedRun.slice) {
        if isInterrupted() { return .success(nil) }
      }
    } catch {
      return .failure(ReplicationFailure(replication: number, failure: error))
    }
    return .success(
      ReplicationOutcome(
        replication: number, values: table.values(of: simulation.account()),
        eventCount: simulation.eventCount))
  }
}

/// A replication that could not go on.
public struct ReplicationFailure: Error, Hashable, Sendable {
  /// The number of the replication, counted from 0.
  public var replication: Int
  /// What happened.
  public var failure: SimulationFailure
}
