/// Turns a folded expression into instructions.
///
/// Of two operands that are neither constants nor inputs, the one that needs more intermediate
/// results comes first, so that a program needs as few as possible at once (R. Sethi, J. D. Ullman,
/// "The generation of optimal code for arithmetic expressions", J. ACM 17, 1970). The order does not
/// show in the result, because no operation has an effect beside its value.
struct FormulaCompiler {
  private(set) var instructions: [FormulaInstruction] = []
  private(set) var inputCount = 0
  private(set) var largestDepth = 0
  private var depth = 0

  mutating func append(_ expression: FormulaExpression) {
    switch expression {
    case .constant(let value): push(FormulaInstruction(.pushConstant, constant: value))
    case .input(let index): push(FormulaInstruction(.pushInput, index: read(index)))
    case .negation(let operand): append(operand, .negate)
    case .exponential(let operand): append(operand, .exponential)
    case .logarithm(let operand): append(operand, .logarithm)
    case .operation(.product, .input(let index), .constant(let factor)),
      .operation(.product, .constant(let factor), .input(let index)):
      push(FormulaInstruction(.pushScaledInput, index: read(index), constant: factor))
    case .operation(let symbol, let left, let right): append(symbol, left, right)
    case .power(.input(let index), 2):
      push(FormulaInstruction(.pushSquaredInput, index: read(index)))
    case .power(let base, let exponent):
      append(base)
      appendPower(exponent)
    case .choice(let comparison, let left, let right, let then, let otherwise):
      appendChoice(comparison, left, right, then, otherwise)
    }
  }

  private mutating func push(_ instruction: FormulaInstruction) {
    instructions.append(instruction)
    depth += 1
    largestDepth = max(largestDepth, depth)
  }

  /// An instruction that joins two intermediate results.
  private mutating func join(_ operation: FormulaInstruction.Operation) {
    instructions.append(FormulaInstruction(operation))
    depth -= 1
  }

  private mutating func read(_ index: Int) -> Int {
    precondition(index >= 0 && index < Int32.max, "no input has the index \(index)")
    inputCount = max(inputCount, index + 1)
    return index
  }

  private mutating func append(
    _ operand: FormulaExpression, _ operation: FormulaInstruction.Operation
  ) {
    append(operand)
    instructions.append(FormulaInstruction(operation))
  }

  private mutating func append(
    _ symbol: FormulaOperator, _ left: FormulaExpression, _ right: FormulaExpression
  ) {
    switch (left, right) {
    case (_, .constant(let value)):
      append(left)
      // x − c is x + (−c) to the bit.
      let constant = symbol == .difference ? -value : value
      instructions.append(FormulaInstruction(symbol.withConstant, constant: constant))
    case (.constant(let value), _):
      append(right)
      instructions.append(FormulaInstruction(symbol.onConstant, constant: value))
    case (_, .input(let index)):
      append(left)
      instructions.append(FormulaInstruction(symbol.withInput, index: read(index)))
    case (.input(let index), _):
      append(right)
      instructions.append(FormulaInstruction(symbol.onInput, index: read(index)))
    default:
      if right.resultsNeeded > left.resultsNeeded {
        append(right)
        append(left)
        join(symbol.reversed)
      } else {
        append(left)
        append(right)
        join(symbol.inOrder)
      }
    }
  }

  private mutating func appendPower(_ exponent: Double) {
    let size = abs(exponent)
    guard size == size.rounded(), size <= Double(FormulaArithmetic.largestMultipliedPower) else {
      instructions.append(
        exponent == 0.5
          ? FormulaInstruction(.squareRoot) : FormulaInstruction(.power, constant: exponent))
      return
    }
    switch size {
    case 1: break
    case 2: instructions.append(FormulaInstruction(.square))
    case 3: instructions.append(FormulaInstruction(.cube))
    default: instructions.append(FormulaInstruction(.wholePower, index: Int(size)))
    }
    if exponent < 0 { instructions.append(FormulaInstruction(.divideConstant, constant: 1)) }
  }

  private mutating func appendChoice(
    _ comparison: FormulaComparison, _ left: FormulaExpression, _ right: FormulaExpression,
    _ then: FormulaExpression, _ otherwise: FormulaExpression
  ) {
    let isReversed = right.resultsNeeded > left.resultsNeeded
    append(isReversed ? right : left)
    append(isReversed ? left : right)
    let condition = instructions.count
    let operation = isReversed ? comparison.jumpUnlessReversed : comparison.jumpUnless
    instructions.append(FormulaInstruction(operation))
    depth -= 2
    append(then)
    let end = instructions.count
    instructions.append(FormulaInstruction(.jump))
    depth -= 1
    instructions[condition] = FormulaInstruction(operation, index: end - condition)
    append(otherwise)
    instructions[end] = FormulaInstruction(.jump, index: instructions.count - end - 1)
  }
}

extension FormulaExpression {
  /// How many intermediate results are needed at once.
  ///
  /// A constant or an input that is joined with something else needs none of its own.
  var resultsNeeded: Int {
    switch self {
    case .constant, .input: 1
    case .negation(let operand), .power(let operand, _), .exponential(let operand),
      .logarithm(let operand):
      operand.resultsNeeded
    case .operation(_, let left, let right):
      right.isLeaf
        ? left.resultsNeeded
        : left.isLeaf ? right.resultsNeeded : FormulaExpression.results(left, right)
    case .choice(_, let left, let right, let then, let otherwise):
      max(FormulaExpression.results(left, right), then.resultsNeeded, otherwise.resultsNeeded)
    }
  }

  private var isLeaf: Bool {
    switch self {
    case .constant, .input: true
    default: false
    }
  }

  private static func results(_ left: FormulaExpression, _ right: FormulaExpression) -> Int {
    let (first, second) = (left.resultsNeeded, right.resultsNeeded)
    return first == second ? first + 1 : max(first, second)
  }
}

extension FormulaOperator {
  fileprivate typealias Operation = FormulaInstruction.Operation

  /// With both operands kept, the left one first.
  fileprivate var inOrder: Operation {
    switch self {
    case .sum: .add
    case .difference: .subtract
    case .product: .multiply
    case .quotient: .divide
    case .minimum: .minimum
    case .maximum: .maximum
    }
  }

  /// With both operands kept, the right one first.
  fileprivate var reversed: Operation {
    switch self {
    case .difference: .subtractReversed
    case .quotient: .divideReversed
    case .sum, .product, .minimum, .maximum: inOrder
    }
  }

  /// With a constant on the right; of a difference the constant turned.
  fileprivate var withConstant: Operation {
    switch self {
    case .sum, .difference: .addConstant
    case .product: .multiplyConstant
    case .quotient: .divideByConstant
    case .minimum: .minimumConstant
    case .maximum: .maximumConstant
    }
  }

  /// With a constant on the left.
  fileprivate var onConstant: Operation {
    switch self {
    case .difference: .subtractFromConstant
    case .quotient: .divideConstant
    case .sum, .product, .minimum, .maximum: withConstant
    }
  }

  /// With an input on the right.
  fileprivate var withInput: Operation {
    switch self {
    case .sum: .addInput
    case .difference: .subtractInput
    case .product: .multiplyInput
    case .quotient: .divideByInput
    case .minimum: .minimumInput
    case .maximum: .maximumInput
    }
  }

  /// With an input on the left.
  fileprivate var onInput: Operation {
    switch self {
    case .difference: .subtractFromInput
    case .quotient: .divideInput
    case .sum, .product, .minimum, .maximum: withInput
    }
  }
}

extension FormulaComparison {
  /// With both sides kept, the left one first.
  fileprivate var jumpUnless: FormulaInstruction.Operation {
    switch self {
    case .less: .jumpUnlessLess
    case .lessOrEqual: .jumpUnlessLessOrEqual
    case .greater: .jumpUnlessGreater
    case .greaterOrEqual: .jumpUnlessGreaterOrEqual
    }
  }

  /// With both sides kept, the right one first.
  fileprivate var jumpUnlessReversed: FormulaInstruction.Operation {
    switch self {
    case .less: .jumpUnlessGreater
    case .lessOrEqual: .jumpUnlessGreaterOrEqual
    case .greater: .jumpUnlessLess
    case .greaterOrEqual: .jumpUnlessLessOrEqual
    }
  }
}
