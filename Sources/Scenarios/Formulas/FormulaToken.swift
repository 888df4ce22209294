/// A piece of a formula that means something by itself.
struct FormulaToken {
  enum Content: Equatable {
    case literal(FormulaLiteral)
    /// A name; `followsUnit` if it stands where a unit might have stood, as `hr` in `12 EUR/hr`.
    case name(String, followsUnit: Bool)
    case symbol(Symbol)
    case end
  }

  enum Symbol: String {
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divided = "/"
    case raised = "^"
    case open = "("
    case close = ")"
    case semicolon = ";"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
  }

  var content: Content
  /// Where it stands, in Unicode scalars.
  var range: Range<Int>

  func isSymbol(_ symbol: Symbol) -> Bool { content == .symbol(symbol) }
}

/// A number with its unit.
struct FormulaLiteral: Equatable {
  var number: Double
  var factors: [UnitFactor]
  var quantity: Quantity

  /// The unit whose scale does not begin at zero: `degC`.
  var scale: String? {
    factors.first { $0.unit.zeroInHundredths != 0 }?.unit.symbol
  }

  /// The literal with a minus sign in front of it.
  func negated() throws(QuantityProblem) -> FormulaLiteral {
    try FormulaLiteral(
      number: -number, factors: factors, quantity: Quantity(-number, in: factors))
  }
}
