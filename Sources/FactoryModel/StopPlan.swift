/// How stops of a machine are planned, such as those for cleaning.
///
/// A planned stop is no failure, and its time is no down time. By wall time stops begin at fixed times, at
/// `first` and then one ``FailureMode/timeToFailure`` after the other; those that come in a longer one are
/// left out. By parts, one follows so many parts after the other.
public struct StopPlan: Hashable, Sendable {
  /// When the first one begins, in seconds from the start; `nil` for after one interval.
  public var first: Double?

  /// Creates a plan.
  public init(first: Double? = nil) {
    self.first = first
  }
}
