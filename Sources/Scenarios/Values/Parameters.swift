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

  /// The longest text that may come of a replacement, in bytes. Parameters that use each other
  /// twice would double it at every step.
  static let longest = 10_000
  /// The most replacements in one text; an empty text could be doubled for ever.
  static let mostReplacements = 1_000

  private(set) var names: [String] = []
  private var definitions: [String: String] = [:]
  /// The parameters that stand in some value.
  private(set) var used: Set<String> = []
  private var broken: Set<String> = []

  mutating func define(_ name: String, _ text: String) {
    names.append(name)
    definitions[name] = text
  }

  /// Notes that a parameter cannot be replaced, so that its uses are not errors too.
  mutating func markBroken(_ name: String) {
    broken.insert(name)
  }

  /// Forgets which parameters were used.
  mutating func forgetUses() {
    used = []
  }

  /// The text with every `$name` replaced by its parameter's text, and `$$` by `$`.
  mutating func expand(_ text: String) throws(Problem) -> String {
    guard text.utf8.contains(UInt8(ascii: "$")) else { return text }
    var replacements = 0
    return try expand(text, within: [], &replacements)
  }

  private mutating func expand(
    _ text: String, within open: [String], _ replacements: inout Int
  ) throws(Problem) -> String {
    var result = ""
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "$" else {
        result.unicodeScalars.append(scalar)
        continue
      }
      if rest.first == "$" {
        rest.removeFirst()
        result += "$"
        continue
      }
      guard rest.first?.properties.isAlphabetic == true else {
        result += "$"
        continue
      }
      var name = ""
      while let next = rest.first, continues(next) {
        name.unicodeScalars.append(next)
        rest.removeFirst()
      }
      replacements += 1
      if replacements > Parameters.mostReplacements { throw .tooLong }
      result += try value(of: name, within: open, &replacements)
      if result.utf8.count > Parameters.longest { throw .tooLong }
    }
    return result
  }

  private func continues(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || ("0"..."9") ~= scalar || scalar == "_"
      || scalar == "-"
  }

  private mutating func value(
    of name: String, within open: [String], _ replacements: inout Int
  ) throws(Problem) -> String {
    guard let text = definitions[name] else { throw .unknown(name) }
    used.insert(name)
    if broken.contains(name) { throw .broken }
    if let first = open.firstIndex(of: name) { throw .cycle(Array(open[first...]) + [name]) }
    if open.count > 100 { throw .tooLong }
    return try expand(text, within: open + [name], &replacements)
  }
}

extension Reading {
  /// Reads `params`, and reports those that cannot be replaced.
  mutating func readParameters(_ value: Value) {
    guard let entries = entries(value, of: "parameters, each a name and a value") else { return }
    var sound: [(name: String, text: String, value: Value)] = []
    for entry in entries {
      let text = entry.value.node.scalar
      parameters.define(entry.name, text ?? "")
      if let text {
        sound.append((entry.name, text, entry.value))
      } else {
        error(
          entry.value,
          "a parameter is a single value such as '30 s', not \(entry.value.node.kindInWords)")
        parameters.markBroken(entry.name)
      }
    }
    for (name, _, value) in sound where expanded("$" + name, value) == nil {
      parameters.markBroken(name)
    }
    // A parameter that only parameters use is not used.
    parameters.forgetUses()
  }

  /// Warns of parameters that no value uses.
  mutating func warnOfUnusedParameters(_ value: Value) {
    for entry in value.node.entries ?? [] where Reading.isName(entry.key) {
      if !parameters.used.contains(entry.key) {
        warn(entry.keyPlace, value.path, "no value uses the parameter '\(entry.key)'")
      }
    }
  }

  /// The text with its parameters replaced; notes an error where that fails.
  mutating func expanded(_ text: String, _ value: Value) -> String? {
    do {
      return try parameters.expand(text)
    } catch {
      switch error {
      case .unknown(let name):
        unknownName(value, name, kind: "parameter", among: parameters.names)
      case .broken: break
      case .cycle(let names):
        let chain = names.suffix(6).map { "$" + $0 }.joined(separator: " → ")
        self.error(value, "the parameters \(chain) use each other in a circle")
      case .tooLong:
        self.error(value, "with its parameters replaced the text is longer than 10,000 bytes")
      }
      return nil
    }
  }
}
