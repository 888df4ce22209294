import Scenarios

/// Figures and names in the sentences of an audit.
enum AuditWords {
  /// A number in six digits at most.
  static func figure(_ value: Double) -> String { ShortNumber.text(value, digits: 6) }

  /// A measure such as a correlation, in four digits at most; never rounded to 1 if it is less.
  static func measure(_ value: Double) -> String {
    let text = ShortNumber.text(value, digits: 4)
    if text == "1", value < 1 { return "0.9999+" }
    return text == "-1" && value > -1 ? "-0.9999+" : text
  }

  /// A share in percent.
  static func percent(_ share: Double) -> String {
    let text = ShortNumber.text(share * 100, digits: 3)
    return (text == "100" && share < 1 ? "almost 100" : text) + " %"
  }

  /// `1 row`, `3 rows`.
  static func count(_ number: Int, _ one: String, _ several: String? = nil) -> String {
    number == 1 ? "1 \(one)" : "\(number) \(several ?? one + "s")"
  }

  /// A text in single quotes, cut where it is long, on one line.
  static func quoted(_ text: String) -> String {
    var shown = ""
    for (index, scalar) in text.unicodeScalars.enumerated() {
      if index == 40 {
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

  /// `'a'`, `'a' and 'b'`, `'a', 'b' and 7 more`.
  static func list(_ names: [String], most: Int = 4) -> String {
    let shown = names.prefix(names.count <= most + 1 ? names.count : most).map(quoted)
    let rest = names.count - shown.count
    if rest > 0 { return shown.joined(separator: ", ") + " and \(rest) more" }
    guard let last = shown.last, shown.count > 1 else { return shown.first ?? "" }
    return shown.dropLast().joined(separator: ", ") + " and " + last
  }
}
