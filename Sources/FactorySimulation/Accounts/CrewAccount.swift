/// The sums kept of a crew while a replication runs.
public struct CrewAccount: Hashable, Sendable, BitwiseCopyable {
  /// Time that members spent on repairs, in seconds.
  public var working = 0.0
  /// Time that members were on shift, in seconds.
  public var onShift = 0.0
  /// Repairs that were begun.
  public var repairs = 0
  /// Time from the call until the crew came, in seconds, of the repairs begun.
  public var responseTime = 0.0
  /// Time that machines waited in the measured time, of all machines together, in seconds.
  public var waiting = 0.0

  init() {}
}
