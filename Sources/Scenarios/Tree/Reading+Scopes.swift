import FactoryModel

/// Which names a formula may use, by where it stands.
extension Reading {
  /// The names at a station or machine type.
  mutating func enterScope(ofNamed name: String, _ kind: SectionKind) {
    switch kind {
    case .station: scope = declarations.stationScopes[name]?.formulaScope ?? FormulaScope()
    case .machineType: scope = declarations.machineTypeScopes[name]?.formulaScope ?? FormulaScope()
    default: break
    }
  }

  /// The names at an operation: those of its station.
  mutating func enterScope(ofOperation name: String, _ node: DocumentNode) {
    let at = node.entries?.first { $0.key == "at" }?.value
    let first: DocumentNode? = if case .list(let items)? = at?.content { items.first } else { at }
    let station = first?.scalar.flatMap { try? parameters.expand($0) }.map(trimmed) ?? name
    scope = declarations.stationScopes[station]?.formulaScope ?? FormulaScope()
  }

  /// The names in sections that have some of their own.
  mutating func enterScope(of kind: SectionKind, _ value: Value) {
    if kind == .due { scope = FormulaScope([("work", .time)]) }
  }

  /// The names at keys that have some of their own.
  mutating func enterScope(of key: Key, in kind: SectionKind) {
    if kind == .component, key.name == "clock" {
      let others = scope.names.count
      for (index, clock) in StationScope.clocks.enumerated() {
        scope.add(clock.name, clock.dimension, input: others + index)
      }
    }
    if kind == .release, key.name == "due" { scope = FormulaScope([("work", .time)]) }
    if [.sensor, .waveform, .bearing, .gear, .shaft, .motor, .cutting].contains(kind) {
      // Numbered behind those of the station; which input is which, the builder says.
      let activities = SensingInputs.Activity.allCases.map(\.rawValue)
      let products = declarations.names(of: .product).map { StationScope.product + $0 }
      for name in activities + products where !scope.contains(name) { scope.add(name, .ratio) }
    }
  }
}

extension StationScope {
  /// What stands before a product's name where it is meant that a machine holds one of it.
  static let product = "product."

  /// What makes a component's clock run, each as a speed.
  static let clocks: [(name: String, dimension: Dimension)] = [
    ("calendar", .ratio), ("running", .ratio), ("producing", .ratio), ("parts", .ratio),
  ]
}
