import FactoryModel

extension FormulaExpression {
  /// The expression with something in the place of each input, constants worked out.
  ///
  /// - Parameter replacement: What stands for the input with an index.
  /// - Returns: The expression.
  func substituting(_ replacement: (Int) -> FormulaExpression) -> FormulaExpression {
    let whole: FormulaExpression =
      switch self {
      case .constant: self
      case .input(let index): replacement(index)
      case .negation(let operand): .negation(operand.substituting(replacement))
      case .operation(let symbol, let left, let right):
        .operation(symbol, left.substituting(replacement), right.substituting(replacement))
      case .power(let base, let exponent): .power(base.substituting(replacement), exponent)
      case .exponential(let operand): .exponential(operand.substituting(replacement))
      case .logarithm(let operand): .logarithm(operand.substituting(replacement))
      case .choice(let comparison, let left, let right, let then, let otherwise):
        .choice(
          comparison, left: left.substituting(replacement),
          right: right.substituting(replacement), then: then.substituting(replacement),
          otherwise: otherwise.substituting(replacement))
      }
    return whole.foldedAtTop
  }

  /// The indices of the inputs on which it depends.
  var inputs: Set<Int> {
    switch self {
    case .constant: []
    case .input(let index): [index]
    case .negation(let operand), .power(let operand, _), .exponential(let operand),
      .logarithm(let operand):
      operand.inputs
    case .operation(_, let left, let right): left.inputs.union(right.inputs)
    case .choice(_, let left, let right, let then, let otherwise):
      left.inputs.union(right.inputs).union(then.inputs).union(otherwise.inputs)
    }
  }
}

extension Formula {
  /// The formula with something in the place of each name.
  ///
  /// - Parameter replacement: What stands for a name.
  /// - Returns: The expression.
  func substituting(_ replacement: (String) -> FormulaExpression) -> FormulaExpression {
    let names = Dictionary(zip(indices, inputs), uniquingKeysWith: { first, _ in first })
    return expression.substituting { names[$0].map(replacement) ?? .constant(.nan) }
  }
}
