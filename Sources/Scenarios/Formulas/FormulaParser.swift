import FactoryModel

/// Reads a formula by recursive descent, checking what each operation takes.
///
///     sum      = product { ("+" | "-") product }
///     product  = signed { ("*" | "/") signed }
///     signed   = "-" signed | power
///     power    = primary [ "^" signed ]
///     primary  = literal | name | "(" sum ")" | function "(" arguments ")"
///
/// `-x^2` is −(x²), and `2^3^2` is 2^(3^2).
struct FormulaParser {
  /// How deep parentheses, signs and powers may be nested, so that no text exhausts the stack.
  static let mostNested = 50
  /// How many numbers, names, signs, calls and parentheses a formula may have.
  static let mostParts = 1_000

  let scope: FormulaScope
  let scalars: [Unicode.Scalar]
  private let tokens: [FormulaToken]
  private var position = 0
  private var depth = 0
  private var parts = 0
  /// The names that are used, in the order in which they appear.
  private(set) var inputs: [String] = []
  private var seen: Set<String> = []
  /// The currency of the units.
  private(set) var currency: String?

  init(_ text: String, scope: FormulaScope) throws(FormulaProblem) {
    var lexer = FormulaLexer(text, scope: scope)
    tokens = try lexer.tokens()
    scalars = lexer.scalars
    self.scope = scope
  }

  private var token: FormulaToken { tokens[position] }

  /// Reads the whole text.
  mutating func formula() throws(FormulaProblem) -> FormulaTerm {
    if token.content == .end {
      throw FormulaProblem(
        0..<scalars.count, "the formula is empty; write such as '30 s + 5 s * die.wear'")
    }
    let term = try sum()
    guard token.content == .end else { throw unexpected() }
    return term
  }

  private mutating func sum() throws(FormulaProblem) -> FormulaTerm {
    var left = try product()
    while token.isSymbol(.plus) || token.isSymbol(.minus) {
      let symbol = take()
      let right = try product()
      left =
        symbol.isSymbol(.plus)
        ? try sum(of: left, right, symbol.range) : try difference(of: left, right, symbol.range)
    }
    return left
  }

  private mutating func product() throws(FormulaProblem) -> FormulaTerm {
    var left = try signed()
    while token.isSymbol(.times) || token.isSymbol(.divided) {
      let symbol = take()
      let right = try signed()
      left =
        symbol.isSymbol(.times) ? try product(of: left, right) : try quotient(of: left, right)
    }
    return left
  }

  private mutating func signed() throws(FormulaProblem) -> FormulaTerm {
    depth += 1
    defer { depth -= 1 }
    guard depth <= FormulaParser.mostNested + 1 else {
      throw FormulaProblem(
        token.range, "the formula is nested more than \(FormulaParser.mostNested) deep; split it")
    }
    try count()
    guard token.isSymbol(.minus) else { return try power() }
    let sign = take()
    return try negation(of: signed(), sign.range)
  }

  private mutating func power() throws(FormulaProblem) -> FormulaTerm {
    let base = try primary()
    guard token.isSymbol(.raised) else { return base }
    _ = take()
    return try power(of: base, signed())
  }

  private mutating func primary() throws(FormulaProblem) -> FormulaTerm {
    let first = token
    switch first.content {
    case .literal(let literal):
      _ = take()
      return try term(literal, first.range)
    case .name(let name, let followsUnit):
      _ = take()
      if token.isSymbol(.open) { return try call(name, first.range) }
      return try term(name, followsUnit: followsUnit, first.range)
    case .symbol(.open):
      _ = take()
      var term = try sum()
      let close = try expectClose(of: first)
      term.range = first.range.lowerBound..<close.range.upperBound
      term.literal = nil
      return term
    case .symbol, .end: throw missingValue()
    }
  }

  // MARK: - Functions

  private mutating func call(
    _ name: String, _ nameRange: Range<Int>
  ) throws(FormulaProblem) -> FormulaTerm {
    guard let function = FormulaFunction(rawValue: name) else {
      if scope[name] != nil {
        throw FormulaProblem(
          token.range, "an operator is missing between \(quoted(name)) and '('")
      }
      let known = FormulaFunction.instead(of: name).map { "write \($0)" }
      throw FormulaProblem(
        nameRange,
        "there is no function \(quoted(name)); \(known ?? "there are min, max, exp, log and if")")
    }
    let open = take()
    let condition = function == .choice ? try self.condition(open) : nil
    var arguments: [FormulaTerm] = []
    if condition != nil || !token.isSymbol(.close) {
      if condition == nil { arguments.append(try sum()) }
      while token.isSymbol(.semicolon) {
        _ = take()
        arguments.append(try sum())
      }
    }
    let close = try expectClose(of: open)
    let range = nameRange.lowerBound..<close.range.upperBound
    let isRight =
      switch function {
      case .min, .max: arguments.count >= 2
      case .exp, .log: arguments.count == 1
      case .choice: arguments.count == 2
      }
    guard isRight else {
      throw FormulaProblem(
        range,
        "\(quoted(text(range))) has not the arguments of '\(name)'; write '\(function.example)'")
    }
    return try apply(function, condition, arguments, range)
  }

  /// The first argument of `if`.
  private mutating func condition(
    _ open: FormulaToken
  ) throws(FormulaProblem) -> FormulaCondition {
    let left = try sum()
    guard let comparison = token.comparison else {
      if token.content == .end { throw unclosed(open) }
      throw FormulaProblem(
        left.range,
        "the first argument of 'if' is a comparison; write '\(FormulaFunction.choice.example)'")
    }
    let symbol = take()
    let right = try sum()
    try check(left, right, symbol.range, "compares")
    return FormulaCondition(comparison: comparison, left: left, right: right)
  }

  // MARK: - Tokens

  private mutating func take() -> FormulaToken {
    defer { if position < tokens.count - 1 { position += 1 } }
    return token
  }

  private mutating func count() throws(FormulaProblem) {
    parts += 1
    guard parts > FormulaParser.mostParts else { return }
    throw FormulaProblem(
      token.range, "the formula has more than \(FormulaParser.mostParts) parts; split it")
  }

  private mutating func expectClose(of open: FormulaToken) throws(FormulaProblem) -> FormulaToken {
    if token.isSymbol(.close) { return take() }
    throw token.content == .end ? unclosed(open) : unexpected()
  }

  private func unclosed(_ open: FormulaToken) -> FormulaProblem {
    FormulaProblem(open.range, "this '(' has no ')'")
  }

  /// What stands where an operator or the end should stand.
  private func unexpected() -> FormulaProblem {
    let range = token.range
    if token.comparison != nil {
      return FormulaProblem(
        range,
        "a comparison stands only as the first argument of '\(FormulaFunction.choice.example)'")
    }
    switch token.content {
    case .symbol(.close): return FormulaProblem(range, "this ')' has no '('")
    case .symbol(.semicolon):
      return FormulaProblem(range, "';' stands only between the arguments of a function")
    default:
      return FormulaProblem(range, "an operator is missing before \(quoted(text(range)))")
    }
  }

  private func missingValue() -> FormulaProblem {
    let before = position > 0 ? " after \(quoted(text(tokens[position - 1].range)))" : ""
    return FormulaProblem(
      token.range, "a number or a name is missing\(before)")
  }

  /// The text at a place.
  func text(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(scalars[range]))
  }

  // MARK: - Names and currencies

  /// Notes that a name is used.
  mutating func use(_ name: String) {
    if seen.insert(name).inserted { inputs.append(name) }
  }

  /// Notes the currencies of a number.
  mutating func note(_ literal: FormulaLiteral, _ range: Range<Int>) throws(FormulaProblem) {
    for factor in literal.factors where factor.unit.dimension == .money {
      let found = factor.unit.symbol
      if let currency, currency != found {
        throw FormulaProblem(
          range,
          "\(quoted(text(range))) is in \(found), other amounts in \(currency); use one currency")
      }
      currency = found
    }
  }
}

/// A comparison in a formula.
struct FormulaCondition {
  var comparison: FormulaComparison
  var left: FormulaTerm
  var right: FormulaTerm
}

extension FormulaToken {
  /// The comparison that the token stands for.
  var comparison: FormulaComparison? {
    switch content {
    case .symbol(.less): .less
    case .symbol(.lessOrEqual): .lessOrEqual
    case .symbol(.greater): .greater
    case .symbol(.greaterOrEqual): .greaterOrEqual
    default: nil
    }
  }
}
