/// JSON to be written: keys in the order in which they are given.
indirect enum JSONText {
  case text(String)
  case number(Int)
  case truth(Bool)
  case list([JSONText])
  case mapping([(key: String, value: JSONText)])

  /// The text with two spaces of indentation.
  func document() -> String {
    var text = ""
    write(indentation: 0, to: &text)
    return text + "\n"
  }

  private func write(indentation: Int, to text: inout String) {
    let blanks = String(repeating: "  ", count: indentation + 1)
    switch self {
    case .text(let value): text += JSONText.quoted(value)
    case .number(let value): text += String(value)
    case .truth(let value): text += value ? "true" : "false"
    case .list(let items) where items.allSatisfy({ $0.isSimple }):
      text += "["
      for (number, item) in items.enumerated() {
        if number > 0 { text += ", " }
        item.write(indentation: 0, to: &text)
      }
      text += "]"
    case .list(let items):
      text += "[\n"
      for (number, item) in items.enumerated() {
        text += blanks
        item.write(indentation: indentation + 1, to: &text)
        text += number + 1 < items.count ? ",\n" : "\n"
      }
      text += blanks.dropLast(2) + "]"
    case .mapping(let entries) where entries.isEmpty: text += "{}"
    case .mapping(let entries):
      text += "{\n"
      for (number, entry) in entries.enumerated() {
        text += blanks + JSONText.quoted(entry.key) + ": "
        entry.value.write(indentation: indentation + 1, to: &text)
        text += number + 1 < entries.count ? ",\n" : "\n"
      }
      text += blanks.dropLast(2) + "}"
    }
  }

  /// The text, where it is one.
  var text: String? {
    if case .text(let text) = self { text } else { nil }
  }

  private var isSimple: Bool {
    switch self {
    case .text, .number, .truth: true
    case .list, .mapping: false
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\n": result += "\\n"
      case _ where scalar.value < 0x20 || scalar.value > 0x7E:
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
