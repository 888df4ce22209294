import JSONDocuments

/// Names in code and in texts, where no character of theirs may mean anything.
enum Quoting {
  /// A text as a literal of Python: what JSON writes, Python reads to the same text.
  static func python(_ text: String) -> String { JSONValue.text(text).written(.inPage) }

  /// Texts as a list of Python.
  static func python(_ texts: [String]) -> String {
    "[" + texts.map { python($0) }.joined(separator: ", ") + "]"
  }

  /// A text on one line of Markdown, as it reads.
  static func markdown(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\\", "`", "*", "_", "{", "}", "[", "]", "#", "|", "~", "$", "!":
        result += "\\"
        result.unicodeScalars.append(scalar)
      case "\0"..."\u{1F}": result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A command between the marks of code; a mark in it becomes a quote.
  static func code(_ text: String) -> String {
    "`" + text.replacing("`", with: "'").replacing("\n", with: " ") + "`"
  }
}
