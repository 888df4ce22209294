package import FactoryModel

/// A quantity that depends on others: `1 % + 6 % * die.wear^2`.
///
/// Numbers have units, and only what measures the same can be added or compared. Names stand for
/// inputs, of which the scope says what they measure. There are `+ - * / ^`, parentheses, and
/// `min(a; b)`, `max(a; b)`, `exp(a)`, `log(a)`, `if(a < b; c; d)`; arguments are separated by
/// semicolons, because a comma ends a value in YAML.
package struct Formula: Hashable, Sendable {
  /// The text that was read.
  package let text: String
  /// What the value measures.
  package let dimension: Dimension
  /// The names that the text uses, in the order in which they appear.
  package let inputs: [String]
  /// The indices of these names among the program's inputs.
  package let indices: [Int]
  /// The currency, where a unit names one.
  package let currency: String?
  /// What works the value out, in SI units, from inputs in SI units.
  package let program: FormulaProgram
  /// The same as a tree, whose inputs are numbered as the scope numbers them.
  package let expression: FormulaExpression

  /// How long a formula may be, in bytes.
  package static let longest = 10_000

  /// Reads and checks a formula.
  ///
  /// - Throws: The first problem in reading order.
  package init(_ text: String, scope: FormulaScope) throws(FormulaProblem) {
    guard text.utf8.count <= Formula.longest else {
      throw FormulaProblem(
        0..<text.unicodeScalars.count,
        "the formula is too long; it may have \(Formula.longest) bytes")
    }
    var parser = try FormulaParser(text, scope: scope)
    let term = try parser.formula()
    do {
      program = try FormulaProgram(term.expression)
      expression = term.expression
    } catch {
      throw FormulaProblem(term.range, "\(error)")
    }
    self.text = text
    dimension = term.dimension
    inputs = parser.inputs
    indices = parser.inputs.map { scope[$0]?.input ?? 0 }
    currency = parser.currency
  }

  /// The value in SI units, where the formula depends on no input.
  package var constant: Double? { program.constant }

  /// The value in SI units for these inputs.
  package func value(inputs: Span<Double>) -> Double { program.value(inputs: inputs) }
}
