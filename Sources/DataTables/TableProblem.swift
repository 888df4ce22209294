/// Why a text is not a table, or a cell not what it should be, and where.
public struct TableProblem: Error, Hashable, CustomStringConvertible {
  /// The line, from 1.
  public var line: Int
  /// The column in the line, from 1, in Unicode scalars.
  public var column: Int
  /// What was read, what was expected and what to do.
  public var message: String

  /// Creates a problem at a place.
  public init(line: Int, column: Int, message: String) {
    self.line = line
    self.column = column
    self.message = message
  }

  /// `line:column: message`.
  public var description: String { "\(line):\(column): \(message)" }
}

/// A text in single quotes, cut where it is long, without what would break a line.
func quotedForMessage(_ text: String) -> String {
  var shown = ""
  for (count, scalar) in text.unicodeScalars.enumerated() {
    if count == 40 {
      shown += "…"
      break
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: shown += "\u{FFFD}"
    default: shown.unicodeScalars.append(scalar)
    }
  }
  return "'\(shown)'"
}
