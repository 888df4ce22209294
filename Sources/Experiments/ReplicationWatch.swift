public import FactorySimulation
public import SimulationStatistics

/// Somebody who looks at replications while they run; what they see changes nothing in what comes out.
///
/// One replication is looked at a time, and the next one when that is over.
public struct ReplicationWatch: Sendable {
  /// What is seen of a replication.
  public struct View: Sendable {
    /// The number of the replication, from 0.
    public var replication: Int
    /// Simulated time, in seconds from the start.
    public var time: Double
    /// What each machine does; those of the first station come first.
    public var states: [MachineState]
    /// Parts that have left as good since the warm-up.
    public var good: Int
    /// Parts in the factory.
    public var inside: Int
  }

  /// Asked often whether a replication is to be looked at now.
  public var isDue: @Sendable (_ replication: Int) -> Bool
  /// Told what is seen.
  public var look: @Sendable (View) -> Void
  /// Told the values of a replication that is over, in the order of the metrics; `nil` where it was dropped.
  public var finished: @Sendable (_ replication: Int, _ values: [Ratio]?) -> Void

  /// Creates a watch.
  public init(
    isDue: @escaping @Sendable (_ replication: Int) -> Bool,
    look: @escaping @Sendable (View) -> Void,
    finished: @escaping @Sendable (_ replication: Int, _ values: [Ratio]?) -> Void
  ) {
    self.isDue = isDue
    self.look = look
    self.finished = finished
  }
}

/// A replication that somebody looks at between its steps.
struct WatchedSimulation: ~Copyable, Replicating {
  var simulation: FactorySimulation
  let watch: ReplicationWatch
  let replication: Int

  /// Events between two questions whether somebody wants to look.
  private static let slice = 10_000

  mutating func advance(steps: Int) throws(SimulationFailure) -> Bool {
    var left = steps
    while left > 0 {
      let slice = min(left, WatchedSimulation.slice)
      left -= slice
      guard try simulation.advance(maximumEvents: slice) else { return false }
      if watch.isDue(replication) { look() }
    }
    return true
  }

  private mutating func look() {
    let now = simulation.currentTime
    // A log that ends when it begins holds what machines do now, and nothing else.
    simulation.recordStates(from: now, until: now, capacity: 0)
    let account = simulation.account()
    watch.look(
      ReplicationWatch.View(
        replication: replication, time: now, states: simulation.stateLog?.initialStates ?? [],
        good: account.line.good, inside: account.line.inside))
  }

  var stepCount: Int { simulation.eventCount }
  var finishedAccounts: [RunAccount] { simulation.batchAccounts }
}
