/// The names that a formula may use, and what they stand for.
package struct FormulaScope: Hashable, Sendable {
  /// What a name stands for.
  package struct Symbol: Hashable, Sendable {
    /// The index of the program's input.
    package var input: Int
    package var dimension: Dimension
  }

  /// The names in the order in which they were added.
  package private(set) var names: [String] = []
  private var symbols: [String: Symbol] = [:]

  package init() {}

  /// Adds a name, or gives it another meaning.
  ///
  /// A name begins with a letter, `_` or `$`, and goes on with letters, digits, `_`, and single `-`
  /// and `.` inside: `die.wear`, `stroke_rate`, `lot.moisture-content`.
  ///
  /// - Parameters:
  ///   - name: The name as it is written in formulas.
  ///   - dimension: What it measures.
  ///   - input: The index of the program's input; the number of names so far if `nil`.
  package mutating func add(_ name: String, _ dimension: Dimension, input: Int? = nil) {
    precondition(input ?? 0 >= 0, "an input has an index from 0")
    let symbol = Symbol(input: input ?? names.count, dimension: dimension)
    if symbols.updateValue(symbol, forKey: name) == nil { names.append(name) }
  }

  /// What a name stands for.
  package subscript(name: String) -> Symbol? { symbols[name] }
}
