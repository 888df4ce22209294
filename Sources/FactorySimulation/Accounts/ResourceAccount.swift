/// The sums kept of operators or tools while a replication runs.
public struct ResourceAccount: Hashable, Sendable, BitwiseCopyable {
  /// The time of all of them at work, in seconds.
  public var working = 0.0
  /// The time of all of them on shift, in seconds.
  public var onShift = 0.0

  init() {}
}
