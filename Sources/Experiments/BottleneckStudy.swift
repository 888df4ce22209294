public import FactoryModel
import FactorySimulation
import ParallelWork
public import SimulationStatistics

/// Which stations hold a factory up: replications in which the machine that is active for longest is
/// followed from moment to moment.
public struct BottleneckStudy: Sendable {
  /// What is known of a station.
  ///
  /// Shares are of the measured time, or of the station's machine time.
  public struct Finding: Sendable {
    /// The station, by its place in the factory.
    public var station: Int
    /// Share of time in which it is the bottleneck, alone or while the bottleneck shifts.
    public var share: StudentInterval
    /// Share of time in which it is the only one.
    public var alone: Double
    /// Share of time in which the bottleneck shifts to it or from it.
    public var shifting: Double
    /// Mean length of a machine's active periods, in seconds; `nil` where there was none.
    public var activePeriod: Double?
    /// Share of machine time without a part.
    public var starved: Double
    /// Share of machine time without a place ahead.
    public var blocked: Double
    /// Share of the measured time that was looked at for the bottleneck, from its beginning: below 1 where
    /// machines changed their states more often than is kept.
    public var coverage: Double
  }

  /// What to simulate.
  public var factory: Factory
  /// The seed of all random numbers.
  public var seed: UInt64
  /// How many replications; at least 2.
  public var replications: Int
  /// How many may run at the same time; at least 1.
  public var jobs: Int
  /// Most changes of state that are kept of a replication, 16 bytes each.
  public var mostChanges = 8_000_000

  /// Plans a study.
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
  /// - Returns: The stations, the one that is the bottleneck for most of the time first.
  /// - Throws: ``ReplicationFailure`` of the first replication that cannot go on.
  public func run(
    isInterrupted: @escaping @Sendable () -> Bool = { false },
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws(ReplicationFailure) -> [Finding] {
    let looks = try await SideBySide(jobs: jobs).results(
      replications, isInterrupted: isInterrupted, progress: progress
    ) { number throws(ReplicationFailure) in
      try look(atReplication: number, isInterrupted)
    }
    let found = looks.compactMap(\.self)
    let findings = factory.stations.indices.compactMap { finding(of: $0, found) }
    return findings.enumerated().sorted {
      ($1.element.share.mean, $0.offset) < ($0.element.share.mean, $1.offset)
    }.map(\.element)
  }

  /// One replication: who was the bottleneck, and what machines did.
  private struct Look: Sendable {
    var times: BottleneckTimes
    var account: RunAccount
  }

  private func look(
    atReplication number: Int, _ isInterrupted: @Sendable () -> Bool
  ) throws(ReplicationFailure) -> Look? {
    var simulation = FactorySimulation(factory, seed: seed, replication: UInt64(number))
    simulation.recordStates(
      from: factory.warmUp, until: factory.warmUp + factory.horizon,
      capacity: mostChanges)
    do throws(SimulationFailure) {
      guard try simulation.finish(unless: isInterrupted), let log = simulation.stateLog else {
        return nil
      }
      let stations = factory.stations.enumerated().flatMap { station, element in
        element.machines.map { _ in station }
      }
      return Look(
        times: BottleneckTimes(
          of: log, stations: stations, stationCount: factory.stations.count),
        account: simulation.account())
    } catch {
      throw ReplicationFailure(arm: 0, replication: number, failure: error)
    }
  }

  private func finding(of station: Int, _ looks: [Look]) -> Finding? {
    func mean(_ value: (Look) -> Ratio) -> Double? {
      StudentInterval(looks.map(value), confidenceLevel: 0.95)?.mean
    }
    let shares = looks.map {
      Ratio($0.times.alone[station] + $0.times.shifting[station], per: $0.times.duration)
    }
    guard let share = StudentInterval(shares, confidenceLevel: 0.95) else { return nil }
    func state(_ time: @escaping (StationAccount) -> Double) -> Double {
      mean { look in
        let account = look.account.stations[station]
        return Ratio(time(account), per: account.allTime)
      } ?? 0
    }
    return Finding(
      station: station, share: share,
      alone: mean { Ratio($0.times.alone[station], per: $0.times.duration) } ?? 0,
      shifting: mean { Ratio($0.times.shifting[station], per: $0.times.duration) } ?? 0,
      activePeriod: mean { look in
        let account = look.account.stations[station]
        return Ratio(account.active, per: Double(account.activePeriods))
      }, starved: state(\.starved), blocked: state(\.blocked),
      coverage: mean { Ratio($0.times.duration, per: factory.horizon) } ?? 0)
  }

  /// The bottlenecks of a serial line by what its stations wait for.
  ///
  /// An arrow goes from a station to the next where it is blocked for longer than the next one starves, else
  /// back. Where no arrow leaves, the line is held up.
  ///
  /// Source: J. Li, S. M. Meerkov, *Production Systems Engineering*, Springer, 2009, sec. 5.1.
  ///
  /// - Parameter findings: What ``run(isInterrupted:progress:)`` returned.
  /// - Returns: The stations; `nil` where the factory is no open line of one product.
  public func heldUp(by findings: [Finding]) -> [Int]? {
    func finding(_ station: Int) -> Finding? { findings.first { $0.station == station } }
    return LineArrows(
      of: factory, blocked: { finding($0)?.blocked ?? 0 }, starved: { finding($0)?.starved ?? 0 })?
      .heldUp
  }
}
