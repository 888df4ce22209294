/// Why nothing can be learned from a table, or a model says nothing of one.
public struct TrainingProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, and what to do.
  public var message: String

  /// Creates a problem.
  public init(_ message: String) { self.message = message }

  /// What is wrong, and what to do.
  public var description: String { message }
}
