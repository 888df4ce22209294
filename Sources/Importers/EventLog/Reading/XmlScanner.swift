import Scenarios

/// The tags of an XML text, one after the other, with their attributes.
///
/// Text between tags, comments, instructions and declarations are passed over. A declaration of entities
/// is refused, so that no text can grow.
struct XmlScanner {
  enum Kind {
    case opening
    case closing
    case empty
  }

  struct Tag {
    var name: String
    var kind: Kind
    var attributes: [String: String]
    var line: Int
  }

  private let bytes: [UInt8]
  private let file: String
  private var position = 0
  private var line = 1
  private var lineStart = 0
  private var open: [String] = []

  init(bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
  }

  /// The next tag; `nil` at the end of the text.
  mutating func next() throws(ImportFailure) -> Tag? {
    while skip(to: UInt8(ascii: "<")) {
      if starts(with: "<!--") {
        try skip(past: "-->", of: "this comment")
      } else if starts(with: "<![CDATA[") {
        try skip(past: "]]>", of: "this section")
      } else if starts(with: "<?") {
        try skip(past: "?>", of: "this instruction")
      } else if starts(with: "<!") {
        throw failure("declarations of documents are not read; remove it")
      } else {
        return try tag()
      }
    }
    if let last = open.last { throw failure("the text ends, and '<\(last)>' is not closed") }
    return nil
  }

  private mutating func tag() throws(ImportFailure) -> Tag {
    let line = line
    advance()
    let isClosing = current == UInt8(ascii: "/")
    if isClosing { advance() }
    let name = word()
    guard !name.isEmpty else { throw failure("expected the name of a tag after '<'") }
    var attributes: [String: String] = [:]
    while true {
      skipBlanks()
      guard let byte = current else { throw failure("'<\(name)' is not closed; add '>'") }
      if byte == UInt8(ascii: ">") {
        advance()
        if isClosing {
          guard open.popLast() == name else {
            throw failure("'</\(name)>' closes nothing that is open")
          }
          return Tag(name: name, kind: .closing, attributes: [:], line: line)
        }
        open.append(name)
        return Tag(name: name, kind: .opening, attributes: attributes, line: line)
      }
      if byte == UInt8(ascii: "/") {
        advance()
        guard current == UInt8(ascii: ">") else { throw failure("expected '>' after '/'") }
        advance()
        return Tag(name: name, kind: .empty, attributes: attributes, line: line)
      }
      let key = word()
      skipBlanks()
      guard !key.isEmpty, current == UInt8(ascii: "=") else {
        throw failure("expected an attribute such as key=\"concept:name\"")
      }
      advance()
      skipBlanks()
      attributes[key] = try value()
    }
  }

  private mutating func value() throws(ImportFailure) -> String {
    guard let quote = current, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      throw failure("expected a value in quotes")
    }
    advance()
    let start = position
    while let byte = current, byte != quote { advance() }
    guard current != nil else { throw failure("a value in quotes is not closed") }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    advance()
    return XmlScanner.unescaped(text)
  }

  private static func unescaped(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    var result = ""
    var rest = text[...]
    while let mark = rest.firstIndex(of: "&") {
      result += rest[..<mark]
      rest = rest[rest.index(after: mark)...]
      guard let end = rest.firstIndex(of: ";") else {
        result += "&"
        continue
      }
      let name = rest[..<end]
      switch name {
      case "amp": result += "&"
      case "lt": result += "<"
      case "gt": result += ">"
      case "quot": result += "\""
      case "apos": result += "'"
      default:
        let number =
          name.hasPrefix("#x")
          ? UInt32(name.dropFirst(2), radix: 16)
          : name.hasPrefix("#") ? UInt32(name.dropFirst()) : nil
        guard let number, let scalar = Unicode.Scalar(number) else {
          result += "&"
          continue
        }
        result.unicodeScalars.append(scalar)
      }
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }

  // MARK: - Bytes

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func advance() {
    if bytes[position] == UInt8(ascii: "\n") {
      line += 1
      lineStart = position + 1
    }
    position += 1
  }

  private mutating func skip(to byte: UInt8) -> Bool {
    while let present = current {
      if present == byte { return true }
      advance()
    }
    return false
  }

  private mutating func skipBlanks() {
    while let byte = current, byte <= 32 { advance() }
  }

  private mutating func word() -> String {
    let start = position
    while let byte = current, byte > 32, byte != UInt8(ascii: ">"), byte != UInt8(ascii: "/"),
      byte != UInt8(ascii: "=")
    {
      advance()
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private func starts(with text: String) -> Bool { bytes[position...].starts(with: text.utf8) }

  private mutating func skip(past text: String, of what: String) throws(ImportFailure) {
    let beginning = failure("\(what) is not closed; add '\(text)'")
    while position < bytes.count {
      if starts(with: text) {
        for _ in text.utf8 { advance() }
        return
      }
      advance()
    }
    throw beginning
  }

  private func failure(_ message: String) -> ImportFailure {
    ImportFailure([
      Diagnostic(
        file: file, line: line,
        column: String(
          decoding: bytes[min(lineStart, bytes.count)..<min(position, bytes.count)], as: UTF8.self
        ).unicodeScalars.count + 1, message: message)
    ])
  }
}
