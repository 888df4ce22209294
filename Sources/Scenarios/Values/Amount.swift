import FactoryModel

/// A number with its unit, or a formula for one.
enum Amount: Sendable {
  case fixed(Quantity)
  case formula(Formula)

  var dimension: Dimension {
    switch self {
    case .fixed(let quantity): quantity.dimension
    case .formula(let formula): formula.dimension
    }
  }

  var currency: String? {
    switch self {
    case .fixed(let quantity): quantity.currency
    case .formula(let formula): formula.currency
    }
  }

  /// The number in SI units, given the values of a formula's inputs.
  func value(inputs: [Double]) -> Double {
    switch self {
    case .fixed(let quantity): quantity.value
    case .formula(let formula): formula.program.value(inputs: inputs.span)
    }
  }

  /// The formula, where it depends on something.
  var formula: Formula? {
    if case .formula(let formula) = self { formula } else { nil }
  }

  /// Reads a quantity or, where the text is none, a formula.
  ///
  /// - Parameters:
  ///   - text: What was written.
  ///   - expectation: What is wanted.
  ///   - scope: The names that a formula may use.
  /// - Returns: The number or the formula.
  /// - Throws: ``ValueProblem``, whose offset counts from the beginning of the text.
  static func read(
    _ text: String, _ expectation: Expectation, _ scope: FormulaScope
  ) throws(ValueProblem) -> Amount {
    guard looksLikeFormula(text, scope) else { return .fixed(try expectation.quantity(text)) }
    let formula: Formula
    do {
      formula = try Formula(text, scope: scope)
    } catch {
      throw ValueProblem(error.message, offset: error.offset, length: error.length)
    }
    guard expectation.fits(formula.dimension) else {
      throw ValueProblem(
        "\(quoted(text)) is \(formula.dimension.name); expected \(expectation.example)")
    }
    // One that depends on nothing is checked as a number is.
    if let constant = formula.constant {
      try expectation.checkRange(constant, text, hasUnit: true)
    }
    return .formula(formula)
  }

  /// Whether a text is to be read as a formula: it has operators or calls, or uses a name.
  static func looksLikeFormula(_ text: String, _ scope: FormulaScope) -> Bool {
    if (try? Quantity.parse(text)) != nil { return false }
    var last: Character = " "
    var beforeLast: Character = " "
    var word = ""
    for character in text + " " {
      if "*^()".contains(character) { return true }
      if character == " ", "+-/".contains(last), beforeLast == " " { return true }
      if character.isLetter, last == ".", beforeLast.isLetter { return true }
      if character.isLetter || character.isNumber || "_.-".contains(character) {
        word.append(character)
      } else {
        if scope.contains(word) { return true }
        word = ""
      }
      beforeLast = last
      last = character
    }
    return false
  }
}
