import Scenarios

/// Names that the language takes, each once.
struct SafeNames {
  /// Words that mean something else where names stand.
  private var taken = UniqueNames(["default", "always", "otherwise"])

  init() {}

  /// The name that comes closest to one of a source.
  ///
  /// - Parameters:
  ///   - name: The source's own.
  ///   - standard: What to take where nothing of it is left.
  /// - Returns: Letters, digits, `_` and `-`, begun by a letter, and no name that was given before.
  mutating func name(for name: String, else standard: String) -> String {
    var safe = String(
      name.map { character in
        character.isLetter || ("0"..."9") ~= character || character == "-" ? character : "_"
      })
    if !ScenarioTemplate.isName(safe) {
      let rest = safe.drop { $0 == "_" || $0 == "-" }
      safe = rest.isEmpty ? standard : "\(standard)_\(rest)"
    }
    if !ScenarioTemplate.isName(safe) { safe = standard }
    return taken.unique(safe)
  }

  /// A free text, such as the name of a set-up or a family, as a scalar that needs no quotes.
  ///
  /// What cannot stand there is written by its number, so that different texts stay different.
  static func label(_ text: String) -> String {
    var safe = ""
    for scalar in text.unicodeScalars {
      let stands = ScenarioTemplate.isName("a\(scalar)") || scalar == "."
      safe += stands ? "\(scalar)" : "_u\(String(scalar.value, radix: 16))_"
    }
    let begins = safe.unicodeScalars.first.map {
      ScenarioTemplate.isName("\($0)") || ("0"..."9") ~= $0
    }
    return begins == true && safe != "otherwise" ? safe : "n" + safe
  }
}
