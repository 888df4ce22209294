import RandomVariates

/// A distribution as it is written: `lognormal mean 22 s cv 10 %`, or the same as a mapping.
struct DistributionWords {
  /// A parameter with the name that was written before it, if there was one.
  struct Argument {
    var name: String?
    var text: String
  }

  /// What was written, for messages.
  var text: String
  var family: DistributionFamily
  var arguments: [Argument]

  /// The words of a text that begins with a family's name; `nil` for any other text.
  init?(_ text: String) {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let first = words.first, let family = DistributionFamily.named(first) else { return nil }
    self.init(text: text, family: family, arguments: [])
    var argument: Argument?
    func finish() {
      if let argument { arguments.append(argument) }
    }
    for word in words.dropFirst() {
      let isNumber = word.first.map { $0.isNumber || "+-.".contains($0) } ?? false
      if isNumber, let open = argument, open.text.isEmpty {
        argument = Argument(name: open.name, text: word)
      } else if isNumber {
        finish()
        argument = Argument(name: nil, text: word)
      } else if DistributionFamily.words.contains(word) || argument == nil
        || !isUnit(word, after: argument?.text ?? "")
      {
        finish()
        argument = Argument(name: word == "to" ? nil : word, text: "")
      } else if let open = argument {
        argument = Argument(name: open.name, text: open.text + " " + word)
      }
    }
    finish()
  }

  init(text: String, family: DistributionFamily, arguments: [Argument]) {
    self.text = text
    self.family = family
    self.arguments = arguments
  }

  /// Whether a word that follows a number continues it: its first word does, whatever it is.
  private func isUnit(_ word: String, after text: String) -> Bool {
    guard !text.isEmpty, !text.contains(" ") else { return false }
    // `30 s`, but not `30s mena`.
    return text.last.map { $0.isNumber || $0 == "." } ?? false
  }

  /// The distribution of a quantity of the expected kind, cut at zero where it reaches below.
  func distribution(of expectation: Expectation) throws(ValueProblem) -> Distribution {
    let given = try named()
    try checkForm(Set(given.keys).subtracting(["at_least", "at_most"]))
    var values: [String: Double] = [:]
    for name in family.parameters {
      guard let text = given[name] else { continue }
      values[name] = try value(name, text, expectation)
    }
    try checkEnds(values)
    guard let unbounded = family.distribution(values), isUsable(unbounded) else {
      throw ValueProblem("\(quoted(text)) has numbers too extreme to calculate with")
    }
    return try bounded(unbounded, values, expectation)
  }

  // MARK: - Parameters

  /// The parameters by name, each given once.
  private func named() throws(ValueProblem) -> [String: String] {
    var given: [String: String] = [:]
    var unnamed = family.unnamed[...]
    for argument in arguments {
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
      given[name] = argument.text
    }
    return given
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

  private func value(
    _ name: String, _ text: String, _ expectation: Expectation
  ) throws(ValueProblem) -> Double {
    var wanted = expectation
    switch family.kind(of: name) {
    case .quantity: wanted.range = .any
    case .positiveQuantity: wanted.range = .positive
    case .ratio: wanted = .positiveRatio
    case .whole: wanted = .positiveRatio
    }
    let number: Double
    do {
      number = try wanted.quantity(text).value
    } catch {
      throw ValueProblem("\(name): \(error.message)")
    }
    if name == "cv" { try checkVariation(text, number) }
    if family.kind(of: name) == .whole, number != number.rounded() {
      throw ValueProblem("\(name): \(quoted(text)) is not a whole number")
    }
    return number
  }

  /// Refuses coefficients of variation that cannot be meant, most of all `10` for `10 %`.
  private func checkVariation(_ text: String, _ number: Double) throws(ValueProblem) {
    let percent = ResolvedValues.number(number * 100)
    if number >= 3, text.last?.isNumber == true, number <= 1_000 {
      throw ValueProblem("cv: \(quoted(text)) is \(percent) %; did you mean '\(text) %'?")
    }
    if number > 100 {
      throw ValueProblem("cv: \(quoted(text)) is too large; expected at most 10000 %")
    }
  }

  private func checkEnds(_ values: [String: Double]) throws(ValueProblem) {
    guard let lower = values["lower"], let upper = values["upper"] else { return }
    guard lower < upper else {
      throw ValueProblem("\(quoted(text)): the upper end must be greater than the lower")
    }
    if let mode = values["mode"], !(lower...upper ~= mode) {
      throw ValueProblem(
        "\(quoted(text)): the most likely value must lie between the ends; expected lower, mode, "
          + "upper as in '\(family.example)'")
    }
  }

  private func isUsable(_ family: Distribution.Family) -> Bool {
    switch family {
    case .logNormal(let first, let second), .gamma(let first, let second),
      .weibull(let first, let second):
      first.isFinite && second.isFinite && first > 0 && second > 0
    case .normal(_, let deviation): deviation.isFinite && deviation > 0
    default: true
    }
  }

  // MARK: - Bounds

  private func bounded(
    _ unbounded: Distribution.Family, _ values: [String: Double], _ expectation: Expectation
  ) throws(ValueProblem) -> Distribution {
    var distribution = Distribution(unbounded)
    if let atLeast = values["at_least"] { distribution.atLeast = atLeast }
    if let atMost = values["at_most"] { distribution.atMost = atMost }
    if expectation.range != .any {
      if let lower = values["lower"], lower < 0 {
        throw ValueProblem(
          "\(quoted(text)): the lower end is negative; expected \(expectation.example)")
      }
      if case .normal = unbounded { distribution.atLeast = max(distribution.atLeast, 0) }
      if distribution.atLeast < 0, distribution.atLeast > -.infinity {
        throw ValueProblem(
          "\(quoted(text)): at_least is negative; expected \(expectation.example)")
      }
    }
    guard distribution.atLeast < distribution.atMost else {
      throw ValueProblem("\(quoted(text)): nothing lies between at_least and at_most")
    }
    guard let acceptance = Moments.acceptance(of: distribution) else {
      throw ValueProblem("\(quoted(text)) has numbers too extreme to calculate with")
    }
    guard acceptance >= Moments.leastAcceptance else {
      let share =
        acceptance < 1e-5
        ? "less than 0.001" : "only \(ResolvedValues.number((acceptance * 1e5).rounded() / 1_000))"
      throw ValueProblem(
        "\(quoted(text)): \(share) % of the distribution lies within its bounds (no time is "
          + "negative); widen them until it is at least 1 %")
    }
    return distribution
  }
}
