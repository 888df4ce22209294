import Experiments
import JSONDocuments

/// What is wrong with a JSON text, and where.
struct JSONProblem: Error, Hashable {
  /// The line, from 1.
  var line: Int
  /// The column in bytes, from 1.
  var column: Int
  var message: String
}

/// Reads JSON, and says where it is none.
///
/// Foundation's reader forgets the order of names, in which a report should list its metrics.
///
/// Source: T. Bray (ed.), "The JavaScript Object Notation (JSON) Data Interchange Format", RFC 8259,
/// 2017.
struct JSONReader {
  /// How deep lists and objects may be nested.
  static let deepest = 100

  private let bytes: [UInt8]
  private var place = 0
  private var depth = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The value that a text stands for.
  ///
  /// - Parameter bytes: The text, in UTF-8.
  /// - Returns: The value.
  /// - Throws: ``JSONProblem`` with the first place that is no JSON.
  static func value(of bytes: [UInt8]) throws(JSONProblem) -> JSONValue {
    var reader = JSONReader(bytes)
    let value = try reader.value()
    reader.skipBlanks()
    if reader.place < bytes.count { throw reader.problem("the text goes on after its end") }
    return value
  }

  private func problem(_ message: String) -> JSONProblem {
    let before = bytes[..<min(place, bytes.count)]
    let line = before.reduce(1) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
    let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return JSONProblem(line: line, column: place - start + 1, message: message)
  }

  private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func skipBlanks() {
    while let byte = next, [0x20, 0x0A, 0x0D, 0x09].contains(byte) { place += 1 }
  }

  /// Takes a sign where it comes next.
  private mutating func take(_ sign: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: sign) else { return false }
    place += 1
    return true
  }

  private mutating func value() throws(JSONProblem) -> JSONValue {
    skipBlanks()
    guard let byte = next else { throw problem("the text ends where a value should be") }
    switch Unicode.Scalar(byte) {
    case "{": return try nested { reader throws(JSONProblem) in try reader.object() }
    case "[": return try nested { reader throws(JSONProblem) in try reader.list() }
    case "\"": return .text(try string())
    case "-", "0"..."9": return try number()
    default: return try word()
    }
  }

  private mutating func nested(
    _ read: (inout JSONReader) throws(JSONProblem) -> JSONValue
  ) throws(JSONProblem) -> JSONValue {
    guard depth < JSONReader.deepest else {
      throw problem("lists and objects are nested more than \(JSONReader.deepest) deep")
    }
    depth += 1
    place += 1
    let value = try read(&self)
    depth -= 1
    return value
  }

  private mutating func list() throws(JSONProblem) -> JSONValue {
    var items: [JSONValue] = []
    skipBlanks()
    if take("]") { return .list(items) }
    while true {
      items.append(try value())
      skipBlanks()
      if take("]") { return .list(items) }
      guard take(",") else { throw problem("expected ',' or ']' after an item of a list") }
    }
  }

  private mutating func object() throws(JSONProblem) -> JSONValue {
    var members: [JSONValue.Member] = []
    var names: Set<String> = []
    skipBlanks()
    if take("}") { return .object(members) }
    while true {
      skipBlanks()
      guard next == UInt8(ascii: "\"") else { throw problem("expected a name in quotes") }
      let start = place
      let name = try string()
      guard names.insert(name).inserted else {
        place = start
        throw problem("the name '\(name)' is given twice")
      }
      skipBlanks()
      guard take(":") else { throw problem("expected ':' after the name '\(name)'") }
      members.append(JSONValue.Member(name, try value()))
      skipBlanks()
      if take("}") { return .object(members) }
      guard take(",") else { throw problem("expected ',' or '}' after the value of '\(name)'") }
    }
  }

  private mutating func word() throws(JSONProblem) -> JSONValue {
    let words: [(String, JSONValue)] = [
      ("null", .null), ("true", .truth(true)), ("false", .truth(false)),
    ]
    for (word, value) in words where bytes[place...].starts(with: word.utf8) {
      place += word.utf8.count
      return value
    }
    throw problem("expected a value")
  }

  private mutating func number() throws(JSONProblem) -> JSONValue {
    let start = place
    while let byte = next,
      UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || "+-.eE".utf8.contains(byte)
    {
      place += 1
    }
    let text = String(decoding: bytes[start..<place], as: UTF8.self)
    guard let value = Double(text), value.isFinite, text.first != "+" else {
      place = start
      throw problem("'\(text)' is no number")
    }
    return .number(value)
  }

  // MARK: - Texts

  private mutating func string() throws(JSONProblem) -> String {
    place += 1
    var text: [UInt8] = []
    while let byte = next {
      switch Unicode.Scalar(byte) {
      case "\"":
        place += 1
        return String(decoding: text, as: UTF8.self)
      case "\\":
        place += 1
        text += Array(String(try escaped()).utf8)
      default:
        guard byte >= 0x20 else { throw problem("a text must end on its line") }
        text.append(byte)
        place += 1
      }
    }
    throw problem("a text is not closed; add '\"'")
  }

  private mutating func escaped() throws(JSONProblem) -> Unicode.Scalar {
    let plain: [UInt8: Unicode.Scalar] = [
      UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/",
      UInt8(ascii: "b"): "\u{8}", UInt8(ascii: "f"): "\u{C}", UInt8(ascii: "n"): "\n",
      UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t",
    ]
    guard let byte = next else { throw problem("a text is not closed; add '\"'") }
    place += 1
    if let scalar = plain[byte] { return scalar }
    guard byte == UInt8(ascii: "u") else { throw problem("there is no such escape in a text") }
    let first = try codeUnit()
    guard UTF16.isLeadSurrogate(first) else {
      return Unicode.Scalar(UInt32(first)) ?? "\u{FFFD}"
    }
    guard take("\\"), take("u") else { throw problem("half of a surrogate pair is missing") }
    let second = try codeUnit()
    guard UTF16.isTrailSurrogate(second) else {
      throw problem("half of a surrogate pair is missing")
    }
    return UTF16.decode(UTF16.EncodedScalar([first, second]))
  }

  private mutating func codeUnit() throws(JSONProblem) -> UInt16 {
    guard place + 4 <= bytes.count,
      let unit = UInt16(String(decoding: bytes[place..<place + 4], as: UTF8.self), radix: 16)
    else { throw problem("expected four hexadecimal digits") }
    place += 4
    return unit
  }
}
