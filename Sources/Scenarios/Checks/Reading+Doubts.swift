import FactoryModel

/// Warnings: what is legal, but probably not what was meant.
extension Reading {
  /// Notes doubts about a scenario without errors.
  mutating func warnOfDoubts(_ tree: TreeSection, _ plant: Plant, _ factory: Factory?) {
    warnOfUnusedParameters(tree)
    warnOfUnusedCalendars(tree)
    warnOfUnusedStations(tree, plant)
    warnOfOverlaps(tree)
    if let warmUp = tree["warm_up"], let time = warmUp.quantity?.value,
      let horizon = tree["horizon"]?.quantity?.value, time > horizon
    {
      warn(warmUp.place, warmUp.path, "more time is discarded than is measured")
    }
    for product in tree["products"]?.entries ?? [] {
      guard let section = product.node.section else { continue }
      warnOfDefects(section, product.place, plant)
    }
    warnOfUnits(tree)
    warnOfHistories(tree)
    if let factory {
      for (product, entry) in zip(factory.products, tree["products"]?.entries ?? []) {
        warnOfIdealTimes(product, entry.place, entry.node.path)
        warnOfRelease(product, factory, entry.place, entry.node.path)
      }
      warnOfLoad(factory, tree, plant)
      warnOfResources(factory, tree)
      warnOfMaintenance(tree, plant, factory)
    }
  }

  // MARK: - What is not used

  private mutating func warnOfUnusedParameters(_ tree: TreeSection) {
    for entry in tree["params"]?.entries ?? [] where !parameters.used.contains(entry.name) {
      warn(entry.place, "params", "no value uses the parameter '\(entry.name)'")
    }
  }

  private mutating func warnOfUnusedCalendars(_ tree: TreeSection) {
    var used: Set<String> = []
    func look(_ node: TreeNode, _ key: String) {
      switch node.content {
      case .section(let section): section.entries.forEach { look($0.node, $0.key.name) }
      case .names(let entries), .route(let entries):
        entries.forEach { entry in
          if key == "energy" { used.insert(entry.name) }
          look(entry.node, key == "calendars" ? "" : key)
        }
      case .list(let items): items.forEach { look($0, key) }
      case .value(let value): if key == "calendar" { used.insert(value.text) }
      case .rows, .raw, .broken: break
      }
    }
    for entry in tree.entries where !["calendars", "calendar"].contains(entry.key.name) {
      look(entry.node, entry.key.name)
    }
    if let standard = tree["calendar"]?.text { used.insert(standard) }
    for entry in tree["calendars"]?.entries ?? [] where !used.contains(entry.name) {
      warn(
        entry.place, "calendars",
        "no station works by the calendar '\(entry.name)'; name it with 'calendar'")
    }
  }

  private mutating func warnOfUnusedStations(_ tree: TreeSection, _ plant: Plant) {
    guard let products = tree["products"]?.entries, !products.isEmpty else { return }
    var used: Set<String> = []
    for product in products {
      guard let section = product.node.section else { continue }
      for step in RouteStep.steps(of: section, plant: plant) { used.formUnion(step.stations) }
    }
    for station in plant.stations where !used.contains(station.name) {
      warn(station.place, "stations", "no operation is done at '\(station.name)'")
    }
  }

  private mutating func warnOfOverlaps(_ tree: TreeSection) {
    for entry in tree["calendars"]?.entries ?? [] {
      let calendar = WorkCalendar(entry)
      let total = calendar.spans.reduce(0) { $0 + $1.end - $1.start }
      if total > calendar.weeklyTime {
        warn(
          entry.node.place, entry.node.path, "shifts overlap; the time they share counts once")
      }
    }
  }

  // MARK: - Routes

  private mutating func warnOfDefects(_ product: TreeSection, _ place: Place, _ plant: Plant) {
    let steps = RouteStep.steps(of: product, plant: plant)
    var firstMade: [String: Int] = [:]
    var lastLookedFor: [String: Int] = [:]
    for (index, step) in steps.enumerated() {
      for entry in step.makes(plant)?.entries ?? [] {
        firstMade[entry.name] = firstMade[entry.name] ?? index
      }
      // Without limits no value is a defect.
      for entry in step.measures(plant)?.entries ?? []
      where entry.node.section?["limits"] != nil {
        firstMade[entry.name] = firstMade[entry.name] ?? index
      }
      for key in ["finds", "reads"] {
        for entry in step.section[key]?.entries ?? [] { lastLookedFor[entry.name] = index }
      }
      // A model says not what it looks for.
      if step.section["model"] != nil {
        for name in defectNames(steps, plant).names { lastLookedFor[name] = index }
      }
    }
    for name in defectNames(steps, plant).names {
      guard let made = firstMade[name], lastLookedFor[name] ?? -1 < made else { continue }
      warn(
        place, product.path,
        "'\(name)' is made at '\(steps[made].name)' and looked for nowhere after; every such part "
          + "escapes")
    }
    for step in steps {
      let looks = ["finds", "reads", "model"].contains { !(step.section[$0]?.isEmpty ?? true) }
      let alarm = step.section["false_alarm"]
      if !looks, step.section["finds"] != nil || alarm != nil, alarm?.quantity?.value ?? 0 == 0 {
        warn(place, step.section.path, "looks for nothing")
      }
    }
  }

  private mutating func warnOfIdealTimes(_ product: Product, _ place: Place, _ path: String) {
    for operation in product.route {
      // One part in 10¹²: a rounding is no doubt.
      if let mean = Moments.mean(of: operation.time), operation.idealTime > mean * (1 + 1e-12) {
        warn(
          place, "\(path).route.\(operation.name)",
          "the ideal time is longer than the mean time, so its effectiveness is above 100 %")
      }
    }
  }

  private mutating func warnOfRelease(
    _ product: Product, _ factory: Factory, _ place: Place, _ path: String
  ) {
    guard case .keep(let parts) = product.release else { return }
    var places = 0
    var isUnlimited = false
    for index in Set(product.route.map(\.station)).sorted() {
      let station = factory.stations[index]
      guard let buffer = station.buffer else {
        isUnlimited = true
        continue
      }
      places += buffer + station.machines.count
      let isShared = factory.products.contains { other in
        other.name != product.name && other.route.contains { $0.station == index }
      }
      if !isShared, buffer >= parts, buffer > 0 {
        warn(
          place, path,
          "keeps \(parts) part\(parts == 1 ? "" : "s"), so the buffer of '\(station.name)', with "
            + "\(buffer) places, can never fill")
      }
    }
    if !isUnlimited, parts > places {
      warn(
        place, path,
        "keeps \(parts) parts, but the stations have only \(places) places; the rest wait outside")
    }
  }

  // MARK: - Load

  /// Warns of stations that get more work than they can do.
  private mutating func warnOfLoad(_ factory: Factory, _ tree: TreeSection, _ plant: Plant) {
    // Of products that enter as fast as the line takes them nothing is known; the others are enough to say that
    // there is too much.
    var known = factory
    known.products = factory.products.filter {
      StationLoad.arrivalRate(of: $0, in: factory).map { !$0.isNaN } ?? false
    }
    guard !known.products.isEmpty, let loads = StationLoad.predicted(for: known) else { return }
    for load in loads {
      guard let share = load.load, share >= 1, let station = plant.station(load.station) else {
        continue
      }
      let percent = ResolvedValues.number((share * 1_000).rounded() / 10)
      warn(
        station.place, "stations.\(load.station)",
        "gets more work than it can do: its load is \(percent) %, so what waits in front of it "
          + "grows without end; release fewer parts, or add machines or time")
    }
  }

  /// Warns of operators and tools that get more work than they can do.
  mutating func warnOfResources(_ factory: Factory, _ tree: TreeSection) {
    for load in ResourceLoad.predicted(for: factory) ?? [] where load.load >= 1 {
      let names = load.resources.map { factory.resources[$0].name }
      let kind = factory.resources[load.resources[0]].kind == .operators ? "operators" : "tools"
      guard let entry = tree[kind]?.entries.first(where: { $0.name == names[0] }) else { continue }
      let percent = ResolvedValues.number((load.load * 1_000).rounded() / 10)
      let who = names.count == 1 ? "gets" : "with \(names.dropFirst().joined(separator: ", ")) gets"
      warn(
        entry.place, "\(kind).\(names[0])",
        "\(who) more work than can be done: the load is \(percent) %, so what waits grows without "
          + "end; release fewer parts, or add \(kind)")
    }
  }

  // MARK: - Units

  /// Warns of numbers so far from what plants know that their units are likely wrong.
  private mutating func warnOfUnits(_ tree: TreeSection) {
    func look(_ node: TreeNode, _ key: Key?, _ found: inout [(TreeNode, String)]) {
      switch node.content {
      case .section(let section):
        // A place for whatever waits, cures or is away has no usual time.
        if section["machines"]?.text == "unlimited" { return }
        for entry in section.entries { look(entry.node, entry.key, &found) }
      case .names(let entries), .route(let entries):
        for entry in entries { look(entry.node, key, &found) }
      case .list(let items): for item in items { look(item, key, &found) }
      case .value(let value):
        if let key, let doubt = Reading.doubt(value, key) { found.append((node, doubt)) }
      case .rows, .raw, .broken: break
      }
    }
    var found: [(TreeNode, String)] = []
    look(TreeNode(place: tree.place, path: "", content: .section(tree)), nil, &found)
    for (node, doubt) in found { warn(node.place, node.path, doubt) }
  }

  /// What makes a value's unit doubtful.
  private static func doubt(_ value: TreeValue, _ key: Key) -> String? {
    let number: Double
    switch value.meaning {
    case .quantity(let quantity): number = quantity.value
    case .distribution(let expression):
      guard expression.isFixed, let drawn = try? expression.distribution(inputs: []),
        let mean = Moments.mean(of: drawn)
      else { return nil }
      number = mean
    default: return nil
    }
    switch key.name {
    case "time" where number > 7 * 86_400:
      return "\(quoted(value.text)) is more than a week for one part; is the unit right?"
    case "repair" where number < 1, "after" where number < 1:
      return "\(quoted(value.text)) is less than a second; is the unit right?"
    case "producing" where number > 1e8, "idle" where number > 1e8:
      return "\(quoted(value.text)) is more than 100 MW; is the unit right?"
    case "wage" where number * 3_600 > 10_000, "downtime" where number * 3_600 > 10_000_000:
      return "\(quoted(value.text)) is a lot for an hour; is the unit right?"
    default: return nil
    }
  }
}

extension TreeNode {
  /// Whether a mapping or list has nothing in it.
  fileprivate var isEmpty: Bool { entries.isEmpty && items.isEmpty && value == nil }
}
