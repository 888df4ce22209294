/// What makes features impossible, in words.
public struct FeatureProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was given, what was expected, and what to do.
  public var description: String

  /// Creates a problem.
  public init(_ description: String) {
    self.description = description
  }
}
