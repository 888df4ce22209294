/// A quantity that depends on the wear of a machine's components, or on the material that it last took.
public struct WearFormula: Hashable, Sendable {
  /// The formula; its inputs are the wear of the station's components, in their order, and then the properties of lots as
  /// in ``Factory/lotProperties``.
  public var program: FormulaProgram
  /// Indices in ``Station/components`` of those on which it depends.
  public var components: [Int]
  /// Indices in ``Factory/lotProperties`` of those on which it depends.
  public var lotProperties: [Int]
  /// How many components the station's machines have: the index of the input that is the first property of lots.
  public var componentCount: Int

  /// Creates a formula.
  public init(
    program: FormulaProgram, components: [Int], lotProperties: [Int] = [], componentCount: Int = 0
  ) {
    self.program = program
    self.components = components
    self.lotProperties = lotProperties
    self.componentCount = componentCount
  }
}
