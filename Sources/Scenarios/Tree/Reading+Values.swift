import FactoryModel
import RandomVariates

/// Single values, each read by its shape.
extension Reading {
  /// The text of a scalar with its parameters replaced and its blanks made single.
  mutating func scalarText(_ value: Value, what: String) -> String? {
    switch value.node.content {
    case .scalar(let text):
      if text.utf8.count <= Parameters.longest { return expanded(text, value).map(trimmed) }
      error(value, "\(quoted(text)) is too long; a value has at most \(Parameters.longest) bytes")
    case .nothing:
      error(value, "has no value; expected \(what)")
    case .list, .mapping:
      error(value, "expected \(what), not \(value.node.kindInWords)")
    }
    return nil
  }

  /// Reads a single value that may have one of several shapes, which its beginning tells apart.
  mutating func scalar(_ value: Value, as shapes: [Shape], what: String) -> TreeContent {
    guard let text = scalarText(value, what: what) else { return .broken }
    let simple = DocumentText.singleBlanks(text)
    var names: [NameKind] = []
    var words: [String] = []
    var noun: String?
    var last: Shape?
    for shape in shapes {
      switch shape {
      case .words(let allowed, let what):
        if allowed.contains(simple) {
          return .value(TreeValue(text: simple, meaning: .text))
        }
        words += allowed
        noun = noun ?? what
      case .phrase(let beginning, let rest):
        if simple.hasPrefix(beginning + " ") {
          return phrase(value, simple, beginning, rest)
        }
        noun = noun ?? "phrase"
        words.append(beginning)
      case .reference(let kinds):
        if declarations.has(simple, of: kinds) {
          return .value(TreeValue(text: simple, meaning: .text))
        }
        names += kinds
      case .section, .names, .labels, .keyed, .factors, .list, .steps, .either: break
      default: last = shape
      }
    }
    if let last {
      // A word where a number may stand was meant as one of the words.
      if !words.isEmpty, last.isNumeric, simple.first?.isLetter == true,
        !Amount.looksLikeFormula(simple, scope), DistributionWords(simple) == nil
      {
        let hint = question(simple, among: words) ?? "; expected \(what)"
        error(value, "unknown \(noun ?? "word") \(quoted(simple))\(hint)")
        return .broken
      }
      return plain(value, text, last)
    }
    if !names.isEmpty {
      unknownReference(value, simple, names, words)
    } else {
      let hint =
        question(simple, among: words) ?? Reading.phraseMeant(simple, among: shapes)
        ?? "; expected \(what)"
      error(value, "unknown \(noun ?? "word") \(quoted(simple))\(hint)")
    }
    return .broken
  }

  /// The phrase that was meant by a text that begins and ends like one: `back deburr`.
  private static func phraseMeant(_ text: String, among shapes: [Shape]) -> String? {
    let words = text.split(separator: " ")
    guard words.count > 1, let first = words.first, let last = words.last else { return nil }
    for case .phrase(let beginning, _) in shapes
    where beginning.split(separator: " ").first == first {
      return "; did you mean '\(beginning) \(last)'?"
    }
    return nil
  }

  private mutating func unknownReference(
    _ value: Value, _ name: String, _ kinds: [NameKind], _ words: [String]
  ) {
    let known = kinds.flatMap { declarations.names(of: $0) }.filter { !words.contains($0) }
    let kind = kinds.map(\.rawValue).joined(separator: " or ")
    guard !known.isEmpty else {
      let section = kinds.first.map { Reading.section(declaring: $0) } ?? ""
      let hint = question(name, among: words) ?? "; describe it in '\(section)'"
      error(value, "there is no \(kind) \(quoted(name))\(hint)")
      return
    }
    unknownName(value.node.place, value.path, name, kind: kind, among: known + words)
  }

  /// The key of the file's top level under which names of this kind are declared.
  static func section(declaring kind: NameKind) -> String {
    for key in KeyTable.keys(of: kind == .arm ? .experiment : .scenario) {
      if case .names(kind, _, _) = key.shape { return key.name }
    }
    return kind.rawValue
  }

  private mutating func phrase(
    _ value: Value, _ text: String, _ beginning: String, _ rest: Shape
  ) -> TreeContent {
    let part = String(text.dropFirst(beginning.count + 1))
    guard case .value(let inner) = plain(value, part, rest) else { return .broken }
    return .value(TreeValue(text: text, meaning: .phrase(inner)))
  }

  // MARK: - By shape

  private mutating func plain(
    _ value: Value, _ text: String, _ shape: Shape
  ) -> TreeContent {
    let simple = DocumentText.singleBlanks(text)
    do {
      switch shape {
      case .text: return .value(TreeValue(text: text, meaning: .text))
      case .model: return model(try word(simple, shape))
      case .label, .selector, .metric, .file:
        return .value(TreeValue(text: try word(simple, shape), meaning: .text))
      case .count(let range, let example):
        return count(value, simple, range, example: example)
      case .quantity(let expectation):
        let quantity = try expectation.quantity(text)
        return .value(TreeValue(text: simple, meaning: .quantity(quantity)))
      case .formula(let expectation):
        return .value(TreeValue(text: simple, meaning: try formula(text, expectation)))
      case .distribution(let expectation):
        return try distribution(value, text, expectation)
      case .range(let expectation):
        return .value(TreeValue(text: simple, meaning: try range(simple, expectation)))
      case .wear:
        return .value(TreeValue(text: simple, meaning: .wear(try WearExpression(text))))
      case .truth:
        guard simple == "true" || simple == "false" else {
          throw ValueProblem("\(quoted(simple)) is neither 'true' nor 'false'")
        }
        return .value(TreeValue(text: simple, meaning: .truth(simple == "true")))
      case .date:
        return .value(TreeValue(text: simple, meaning: .date(try DateText.date(simple))))
      case .moment:
        return .value(TreeValue(text: simple, meaning: try moment(simple)))
      case .days:
        return days(value, simple)
      case .shift:
        return .value(TreeValue(text: simple, meaning: try DateText.shift(simple)))
      case .condition:
        return .value(TreeValue(text: simple, meaning: try ConditionText.read(simple)))
      case .rows(let kind):
        return rows(value, kind)
      case .anything: return .raw(value.node)
      default: return .broken
      }
    } catch let problem as ValueProblem {
      // A plain number uses no names: what is wrong with it has not been reported.
      if case .quantity = shape {} else if isAboutBrokenName(text) { return .broken }
      error(value, problem)
    } catch {
      self.error(value, "\(error)")
    }
    return .broken
  }

  /// Whether a formula uses a set-point that could not be read: it has been reported.
  private func isAboutBrokenName(_ text: String) -> Bool {
    let scopes = declarations.stationScopes.values
    return scopes.contains { scope in
      scope.names.contains { $0.origin == .broken && text.contains($0.name) }
    }
  }

  private func word(_ text: String, _ shape: Shape) throws(ValueProblem) -> String {
    if text.unicodeScalars.count > 200 {
      throw ValueProblem("\(quoted(text)) is too long; expected \(shape.what)")
    }
    switch shape {
    case .selector, .metric:
      let parts = text.split(separator: ".", omittingEmptySubsequences: false)
      if text.contains(" ") || parts.contains("") {
        throw ValueProblem("\(quoted(text)) is no path; expected \(shape.what)")
      }
    case .label, .model:
      if text.contains(" ") {
        throw ValueProblem("\(quoted(text)) has blanks; expected \(shape.what), in one word")
      }
    default: break
    }
    return text
  }

  private func formula(
    _ text: String, _ expectation: Expectation
  ) throws(ValueProblem) -> TreeValue.Meaning {
    switch try Amount.read(text, expectation, scope) {
    case .fixed(let quantity): .quantity(quantity)
    case .formula(let formula): .formula(formula)
    }
  }

  private func range(
    _ text: String, _ expectation: Expectation
  ) throws(ValueProblem) -> TreeValue.Meaning {
    let parts = text.split(separator: " by ", omittingEmptySubsequences: false).map(String.init)
    let ends = parts[0].split(separator: " to ", omittingEmptySubsequences: false).map(String.init)
    guard ends.count == 2, parts.count <= 2 else {
      throw ValueProblem(
        "\(quoted(text)) is not a range; expected two ends such as '20 /min to 45 /min'")
    }
    let lower = try expectation.quantity(trimmed(ends[0]))
    let upper = try expectation.quantity(trimmed(ends[1]))
    guard lower.dimension == upper.dimension else {
      throw ValueProblem(
        "\(quoted(text)): one end is \(lower.dimension.name), the other \(upper.dimension.name)")
    }
    guard lower.value < upper.value else {
      throw ValueProblem("\(quoted(text)): the upper end must be greater than the lower")
    }
    guard parts.count == 2 else { return .range(lower, upper, by: nil) }
    if parts[1].hasSuffix("degC") {
      throw ValueProblem(
        "\(quoted(text)): a step is a difference of temperatures; write it in K, such as '5 K'")
    }
    let step = try expectation.quantity(trimmed(parts[1]))
    guard step.dimension == lower.dimension, step.value > 0 else {
      throw ValueProblem(
        "\(quoted(text)): the step must be \(lower.dimension.name) that is more than zero")
    }
    return .range(lower, upper, by: step)
  }

  private func moment(_ text: String) throws(ValueProblem) -> TreeValue.Meaning {
    let looksLikeDate =
      text.utf8.count > 4 && text.utf8.prefix(4).allSatisfy { (48...57).contains($0) }
      && text.dropFirst(4).first == "-"
    if looksLikeDate { return .date(try DateText.date(text)) }
    do {
      return .quantity(try Expectation.durationOrZero.quantity(text))
    } catch {
      throw ValueProblem("\(error.message); or a date such as 2026-05-04")
    }
  }

  private mutating func count(
    _ value: Value, _ text: String, _ range: ClosedRange<Int>, example: String
  ) -> TreeContent {
    let quantity: Quantity
    do {
      quantity = try Quantity.parse(text)
    } catch {
      if case .decimalComma = error {
        self.error(value, "\(quoted(text)) is not a whole number; write numbers without commas")
      } else {
        self.error(value, "\(quoted(text)) is not a whole number; expected \(example)")
      }
      return .broken
    }
    if quantity.dimension != .count, quantity.hasUnit {
      error(value, "\(quoted(text)) is \(quantity.dimension.name); expected \(example)")
    } else if quantity.value != quantity.value.rounded() {
      error(value, "\(quoted(text)) is not a whole number; expected \(example)")
    } else if quantity.value < Double(range.lowerBound) {
      error(value, "\(quoted(text)) is too small; expected at least \(range.lowerBound)")
    } else if quantity.value > Double(range.upperBound) || quantity.value >= 0x1p63 {
      error(value, "\(quoted(text)) is too large; expected at most \(range.upperBound)")
    } else {
      return .value(TreeValue(text: text, meaning: .count(Int(quantity.value))))
    }
    return .broken
  }

  // MARK: - Distributions

  private mutating func distribution(
    _ value: Value, _ text: String, _ expectation: Expectation
  ) throws(ValueProblem) -> TreeContent {
    let simple = DocumentText.singleBlanks(text)
    if let words = DistributionWords(text) {
      var expression = try DistributionExpression(words, expectation, scope)
      expression.text = simple
      return .value(TreeValue(text: simple, meaning: .distribution(expression)))
    }
    if Amount.looksLikeFormula(text, scope) {
      return .value(TreeValue(text: simple, meaning: try formula(text, expectation)))
    }
    guard let first = text.unicodeScalars.first, first.isLetter else {
      try refuseWordsAfterNumber(simple)
      return .value(
        TreeValue(text: simple, meaning: .quantity(try expectation.quantity(text))))
    }
    throw Reading.unknownFamily(String(text.prefix { !$0.isWhitespace }))
  }

  private func refuseWordsAfterNumber(_ text: String) throws(ValueProblem) {
    let words = text.split(whereSeparator: \.isWhitespace)
    if let word = words.dropFirst().first(where: { DistributionFamily.words.contains(String($0)) })
    {
      throw ValueProblem(
        "\(quoted(text)): a fixed value takes no '\(word)'; begin with a distribution's name, as "
          + "in 'uniform 5 d to 15 d'")
    }
  }

  private static func unknownFamily(_ word: String) -> ValueProblem {
    let names = DistributionFamily.all.map(\.name)
    let synonyms = [
      "constant": "a fixed value is written alone, such as '4 h'",
      "fixed": "a fixed value is written alone, such as '4 h'",
      "gaussian": "did you mean 'normal'?", "log-normal": "did you mean 'lognormal'?",
      "expo": "did you mean 'exponential'?", "exp": "did you mean 'exponential'?",
      "unif": "did you mean 'uniform'?",
    ]
    let hint =
      synonyms[word.lowercased()]
      ?? NearestName.of(word, among: names).map { "did you mean '\($0)'?" }
      ?? "known are \(enumerated(names))"
    return ValueProblem("unknown distribution \(quoted(word)); \(hint)")
  }

  /// `{lognormal: {mean: 22 s, cv: 10 %}}` or `{uniform: 5 d to 15 d}`; resolved to words.
  mutating func longForm(
    _ value: Value, _ entries: [DocumentNode.Entry], _ expectation: Expectation, what: String
  ) -> TreeContent {
    guard let entry = entries.first, entries.count == 1 else {
      error(
        value,
        "expected a single distribution such as '{lognormal: {mean: 22 s, cv: 10 %}}', not "
          + "a mapping with \(entries.count) keys")
      return .broken
    }
    if entry.key == "table" {
      error(entry.keyPlace, value.path, "a table cannot stand here; expected \(what)")
      return .broken
    }
    guard let family = DistributionFamily.named(entry.key) else {
      error(entry.keyPlace, value.path, Reading.unknownFamily(entry.key).message)
      return .broken
    }
    let inner = Value(node: entry.value, path: value.path)
    var written = family.name
    if case .mapping(let parameters) = entry.value.content {
      for parameter in parameters {
        let child = inner.child(parameter.key, parameter.value)
        guard let text = scalarText(child, what: "a value such as '4 h'") else { return .broken }
        let needsParentheses = !family.isList && (try? Quantity.parse(text)) == nil
        written += " \(parameter.key) " + (needsParentheses ? "(\(text))" : text)
      }
    } else if family.isList, case .list(let items) = entry.value.content {
      guard let text = listedText(inner, items) else { return .broken }
      written += " " + text
    } else {
      guard let text = scalarText(inner, what: "'\(family.example)'") else { return .broken }
      written += " " + text
    }
    do {
      return try distribution(value, written, expectation)
    } catch {
      self.error(value.node.place, value.path, error.message)
      return .broken
    }
  }

  /// The values of a list, `[12 min, 15 min]` or the rows of a table, in words.
  private mutating func listedText(_ value: Value, _ items: [DocumentNode]) -> String? {
    var texts: [String] = []
    for item in items {
      guard
        let text = scalarText(Value(node: item, path: value.path), what: "a value such as '4 h'")
      else { return nil }
      texts.append(text)
    }
    let written = ListedValues.words(texts)
    guard written.utf8.count <= Parameters.longest - 100 else {
      error(
        value,
        "has \(texts.count) values, which is too long a list; give fewer, such as 200 quantiles of "
          + "them")
      return nil
    }
    return written
  }

  // MARK: - Days

  private mutating func days(_ value: Value, _ text: String) -> TreeContent {
    let example = Shape.days.what
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map {
      trimmed(String($0))
    }
    guard ends.count <= 2 else {
      error(value, "\(quoted(text)) is not a range of days; expected \(example)")
      return .broken
    }
    let numbers = ends.map { dayNumber($0, value) }
    guard let first = numbers.first ?? nil, let last = numbers.last ?? nil else { return .broken }
    var days = [first]
    while let day = days.last, day != last { days.append((day + 1) % 7) }
    return .value(TreeValue(text: text, meaning: .days(days)))
  }

  private mutating func dayNumber(_ word: String, _ value: Value) -> Int? {
    if let number = DateText.dayNames.firstIndex(of: word) { return number }
    let short = String(word.lowercased().prefix(3))
    let hint =
      DateText.dayNames.contains(short)
      ? "; did you mean '\(short)'?"
      : question(word, among: DateText.dayNames)
        ?? "; days are \(enumerated(DateText.dayNames))"
    error(value, "unknown day \(quoted(word))\(hint)")
    return nil
  }
}
