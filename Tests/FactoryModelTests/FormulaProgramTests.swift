import FactoryModel
import TestSupport
import Testing

@Suite("Formula programs")
struct FormulaProgramTests {
  typealias Expression = FormulaExpression

  static let x = Expression.input(0)
  static let y = Expression.input(1)

  func value(_ expression: Expression, _ inputs: [Double] = []) throws -> Double {
    try FormulaProgram(expression).value(inputs: inputs.span)
  }

  @Test("Each operation gives what it says, whichever of its operands are inputs", .tags(.exact))
  func operations() throws {
    let results: [(FormulaOperator, Double)] = [
      (.sum, 10), (.difference, 6), (.product, 16), (.quotient, 4), (.minimum, 2), (.maximum, 8),
    ]
    #expect(results.map(\.0) == FormulaOperator.allCases)
    // A difference is neither an input nor a constant: 9 − 1 and 3 − 1.
    let lefts: [Expression] = [
      .constant(8), FormulaProgramTests.x, .operation(.difference, .input(2), .constant(1)),
    ]
    let rights: [Expression] = [
      .constant(2), FormulaProgramTests.y, .operation(.difference, .input(3), .constant(1)),
      // Needs more intermediate results than any of the left operands: (9 − 8) + (3 − 2).
      .operation(
        .sum, .operation(.difference, .input(2), .input(0)),
        .operation(.difference, .input(3), .input(1))),
    ]
    for (symbol, expected) in results {
      for left in lefts {
        for right in rights {
          let result = try value(.operation(symbol, left, right), [8, 2, 9, 3])
          #expect(result == expected, "\(symbol) \(left) \(right)")
        }
      }
    }
  }

  @Test("Powers are multiplications, reciprocals, roots, or the library's", .tags(.exact))
  func powers() throws {
    let base = 1.1
    let square = base * base
    let cases: [(Double, Double)] = [
      (0, 1), (1, base), (2, square), (3, base * square), (4, square * square),
      (5, base * (square * square)), (6, square * (square * square)),
      (7, base * square * (square * square)), (-1, 1 / base), (-2, 1 / square),
      (-3, 1 / (base * square)), (0.5, base.squareRoot()),
    ]
    for (exponent, expected) in cases {
      #expect(try value(.power(FormulaProgramTests.x, exponent), [base]) == expected, "\(exponent)")
      #expect(try value(.power(.constant(base), exponent)) == expected, "\(exponent)")
    }
    // 1.1^1.8 to ten decimals, worked out with forty digits.
    #expect(abs(try value(.power(FormulaProgramTests.x, 1.8), [1.1]) - 1.187153379828) < 1e-9)
    #expect(try value(.exponential(FormulaProgramTests.x), [0]) == 1)
    #expect(try value(.logarithm(FormulaProgramTests.x), [1]) == 0)
  }

  @Test("A whole power is within its roundings of the exact one", .tags(.law))
  func wholePowers() {
    // Powers of 3 are exact up to 3^33 < 2^53; beyond, the logarithm is compared.
    for exponent in 1...33 {
      var exact = 1
      for _ in 0..<exponent { exact *= 3 }
      #expect(FormulaArithmetic.wholePower(3, exponent) == Double(exact))
    }
    // 2^(1/64) to the 64th: the base's own rounding, half a unit at most, grows 64-fold; each of
    // the 6 squarings doubles what came before and adds half a unit: 63 more halves.
    let root = (0..<6).reduce(2.0) { value, _ in value.squareRoot() }
    #expect(abs(FormulaArithmetic.wholePower(root, 64) - 2) <= 128 * 2.0.ulp)
  }

  @Test(
    "A choice follows its comparison; what is not a number makes the result none", .tags(.exact))
  func choices() throws {
    let wide = Expression.operation(
      .sum, .operation(.product, .input(0), .constant(1)),
      .operation(.product, .input(0), .constant(0)))
    for comparison in FormulaComparison.allCases {
      for (left, right) in [(1.0, 2.0), (2.0, 2.0), (3.0, 2.0)] {
        let expected = comparison.holds(left, right) ? 10.0 : 20.0
        for swapsEvaluation in [false, true] {
          // The side that needs more intermediate results is worked out first.
          let expression = Expression.choice(
            comparison, left: swapsEvaluation ? .input(0) : wide,
            right: swapsEvaluation
              ? .operation(.sum, .operation(.sum, .input(1), .input(2)), .input(2)) : .input(1),
            then: .constant(10), otherwise: .operation(.sum, .input(3), .constant(5)))
          #expect(try value(expression, [left, right, 0, 15]) == expected, "\(expression)")
        }
      }
    }
    let choice = Expression.choice(
      .less, left: .input(0), right: .input(1), then: .constant(1), otherwise: .constant(2))
    #expect(try value(choice, [.nan, 1]).isNaN)
    #expect(try value(.operation(.sum, choice, .constant(1)), [1, .nan]).isNaN)
    let constant = Expression.choice(
      .less, left: .constant(.nan), right: .constant(1), then: .constant(1), otherwise: .constant(2)
    )
    #expect(try value(constant).isNaN)
  }

  @Test("The smaller and the larger of two numbers do not depend on their order", .tags(.exact))
  func extremes() {
    #expect(FormulaArithmetic.minimum(0, -0.0).sign == .minus)
    #expect(FormulaArithmetic.minimum(-0.0, 0).sign == .minus)
    #expect(FormulaArithmetic.maximum(0, -0.0).sign == .plus)
    #expect(FormulaArithmetic.maximum(-0.0, 0).sign == .plus)
    for function in [FormulaArithmetic.minimum, FormulaArithmetic.maximum] {
      #expect(function(.nan, 1).isNaN)
      #expect(function(1, .nan).isNaN)
    }
  }

  @Test("Operations on constants are carried out once and for all", .tags(.exact))
  func folding() throws {
    let two = Expression.operation(.sum, .constant(1), .constant(1))
    let program = try FormulaProgram(.operation(.product, two, .exponential(.constant(0))))
    #expect(program.constant == 2)
    #expect(program.inputCount == 0)
    let varying = try FormulaProgram(
      .operation(.sum, .operation(.product, .power(.input(4), 2), .constant(0.06)), .constant(0.01))
    )
    #expect(varying.constant == nil)
    #expect(varying.inputCount == 5)
    #expect(
      varying.instructions.map(\.operation) == [
        .pushSquaredInput, .multiplyConstant, .addConstant,
      ])
  }

  @Test("An expression that needs too many intermediate results is refused", .tags(.failure))
  func tooDeep() throws {
    func tree(_ levels: Int) -> Expression {
      levels == 0 ? .input(0) : .operation(.product, tree(levels - 1), tree(levels - 1))
    }
    // 2 leaves need one result, and each doubling needs one more.
    #expect(try value(tree(8), [1]) == 1)
    let error = #expect(throws: FormulaTooDeep.self) { try FormulaProgram(tree(9)) }
    #expect(
      error?.description == """
        the formula needs 9 intermediate results at once; at most 8 are possible; split it
        """)
    // A chain needs one, however long, on whichever side it grows.
    let left = (0..<500).reduce(Expression.input(0)) { chain, _ in
      .operation(.difference, chain, .power(.input(0), 3))
    }
    let right = (0..<500).reduce(Expression.input(0)) { chain, _ in
      .operation(.difference, .power(.input(0), 3), chain)
    }
    #expect(try value(left, [1]) == -499)
    #expect(try value(right, [1]) == 1)
  }

  @Test(
    "No evaluation allocates", .tags(.law), .enabled(if: allocations {} != nil))
  func allocation() throws {
    let program = try FormulaProgram(
      .choice(
        .less, left: FormulaProgramTests.x, right: .constant(0.5),
        then: .operation(
          .sum, .power(FormulaProgramTests.x, 1.7), .exponential(FormulaProgramTests.y)),
        otherwise: .operation(
          .quotient, .logarithm(FormulaProgramTests.y), .power(FormulaProgramTests.x, 5))))
    let all = program.instructions
    var sum = 0.0
    let count = allocations {
      for step in 1...1_000 {
        let inputs: InlineArray<2, Double> = [Double(step) / 1_000, 2]
        sum += program.value(inputs: inputs.span)
        sum += FormulaProgram.value(of: all.span, inputs: inputs.span)
      }
    }
    #expect(count == 0)
    #expect(sum.isFinite)
  }
}
