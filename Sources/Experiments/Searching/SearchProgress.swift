/// Why a search ended.
public enum SearchEnd: Hashable, Sendable {
  /// All points that may be tried have been tried.
  case budgetSpent
  /// There are no other points.
  case spaceExhausted
  /// Somebody stopped it.
  case interrupted
}

/// How far a search is.
public struct SearchProgress: Sendable {
  /// How many points are known.
  public var finished: Int
  /// How many points may be tried.
  public var budget: Int
  /// How many replications of the points that are simulated now are finished.
  public var replications: Int
  /// How many replications these points take.
  public var requested: Int
  /// The best objective so far, as it was measured; `nil` where no point keeps all conditions, or none is good.
  public var best: Double?
}
