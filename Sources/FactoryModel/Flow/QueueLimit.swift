/// The longest time that may pass from the end of an earlier operation until work begins.
///
/// It is looked at when work would begin.
public struct QueueLimit: Hashable, Sendable {
  /// What becomes of a part that comes too late.
  public enum Action: Hashable, Sendable {
    /// It leaves the factory as scrap.
    case scrap
    /// It goes back to the operation with this index.
    case back(operation: Int)
    /// It is counted, and the work is done all the same.
    case count
  }

  /// Index in the route of the operation from whose end the time counts.
  public var operation: Int
  /// The longest time, in seconds.
  public var limit: Double
  /// What becomes of a part that comes too late.
  public var action: Action

  /// Creates a limit.
  public init(of operation: Int, limit: Double, then action: Action = .scrap) {
    self.operation = operation
    self.limit = limit
    self.action = action
  }
}
