/// A formula as a tree of operations on constants and inputs, all in SI units.
///
/// What is written in a scenario becomes such a tree; ``FormulaProgram`` is what runs.
public indirect enum FormulaExpression: Hashable, Sendable {
  /// A fixed number.
  case constant(Double)
  /// The input with this index, which is not negative.
  case input(Int)
  /// The number with its sign turned.
  case negation(FormulaExpression)
  /// One of `+ - * /`, or the smaller or larger of two numbers.
  case operation(FormulaOperator, FormulaExpression, FormulaExpression)
  /// A power whose exponent is fixed; see ``FormulaArithmetic/power(_:_:)`` for how it is rounded.
  case power(FormulaExpression, Double)
  /// e to a power.
  case exponential(FormulaExpression)
  /// The natural logarithm.
  case logarithm(FormulaExpression)
  /// One of two expressions: the first where the comparison of `left` with `right` holds.
  ///
  /// A comparison with what is not a number makes the whole formula not a number.
  case choice(
    FormulaComparison, left: FormulaExpression, right: FormulaExpression,
    then: FormulaExpression, otherwise: FormulaExpression)

  /// The number of this expression where it is a fixed one; no operation is carried out.
  public var constant: Double? {
    if case .constant(let value) = self { value } else { nil }
  }

  /// This expression with its top operation carried out, where all that it needs is constant.
  ///
  /// The arithmetic is that of a running program, so that the result has the same bits. Complexity:
  /// constant; operations further down are left alone.
  public var foldedAtTop: FormulaExpression {
    switch self {
    case .constant, .input: return self
    case .negation(.constant(let value)): return .constant(-value)
    case .operation(let symbol, .constant(let left), .constant(let right)):
      return .constant(symbol.value(left, right))
    case .power(.constant(let base), let exponent):
      return .constant(FormulaArithmetic.power(base, exponent))
    case .power(_, 0): return .constant(1)
    case .power(let base, 1): return base
    case .exponential(.constant(let value)):
      return .constant(FormulaArithmetic.exponential(value))
    case .logarithm(.constant(let value)):
      return .constant(FormulaArithmetic.logarithm(value))
    case .choice(let comparison, .constant(let left), .constant(let right), let then, let otherwise):
      if left.isNaN || right.isNaN { return .constant(.nan) }
      return comparison.holds(left, right) ? then : otherwise
    case .negation, .operation, .power, .exponential, .logarithm, .choice: return self
    }
  }

  /// This expression with every operation on constants carried out.
  var folded: FormulaExpression {
    switch self {
    case .constant, .input: self
    case .negation(let operand): FormulaExpression.negation(operand.folded).foldedAtTop
    case .operation(let symbol, let left, let right):
      FormulaExpression.operation(symbol, left.folded, right.folded).foldedAtTop
    case .power(let base, let exponent):
      FormulaExpression.power(base.folded, exponent).foldedAtTop
    case .exponential(let operand): FormulaExpression.exponential(operand.folded).foldedAtTop
    case .logarithm(let operand): FormulaExpression.logarithm(operand.folded).foldedAtTop
    case .choice(let comparison, let left, let right, let then, let otherwise):
      FormulaExpression.choice(
        comparison, left: left.folded, right: right.folded, then: then.folded,
        otherwise: otherwise.folded
      ).foldedAtTop
    }
  }
}

/// An operation on two numbers.
public enum FormulaOperator: Hashable, Sendable, CaseIterable {
  /// The sum.
  case sum
  /// The first number less the second.
  case difference
  /// The product.
  case product
  /// The first number divided by the second.
  case quotient
  /// The smaller number; see ``FormulaArithmetic/minimum(_:_:)``.
  case minimum
  /// The larger number; see ``FormulaArithmetic/maximum(_:_:)``.
  case maximum

  /// The result for two numbers.
  public func value(_ left: Double, _ right: Double) -> Double {
    switch self {
    case .sum: left + right
    case .difference: left - right
    case .product: left * right
    case .quotient: left / right
    case .minimum: FormulaArithmetic.minimum(left, right)
    case .maximum: FormulaArithmetic.maximum(left, right)
    }
  }
}

/// A comparison of two numbers.
public enum FormulaComparison: Hashable, Sendable, CaseIterable {
  /// Less.
  case less
  /// Less or equal.
  case lessOrEqual
  /// Greater.
  case greater
  /// Greater or equal.
  case greaterOrEqual

  /// Whether the comparison holds for two numbers.
  public func holds(_ left: Double, _ right: Double) -> Bool {
    switch self {
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    }
  }
}
