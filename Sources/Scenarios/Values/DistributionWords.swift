/// A distribution as it is written, cut into its family and its arguments: `lognormal mean 22 s cv 10 %`.
struct DistributionWords {
  /// A parameter with the name that was written before it, if there was one.
  struct Argument {
    var name: String?
    var text: String
    /// Where the argument begins, in Unicode scalars from the beginning of the whole.
    var offset: Int
  }

  /// What was written, for messages.
  var text: String
  var family: DistributionFamily
  var arguments: [Argument]

  init(text: String, family: DistributionFamily, arguments: [Argument]) {
    self.text = text
    self.family = family
    self.arguments = arguments
  }

  /// The words of a text that begins with a family's name; `nil` for any other text.
  init?(_ text: String) {
    let words = DistributionWords.split(text)
    guard let first = words.first, let family = DistributionFamily.named(first.text) else {
      return nil
    }
    self.init(text: text, family: family, arguments: [])
    var argument: Argument?
    func finish() {
      if let argument { arguments.append(argument) }
    }
    for word in words.dropFirst() {
      let isNumber = word.text.first.map { $0.isNumber || "+-.(".contains($0) } ?? false
      if isNumber, let open = argument, open.text.isEmpty {
        argument = Argument(name: open.name, text: word.text, offset: word.offset)
      } else if isNumber {
        finish()
        argument = Argument(name: nil, text: word.text, offset: word.offset)
      } else if DistributionFamily.words.contains(word.text) || argument == nil
        || !isUnit(after: argument?.text ?? "")
      {
        finish()
        argument = Argument(
          name: word.text == "to" ? nil : word.text, text: "", offset: word.offset)
      } else if let open = argument {
        argument = Argument(
          name: open.name, text: open.text + " " + word.text, offset: open.offset)
      }
    }
    finish()
  }

  /// The words of a text, with what stands in parentheses as part of one word.
  private static func split(_ text: String) -> [(text: String, offset: Int)] {
    var words: [(text: String, offset: Int)] = []
    var word = ""
    var start = 0
    var depth = 0
    for (offset, character) in text.unicodeScalars.enumerated() {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if character.isBlank, depth <= 0 {
        if !word.isEmpty { words.append((word, start)) }
        word = ""
      } else {
        if word.isEmpty { start = offset }
        word.unicodeScalars.append(character)
      }
    }
    if !word.isEmpty { words.append((word, start)) }
    return words
  }

  /// Whether a word that follows this continues it: the first word after a number does.
  private func isUnit(after text: String) -> Bool {
    guard !text.isEmpty, !text.contains(" ") else { return false }
    // `30 s`, but not `30s mena`.
    return text.last.map { $0.isNumber || $0 == "." } ?? false
  }

  /// The parameters by name, each given once.
  func named() throws(ValueProblem) -> [String: Argument] {
    let opened = text.utf8.reduce(0) { $0 + ($1 == UInt8(ascii: "(") ? 1 : 0) }
    let closed = text.utf8.reduce(0) { $0 + ($1 == UInt8(ascii: ")") ? 1 : 0) }
    if opened != closed {
      throw ValueProblem(
        opened > closed
          ? "\(quoted(text)): a parenthesis '(' is not closed; add ')'"
          : "\(quoted(text)): a parenthesis ')' closes nothing; remove it, or add '('")
    }
    var given: [String: Argument] = [:]
    var unnamed = family.unnamed[...]
    for argument in arguments where !isOfList(argument) {
      let name: String
      if let written = argument.name {
        guard family.parameters.contains(written) else { throw unknown(written) }
        name = written
      } else if let next = unnamed.first {
        name = next
        unnamed.removeFirst()
      } else {
        throw ValueProblem(
          "\(quoted(text)): \(quoted(argument.text)) needs a name before it; expected a text such "
            + "as '\(family.example)'")
      }
      guard !argument.text.isEmpty else {
        throw ValueProblem("\(quoted(text)): there is no value after '\(name)'")
      }
      guard given[name] == nil else {
        throw ValueProblem("\(quoted(text)): '\(name)' is given twice; keep one of them")
      }
      given[name] = argument
    }
    if family.isList {
      guard !listed.isEmpty else {
        throw ValueProblem("\(quoted(text)) needs values, as in '\(family.example)'")
      }
    } else {
      try checkForm(Set(given.keys).subtracting(DistributionFamily.common))
    }
    return given
  }

  /// The values of a family that is a list of them, in the order in which they are written.
  var listed: [Argument] { arguments.filter { isOfList($0) } }

  private func isOfList(_ argument: Argument) -> Bool {
    family.isList && (argument.name == nil || argument.name == "values") && !argument.text.isEmpty
  }

  private func unknown(_ word: String) -> ValueProblem {
    let synonyms = [
      "std": "sd", "stdev": "sd", "sigma": "sd", "mu": "mean", "min": "at_least",
      "max": "at_most", "k": "phases", "beta": "shape", "eta": "scale",
    ]
    let parameters = family.parameters
    let meant =
      synonyms[word.lowercased()].flatMap { parameters.contains($0) ? $0 : nil }
      ?? NearestName.of(word, among: parameters)
    let hint = meant.map { "did you mean '\($0)'?" } ?? "it takes \(enumerated(parameters))"
    return ValueProblem("\(family.name) has no parameter \(quoted(word)); \(hint)")
  }

  private func checkForm(_ given: Set<String>) throws(ValueProblem) {
    if family.forms.contains(where: { Set($0) == given }) { return }
    let nearest = family.forms.max { left, right in
      given.intersection(left).count < given.intersection(right).count
    }
    let form = nearest ?? []
    let missing = form.filter { !given.contains($0) }.map { "'\($0)'" }
    if !missing.isEmpty {
      throw ValueProblem(
        "\(quoted(text)) needs \(enumerated(missing)), as in '\(family.example)'")
    }
    let forms = family.forms.map { enumerated($0.map { "'\($0)'" }) }
    throw ValueProblem(
      "\(quoted(text)) gives too much: \(family.name) takes \(forms.joined(separator: ", or "))")
  }
}
