/// A value that replaces one of a scenario's, or is added to it: `stations.press.buffer=60`.
public struct Override: Hashable, Sendable, CustomStringConvertible {
  /// Keys joined by points; an operation of a route is addressed by its name.
  public var path: String
  /// The value, as YAML in flow style.
  public var text: String

  /// Creates an override.
  ///
  /// - Parameters:
  ///   - path: Keys joined by points.
  ///   - text: The value, as YAML in flow style.
  public init(path: String, text: String) {
    self.path = path
    self.text = text
  }

  /// Reads `path=value`, as it is given to `--set`.
  ///
  /// - Parameter argument: The path, an equals sign and the value.
  /// - Throws: ``ScenarioFailure`` of the kind `usage` where the argument is not of that form.
  public init(argument: String) throws(ScenarioFailure) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let path = trimmed(String(parts[0]))
    guard parts.count == 2 else {
      throw Override.failure(
        argument, "has no '='; write a path and a value, as in --set stations.press.buffer=60")
    }
    guard !path.isEmpty, !path.split(separator: ".", omittingEmptySubsequences: false).contains("")
    else {
      throw Override.failure(
        argument,
        "\(quoted(path)) is not a path; write keys joined by points, as in "
          + "--set stations.press.buffer=60")
    }
    guard !trimmed(String(parts[1])).isEmpty else {
      throw Override.failure(argument, "has no value; write one after '='")
    }
    self.path = path
    self.text = String(parts[1])
  }

  /// As it was given: `--set stations.press.buffer=60`.
  public var description: String { "--set \(path)=\(text)" }

  private static func failure(_ argument: String, _ message: String) -> ScenarioFailure {
    ScenarioFailure(
      kind: .usage, diagnostics: [Diagnostic(file: "--set \(argument)", message: message)])
  }
}
