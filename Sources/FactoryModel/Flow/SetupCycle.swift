/// The order in which each machine of a station goes round its set-ups (a production wheel).
///
/// A machine works on whatever waits for its present set-up before it goes on to another.
public struct SetupCycle: Hashable, Sendable {
  /// What a machine does when nothing waits that needs its present set-up.
  public enum WhenEmpty: String, Hashable, Sendable {
    /// It is set up for the first in the cycle for which something waits.
    case skips
    /// It is set up for the next in the cycle, whether or not something waits for that.
    case goesOn
  }

  /// The set-ups, each once; after the last comes the first.
  public var setups: [String]
  /// What a machine does when nothing waits for its set-up.
  public var whenEmpty: WhenEmpty

  /// Creates a cycle.
  public init(_ setups: [String], whenEmpty: WhenEmpty = .skips) {
    self.setups = setups
    self.whenEmpty = whenEmpty
  }
}
