import FactoryModel
import RandomVariates

/// The product: how parts enter, and the route.
extension Reading {
  private static let mostParts = 1_000_000

  /// Reads `products`, which must be a single one, and the defects that its route makes.
  mutating func readProduct(
    _ value: Value, stations: [StationDraft]
  ) -> (product: Product, defects: [String])? {
    guard let entries = entries(value, of: "products, each a name with its release and route")
    else { return nil }
    guard !entries.isEmpty else {
      if value.node.entries?.isEmpty ?? true { error(value, "names no product") }
      return nil
    }
    if entries.count > 1 {
      error(
        entries[1].place, entries[1].value.path, "several products are not simulated yet")
    }
    let names = NameIndex(stations.map(\.station.name))
    let products = entries.map { readProduct($0.name, $0.place, $0.value, stations, names) }
    return products[0]
  }

  private mutating func readProduct(
    _ name: String, _ place: Place, _ value: Value, _ stations: [StationDraft], _ names: NameIndex
  ) -> (product: Product, defects: [String])? {
    guard let section = open(value, as: .product) else { return nil }
    let release = required("release", "saturated", in: section, at: place)
      .flatMap { readRelease($0) }
    let route = required("route", "[blank, press]", in: section, at: place)
      .flatMap { readRoute($0, stations: stations, names) }
    guard let release, let route else { return nil }
    return (Product(name: name, release: release, route: route.operations), route.defects)
  }

  // MARK: - Release

  private mutating func readRelease(_ value: Value) -> Release? {
    let example = "'saturated', '{keep: 150}' or '{every: exponential 9 min}'"
    if case .scalar = value.node.content {
      guard let text = text(value, expecting: example) else { return nil }
      if text == "saturated" { return .saturated }
      let hint = question(text, among: ["saturated"]) ?? "; expected \(example)"
      error(value, "unknown release \(quoted(text))\(hint)")
      return nil
    }
    let findingsBefore = findings.count
    guard let section = open(value, as: .release) else { return nil }
    if let keep = section["keep"] {
      for key in ["every", "lot", "if_full"] {
        guard let place = section.keyPlaces[key] else { continue }
        error(place, section.path, "'keep' and '\(key)' exclude each other; keep one of them")
      }
      return count(keep, 1...Reading.mostParts, example: "a number of parts such as 150")
        .map { .keep(parts: $0) }
    }
    guard let every = section["every"] else {
      // Where a way to release was written that is refused, nothing more need be said.
      if findings.count == findingsBefore {
        error(value, "says not how parts enter; expected \(example)")
      }
      return nil
    }
    let interval = distribution(every, .duration)
    var lot: Int? = 1
    if let value = section["lot"] {
      lot = count(value, 1...Reading.mostParts, example: "a number of parts such as 5")
    }
    var ifFull = "wait"
    if let value = section["if_full"] { ifFull = choice(value, ["wait", "lost"]) ?? ifFull }
    guard let interval, let lot else { return nil }
    return .every(interval: interval, lot: lot, lostIfFull: ifFull == "lost")
  }

  // MARK: - Route

  /// An operation as it stands in the route.
  private struct Step {
    var name: String
    var place: Place
    var section: Section
    var station: Int?
    var work: WorkDefaults
  }

  private mutating func readRoute(
    _ value: Value, stations: [StationDraft], _ stationNames: NameIndex
  ) -> (operations: [Operation], defects: [String])? {
    if refusesForm(value) { return nil }
    guard case .list(let items) = value.node.content else {
      error(
        value,
        "expected a list of operations such as [blank, press], not "
          + "\(value.node.kindInWords)")
      return nil
    }
    if items.isEmpty { error(value, "has no operation") }
    var steps: [Step] = []
    var names = NameIndex()
    for item in items {
      let item = Value(node: item, path: value.path)
      guard let step = readStep(item, stations, stationNames) else { continue }
      if !names.insert(step.name) {
        error(
          step.place, value.path,
          "two operations are called '\(step.name)'; give this one another name, and 'at: "
            + "\(step.name)'")
        continue
      }
      steps.append(step)
    }
    // Operations share their station's chances; many of both would be too many to hold.
    guard steps.reduce(0, { $0 + ($1.work.makes?.count ?? 0) }) <= Reading.mostParts else {
      error(value, "the operations make more than \(Reading.mostParts) kinds of defect in all")
      return nil
    }
    let whole = steps.count == items.count && steps.allSatisfy { $0.station != nil }
    let defects = NameIndex(steps.flatMap { $0.work.makes ?? [] }.map(\.name))
    if defects.names.count > Factory.mostDefects {
      error(
        value,
        "the operations make \(defects.names.count) kinds of defect; there may be "
          + "\(Factory.mostDefects): give one name to those that are treated alike")
    }
    let route = RouteNames(operations: names, defects: defects, isWhole: whole)
    var operations: [Operation] = []
    for (index, step) in steps.enumerated() {
      let inspection = readInspection(step.section, index: index, route: route)
      guard let station = step.station, let time = step.work.time else { continue }
      guard let idealTime = step.work.idealTime ?? Moments.mean(of: time) else {
        error(
          step.place, step.section.path,
          "the mean of its time cannot be calculated; write 'ideal_time' or less extreme numbers")
        continue
      }
      operations.append(
        Operation(
          name: step.name, station: station, time: time, idealTime: idealTime,
          makes: (step.work.makes ?? []).map { chance(of: $0, defects) },
          inspection: inspection))
    }
    return (operations, defects.names)
  }

  private func chance(of chance: NamedChance, _ defects: NameIndex) -> DefectChance {
    DefectChance(
      defect: defects.index(of: chance.name) ?? 0, probability: chance.probability)
  }

  private mutating func readStep(
    _ value: Value, _ stations: [StationDraft], _ stationNames: NameIndex
  ) -> Step? {
    let example = "an operation is a name, or a name with its keys as in '- press: {time: 30 s}'"
    let name: String
    let place: Place
    var inner = Value(
      node: DocumentNode(content: .nothing, place: value.node.place), path: value.path)
    switch value.node.content {
    case .scalar:
      guard let text = text(value, expecting: "an operation's name") else { return nil }
      (name, place) = (text, value.node.place)
    case .mapping(let entries) where entries.count == 1:
      (name, place) = (entries[0].key, entries[0].keyPlace)
      inner.node = entries[0].value
    case .mapping, .list, .nothing:
      error(value, "\(example); this is \(value.node.kindInWords)")
      return nil
    }
    guard isName(name, place, value.path) else { return nil }
    inner.path = value.path + "." + name
    guard let section = open(inner, as: .operation) else { return nil }
    var step = Step(
      name: name, place: place, section: section, station: nil, work: readWork(section))
    step.station = readStation(of: step, stationNames)
    inherit(&step, from: step.station.map { stations[$0] })
    return step
  }

  private mutating func readStation(of step: Step, _ names: NameIndex) -> Int? {
    if let at = step.section["at"] {
      guard let name = text(at, expecting: "a station's name") else { return nil }
      if let index = names.index(of: name) { return index }
      return unknownName(at, name, kind: "station", among: names)
    }
    if let index = names.index(of: step.name) { return index }
    let meant = nearest(step.name, among: names.names)
    let hint = meant.map { "; did you mean '\($0)'?" } ?? "; name its station with 'at'"
    error(step.place, step.section.path, "there is no station '\(step.name)'\(hint)")
    return meant.flatMap { names.index(of: $0) }
  }

  /// Fills what an operation does not say from its station.
  private mutating func inherit(_ step: inout Step, from draft: StationDraft?) {
    guard let draft else { return }
    if !step.work.hasTime {
      step.work.time = draft.work.time
      if !draft.work.hasTime {
        let station = draft.station.name
        error(
          step.place, step.section.path,
          "has no time; write one here, as in '- \(step.name): {time: 30 s}', or as the default "
            + "of its station, as in '\(station): {time: 30 s}'")
      }
    }
    step.work.idealTime = step.work.idealTime ?? draft.work.idealTime
    step.work.makes = step.work.makes ?? draft.work.makes
  }
}
