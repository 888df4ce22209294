/// YAML to be written in a fixed layout: on one line what fits, in blocks what does not.
indirect enum YamlText {
  /// A scalar as it is to stand in the text.
  case scalar(String)
  case list([YamlText])
  case mapping([(key: String, value: YamlText)])

  /// The longest line.
  private static let width = 96

  /// A document: a block mapping.
  static func document(_ entries: [(key: String, value: YamlText)]) -> String {
    var text = ""
    for entry in entries { write(entry, indentation: 0, isTop: true, to: &text) }
    return text
  }

  private static func write(
    _ entry: (key: String, value: YamlText), indentation: Int, isTop: Bool, to text: inout String
  ) {
    let key = scalar(ofText: entry.key)
    let blanks = String(repeating: " ", count: indentation)
    let line = "\(key): \(entry.value.line)"
    switch entry.value {
    case .mapping(let entries) where !entries.isEmpty && (isTop || !fits(line, indentation)):
      text += "\(key):\n"
      for inner in entries {
        text += blanks + "  "
        write(inner, indentation: indentation + 2, isTop: false, to: &text)
      }
    case .list(let items) where !items.isEmpty && !fits(line, indentation):
      text += "\(key):\n"
      for item in items { write(item, indentation: indentation + 2, to: &text) }
    default:
      text += line + "\n"
    }
  }

  /// An entry of a list; a mapping begins on the line of its dash.
  private static func write(_ item: YamlText, indentation: Int, to text: inout String) {
    text += String(repeating: " ", count: indentation) + "- "
    let line = item.line
    switch item {
    case .mapping(let entries)
    where !entries.isEmpty && (entries.count == 1 || !fits(line, indentation)):
      for (number, entry) in entries.enumerated() {
        if number > 0 { text += String(repeating: " ", count: indentation + 2) }
        write(entry, indentation: indentation + 2, isTop: false, to: &text)
      }
    default: text += line + "\n"
    }
  }

  private static func fits(_ line: String, _ indentation: Int) -> Bool {
    indentation + line.count <= width
  }

  /// The node on one line.
  var line: String {
    switch self {
    case .scalar(let text): text
    case .list(let items): "[" + items.map(\.line).joined(separator: ", ") + "]"
    case .mapping(let entries):
      "{"
        + entries.map { "\(YamlText.scalar(ofText: $0.key)): \($0.value.line)" }
        .joined(separator: ", ") + "}"
    }
  }

  /// A document's node, as it was written.
  init(_ node: DocumentNode) {
    switch node.content {
    case .scalar(let text): self = .text(text)
    case .nothing: self = .scalar("")
    case .list(let items): self = .list(items.map { YamlText($0) })
    case .mapping(let entries):
      self = .mapping(entries.map { ($0.key, YamlText($0.value)) })
    }
  }

  // MARK: - Scalars

  /// A text as a scalar that is read as the same text: plain where that is safe, else in quotes.
  static func text(_ value: String) -> YamlText {
    .scalar(scalar(ofText: value))
  }

  private static func scalar(ofText value: String) -> String {
    isPlain(value) ? value : doubleQuoted(value)
  }

  /// Whether a text means itself in block and in flow style, for YAML 1.1 and 1.2 alike.
  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last,
      first.isLetter || ("0"..."9") ~= first || first == "$" || first == "/"
        || first == "(" || ((first == "-" || first == "+" || first == ".") && text.count > 1),
      last != " ", last != ":"
    else { return false }
    if first == "-" || first == "+" || first == "." {
      let second = text.unicodeScalars[text.unicodeScalars.index(after: text.startIndex)]
      guard ("0"..."9") ~= second || second == "." else { return false }
    }
    guard !["---", "..."].contains(String(text.prefix(3))) else { return false }
    var last2: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      let isSafe =
        scalar.isLetter || ("0"..."9") ~= scalar
        || " _-.()+/$%^*@°;<>=~".unicodeScalars.contains(scalar)
        || (scalar == ":" && last2 != " ")
      guard isSafe, scalar != " " || last2 != ":" else { return false }
      last2 = scalar
    }
    return true
  }

  private static func doubleQuoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22, 0x5C: result += "\\\(scalar)"
      case 0x20...0x7E, 0xA1...0x2027, 0x2030...0xD7FF, 0x1_0000...:
        result.unicodeScalars.append(scalar)
      case ..<0x100: result += "\\x" + hexadecimal(scalar.value, digits: 2)
      default: result += "\\u" + hexadecimal(scalar.value, digits: 4)
      }
    }
    return result + "\""
  }

  private static func hexadecimal(_ value: UInt32, digits: Int) -> String {
    let text = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: digits - text.count) + text
  }
}
