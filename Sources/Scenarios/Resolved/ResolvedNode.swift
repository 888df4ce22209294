/// YAML to be written: what stands in blocks, what in flow style, all in a fixed layout.
indirect enum ResolvedNode {
  /// A scalar as it is to stand in the text.
  case text(String)
  /// A mapping on one line.
  case flow([(key: String, value: ResolvedNode)])
  /// A list on one line.
  case flowList([ResolvedNode])
  /// A mapping with a line or more for each key.
  case block([(key: String, value: ResolvedNode)])
  /// A list of mappings with a single key each.
  case blockList([(key: String, value: ResolvedNode)])

  /// A section's values in the order of the key table.
  static func section(
    _ kind: SectionKind, _ values: [String: ResolvedNode]
  ) -> [(key: String, value: ResolvedNode)] {
    kind.keys.compactMap { key in values[key.name].map { (key.name, $0) } }
  }

  /// The lines of a block mapping at the given indentation.
  static func write(
    _ entries: [(key: String, value: ResolvedNode)], indentation: Int, to text: inout String
  ) {
    for entry in entries {
      text += String(repeating: " ", count: indentation)
      write(entry, indentation: indentation, to: &text)
    }
  }

  private static func write(
    _ entry: (key: String, value: ResolvedNode), indentation: Int, to text: inout String
  ) {
    switch entry.value {
    case .block(let entries) where !entries.isEmpty:
      text += "\(entry.key):\n"
      write(entries, indentation: indentation + 2, to: &text)
    case .blockList(let items) where !items.isEmpty:
      text += "\(entry.key):\n"
      for item in items {
        text += String(repeating: " ", count: indentation + 2) + "- "
        write(item, indentation: indentation + 4, to: &text)
      }
    default:
      text += "\(entry.key): \(entry.value.line)\n"
    }
  }

  /// The node on one line.
  private var line: String {
    switch self {
    case .text(let text): text
    case .flow(let entries), .block(let entries):
      "{" + entries.map { "\($0.key): \($0.value.line)" }.joined(separator: ", ") + "}"
    case .blockList(let items):
      "[" + items.map { "{\($0.key): \($0.value.line)}" }.joined(separator: ", ") + "]"
    case .flowList(let items):
      "[" + items.map(\.line).joined(separator: ", ") + "]"
    }
  }

  /// A free text as a scalar: plain where that is safe, else in double quotes.
  static func freeText(_ value: String) -> ResolvedNode {
    let escaped = value.split(separator: "$", omittingEmptySubsequences: false)
      .joined(separator: "$$")
    return .text(isPlain(escaped) ? escaped : doubleQuoted(escaped))
  }

  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first.properties.isAlphabetic,
      let last = text.unicodeScalars.last, last != " "
    else { return false }
    return text.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9") ~= $0 || " _-.()+/$".unicodeScalars.contains($0)
    }
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
