/// The scenario's parameters: names for texts that stand in values as `$name`.
struct Parameters {
  /// What is wrong with a text in which parameters were to be replaced.
  enum Problem: Error {
    case unknown(String)
    case cycle([String])
    case tooLong
    /// A parameter that is wrong where it is defined, and has been reported there.
    case broken
  }

  /// The longest text that may come of a replacement, in bytes.
  ///
  /// Parameters that use each other twice would double it at every step.
  static let longest = 10_000
  /// The longest chain of parameters that use each other.
  static let longestChain = 100

  private(set) var names = NameIndex()
  private var texts: [String: String] = [:]
  /// The texts in which all parameters have been replaced.
  private var replaced: [String: String] = [:]
  private var broken: Set<String> = []
  /// The parameters that stand in some value or in another parameter.
  private(set) var used: Set<String> = []

  mutating func define(_ name: String, _ text: String) {
    names.insert(name)
    texts[name] = text
  }

  /// Notes that a parameter cannot be replaced, so that its uses are not errors too.
  mutating func markBroken(_ name: String) {
    broken.insert(name)
  }

  /// The text with every `$name` replaced by its parameter's text, and `$$` by `$`.
  mutating func expand(_ text: String) throws(Problem) -> String {
    try expand(text, within: [])
  }

  /// The text of a parameter in which all others have been replaced.
  mutating func value(of name: String) throws(Problem) -> String {
    try value(of: name, within: [])
  }

  /// A stretch of a text whose parameters were replaced, and where it came from.
  private struct Piece {
    /// Where it begins in the expanded text, in Unicode scalars.
    var start: Int
    /// Where it begins in the text as it was written.
    var written: Int
    var isParameter: Bool
  }

  /// Where in a text stands what is found at an offset after its parameters are replaced.
  ///
  /// - Parameters:
  ///   - offset: In Unicode scalars, in the expanded text.
  ///   - text: The text as it was written.
  /// - Returns: In Unicode scalars, in the text; that of `$` for all that a parameter gave.
  mutating func offset(_ offset: Int, ofExpanded text: String) -> Int? {
    var pieces = [Piece(start: 0, written: 0, isParameter: false)]
    guard (try? expand(text, within: [], &pieces)) != nil,
      let piece = pieces.last(where: { $0.start <= offset })
    else { return nil }
    return piece.isParameter ? piece.written : piece.written + offset - piece.start
  }

  private mutating func expand(_ text: String, within open: [String]) throws(Problem) -> String {
    guard text.utf8.contains(UInt8(ascii: "$")) else { return text }
    var pieces: [Piece] = []
    return try expand(text, within: open, &pieces)
  }

  private mutating func expand(
    _ text: String, within open: [String], _ pieces: inout [Piece]
  ) throws(Problem) -> String {
    var result = ""
    var rest = text.unicodeScalars[...]
    func position() -> Int { text.unicodeScalars.count - rest.count }
    while let scalar = rest.popFirst() {
      guard scalar == "$" else {
        result.unicodeScalars.append(scalar)
        continue
      }
      if rest.first == "$" {
        rest.removeFirst()
        result += "$"
        pieces.append(
          Piece(start: result.unicodeScalars.count, written: position(), isParameter: false))
        continue
      }
      guard rest.first?.isLetter == true else {
        result += "$"
        continue
      }
      let start = position() - 1
      var name = ""
      while let next = rest.first, continues(next) {
        name.unicodeScalars.append(next)
        rest.removeFirst()
      }
      used.insert(name)
      pieces.append(
        Piece(start: result.unicodeScalars.count, written: start, isParameter: true))
      let value = try value(of: name, within: open)
      let isWhole = start == 0 && rest.isEmpty
      result += !isWhole && Parameters.isSum(value) ? "(\(value))" : value
      pieces.append(
        Piece(start: result.unicodeScalars.count, written: position(), isParameter: false))
      if result.utf8.count > Parameters.longest { throw .tooLong }
    }
    return result
  }

  /// Whether a text is a formula that operators around it would pull apart.
  private static func isSum(_ text: String) -> Bool {
    guard (try? Quantity.parse(text)) == nil, DistributionWords(text) == nil else { return false }
    return [" + ", " - ", " * ", " / ", "^"].contains { text.contains($0) }
  }

  private func continues(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isLetter || ("0"..."9") ~= scalar || scalar == "_" || scalar == "-"
  }

  private mutating func value(of name: String, within open: [String]) throws(Problem) -> String {
    if let done = replaced[name] { return done }
    guard let text = texts[name] else { throw .unknown(name) }
    if broken.contains(name) { throw .broken }
    if let first = open.firstIndex(of: name) { throw .cycle(Array(open[first...]) + [name]) }
    guard open.count < Parameters.longestChain, text.utf8.count <= Parameters.longest else {
      throw .tooLong
    }
    let done = try expand(text, within: open + [name])
    replaced[name] = done
    return done
  }
}

extension Reading {
  /// Reads `params`, and reports those that cannot be replaced.
  mutating func readParameters(_ root: [DocumentNode.Entry]) {
    guard let params = root.first(where: { $0.key == "params" }),
      let entries = params.value.entries
    else { return }
    for entry in entries {
      let value = Value(node: entry.value, path: "params." + entry.key)
      let text = entry.value.scalar
      parameters.define(entry.key, text ?? "")
      if text == nil {
        error(
          value,
          "a parameter is a single value such as '30 s', not \(entry.value.kindInWords)")
        parameters.markBroken(entry.key)
      }
    }
    for entry in entries where entry.value.scalar != nil {
      do {
        _ = try parameters.value(of: entry.key)
      } catch {
        note(error, Value(node: entry.value, path: "params." + entry.key))
        parameters.markBroken(entry.key)
      }
    }
  }

  /// The text with its parameters replaced; notes an error where that fails.
  mutating func expanded(_ text: String, _ value: Value) -> String? {
    do {
      return try parameters.expand(text)
    } catch {
      note(error, value)
      return nil
    }
  }

  private mutating func note(_ problem: Parameters.Problem, _ value: Value) {
    switch problem {
    case .unknown(let name):
      unknownName(
        value.node.place, value.path, name, kind: "parameter", among: parameters.names.names)
    case .cycle(let names):
      let chain = names.suffix(6).map { "$" + $0 }.joined(separator: " → ")
      error(value, "the parameters \(chain) use each other in a circle")
    case .tooLong:
      error(
        value,
        "with its parameters replaced this is longer than \(Parameters.longest) bytes, or "
          + "they use each other more than \(Parameters.longestChain) deep")
    case .broken:
      break
    }
  }
}
