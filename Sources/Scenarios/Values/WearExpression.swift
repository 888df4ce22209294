import RandomVariates

/// How wear goes on, as it is written: `gamma mean_life 83 h cv_of_life 30 %`.
struct WearExpression: Sendable {
  /// A process of wear: its parameters and how they are given.
  struct Process: Sendable {
    var name: String
    /// The sets of parameters that give the process; the first is the usual one.
    var forms: [[String]]
    var example: String

    /// All parameters.
    var parameters: [String] {
      var names: [String] = []
      for name in forms.joined() where !names.contains(name) { names.append(name) }
      return names
    }
  }

  /// The processes of the language.
  static let processes: [Process] = [
    Process(
      name: "gamma", forms: [["mean_life", "cv_of_life"], ["rate", "variance"]],
      example: "gamma mean_life 83 h cv_of_life 30 %"),
    Process(
      name: "wiener", forms: [["mean_life", "cv_of_life"], ["rate", "variance"]],
      example: "wiener mean_life 3800 h cv_of_life 25 %"),
    Process(
      name: "linear", forms: [["mean_life"], ["rate"]], example: "linear mean_life 400 h"),
    Process(
      name: "crack", forms: [["exponent", "from", "to", "mean_life", "cv_of_life"]],
      example: "crack exponent 3 from 0.5 mm to 12 mm mean_life 4000 h cv_of_life 20 %"),
    Process(
      name: "shocks", forms: [["every", "damage"]],
      example: "shocks every 20 h damage exponential 8 %"),
  ]

  /// What was written, in one line.
  var text: String
  var process: Process
  /// The parameters that are single quantities, by name, in SI units.
  private(set) var parameters: [String: Quantity] = [:]
  /// The damage of a shock, as a share of what fails the component.
  private(set) var damage: Distribution?

  /// Reads a process of wear.
  init(_ text: String) throws(ValueProblem) {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    let names = WearExpression.processes.map(\.name)
    guard let first = words.first,
      let process = WearExpression.processes.first(where: { $0.name == first })
    else {
      let word = words.first ?? ""
      let hint =
        NearestName.of(word, among: names).map { "did you mean '\($0)'?" }
        ?? "known are \(enumerated(names)), as in '\(WearExpression.processes[0].example)'"
      throw ValueProblem("unknown process of wear \(quoted(word)); \(hint)")
    }
    self.text = words.joined(separator: " ")
    self.process = process
    var rest = words.dropFirst()[...]
    while let word = rest.popFirst() {
      guard word.first?.isLetter == true else {
        throw ValueProblem(
          "\(quoted(text)): \(quoted(word)) needs a name before it; expected a text such as "
            + "'\(process.example)'")
      }
      if word == "damage", process.parameters.contains(word) {
        try readDamage(rest.joined(separator: " "))
        rest = []
      } else {
        try add(word, WearExpression.value(from: &rest))
      }
    }
    try checkForm()
  }

  /// Takes a number and its unit off the words.
  private static func value(from words: inout ArraySlice<String>) -> String {
    guard let number = words.first, number.first?.isLetter != true else { return "" }
    words.removeFirst()
    // `30 s` in two words, `30s` in one.
    guard number.last.map({ $0.isNumber || $0 == "." }) == true, let unit = words.first,
      unit.first.map({ !$0.isNumber && $0 != "." && $0 != "-" && $0 != "+" }) == true,
      !processes.contains(where: { $0.parameters.contains(unit) })
    else { return number }
    words.removeFirst()
    return number + " " + unit
  }

  private mutating func add(_ name: String, _ value: String) throws(ValueProblem) {
    let known = process.parameters.sorted()
    guard known.contains(name) else {
      let hint =
        NearestName.of(name, among: known).map { "did you mean '\($0)'?" }
        ?? "it takes \(enumerated(known))"
      throw ValueProblem("\(process.name) wear has no parameter \(quoted(name)); \(hint)")
    }
    guard parameters[name] == nil else {
      throw ValueProblem("\(quoted(text)): '\(name)' is given twice; keep one of them")
    }
    guard !value.isEmpty else {
      throw ValueProblem("\(quoted(text)): there is no value after '\(name)'")
    }
    do {
      parameters[name] = try WearExpression.expectation(of: name).quantity(value)
    } catch {
      throw ValueProblem("\(name): \(error.message)")
    }
  }

  /// What remains of the text is the distribution of the damage.
  private mutating func readDamage(_ rest: String) throws(ValueProblem) {
    guard !rest.isEmpty else {
      throw ValueProblem("\(quoted(text)): there is no value after 'damage'")
    }
    do {
      if let words = DistributionWords(rest) {
        let expression = try DistributionExpression(words, .damage, FormulaScope())
        damage = try expression.distribution(inputs: [])
      } else {
        damage = .constant(try Expectation.damage.quantity(rest).value)
      }
    } catch {
      throw ValueProblem("damage: \(error.message)")
    }
  }

  private func checkForm() throws(ValueProblem) {
    let given = Set(parameters.keys).union(damage == nil ? [] : ["damage"])
    guard !process.forms.contains(where: { Set($0) == given }) else { return try checkCrack() }
    let nearest = process.forms.max { left, right in
      given.intersection(left).count < given.intersection(right).count
    }
    let missing = (nearest ?? []).filter { !given.contains($0) }.map { "'\($0)'" }
    if !missing.isEmpty {
      throw ValueProblem("\(quoted(text)) needs \(enumerated(missing)), as in '\(process.example)'")
    }
    let forms = process.forms.map { enumerated($0.map { "'\($0)'" }) }
    throw ValueProblem(
      "\(quoted(text)) gives too much: \(process.name) takes \(forms.joined(separator: ", or "))")
  }

  private func checkCrack() throws(ValueProblem) {
    guard let from = parameters["from"], let to = parameters["to"], from.value >= to.value else {
      return
    }
    throw ValueProblem("\(quoted(text)): a crack grows; 'to' must be longer than 'from'")
  }

  /// Whether its times count parts; `nil` where it gives none.
  var countsParts: Bool? {
    for name in ["mean_life", "every"] {
      if let quantity = parameters[name] { return quantity.dimension == .count }
    }
    return parameters["rate"].map { $0.dimension == Dimension(count: -1) }
  }

  private static func expectation(of parameter: String) -> Expectation {
    switch parameter {
    case "mean_life", "every": .durationOrCount
    case "cv_of_life", "exponent": .positiveRatio
    case "from", "to":
      Expectation(
        dimensions: [Dimension(length: 1)], noun: "a length",
        example: "a length such as '0.5 mm'", usualUnit: "mm", range: .positive)
    case "rate":
      Expectation(
        dimensions: [Dimension(time: -1), Dimension(count: -1)], noun: "a wear per time",
        example: "a wear per time such as '1.2 %/h'", usualUnit: "%/h", range: .positive)
    default:
      // The standard deviation of the wear grows with the root of time; its square is given.
      Expectation(
        dimensions: [Dimension(time: -1), Dimension(count: -1)],
        noun: "a variance of wear per time",
        example: "a variance per time such as '0.0004 /h'", usualUnit: "/h", range: .positive)
    }
  }
}
