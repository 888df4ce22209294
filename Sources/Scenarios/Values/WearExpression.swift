/// How wear goes on, as it is written: `gamma mean_life 83 h cv_of_life 30 %`.
struct WearExpression: Sendable {
  /// A process of wear: its parameters and how they are given.
  struct Process: Sendable {
    var name: String
    /// The sets of parameters that give the process; the first is the usual one.
    var forms: [[String]]
    var example: String
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
  ]

  /// What was written, in one line.
  var text: String
  var process: Process
  /// The parameters by name, in SI units.
  var parameters: [String: Quantity]

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
    parameters = [:]
    var name: String?
    var pieces: [String] = []
    for word in words.dropFirst() + [""] {
      let isParameter =
        word.isEmpty || word.first?.isLetter == true && word.contains("_")
        || ["rate", "variance"].contains(word)
      guard isParameter else {
        pieces.append(word)
        continue
      }
      if let name { try add(name, pieces.joined(separator: " ")) }
      if name == nil, !pieces.isEmpty {
        throw ValueProblem(
          "\(quoted(text)): \(quoted(pieces.joined(separator: " "))) needs a name before it; "
            + "expected a text such as '\(process.example)'")
      }
      name = word
      pieces = []
    }
    try checkForm()
  }

  private mutating func add(_ name: String, _ value: String) throws(ValueProblem) {
    let known = Array(Set(process.forms.joined())).sorted()
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

  private func checkForm() throws(ValueProblem) {
    let given = Set(parameters.keys)
    if process.forms.contains(where: { Set($0) == given }) { return }
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

  private static func expectation(of parameter: String) -> Expectation {
    switch parameter {
    case "mean_life": .duration
    case "cv_of_life": .positiveRatio
    case "rate":
      Expectation(
        dimensions: [Dimension(time: -1)], noun: "a wear per time",
        example: "a wear per time such as '1.2 %/h'", usualUnit: "%/h", range: .positive)
    default:
      // The standard deviation of the wear grows with the root of time; its square is given.
      Expectation(
        dimensions: [Dimension(time: -1)], noun: "a variance of wear per time",
        example: "a variance per time such as '0.0004 /h'", usualUnit: "/h", range: .positive)
    }
  }
}
