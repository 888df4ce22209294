/// What is wrong with a log or its map, and where.
public struct LogProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file.
  public var file: String
  /// The line, from 1; 0 where the whole file is meant.
  public var line: Int
  /// The column in the line, from 1.
  public var column: Int
  /// What was read, what was expected and what to do.
  public var message: String

  /// Creates a problem.
  public init(file: String, line: Int = 0, column: Int = 1, message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.message = message
  }

  /// `log.csv:3:14: error: …`.
  public var description: String {
    line == 0 ? "\(file): error: \(message)" : "\(file):\(line):\(column): error: \(message)"
  }
}

/// All that is wrong with a log or its map.
public struct LogFailure: Error, Hashable, Sendable {
  /// The problems, in the order of the file.
  public var problems: [LogProblem]

  /// Creates a failure from one problem or several.
  public init(_ problems: [LogProblem]) { self.problems = problems }
}

/// A text in single quotes, cut where it is long.
func quoted(_ text: some StringProtocol) -> String {
  text.count > 40 ? "'\(text.prefix(40))…'" : "'\(text)'"
}
