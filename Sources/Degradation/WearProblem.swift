/// What makes a process of wear impossible, in words.
public struct WearProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was given, what was expected, and what to do.
  public var description: String

  /// Creates a problem.
  public init(_ description: String) {
    self.description = description
  }

  /// Sees whether a parameter is finite and above 0.
  static func requirePositive(_ name: String, _ value: Double) throws(WearProblem) {
    guard value > 0 && value < .infinity else {
      throw WearProblem("\(name) is \(value); it must be finite and > 0")
    }
  }
}
