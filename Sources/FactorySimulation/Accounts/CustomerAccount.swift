/// The sums kept of a customer while a replication runs; amounts in the smallest ones of the item.
public struct CustomerAccount: Hashable, Sendable, BitwiseCopyable {
  /// Orders.
  public var orders = 0
  /// What was wanted.
  public var demanded = 0
  /// What was given at once.
  public var served = 0
  /// What was given, at once or later.
  public var delivered = 0
  /// What was given by the time by which it was wanted.
  public var onTime = 0
  /// What was given of something else instead; counted in ``delivered``, too.
  public var substituted = 0
  /// What was not waited for.
  public var lost = 0
  /// How long it was waited for what was given, in amount seconds.
  public var waited = 0.0
  /// How long what was given was late, in amount seconds.
  public var late = 0.0
}
