/// Points to be tried next.
public struct Suggestion: Hashable, Sendable {
  /// One coordinate a dimension, from 0 to 1.
  public var point: [Double]
  /// What is to stand in the trial's ``Trial/memory``.
  public var memory: [Double]

  /// Makes a suggestion.
  public init(point: [Double], memory: [Double] = []) {
    self.point = point
    self.memory = memory
  }
}

/// A way to choose the points that are tried next.
///
/// What is suggested is a pure function of how the method was created and of the trials. So a search
/// that was stopped at any moment goes on as if it had not been: who has the trials has all.
public protocol PointSuggesting: Sendable {
  /// Suggests points.
  ///
  /// - Parameters:
  ///   - count: How many are wanted, at least 1.
  ///   - trials: All trials so far in the order in which they were suggested or given, pending ones too.
  /// - Returns: At most as many as wanted; none where the space has no other points.
  func suggestions(_ count: Int, after trials: [Trial]) -> [Suggestion]
}
