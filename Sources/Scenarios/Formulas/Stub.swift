import FactoryModel
struct FormulaProblem: Error { var offset: Int; var length: Int; var message: String }
struct FormulaScope {
  var symbols: [(String, Dimension)] = []
  init() {}
  init(_ symbols: [(String, Dimension)]) { self.symbols = symbols }
  func contains(_ name: String) -> Bool { symbols.contains { $0.0 == name } }
  func adding(_ more: [(String, Dimension)]) -> FormulaScope { FormulaScope(symbols + more) }
}
struct FormulaProgram { func value(inputs: Span<Double>) -> Double { 0 } }
struct Formula {
  var dimension = Dimension.ratio
  var currency: String?
  var inputs: [String] = []
  var constant: Double?
  var program = FormulaProgram()
  init(_ text: String, scope: FormulaScope) throws(FormulaProblem) {
    throw FormulaProblem(offset: 0, length: 1, message: "stub")
  }
}
