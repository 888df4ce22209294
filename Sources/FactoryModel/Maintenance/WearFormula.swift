/// A quantity that depends on the wear of a machine's components.
public struct WearFormula: Hashable, Sendable {
  /// The formula; its inputs are the wear of the station's components, in their order.
  public var program: FormulaProgram
  /// Indices in ``Station/components`` of those on which it depends.
  public var components: [Int]

  /// Creates a formula.
  public init(program: FormulaProgram, components: [Int]) {
    self.program = program
    self.components = components
  }
}
