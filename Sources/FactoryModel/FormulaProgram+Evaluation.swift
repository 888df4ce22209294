extension FormulaProgram {
  /// The value of a program's instructions for these inputs.
  ///
  /// Nothing is allocated.
  ///
  /// - Parameters:
  ///   - instructions: All ``instructions`` of one program and no others.
  ///   - inputs: At least ``inputCount`` numbers in SI units.
  /// - Returns: The value in SI units; an infinity or not a number where the arithmetic gives that.
  @inlinable public static func value(
    of instructions: Span<FormulaInstruction>, inputs: Span<Double>
  ) -> Double {
    var kept = KeptResults()
    var top = 0.0
    var position = 0
    while position < instructions.count {
      let instruction = instructions[position]
      position &+= 1
      switch instruction.operation {
      case .pushConstant: kept.push(&top, then: instruction.constant)
      case .pushInput: kept.push(&top, then: inputs[Int(instruction.index)])
      case .pushSquaredInput:
        let input = inputs[Int(instruction.index)]
        kept.push(&top, then: input * input)
      case .pushScaledInput:
        kept.push(&top, then: inputs[Int(instruction.index)] * instruction.constant)
      case .add: top = kept.pop() + top
      case .subtract: top = kept.pop() - top
      case .multiply: top = kept.pop() * top
      case .divide: top = kept.pop() / top
      case .subtractReversed: top -= kept.pop()
      case .divideReversed: top /= kept.pop()
      case .minimum: top = FormulaArithmetic.minimum(kept.pop(), top)
      case .maximum: top = FormulaArithmetic.maximum(kept.pop(), top)
      case .addInput: top += inputs[Int(instruction.index)]
      case .subtractInput: top -= inputs[Int(instruction.index)]
      case .multiplyInput: top *= inputs[Int(instruction.index)]
      case .divideByInput: top /= inputs[Int(instruction.index)]
      case .minimumInput: top = FormulaArithmetic.minimum(top, inputs[Int(instruction.index)])
      case .maximumInput: top = FormulaArithmetic.maximum(top, inputs[Int(instruction.index)])
      case .subtractFromInput: top = inputs[Int(instruction.index)] - top
      case .divideInput: top = inputs[Int(instruction.index)] / top
      case .addConstant: top += instruction.constant
      case .multiplyConstant: top *= instruction.constant
      case .divideByConstant: top /= instruction.constant
      case .minimumConstant: top = FormulaArithmetic.minimum(top, instruction.constant)
      case .maximumConstant: top = FormulaArithmetic.maximum(top, instruction.constant)
      case .subtractFromConstant: top = instruction.constant - top
      case .divideConstant: top = instruction.constant / top
      case .negate: top = -top
      case .square: top *= top
      case .cube: top *= top * top
      case .wholePower: top = FormulaArithmetic.wholePower(top, Int(instruction.index))
      case .squareRoot: top = top.squareRoot()
      case .power: top = FormulaArithmetic.anyPower(top, instruction.constant)
      case .exponential: top = FormulaArithmetic.exponential(top)
      case .logarithm: top = FormulaArithmetic.logarithm(top)
      case .jump: position &+= Int(instruction.index)
      case .jumpUnlessLess:
        let (left, right) = kept.popPair(&top)
        if left < right { continue }
        if left != left || right != right { return .nan }
        position &+= Int(instruction.index)
      case .jumpUnlessLessOrEqual:
        let (left, right) = kept.popPair(&top)
        if left <= right { continue }
        if left != left || right != right { return .nan }
        position &+= Int(instruction.index)
      case .jumpUnlessGreater:
        let (left, right) = kept.popPair(&top)
        if left > right { continue }
        if left != left || right != right { return .nan }
        position &+= Int(instruction.index)
      case .jumpUnlessGreaterOrEqual:
        let (left, right) = kept.popPair(&top)
        if left >= right { continue }
        if left != left || right != right { return .nan }
        position &+= Int(instruction.index)
      }
    }
    return top
  }
}

/// The intermediate results that are kept for later; the last one is the caller's own.
@usableFromInline struct KeptResults {
  @usableFromInline var results = InlineArray<8, Double>(repeating: 0)
  @usableFromInline var depth = 0

  @inlinable init() {}

  /// Keeps the top and begins another result.
  @inlinable @inline(__always) mutating func push(_ top: inout Double, then value: Double) {
    results[depth] = top
    depth &+= 1
    top = value
  }

  /// Takes back the result kept last.
  @inlinable @inline(__always) mutating func pop() -> Double {
    depth &-= 1
    return results[depth]
  }

  /// Takes back the last two results, `right` being the top, and makes the one before them the top.
  @inlinable @inline(__always) mutating func popPair(
    _ top: inout Double
  ) -> (left: Double, right: Double) {
    let right = top
    let left = pop()
    top = pop()
    return (left, right)
  }
}
