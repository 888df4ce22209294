import FactoryModel
public import FactorySimulation

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

  /// How many events or parts a replication processes before it looks whether it should stop.
  private static let slice = 50_000

  /// What one simulation leaves behind, and whose it was.
  struct Piece: Sendable {
    var arm: Int
    /// One for each batch; none where it was interrupted.
    var outcomes: [ReplicationOutcome] = []
  }

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
    let total = replications.count * subjects.count
    var finished: [[ReplicationOutcome]] = subjects.map { _ in [] }
    var failures: [ReplicationFailure] = []
    await withTaskGroup(of: Result<Piece, ReplicationFailure>.self) { group in
      var next = 0
      var count = 0
      func launch() {
        let arm = next % subjects.count
        let number = replications.lowerBound + next / subjects.count
        next += 1
        group.addTask { outcome(arm, ofReplication: number, tables[arm], isInterrupted) }
      }
      while next < min(jobs, total) { launch() }
      // Simulations start in the order of replication and arm, so when one fails all before it have
      // started, and waiting for those makes the first failure the same for any number of jobs.
      while let result = await group.next() {
        switch result {
        case .success(let piece):
          if !piece.outcomes.isEmpty {
            finished[piece.arm] += piece.outcomes
            count += 1
            progress(count)
          }
        case .failure(let failure): failures.append(failure)
        }
        if next < total, failures.isEmpty, !isInterrupted() { launch() }
      }
    }
    let first = failures.min { ($0.replication, $0.arm) < ($1.replication, $1.arm) }
    if let first { throw first }
    return ReplicationPool.shared(finished)
  }

  /// What all arms have finished, in the order of the replications' numbers.
  private static func shared(_ finished: [[ReplicationOutcome]]) -> [[ReplicationOutcome]] {
    var counts: [Int: Int] = [:]
    for outcome in finished.joined() { counts[outcome.replication, default: 0] += 1 }
    return finished.map { outcomes in
      outcomes.filter { counts[$0.replication] == finished.count }
        .sorted { $0.replication < $1.replication }
    }
  }

  /// One replication of one arm; without an outcome where it was interrupted.
  private func outcome(
    _ arm: Int, ofReplication number: Int, _ table: MetricTable,
    _ isInterrupted: @Sendable () -> Bool
  ) -> Result<Piece, ReplicationFailure> {
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
              details: subject.details.map(\.request), batches: batches), isInterrupted)
        case (.recursion, _):
          try finish(
            RecursionLine(subject.factory, seed: seed, replication: UInt64(number)), isInterrupted)
        }
      return .success(
        Piece(
          arm: arm,
          outcomes: finished.accounts.enumerated().map { batch, account in
            ReplicationOutcome(
              replication: number * batches + batch, values: table.values(of: account),
              eventCount: batch == 0 ? finished.steps : 0)
          }))
    } catch {
      return .failure(ReplicationFailure(arm: arm, replication: number, failure: error))
    }
  }

  /// Lets a replication go on to its end; without accounts where it was interrupted.
  private func finish(
    _ replication: consuming some Replicating & ~Copyable, _ isInterrupted: @Sendable () -> Bool
  ) throws(SimulationFailure) -> (accounts: [RunAccount], steps: Int) {
    while try replication.advance(steps: ReplicationPool.slice) {
      if isInterrupted() { return ([], 0) }
    }
    return (replication.finishedAccounts, replication.stepCount)
  }
}

/// A replication that could not go on.
public struct ReplicationFailure: Error, Hashable, Sendable {
  /// The arm, counted from 0.
  public var arm: Int
  /// The number of the replication, counted from 0.
  public var replication: Int
  /// What happened.
  public var failure: SimulationFailure
}
