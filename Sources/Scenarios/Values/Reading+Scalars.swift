import RandomVariates

/// Single values: texts, numbers, quantities, distributions.
extension Reading {
  /// The text of a scalar with its parameters replaced.
  mutating func text(_ value: Value, expecting example: String) -> String? {
    if refusesForm(value) { return nil }
    switch value.node.content {
    case .scalar(let text):
      if text.utf8.count <= Parameters.longest { return expanded(text, value).map(trimmed) }
      error(value, "\(quoted(text)) is too long; a value has at most \(Parameters.longest) bytes")
    case .nothing:
      error(value, "has no value; expected \(example)")
    case .list, .mapping:
      error(value, "expected \(example), not \(value.node.kindInWords)")
    }
    return nil
  }

  /// Whether a scalar, its parameters replaced, is this word.
  mutating func says(_ value: Value, _ word: String) -> Bool {
    guard let scalar = value.node.scalar else { return false }
    return (try? parameters.expand(scalar)).map(trimmed) == word
  }

  /// The quantity of a scalar, in SI units.
  mutating func quantity(_ value: Value, _ expectation: Expectation) -> Quantity? {
    guard let text = text(value, expecting: expectation.example) else { return nil }
    return quantity(value, text, expectation)
  }

  private mutating func quantity(
    _ value: Value, _ text: String, _ expectation: Expectation
  ) -> Quantity? {
    if refusesFormula(text, value) { return nil }
    do {
      return try expectation.quantity(text)
    } catch {
      self.error(value, error.message)
      return nil
    }
  }

  /// The number of a scalar, in SI units.
  mutating func number(_ value: Value, _ expectation: Expectation) -> Double? {
    quantity(value, expectation)?.value
  }

  /// A whole number of parts or the like.
  mutating func count(
    _ value: Value, _ range: ClosedRange<Int>, example: String
  ) -> Int? {
    guard let text = text(value, expecting: example) else { return nil }
    if refusesFormula(text, value) { return nil }
    let quantity: Quantity
    do {
      quantity = try Quantity.parse(text)
    } catch {
      if case .decimalComma = error {
        self.error(value, "\(quoted(text)) is not a whole number; write numbers without commas")
      } else {
        self.error(value, "\(quoted(text)) is not a whole number; expected \(example)")
      }
      return nil
    }
    guard quantity.dimension == .count || !quantity.hasUnit else {
      error(value, "\(quoted(text)) is \(quantity.dimension.name); expected \(example)")
      return nil
    }
    guard quantity.value == quantity.value.rounded() else {
      error(value, "\(quoted(text)) is not a whole number; expected \(example)")
      return nil
    }
    guard quantity.value >= Double(range.lowerBound) else {
      error(value, "\(quoted(text)) is too small; expected at least \(range.lowerBound)")
      return nil
    }
    guard quantity.value <= Double(range.upperBound) else {
      error(value, "\(quoted(text)) is too large; expected at most \(range.upperBound)")
      return nil
    }
    return Int(quantity.value)
  }

  /// One of a few words.
  mutating func choice(_ value: Value, _ words: [String]) -> String? {
    let example = enumerated(words.map { "'\($0)'" }, joinedBy: "or")
    guard let text = text(value, expecting: example) else { return nil }
    if words.contains(text) { return text }
    let hint = question(text, among: words) ?? "; expected \(example)"
    error(value, "unknown word \(quoted(text))\(hint)")
    return nil
  }

  // MARK: - Distributions

  /// A distribution in words, as a mapping, or a single value that is always the same.
  mutating func distribution(_ value: Value, _ expectation: Expectation) -> Distribution? {
    let example = "\(expectation.example), or a distribution such as 'lognormal mean 22 s cv 10 %'"
    if refusesForm(value) { return nil }
    if case .mapping(let entries) = value.node.content {
      return longForm(value, entries, expectation)
    }
    guard let text = text(value, expecting: example) else { return nil }
    return distribution(value, text, expectation)
  }

  private mutating func distribution(
    _ value: Value, _ text: String, _ expectation: Expectation
  ) -> Distribution? {
    if refusesFormula(text, value) { return nil }
    if let words = DistributionWords(text) { return distribution(value, words, expectation) }
    guard let first = text.unicodeScalars.first, first.properties.isAlphabetic else {
      return constant(value, text, expectation)
    }
    let family = text.prefix { !$0.isWhitespace }
    unknownFamily(value, String(family), text)
    return nil
  }

  private mutating func constant(
    _ value: Value, _ text: String, _ expectation: Expectation
  ) -> Distribution? {
    let words = text.split(whereSeparator: \.isWhitespace)
    if let word = words.dropFirst().first(where: { DistributionFamily.words.contains(String($0)) })
    {
      error(
        value,
        "\(quoted(text)): a fixed value takes no '\(word)'; begin with a distribution's name, as "
          + "in 'uniform 5 d to 15 d'")
      return nil
    }
    return quantity(value, text, expectation).map { .constant($0.value) }
  }

  private mutating func unknownFamily(_ value: Value, _ word: String, _ text: String) {
    let names = DistributionFamily.all.map(\.name)
    let synonyms = [
      "constant": "a fixed value is written alone, such as '4 h'",
      "fixed": "a fixed value is written alone, such as '4 h'",
      "poisson": "times between random arrivals are 'exponential'",
      "gaussian": "did you mean 'normal'?", "log-normal": "did you mean 'lognormal'?",
      "expo": "did you mean 'exponential'?", "exp": "did you mean 'exponential'?",
      "unif": "did you mean 'uniform'?",
    ]
    let lower = word.lowercased()
    if ["geometric", "wiener", "empirical", "discrete"].contains(lower) {
      error(value, "\(lower) distributions are not simulated yet")
      return
    }
    let hint =
      synonyms[lower] ?? NearestName.of(word, among: names).map { "did you mean '\($0)'?" }
      ?? "known are \(enumerated(names))"
    error(value, "unknown distribution \(quoted(word)); \(hint)")
  }

  private mutating func distribution(
    _ value: Value, _ words: DistributionWords, _ expectation: Expectation
  ) -> Distribution? {
    do {
      return try words.distribution(of: expectation)
    } catch {
      self.error(value, error.message)
      return nil
    }
  }

  /// `{lognormal: {mean: 22 s, cv: 10 %}}` or `{uniform: 5 d to 15 d}`.
  private mutating func longForm(
    _ value: Value, _ entries: [DocumentNode.Entry], _ expectation: Expectation
  ) -> Distribution? {
    guard let entry = entries.first, entries.count == 1 else {
      error(
        value,
        "expected a single distribution such as '{lognormal: {mean: 22 s, cv: 10 %}}', not "
          + "a mapping with \(entries.count) keys")
      return nil
    }
    let inner = Value(node: entry.value, path: value.path)
    guard let family = DistributionFamily.named(entry.key) else {
      unknownFamily(
        Value(
          node: DocumentNode(content: .nothing, place: entry.keyPlace),
          path: value.path), entry.key, entry.key)
      return nil
    }
    guard case .mapping(let parameters) = entry.value.content else {
      guard let text = text(inner, expecting: "'\(family.example)'") else { return nil }
      return distribution(inner, family.name + " " + text, expectation)
    }
    var arguments: [DistributionWords.Argument] = []
    for parameter in parameters {
      let child = inner.child(parameter.key, parameter.value)
      guard let text = text(child, expecting: "a value such as '4 h'") else { return nil }
      if refusesFormula(text, child) { return nil }
      arguments.append(DistributionWords.Argument(name: parameter.key, text: text))
    }
    let shown = family.name + arguments.map { " \($0.name ?? "") \($0.text)" }.joined()
    return distribution(
      value, DistributionWords(text: shown, family: family, arguments: arguments), expectation)
  }

  // MARK: - Formulas

  /// Whether a text is a formula, which becomes an error.
  mutating func refusesFormula(_ text: String, _ value: Value) -> Bool {
    guard Reading.looksLikeFormula(text) else { return false }
    error(value, "formulas are not simulated yet")
    return true
  }

  /// Whether a text has operators, or names a component's state as in `die.wear`.
  static func looksLikeFormula(_ text: String) -> Bool {
    var last: Character = " "
    var beforeLast: Character = " "
    for character in text {
      if "*^()".contains(character) { return true }
      if character == " ", "+-/".contains(last), beforeLast == " " { return true }
      if character.isLetter, last == ".", beforeLast.isLetter { return true }
      beforeLast = last
      last = character
    }
    return false
  }
}
