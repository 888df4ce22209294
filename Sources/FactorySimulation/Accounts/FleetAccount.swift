/// The sums kept of the vehicles of a fleet while a replication runs.
public struct FleetAccount: Hashable, Sendable, BitwiseCopyable {
  /// Time of all vehicles on the way with parts, in seconds.
  public var loaded = 0.0
  /// Time of all vehicles on the way to parts, in seconds.
  public var empty = 0.0
  /// Time of all vehicles on shift, in seconds.
  public var onShift = 0.0
  /// Parts that were fetched.
  public var carried = 0
  /// How long they had waited for it, all together, in seconds.
  public var waited = 0.0

  init() {}
}
