public import FactoryModel
public import FactorySimulation
import ParallelWork
public import SimulationStatistics

/// Why the machines of a station are idle: replications that follow each wait to its source.
public struct IdlenessStudy: Sendable {
  /// A cause, and the share of machine time that it takes.
  public struct Finding: Sendable {
    /// The cause.
    public var cause: IdleCause
    /// Share of the station's machine time, over the replications.
    public var share: StudentInterval
  }

  /// What to simulate.
  public var factory: Factory
  /// The index of the station.
  public var station: Int
  /// The seed of all random numbers.
  public var seed: UInt64
  /// How many replications; at least 1.
  public var replications: Int
  /// How many may run at the same time; at least 1.
  public var jobs: Int

  /// Plans a study.
  public init(factory: Factory, station: Int, seed: UInt64, replications: Int, jobs: Int) {
    self.factory = factory
    self.station = station
    self.seed = seed
    self.replications = replications
    self.jobs = jobs
  }

  /// Runs the replications.
  ///
  /// - Parameters:
  ///   - isInterrupted: Asked now and then; when it says yes, unfinished replications are dropped.
  ///   - progress: Told how many replications are finished, each time one more is.
  /// - Returns: The causes, the largest share first; equal shares in the order of the station's time.
  /// - Throws: ``ReplicationFailure`` of the first replication that cannot go on.
  public func run(
    isInterrupted: @escaping @Sendable () -> Bool = { false },
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws(ReplicationFailure) -> [Finding] {
    let accounts = try await SideBySide(jobs: jobs).results(
      replications, isInterrupted: isInterrupted, progress: progress
    ) { number throws(ReplicationFailure) in
      try account(ofReplication: number, isInterrupted)
    }
    return findings(accounts.compactMap(\.self))
  }

  private func findings(_ accounts: [IdleAccount]) -> [Finding] {
    var causes: [IdleCause] = []
    for account in accounts {
      for (cause, _) in account.times where !causes.contains(cause) { causes.append(cause) }
    }
    let findings = causes.compactMap { cause -> Finding? in
      let shares = accounts.map { account in
        Ratio(
          account.times.first { $0.cause == cause }?.seconds ?? 0, per: account.machineTime)
      }
      return StudentInterval(shares, confidenceLevel: 0.95).map {
        Finding(cause: cause, share: $0)
      }
    }
    return findings.enumerated().sorted {
      ($1.element.share.mean, $0.offset) < ($0.element.share.mean, $1.offset)
    }.map(\.element)
  }

  /// Where the idle time of a replication came from; `nil` where it was interrupted.
  private func account(
    ofReplication number: Int, _ isInterrupted: @Sendable () -> Bool
  ) throws(ReplicationFailure) -> IdleAccount? {
    var simulation = FactorySimulation(factory, seed: seed, replication: UInt64(number))
    simulation.watchIdleness(of: station)
    do throws(SimulationFailure) {
      return try simulation.finish(unless: isInterrupted) ? simulation.idleAccount : nil
    } catch {
      throw ReplicationFailure(arm: 0, replication: number, failure: error)
    }
  }
}
