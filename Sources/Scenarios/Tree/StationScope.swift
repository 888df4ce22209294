/// The names that formulas at a station may use.
struct StationScope {
  /// Where the value of a name comes from.
  enum Origin: Equatable {
    /// A set-point, with its value in SI units.
    case setPoint(Double)
    case wear, age, lot, ambient
    /// A set-point that could not be read, which has been reported.
    case broken
  }

  /// A name that a formula may use.
  struct Name {
    var name: String
    var dimension: Dimension
    var origin: Origin
  }

  private(set) var names: [Name] = []

  /// What follows a component's name where its wear is meant.
  static let wear = ".wear"
  /// What follows a component's name where its age since its replacement is meant.
  static let age = ".age"

  mutating func add(_ name: String, _ dimension: Dimension, _ origin: Origin) {
    guard !names.contains(where: { $0.name == name }) else { return }
    names.append(Name(name: name, dimension: dimension, origin: origin))
  }

  /// Adds a name, or gives it another meaning in its place.
  mutating func replace(_ name: Name) {
    if let index = names.firstIndex(where: { $0.name == name.name }) {
      names[index] = name
    } else {
      names.append(name)
    }
  }

  /// The names as the formula language wants them, inputs numbered in order.
  var formulaScope: FormulaScope { FormulaScope(names.map { ($0.name, $0.dimension) }) }

  /// The values of all inputs; not a number for those that are no set-points.
  var nominalInputs: [Double] {
    names.map { if case .setPoint(let value) = $0.origin { value } else { .nan } }
  }

  /// The values of all inputs where no component is worn yet.
  var inputsOfNew: [Double] {
    names.map {
      switch $0.origin {
      case .setPoint(let value): value
      case .wear: 0
      case .age, .lot, .ambient, .broken: .nan
      }
    }
  }

  /// What a name stands for.
  func origin(of name: String) -> Origin? { names.first { $0.name == name }?.origin }

  /// Whether these names are all set-points, whose values are known before the simulation starts.
  func areSetPoints(_ inputs: [String]) -> Bool {
    inputs.allSatisfy { input in
      names.contains { name in
        if case .setPoint = name.origin { name.name == input } else { false }
      }
    }
  }
}

extension Reading {
  /// Notes which names the formulas of each station and machine type may use.
  mutating func declareScopes(_ root: [DocumentNode.Entry]) {
    func entries(_ key: String) -> [DocumentNode.Entry] {
      root.first { SectionKind.scenario.keyMeant($0.key, beside: root)?.name == key }?
        .value.entries ?? []
    }
    var common = StationScope()
    for condition in entries("ambient") {
      let mean = condition.value.entries?.first { $0.key == "mean" }
      common.add(
        "ambient." + condition.key, mean.flatMap { dimension($0.value) } ?? .ratio, .ambient)
    }
    for item in entries("items") {
      for lot in item.value.entries?.first(where: { $0.key == "lots" })?.value.entries ?? [] {
        common.add("lot." + lot.key, dimension(lot.value) ?? .ratio, .lot)
      }
    }
    for type in entries("machine_types") {
      declarations.machineTypeScopes[type.key] = scope(
        of: type.value, within: StationScope(), common)
    }
    for station in entries("stations") {
      let type = station.value.entries?.first { $0.key == "type" }?.value.scalar
      let inherited = type.flatMap { declarations.machineTypeScopes[trimmed($0)] }
      declarations.stationScopes[station.key] = scope(
        of: station.value, within: inherited ?? StationScope(), common)
    }
  }

  /// The names at a station or type.
  ///
  /// Those of a station's type come first, in the type's order: the type's formulas number them so.
  private mutating func scope(
    of node: DocumentNode, within inherited: StationScope, _ common: StationScope
  ) -> StationScope {
    var scope = inherited
    var own = StationScope()
    let entries = node.entries ?? []
    for entry in entries {
      switch SectionKind.station.keyMeant(entry.key, beside: entries)?.name {
      case "set_points":
        for point in entry.value.entries ?? [] {
          if let quantity = setPoint(point.value) {
            own.add(point.key, quantity.dimension, .setPoint(quantity.value))
          } else {
            own.add(point.key, .ratio, .broken)
          }
        }
      case "components":
        for component in entry.value.entries ?? [] {
          own.add(component.key + StationScope.wear, .ratio, .wear)
          let clock = component.value.entries?.first { $0.key == "clock" }?.value.scalar
          let countsParts = clock?.split(separator: " ").contains("parts") == true
          own.add(component.key + StationScope.age, countsParts ? .count : .time, .age)
        }
      default: break
      }
    }
    for name in own.names { scope.replace(name) }
    for name in common.names { scope.add(name.name, name.dimension, name.origin) }
    return scope
  }

  private mutating func setPoint(_ node: DocumentNode) -> Quantity? {
    let value = node.scalar ?? node.entries?.first { $0.key == "value" }?.value.scalar
    guard let value, let text = try? parameters.expand(value),
      let quantity = try? Quantity.parse(trimmed(text))
    else { return nil }
    // Where value and range disagree that is an error of its own, and formulas are left alone.
    guard let range = node.entries?.first(where: { $0.key == "range" })?.value.scalar,
      let ends = try? parameters.expand(range), let end = ends.firstRange(of: " to "),
      let least = try? Quantity.parse(trimmed(String(ends[..<end.lowerBound]))),
      least.dimension != quantity.dimension
    else { return quantity }
    return nil
  }

  /// The dimension of the first number in a value, or in a distribution's words.
  private mutating func dimension(_ node: DocumentNode) -> Dimension? {
    guard let scalar = node.scalar, let text = try? parameters.expand(scalar) else { return nil }
    if let quantity = try? Quantity.parse(trimmed(text)) { return quantity.dimension }
    guard let words = DistributionWords(trimmed(text)),
      let expression = try? DistributionExpression(words, .anyQuantity, FormulaScope())
    else { return nil }
    return expression.dimension
  }
}
