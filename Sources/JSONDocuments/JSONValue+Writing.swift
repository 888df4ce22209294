/// How a value is laid out as text.
public enum JSONLayout: Sendable {
  /// Indented by two blanks a level, for people.
  case indented
  /// On one line, for a script of a page: `<`, `>` and `&`, which could end the script, are escaped.
  case inPage
}

extension JSONValue {
  /// The value as JSON, numbers in their shortest form.
  ///
  /// What is no number in JSON (NaN, infinities) becomes `null`.
  ///
  /// - Parameter layout: How it is laid out.
  /// - Returns: The text, without a line end.
  public func written(_ layout: JSONLayout = .indented) -> String {
    written(layout, indent: "")
  }

  private func written(_ layout: JSONLayout, indent: String) -> String {
    switch self {
    case .null: return "null"
    case .truth(let value): return value ? "true" : "false"
    case .number(let value): return value.isFinite ? JSONValue.shortest(value) : "null"
    case .text(let value): return JSONValue.quoted(value, layout)
    case .list(let items):
      let parts = items.map { $0.written(layout, indent: indent + "  ") }
      // A list of numbers reads best on one line.
      let isFlat = items.allSatisfy { $0.items == nil && $0.members == nil }
      return "[" + JSONValue.joined(parts, layout, indent: isFlat ? nil : indent) + "]"
    case .object(let members):
      let colon = layout == .inPage ? ":" : ": "
      let parts = members.map { member in
        JSONValue.quoted(member.name, layout) + colon
          + member.value.written(layout, indent: indent + "  ")
      }
      return "{" + JSONValue.joined(parts, layout, indent: indent) + "}"
    }
  }

  /// What stands between two brackets.
  ///
  /// - Parameters:
  ///   - parts: The items or members.
  ///   - layout: How they are laid out.
  ///   - indent: The indentation of the line with the opening bracket; `nil` for all on one line.
  /// - Returns: The text between the brackets.
  private static func joined(_ parts: [String], _ layout: JSONLayout, indent: String?) -> String {
    guard layout == .indented, let indent, !parts.isEmpty else {
      return parts.joined(separator: layout == .inPage ? "," : ", ")
    }
    let lines = parts.map { "\n" + indent + "  " + $0 }
    return lines.joined(separator: ",") + "\n" + indent
  }

  /// What ends a script, or did end a line of one before ECMAScript 2019.
  private static let escapedInPages: [Unicode.Scalar] = ["<", ">", "&", "\u{2028}", "\u{2029}"]

  /// A text in quotes.
  private static func quoted(_ text: String, _ layout: JSONLayout) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case "\r": quoted += "\\r"
      case "\0"..."\u{1F}": quoted += code(of: scalar)
      case _ where layout == .inPage && escapedInPages.contains(scalar):
        quoted += code(of: scalar)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// The fewest digits that give a number back, without a point where it is whole: `27.5`, `20`.
  private static func shortest(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
  }

  /// A character as its number.
  private static func code(of scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
