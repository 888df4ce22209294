import FactorySimulation
import Scenarios

extension ExperimentPlan {
  /// Runs the experiment.
  ///
  /// - Parameters:
  ///   - jobs: How many simulations may run at the same time; changes nothing but the time it takes.
  ///   - isInterrupted: Asked now and then; when it says yes, unfinished replications are dropped, and
  ///     those that not all arms have finished.
  ///   - progress: Told how many simulations are finished, and of how many that are planned so far.
  ///   - watch: Who looks at the replications of the first arm while they run.
  /// - Returns: The finished replications.
  /// - Throws: ``ReplicationFailure`` of the first replication and arm that cannot go on.
  public func run(
    jobs: Int, isInterrupted: @escaping @Sendable () -> Bool = { false },
    progress: @escaping @Sendable (_ finished: Int, _ total: Int) -> Void = { _, _ in },
    watch: ReplicationWatch? = nil
  ) async throws(ReplicationFailure) -> ExperimentOutcome {
    let pool = ReplicationPool(
      subjects: subjects, seed: seed, jobs: jobs, batches: batches, engine: engine, watch: watch)
    let armCount = arms.count
    var outcome = ExperimentOutcome(
      names: arms.map(\.name), baseline: baseline,
      arms: tables.map { RunOutcome(table: $0, requested: 0, replications: []) })
    var target = replications
    while true {
      let before = outcome.arms[0].replications.count / batches
      let total = target * armCount
      let added = try await pool.run(
        replications: before..<target, isInterrupted: isInterrupted,
        progress: { progress(before * armCount + $0, total) })
      for (index, replications) in added.enumerated() {
        outcome.arms[index].requested = target * batches
        outcome.arms[index].replications += replications
      }
      outcome.precision = precision.map { $0.result(in: outcome) }
      if outcome.isPartial || outcome.precision.allSatisfy(\.isReached) { return outcome }
      if target >= mostReplications { return outcome }
      target = min(target + ExperimentPlan.round, mostReplications)
    }
  }
}
