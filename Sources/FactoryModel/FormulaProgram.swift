/// A formula as the event loop runs it: instructions in postfix order.
///
/// Numbers are in SI units; what they measure has been checked before. A simulation may keep the
/// instructions of all its formulas in one array and run ``value(of:inputs:)`` on parts of it. The
/// arithmetic is that of IEEE 754: a division by zero gives an infinity and the logarithm of a
/// negative number is not a number, which whoever asked must refuse.
public struct FormulaProgram: Hashable, Sendable {
  /// What is done, in order; never empty.
  public let instructions: [FormulaInstruction]
  /// How many inputs must be there: the largest index that is read, and one.
  public let inputCount: Int

  /// How many intermediate results a program may hold at once.
  ///
  /// The order of evaluation is chosen to need few: an expression that needs more has at least
  /// 512 constants and inputs.
  public static let mostIntermediateResults = 8

  /// Compiles an expression; operations on constants are carried out once and for all.
  ///
  /// - Throws: ``FormulaTooDeep`` where more than ``mostIntermediateResults`` would be needed.
  public init(_ expression: FormulaExpression) throws(FormulaTooDeep) {
    var compiler = FormulaCompiler()
    compiler.append(expression.folded)
    guard compiler.largestDepth <= FormulaProgram.mostIntermediateResults else {
      throw FormulaTooDeep(intermediateResults: compiler.largestDepth)
    }
    instructions = compiler.instructions
    inputCount = compiler.inputCount
  }

  /// The program that comes to zero.
  public static let zero = FormulaProgram(constant: 0)

  private init(constant: Double) {
    instructions = [FormulaInstruction(.pushConstant, constant: constant)]
    inputCount = 0
  }

  /// The value where the formula depends on no input.
  public var constant: Double? {
    guard instructions.count == 1, instructions[0].operation == .pushConstant else { return nil }
    return instructions[0].constant
  }

  /// The indices of the inputs that are read.
  public var readInputs: Set<Int> {
    Set(instructions.lazy.filter { $0.operation.readsInput }.map { Int($0.index) })
  }

  /// The value for these inputs.
  ///
  /// Nothing is allocated.
  ///
  /// - Parameter inputs: At least ``inputCount`` numbers in SI units.
  /// - Returns: The value in SI units; an infinity or not a number where the arithmetic gives that.
  @inlinable public func value(inputs: Span<Double>) -> Double {
    FormulaProgram.value(of: instructions.span, inputs: inputs)
  }
}

/// An expression that needs too many intermediate results at once.
public struct FormulaTooDeep: Error, Hashable, CustomStringConvertible {
  /// How many would be needed.
  public var intermediateResults: Int

  /// What was read, what was expected and what to do.
  public var description: String {
    """
    the formula needs \(intermediateResults) intermediate results at once; \
    at most \(FormulaProgram.mostIntermediateResults) are possible; split it
    """
  }
}

/// One step of a formula: an operation, an index and a number.
public struct FormulaInstruction: Hashable, Sendable, BitwiseCopyable {
  /// What is done.
  ///
  /// The *top* is the intermediate result of the last instruction; a *push* keeps it for later and
  /// begins another, an operation on two intermediate results takes the one kept last.
  public enum Operation: UInt8, Hashable, Sendable, BitwiseCopyable {
    /// Begins another result with the constant or with an input.
    case pushConstant, pushInput
    /// Begins another result with the square of an input, or with an input times the constant.
    case pushSquaredInput, pushScaledInput
    /// Joins the result kept last, on the left, with the top, on the right.
    case add, subtract, multiply, divide
    /// Joins the top, on the left, with the result kept last, on the right.
    case subtractReversed, divideReversed
    /// The smaller or larger of the top and the result kept last.
    case minimum, maximum
    /// Joins the top, on the left, with an input.
    case addInput, subtractInput, multiplyInput, divideByInput, minimumInput, maximumInput
    /// Joins an input, on the left, with the top.
    case subtractFromInput, divideInput
    /// Joins the top, on the left, with the constant.
    case addConstant, multiplyConstant, divideByConstant, minimumConstant, maximumConstant
    /// Joins the constant, on the left, with the top.
    case subtractFromConstant, divideConstant
    /// Changes the top alone; `wholePower` to the power `index`, `power` to the power `constant`.
    case negate, square, cube, wholePower, squareRoot, power, exponential, logarithm
    /// Goes on `index` instructions further.
    case jump
    /// Takes the result kept last and the top; unless the former is less (and so on) than the
    /// latter, goes on `index` instructions further.
    case jumpUnlessLess, jumpUnlessLessOrEqual, jumpUnlessGreater, jumpUnlessGreaterOrEqual
  }

  /// What is done.
  public let operation: Operation
  /// Index of an input, a whole exponent, or how far to jump.
  public let index: Int32
  /// The number that is used.
  public let constant: Double

  @usableFromInline init(_ operation: Operation, index: Int = 0, constant: Double = 0) {
    self.operation = operation
    self.index = Int32(index)
    self.constant = constant
  }
}

extension FormulaInstruction.Operation {
  /// Whether the index is that of an input.
  var readsInput: Bool {
    switch self {
    case .pushInput, .pushSquaredInput, .pushScaledInput, .addInput, .subtractInput, .multiplyInput,
      .divideByInput, .minimumInput, .maximumInput, .subtractFromInput, .divideInput:
      true
    default: false
    }
  }
}
