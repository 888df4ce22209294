import FactoryModel
import RandomVariates

/// Builds a factory from a scenario that was read, and names what is not simulated.
struct FactoryBuilder {
  /// Something that this version does not simulate, where it stands.
  struct Refusal: Equatable {
    var place: Place
    var path: String
    /// What it is, in the plural.
    var what: String
  }

  var reading: Reading
  let standardName: String
  private(set) var notSimulated: [Refusal] = []
  var plant: Plant

  init(reading: Reading, standardName: String, plant: Plant) {
    self.reading = reading
    self.standardName = standardName
    self.plant = plant
  }

  mutating func refuse(_ place: Place, _ path: String, _ what: String) {
    notSimulated.append(Refusal(place: place, path: path, what: what))
  }

  /// Builds the factory.
  ///
  /// - Returns: `nil` where something is wrong, which is noted in ``reading``, or is not simulated.
  mutating func build(_ tree: TreeSection) -> Factory? {
    collectRefusals(tree)
    guard reading.isSound, notSimulated.isEmpty, let horizon = tree["horizon"]?.quantity?.value,
      let entry = tree["products"]?.entries.first, let section = entry.node.section
    else { return nil }
    let calendars = (tree["calendars"]?.entries ?? []).map { WorkCalendar($0) }
    let names = NameIndex(calendars.map(\.name))
    let standard = tree["calendar"]?.text.flatMap { names.index(of: $0) }
    let stations = plant.stations.map { station($0, calendars: names, standard: standard) }
    guard let made = product(entry.name, section, stations: stations) else { return nil }
    let costs = costs(tree["costs"]?.section)
    guard reading.isSound, notSimulated.isEmpty else { return nil }
    return Factory(
      name: tree["name"]?.text ?? standardName, start: reading.start,
      warmUp: tree["warm_up"]?.quantity?.value ?? 0, horizon: horizon, calendars: calendars,
      defects: made.defects, product: made.product, stations: stations, costs: costs)
  }

  // MARK: - What is not simulated

  private mutating func collectRefusals(_ section: TreeSection) {
    for entry in section.entries {
      if let missing = entry.key.missing {
        // What says the same as saying nothing is simulated.
        if let standard = entry.key.standardValue, entry.node.text == standard { continue }
        refuse(entry.place, entry.node.path, missing)
        continue
      }
      collectRefusals(entry.node)
    }
    switch section.kind {
    case .scenario:
      if let second = section["products"]?.entries.dropFirst().first {
        refuse(second.place, second.node.path, "several products")
      }
    case .step:
      for entry in section["set"]?.entries ?? [] where entry.name.hasPrefix("costs.") {
        refuse(entry.place, entry.node.path, "costs that move in mid-run")
      }
    case .operation:
      if let at = section["at"], !at.items.isEmpty {
        refuse(at.place, at.path, "operations at one of several stations")
      }
    case .station:
      if let machines = section["machines"], machines.text == "unlimited" {
        refuse(machines.place, machines.path, "stations of unlimited machines")
      }
    case .failure:
      if let clock = section["clock"], clock.text == "parts" {
        refuse(clock.place, clock.path, "failures that count parts")
      }
    case .costs:
      if let scrap = section["scrap"], scrap.text == "value" {
        refuse(scrap.place, scrap.path, "scrapped parts that cost what their material is worth")
      }
    default: break
    }
  }

  private mutating func collectRefusals(_ node: TreeNode) {
    switch node.content {
    case .section(let section): collectRefusals(section)
    case .names(let entries), .route(let entries): entries.forEach { collectRefusals($0.node) }
    case .list(let items): items.forEach { collectRefusals($0) }
    case .value(let value):
      switch value.counted {
      case "lot", "lots":
        refuse(node.place, node.path, value.isMoney ? "costs per lot" : "times per lot")
      case "batch", "batches":
        refuse(node.place, node.path, value.isMoney ? "costs per batch" : "times per batch")
      default: break
      }
    case .rows, .raw, .broken: break
    }
  }

  // MARK: - Values

  /// A distribution, with formulas of set-points evaluated.
  mutating func distribution(_ node: TreeNode?, _ scope: StationScope) -> Distribution? {
    guard let node, let value = node.value else { return nil }
    switch value.meaning {
    case .quantity(let quantity): return .constant(quantity.value)
    case .formula:
      return number(node, scope, .workTime).map { .constant($0) }
    case .distribution(let expression):
      guard known(expression.inputs, node, scope) else { return nil }
      do {
        return try expression.distribution(inputs: scope.nominalInputs)
      } catch {
        reading.error(node.place, node.path, error.message)
        return nil
      }
    default: return nil
    }
  }

  /// A number, with a formula of set-points evaluated and its range checked.
  mutating func number(
    _ node: TreeNode?, _ scope: StationScope, _ expectation: Expectation
  ) -> Double? {
    guard let node, let value = node.value else { return nil }
    guard case .formula(let formula) = value.meaning else { return node.quantity?.value }
    guard known(formula.inputs, node, scope) else { return nil }
    let number = formula.program.value(inputs: scope.nominalInputs.span)
    do throws(ValueProblem) {
      guard number.isFinite else {
        throw ValueProblem("\(quoted(value.text)) comes to no number")
      }
      try expectation.checkRange(
        number, "\(value.text) = \(ResolvedValues.number(number))", hasUnit: true)
      return number
    } catch {
      reading.error(node.place, node.path, error.message)
      return nil
    }
  }

  /// Whether the inputs are known before the simulation starts; what is not is refused.
  private mutating func known(_ inputs: [String], _ node: TreeNode, _ scope: StationScope) -> Bool {
    if scope.areSetPoints(inputs) { return true }
    refuse(node.place, node.path, "formulas of what changes in a run")
    return false
  }
}

extension Reading {
  /// What is refused, as messages.
  func diagnostics(for refusals: [FactoryBuilder.Refusal]) -> [Diagnostic] {
    var refused = Reading(files: files)
    refused.sources = sources
    for refusal in refusals {
      refused.error(refusal.place, refusal.path, "\(refusal.what) are not simulated yet")
    }
    return refused.diagnostics()
  }
}

extension TreeValue {
  /// What a number counts, where its unit counts something: `lot` in `20 min/lot`.
  fileprivate var counted: String? {
    switch meaning {
    case .quantity(let quantity): quantity.counted
    case .distribution(let expression): expression.counted
    default: nil
    }
  }

  fileprivate var isMoney: Bool { currency != nil }
}
