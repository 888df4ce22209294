/// Why no page can be made.
public struct ReportProblem: Error, Hashable, CustomStringConvertible {
  /// The file or folder.
  public var path: String
  /// What is wrong with it, and what to do.
  public var message: String

  /// Creates a problem.
  public init(path: String, message: String) {
    self.path = path
    self.message = message
  }

  /// Both.
  public var description: String { "\(path): \(message)" }
}
