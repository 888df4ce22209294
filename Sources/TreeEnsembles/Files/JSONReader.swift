import JSONDocuments

/// Reads JSON from bytes, with the NaN and infinities that programs of models write.
struct JSONReader {
  private let bytes: [UInt8]
  private var place = 0
  private var depth = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Reads a whole text.
  ///
  /// - Parameter bytes: The text in UTF-8.
  /// - Returns: Its value.
  /// - Throws: ``TreeEnsembleError/malformed(place:read:expected:)`` with the number of the byte.
  static func value(_ bytes: [UInt8]) throws(TreeEnsembleError) -> JSONValue {
    var reader = JSONReader(bytes)
    let value = try reader.value()
    reader.skipBlanks()
    guard reader.place == bytes.count else { throw reader.wrong("the end") }
    return value
  }

  private mutating func value() throws(TreeEnsembleError) -> JSONValue {
    skipBlanks()
    switch peek {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try list()
    case UInt8(ascii: "\""): return .text(try text())
    default: return try word()
    }
  }

  private mutating func object() throws(TreeEnsembleError) -> JSONValue {
    try enter()
    var members: [JSONValue.Member] = []
    if !take("}") {
      repeat {
        skipBlanks()
        let name = try text()
        guard take(":") else { throw wrong("':'") }
        members.append(JSONValue.Member(name, try value()))
      } while take(",")
      guard take("}") else { throw wrong("',' or '}'") }
    }
    depth -= 1
    return .object(members)
  }

  private mutating func list() throws(TreeEnsembleError) -> JSONValue {
    try enter()
    var items: [JSONValue] = []
    if !take("]") {
      repeat { items.append(try value()) } while take(",")
      guard take("]") else { throw wrong("',' or ']'") }
    }
    depth -= 1
    return .list(items)
  }

  private mutating func enter() throws(TreeEnsembleError) {
    place += 1
    depth += 1
    guard depth <= 64 else { throw wrong("at most 64 levels") }
  }

  private mutating func text() throws(TreeEnsembleError) -> String {
    guard peek == UInt8(ascii: "\"") else { throw wrong("a text in quotes") }
    place += 1
    var text: [UInt8] = []
    while let byte = peek, byte != UInt8(ascii: "\"") {
      place += 1
      guard byte == UInt8(ascii: "\\") else {
        text.append(byte)
        continue
      }
      guard let escaped = peek else { throw wrong("a character") }
      place += 1
      switch escaped {
      case UInt8(ascii: "n"): text.append(10)
      case UInt8(ascii: "t"): text.append(9)
      case UInt8(ascii: "r"): text.append(13)
      case UInt8(ascii: "b"): text.append(8)
      case UInt8(ascii: "f"): text.append(12)
      case UInt8(ascii: "u"): text += try character()
      default: text.append(escaped)
      }
    }
    guard peek != nil else { throw wrong("'\"'") }
    place += 1
    return String(decoding: text, as: UTF8.self)
  }

  /// A character that stands as one or two numbers of four digits.
  private mutating func character() throws(TreeEnsembleError) -> [UInt8] {
    var units = [try unit()]
    if UTF16.isLeadSurrogate(units[0]), take("\\"), take("u") { units.append(try unit()) }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }

  private mutating func unit() throws(TreeEnsembleError) -> UInt16 {
    let digits = bytes[place..<min(place + 4, bytes.count)]
    guard digits.count == 4, let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw wrong("four hexadecimal digits") }
    place += 4
    return unit
  }

  /// A number, a truth value or null.
  private mutating func word() throws(TreeEnsembleError) -> JSONValue {
    let start = place
    while let byte = peek, JSONReader.isOfWord(byte) { place += 1 }
    let word = String(decoding: bytes[start..<place], as: UTF8.self)
    switch word {
    case "true": return .truth(true)
    case "false": return .truth(false)
    case "null": return .null
    default:
      // Among the numbers that `Double` reads are NaN and Infinity, but hexadecimal ones are none here.
      if !word.contains("x"), !word.contains("X"), let number = Double(word) {
        return .number(number)
      }
      place = start
      throw wrong("a value")
    }
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      true
    default: false
    }
  }

  private var peek: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func skipBlanks() {
    while let byte = peek, byte == 32 || byte == 10 || byte == 13 || byte == 9 { place += 1 }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard peek == UInt8(ascii: character) else { return false }
    place += 1
    return true
  }

  private func wrong(_ expected: String) -> TreeEnsembleError {
    let read = bytes[place..<min(place + 12, bytes.count)]
    return .malformed(
      place: "byte \(place)",
      read: read.isEmpty ? "the end" : "'\(String(decoding: read, as: UTF8.self))'",
      expected: expected)
  }
}
