/// How stops of a machine are planned, such as those for cleaning.
///
/// A planned stop is no failure, and its time is no down time. By wall time stops begin at fixed times, at
/// `first` and then one ``FailureMode/timeToFailure`` after the other; those that come in a longer one are
/// left out. By parts, one follows so many parts after the other.
public struct StopPlan: Hashable, Sendable {
  /// When the first one begins, in seconds from the start, or in parts where parts are counted; `nil` for
  /// after one interval.
  public var first: Double?
  /// Whether the machines take turns: of n machines each has its first stop one n-th of an interval after
  /// that of the machine before.
  public var isStaggered: Bool

  /// Creates a plan.
  public init(first: Double? = nil, isStaggered: Bool = false) {
    self.first = first
    self.isStaggered = isStaggered
  }

  /// When the first stop of a machine begins, in seconds from the start, or in parts.
  ///
  /// - Parameters:
  ///   - place: The machine's place among those that the plan concerns, from 0.
  ///   - count: How many it concerns.
  ///   - interval: From one stop to the next, in seconds or parts.
  /// - Returns: The time, or the number of parts.
  public func first(of place: Int, among count: Int, every interval: Double) -> Double {
    (first ?? interval) + (isStaggered ? interval * Double(place) / Double(count) : 0)
  }
}
