import RandomVariates

/// A distribution whose parameters are numbers, or formulas of what may move.
struct DistributionExpression: Sendable {
  /// What was written, in one line.
  var text: String
  var family: DistributionFamily
  /// The parameters by name, in no order.
  private var parameters: [String: Amount]
  /// The values of a family that is a list of them.
  private var listed: ListedValues?
  var expectation: Expectation

  /// Reads the parameters.
  ///
  /// - Parameters:
  ///   - words: What was written.
  ///   - expectation: What kind of quantity is drawn.
  ///   - scope: The names that formulas may use.
  /// - Throws: ``ValueProblem``.
  init(
    _ words: DistributionWords, _ expectation: Expectation, _ scope: FormulaScope
  ) throws(ValueProblem) {
    text = words.text
    family = words.family
    self.expectation = expectation
    parameters = [:]
    if family.isWhole, !expectation.fits(.count) {
      throw ValueProblem(
        "\(quoted(text)): \(family.name) distributions give whole numbers; expected "
          + expectation.example)
    }
    let given = try words.named()
    var wanted = expectation
    if family.isList {
      let values = try ListedValues(words.listed, expectation)
      wanted.dimensions = [values.dimension]
      listed = values
    }
    for name in family.parameters {
      guard let argument = given[name] else { continue }
      let amount = try read(name, argument, wanted, scope)
      // Where any kind of quantity may be drawn, the first parameter says which it is.
      if wanted.dimensions.count != 1, family.kind(of: name).isOfTheQuantity {
        wanted.dimensions = [amount.dimension]
      }
      parameters[name] = amount
    }
    if isFixed { _ = try distribution(inputs: []) }
  }

  /// The dimension of what is drawn.
  var dimension: Dimension {
    if let listed { return listed.dimension }
    for name in family.parameters where family.kind(of: name).isOfTheQuantity {
      if let amount = parameters[name] { return amount.dimension }
    }
    return expectation.dimensions.first ?? .ratio
  }

  /// Whether no parameter depends on anything.
  var isFixed: Bool { parameters.values.allSatisfy { $0.formula?.inputs.isEmpty ?? true } }

  /// The currency of the money that is drawn.
  var currency: String? {
    listed?.currency ?? family.parameters.lazy.compactMap { parameters[$0]?.currency }.first
  }

  /// What the unit of a parameter counts, where it counts something: `lot` in `20 min/lot`.
  var counted: String? {
    family.parameters.lazy.compactMap { name in
      if case .fixed(let quantity)? = parameters[name] { quantity.counted } else { nil }
    }.first
  }

  /// A parameter that was given.
  struct Part {
    var name: String
    var amount: Amount
    /// Whether it is measured as what is drawn is.
    var isOfTheQuantity: Bool
  }

  /// The parameters that were given, in the order of the family's.
  var parts: [Part] {
    family.parameters.compactMap { name in
      parameters[name].map {
        Part(name: name, amount: $0, isOfTheQuantity: family.kind(of: name).isOfTheQuantity)
      }
    }
  }

  /// The names on which the parameters depend, sorted.
  var inputs: [String] {
    Set(parameters.values.flatMap { $0.formula?.inputs ?? [] }).sorted()
  }

  private func read(
    _ name: String, _ argument: DistributionWords.Argument, _ expectation: Expectation,
    _ scope: FormulaScope
  ) throws(ValueProblem) -> Amount {
    var wanted = expectation
    switch family.kind(of: name) {
    case .quantity: wanted.range = .any
    case .positiveQuantity: wanted.range = .positive
    case .ratio, .whole: wanted = .positiveRatio
    case .chance: wanted = .probability
    }
    let amount: Amount
    do {
      amount = try Amount.read(argument.text, wanted, scope)
    } catch {
      throw ValueProblem(
        "\(name): \(error.message)", offset: error.offset.map { $0 + argument.offset },
        length: error.length)
    }
    guard case .fixed(let quantity) = amount else { return amount }
    if name == "cv" { try checkVariation(argument.text, quantity.value) }
    if family.kind(of: name) == .whole, quantity.value != quantity.value.rounded() {
      throw ValueProblem("\(name): \(quoted(argument.text)) is not a whole number")
    }
    return amount
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

  // MARK: - With numbers

  /// The distribution, cut at zero where it reaches below and that makes no sense.
  ///
  /// - Parameter inputs: The values of the formulas' inputs, in SI units, in the order of the scope.
  /// - Returns: The distribution, in SI units.
  /// - Throws: ``ValueProblem`` where the numbers make no distribution.
  func distribution(inputs: [Double]) throws(ValueProblem) -> Distribution {
    let values = parameters.mapValues { $0.value(inputs: inputs) }
    for name in family.parameters {
      guard let value = values[name] else { continue }
      guard value.isFinite else {
        throw ValueProblem("\(quoted(text)): \(name) comes to no number")
      }
      if family.kind(of: name) != .quantity, value <= 0 {
        throw ValueProblem(
          "\(quoted(text)): \(name) comes to \(ResolvedValues.number(value)), which is not more "
            + "than zero")
      }
    }
    try checkEnds(values)
    let made = listed.map { Distribution(.empirical(values: $0.values, interpolated: false)) }
    guard let unbounded = made ?? family.distribution(values), isUsable(unbounded.family) else {
      throw ValueProblem("\(quoted(text)) has numbers too extreme to calculate with")
    }
    return try bounded(unbounded, values)
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
      .weibull(let first, let second), .inverseGaussian(let first, let second):
      first.isFinite && second.isFinite && first > 0 && second > 0
    case .normal(_, let deviation): deviation.isFinite && deviation > 0
    case .mixture(let parts): parts.allSatisfy { isUsable($0.value.family) }
    default: true
    }
  }

  private func bounded(
    _ unbounded: Distribution, _ values: [String: Double]
  ) throws(ValueProblem) -> Distribution {
    var distribution = unbounded
    if let shift = values["shift"] { distribution.shift += shift }
    if let atLeast = values["at_least"] { distribution.atLeast = atLeast }
    if let atMost = values["at_most"] { distribution.atMost = atMost }
    if expectation.range != .any {
      if let lower = values["lower"], lower + distribution.shift < 0 {
        throw ValueProblem(
          "\(quoted(text)): the lower end is negative; expected \(expectation.example)")
      }
      let mayBeNegative: Bool
      if case .normal = unbounded.family { mayBeNegative = true } else { mayBeNegative = false }
      if mayBeNegative || distribution.shift < 0 {
        distribution.atLeast = max(distribution.atLeast, 0)
      }
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
      let noTime = expectation.fits(.time) ? " (no time is negative)" : ""
      throw ValueProblem(
        "\(quoted(text)): \(share) % of the distribution lies within its bounds\(noTime); widen "
          + "them until it is at least 1 %")
    }
    return distribution
  }
}
