import FactoryModel
import FactorySimulation
import ParallelWork

/// Replications of one or more factories, simulated side by side with common random numbers.
///
/// What comes out is a function of (factories, seed, replications): the number of jobs changes how
/// long it takes and nothing else.
struct ReplicationPool: Sendable {
  /// A factory, and what is kept of it beside the usual metrics.
  struct Subject: Sendable {
    var factory: Factory
    var details: [DetailMetric] = []

    var table: MetricTable { MetricTable(for: factory, details: details) }
  }

  /// What to simulate: one factory an arm.
  var subjects: [Subject]
  /// The seed of all random numbers; replication n of every arm draws the same.
  var seed: UInt64
  /// How many may run at the same time; at least 1.
  var jobs: Int
  /// Into how many batches the horizon of each replication is divided; each counts as one.
  var batches = 1
  /// How they are worked out.
  var engine = SimulationEngine.events
  /// Who looks at the replications of the first arm while they run; `nil` for nobody.
  var watch: ReplicationWatch?

  /// Simulates some replications of every arm.
  ///
  /// - Parameters:
  ///   - replications: Their numbers.
  ///   - isInterrupted: Asked now and then; when it says yes, unfinished ones are dropped.
  ///   - progress: Told how many simulations are finished, each time one more is.
  /// - Returns: For each arm, in order, the replications that all arms have finished.
  /// - Throws: ``ReplicationFailure`` of the first that cannot go on, by replication, then arm.
  func run(
    replications: Range<Int>, isInterrupted: @escaping @Sendable () -> Bool,
    progress: @escaping @Sendable (Int) -> Void
  ) async throws(ReplicationFailure) -> [[ReplicationOutcome]] {
    let tables = subjects.map(\.table)
    let pieces = try await SideBySide(jobs: jobs).results(
      replications.count * subjects.count, isInterrupted: isInterrupted, progress: progress
    ) { piece throws(ReplicationFailure) in
      let arm = piece % subjects.count
      let number = replications.lowerBound + piece / subjects.count
      let found = try outcomes(of: arm, replication: number, tables[arm], isInterrupted)
      if arm == 0 { watch?.finished(number, found?.last?.values) }
      return found
    }
    // A replication counts where every arm has finished it.
    let shared = replications.indices.map { $0 - replications.lowerBound }.compactMap { index in
      let arms = pieces[index * subjects.count..<(index + 1) * subjects.count].compactMap(\.self)
      return arms.count == subjects.count ? arms : nil
    }
    return subjects.indices.map { arm in shared.flatMap { $0[arm] } }
  }

  /// What the batches of one replication of one arm gave; `nil` where it was interrupted.
  private func outcomes(
    of arm: Int, replication number: Int, _ table: MetricTable,
    _ isInterrupted: @Sendable () -> Bool
  ) throws(ReplicationFailure) -> [ReplicationOutcome]? {
    let subject = subjects[arm]
    do throws(SimulationFailure) {
      let finished =
        switch (engine, subject.factory.clock) {
        case (.events, .slots):
          try finish(
            SlottedLine(subject.factory, seed: seed, replication: UInt64(number)), isInterrupted)
        case (.events, .events):
          try finish(
            FactorySimulation(
              subject.factory, seed: seed, replication: UInt64(number),
              details: subject.details.map(\.request), batches: batches),
            arm == 0 ? watch : nil, number, isInterrupted)
        case (.recursion, _):
          try finish(
            RecursionLine(subject.factory, seed: seed, replication: UInt64(number)), isInterrupted)
        }
      return finished.map { finished in
        finished.accounts.enumerated().map { batch, account in
          ReplicationOutcome(
            replication: number * batches + batch, values: table.values(of: account),
            eventCount: batch == 0 ? finished.steps : 0,
            orders: batch == finished.accounts.count - 1 ? account.orders : [],
            setPointChanges: batch == finished.accounts.count - 1 ? account.setPointChanges : [])
        }
      }
    } catch {
      throw ReplicationFailure(arm: arm, replication: number, failure: error)
    }
  }

  /// Lets a replication go on to its end while somebody looks at it.
  private func finish(
    _ simulation: consuming FactorySimulation, _ watch: ReplicationWatch?, _ number: Int,
    _ isInterrupted: @Sendable () -> Bool
  ) throws(SimulationFailure) -> (accounts: [RunAccount], steps: Int)? {
    guard let watch else { return try finish(simulation, isInterrupted) }
    return try finish(
      WatchedSimulation(simulation: simulation, watch: watch, replication: number), isInterrupted)
  }

  /// Lets a replication go on to its end; `nil` where it was interrupted.
  private func finish(
    _ replication: consuming some Replicating & ~Copyable, _ isInterrupted: @Sendable () -> Bool
  ) throws(SimulationFailure) -> (accounts: [RunAccount], steps: Int)? {
    guard try replication.finish(unless: isInterrupted) else { return nil }
    return (replication.finishedAccounts, replication.stepCount)
  }
}
