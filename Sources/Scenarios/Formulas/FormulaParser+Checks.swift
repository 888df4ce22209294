import FactoryModel

/// What each operation takes and gives.
extension FormulaParser {
  // MARK: - Numbers and names

  mutating func term(
    _ literal: FormulaLiteral, _ range: Range<Int>
  ) throws(FormulaProblem) -> FormulaTerm {
    try note(literal, range)
    return FormulaTerm(
      expression: .constant(literal.quantity.value), dimension: literal.quantity.dimension,
      range: range, literal: literal, isOnScale: literal.scale != nil)
  }

  mutating func term(
    _ name: String, followsUnit: Bool, _ range: Range<Int>
  ) throws(FormulaProblem) -> FormulaTerm {
    guard let symbol = scope[name] else {
      throw FormulaProblem(range, message(unknown: name, followsUnit: followsUnit))
    }
    use(name)
    return FormulaTerm(
      expression: .input(symbol.input), dimension: symbol.dimension, range: range)
  }

  private func message(unknown name: String, followsUnit: Bool) -> String {
    if let function = FormulaFunction(rawValue: name) {
      return "'\(name)' is a function; write '\(function.example)'"
    }
    if UnitTable.unit(name) != nil, scope.names.allSatisfy({ $0.lowercased() != name.lowercased() })
    {
      return "'\(name)' is a unit and needs a number before it, such as '1 \(name)'"
    }
    if followsUnit, let unit = UnitTable.suggestion(for: name) {
      return "\(quoted(name)) is neither a unit nor a name here; did you mean the unit '\(unit)'?"
    }
    let parts = name.split(separator: "-").map(String.init)
    if parts.count > 1, scope[parts[0]] != nil,
      parts.allSatisfy({
        scope[$0] != nil || $0.unicodeScalars.first.map { ("0"..."9") ~= $0 } == true
      })
    {
      let meant = parts.joined(separator: " - ")
      return "nothing is called \(quoted(name)) here; to subtract, write '\(meant)' with blanks"
    }
    if let nearest = NearestName.of(name, among: scope.names) {
      return "nothing is called \(quoted(name)) here; did you mean '\(nearest)'?"
    }
    if scope.names.isEmpty { return "nothing is called \(quoted(name)) here; no names are known" }
    let known = scope.names.count > 8 ? scope.names.prefix(7) + ["…"] : scope.names[...]
    return "nothing is called \(quoted(name)) here; known: \(known.joined(separator: ", "))"
  }

  // MARK: - Sums

  func sum(
    of left: FormulaTerm, _ right: FormulaTerm, _ symbol: Range<Int>
  ) throws(FormulaProblem) -> FormulaTerm {
    if right.isOnScale {
      throw FormulaProblem(
        right.range,
        "\(quoted(text(right.range))) is a point on a scale and cannot be added; write a difference in K"
      )
    }
    try check(left, right, symbol, "adds")
    return try joined(.operation(.sum, left.expression, right.expression), left, right)
  }

  func difference(
    of left: FormulaTerm, _ right: FormulaTerm, _ symbol: Range<Int>
  ) throws(FormulaProblem) -> FormulaTerm {
    try check(left, right, symbol, "subtracts")
    return try joined(.operation(.difference, left.expression, right.expression), left, right)
  }

  func negation(
    of operand: FormulaTerm, _ sign: Range<Int>
  ) throws(FormulaProblem) -> FormulaTerm {
    let range = sign.lowerBound..<operand.range.upperBound
    if let literal = operand.literal, let negated = try? literal.negated() {
      return FormulaTerm(
        expression: .constant(negated.quantity.value), dimension: operand.dimension, range: range,
        literal: negated, isOnScale: operand.isOnScale)
    }
    try refuseScale(operand)
    return try finished(.negation(operand.expression), operand.dimension, range)
  }

  /// Requires two parts of the same dimension; `verb` says what is done with them.
  func check(
    _ left: FormulaTerm, _ right: FormulaTerm, _ place: Range<Int>, _ verb: String
  ) throws(FormulaProblem) {
    guard left.dimension != right.dimension else { return }
    let pair = "\(described(left)), and \(described(right))"
    var hint = ""
    for (plain, other) in [(left, right), (right, left)]
    where plain.isPlainLiteral && other.dimension.money == 0 {
      hint = "; did you mean '\(text(plain.range)) \(other.dimension.unit)'?"
    }
    throw FormulaProblem(place, "\(quoted(text(place))) \(verb) \(pair)\(hint)")
  }

  private func described(_ term: FormulaTerm) -> String {
    "\(quoted(text(term.range))), \(term.dimension.name)"
  }

  // MARK: - Products and powers

  func product(
    of left: FormulaTerm, _ right: FormulaTerm
  ) throws(FormulaProblem) -> FormulaTerm {
    try refuseScale(left)
    try refuseScale(right)
    return try joined(
      .operation(.product, left.expression, right.expression), left, right,
      left.dimension * right.dimension)
  }

  func quotient(
    of left: FormulaTerm, _ right: FormulaTerm
  ) throws(FormulaProblem) -> FormulaTerm {
    try refuseScale(left)
    try refuseScale(right)
    if right.expression.constant == 0 {
      throw FormulaProblem(
        right.range, "\(quoted(text(right.range))) is zero; nothing can be divided by it")
    }
    return try joined(
      .operation(.quotient, left.expression, right.expression), left, right,
      left.dimension / right.dimension)
  }

  func power(
    of base: FormulaTerm, _ exponent: FormulaTerm
  ) throws(FormulaProblem) -> FormulaTerm {
    try refuseScale(base)
    guard exponent.dimension == .ratio else {
      throw FormulaProblem(
        exponent.range, "an exponent is a plain number; \(described(exponent)), is none")
    }
    guard let value = exponent.expression.constant else {
      throw FormulaProblem(
        exponent.range, "an exponent is fixed; \(quoted(text(exponent.range))) changes during a run"
      )
    }
    guard let dimension = base.dimension.power(value) else {
      throw FormulaProblem(
        exponent.range,
        "\(described(base)), to the power \(quoted(text(exponent.range))) has no unit; use a whole exponent"
      )
    }
    return try joined(.power(base.expression, value), base, exponent, dimension)
  }

  /// Refuses `860 degC` where only a number of kelvins has a meaning.
  private func refuseScale(_ term: FormulaTerm) throws(FormulaProblem) {
    guard term.isOnScale else { return }
    throw FormulaProblem(
      term.range,
      "\(quoted(text(term.range))) is a point on a scale and cannot be multiplied; write it in K")
  }

  // MARK: - Functions

  func apply(
    _ function: FormulaFunction, _ condition: FormulaCondition?, _ arguments: [FormulaTerm],
    _ range: Range<Int>
  ) throws(FormulaProblem) -> FormulaTerm {
    let name = range.lowerBound..<range.lowerBound + function.rawValue.unicodeScalars.count
    let first = arguments[0]
    switch function {
    case .min, .max:
      var result = first
      for next in arguments.dropFirst() {
        try check(first, next, name, "compares")
        let symbol: FormulaOperator = function == .min ? .minimum : .maximum
        result = try finished(
          .operation(symbol, result.expression, next.expression), first.dimension, range)
      }
      return result
    case .exp, .log:
      guard first.dimension == .ratio else {
        throw FormulaProblem(
          first.range,
          "'\(function.rawValue)' takes a plain number; \(described(first)), is none")
      }
      let expression: FormulaExpression =
        function == .exp ? .exponential(first.expression) : .logarithm(first.expression)
      return try finished(expression, .ratio, range)
    case .choice:
      try check(first, arguments[1], name, "gives one of")
      guard let condition else { return first }
      return try finished(
        .choice(
          condition.comparison, left: condition.left.expression,
          right: condition.right.expression, then: first.expression,
          otherwise: arguments[1].expression), first.dimension, range)
    }
  }

  // MARK: - Results

  private func joined(
    _ expression: FormulaExpression, _ left: FormulaTerm, _ right: FormulaTerm,
    _ dimension: Dimension? = nil
  ) throws(FormulaProblem) -> FormulaTerm {
    try finished(
      expression, dimension ?? left.dimension, left.range.lowerBound..<right.range.upperBound)
  }

  /// The term with what is constant worked out, which must be finite.
  private func finished(
    _ expression: FormulaExpression, _ dimension: Dimension, _ range: Range<Int>
  ) throws(FormulaProblem) -> FormulaTerm {
    let folded = expression.foldedAtTop
    if let value = folded.constant, !value.isFinite {
      throw FormulaProblem(range, "\(quoted(text(range))) has no finite value")
    }
    return FormulaTerm(expression: folded, dimension: dimension, range: range)
  }
}
