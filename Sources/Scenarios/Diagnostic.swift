/// One thing that is wrong, or doubtful, in a scenario, and where it stands.
public struct Diagnostic: Hashable, Sendable, CustomStringConvertible {
  /// How bad it is.
  public enum Severity: String, Hashable, Sendable {
    /// The scenario cannot be used.
    case error
    /// The scenario can be used, but may not mean what its author thinks.
    case warning
    /// Something to know.
    case note
  }

  /// The line on which something stands, to be shown below the message.
  public struct Excerpt: Hashable, Sendable {
    /// The line, or the part of a long one around the place.
    public var line: String
    /// Where the marks begin, in characters of ``line``, from 0.
    public var start: Int
    /// How many characters are marked, at least 1.
    public var length: Int

    /// Creates an excerpt.
    public init(line: String, start: Int, length: Int) {
      self.line = line
      self.start = start
      self.length = length
    }
  }

  /// The file's path as it was given, or the override (`--set path=value`).
  public var file: String
  /// The line, from 1; `nil` for an override or a file that could not be read.
  public var line: Int?
  /// The column in Unicode scalars, from 1; `nil` where `line` is.
  public var column: Int?
  /// How bad it is.
  public var severity: Severity
  /// The dotted path of the value; empty at the top.
  public var path: String
  /// What was read, what was expected and what to do.
  public var message: String
  /// The line on which it stands; `nil` where there is none to show.
  public var excerpt: Excerpt?

  /// Creates a diagnostic.
  public init(
    file: String, line: Int? = nil, column: Int? = nil, severity: Severity = .error,
    path: String = "", message: String, excerpt: Excerpt? = nil
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.severity = severity
    self.path = path
    self.message = message
    self.excerpt = excerpt
  }

  /// One line, as compilers write it: `press.yaml:14:23: error: …`.
  public var description: String {
    var place = file
    if let line { place += ":\(line)" }
    if let column { place += ":\(column)" }
    return "\(place): \(severity.rawValue): \(message)"
  }

  /// The message, and below it the line with marks where it is wrong.
  public var textWithExcerpt: String {
    guard let excerpt, let line else { return description }
    let number = String(line)
    let margin = String(repeating: " ", count: number.count)
    // A tab stays one, so that the marks stand below what they mark.
    let blanks = String(excerpt.line.prefix(excerpt.start).map { $0 == "\t" ? "\t" : " " })
    let marks = "^" + String(repeating: "~", count: excerpt.length - 1)
    return "\(description)\n  \(number) | \(excerpt.line)\n  \(margin) | \(blanks)\(marks)"
  }
}

/// Why a scenario could not be read: all its errors at once, in the order of the file.
public struct ScenarioFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// What went wrong, as far as an exit code tells it.
  public enum Kind: Hashable, Sendable {
    /// There is no such file.
    case notFound
    /// The file is there but cannot be read.
    case unreadable
    /// The file's contents, or an override's value, are wrong.
    case invalid
    /// An override is not written as `path=value`.
    case usage
  }

  /// What went wrong.
  public var kind: Kind
  /// The errors, and warnings that stood beside them; never empty.
  public var diagnostics: [Diagnostic]

  /// Creates a failure.
  public init(kind: Kind, diagnostics: [Diagnostic]) {
    self.kind = kind
    self.diagnostics = diagnostics
  }

  /// The diagnostics, a line each.
  public var description: String {
    diagnostics.map(\.description).joined(separator: "\n")
  }

  /// The diagnostics, each with its line of the file below it.
  public var textWithExcerpts: String {
    diagnostics.map(\.textWithExcerpt).joined(separator: "\n")
  }
}
