/// What a monitor says after an observation.
public enum DriftState: Hashable, Sendable {
  /// It still learns what is usual.
  case learning
  /// Nothing contradicts what is usual.
  case steady
  /// What is observed is no longer what was usual.
  case drift
}

/// Watches a stream of numbers and says when they are no longer what they were.
///
/// Each observation takes a bounded time and asks for no memory. The same observations give the same states on
/// every machine. What is no finite number is passed over: a gap in the readings is no drift.
public protocol DriftMonitor: Sendable {
  /// What the monitor is called in a report.
  static var name: String { get }

  /// Takes the next observation.
  ///
  /// - Parameter value: The observation, in the unit that the monitor expects.
  /// - Returns: What is to be said now. Drift is said again until ``clear()`` as long as the statistic is beyond the threshold.
  mutating func observe(_ value: Double) -> DriftState

  /// How strongly the observations speak for a change; compared with ``threshold``.
  var statistic: Double { get }
  /// Where drift begins.
  var threshold: Double { get }
  /// What the change would be if there is one; `nil` where nothing speaks for one.
  var change: ChangeEstimate? { get }

  /// Forgets the evidence, not what is usual: what a caller does after a false alarm.
  mutating func clear()
}

/// What changed, as far as the observations since show it.
public struct ChangeEstimate: Hashable, Sendable {
  /// How many observations are taken to lie behind the change.
  public var count: Int
  /// Mean of these, less the mean before; in the monitor's unit.
  public var shift: Double
  /// Standard deviation of these, divided by the one before; `nil` where too few are there to say.
  public var spreadRatio: Double?

  /// Creates an estimate.
  public init(count: Int, shift: Double, spreadRatio: Double?) {
    self.count = count
    self.shift = shift
    self.spreadRatio = spreadRatio
  }
}
