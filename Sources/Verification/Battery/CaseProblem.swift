/// Why a case cannot be modelled, or its values cannot be used.
public struct CaseProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where, such as `parameters.arrival_rate`; empty where it is the case as a whole.
  public var path: String
  /// What was read, what was expected.
  public var message: String

  /// Creates a problem.
  public init(_ path: String = "", _ message: String) {
    self.path = path
    self.message = message
  }

  /// Both, in one line.
  public var description: String { path.isEmpty ? message : "\(path): \(message)" }
}
