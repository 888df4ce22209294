/// Scopes made of lists of names.
extension FormulaScope {
  /// The names in the order of the program's inputs.
  init(_ names: [(name: String, dimension: Dimension)]) {
    self.init()
    for (name, dimension) in names { add(name, dimension) }
  }

  /// Whether a name has a meaning.
  func contains(_ name: String) -> Bool { self[name] != nil }

  /// The same names and more.
  func adding(_ names: [(name: String, dimension: Dimension)]) -> FormulaScope {
    var scope = self
    for (name, dimension) in names { scope.add(name, dimension) }
    return scope
  }
}
