/// A wish about an experiment that cannot be understood, or makes no sense for it.
public struct RequestError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was written.
  public var request: String
  /// What is wrong with it, and what to write instead.
  public var reason: String

  /// Describes a wish that cannot be met.
  public init(_ request: String, _ reason: String) {
    self.request = request
    self.reason = reason
  }

  /// One line: what was written, and what is wrong.
  public var description: String { "'\(request)': \(reason)" }
}
