/// Checks of releases and routes.
extension Reading {
  /// The word for all defects that are not named.
  static let otherwise = "otherwise"
  /// The word for the end of a route.
  static let leave = "leave"

  mutating func checkProducts(_ tree: TreeSection, _ plant: Plant) {
    guard let node = tree["products"] else { return }
    if case .names(let entries) = node.content, entries.isEmpty, isSound {
      error(node.place, node.path, "names no product")
    }
    for entry in node.entries {
      guard let product = entry.node.section else { continue }
      checkRelease(product, owner: entry.place)
      checkRoute(product, plant)
    }
    for station in plant.stations { checkDefectNames(station.section) }
  }

  // MARK: - Release

  private mutating func checkRelease(_ product: TreeSection, owner: Place) {
    guard let node = product["release"], let release = node.section else { return }
    let ways = ["keep", "every", "orders", "for", "cards"].filter { release[$0] != nil }
    guard let way = ways.first else {
      error(
        node.place, node.path,
        "says not how parts enter; expected 'saturated', '{keep: 150}' or "
          + "'{every: exponential 9 min}'")
      return
    }
    for other in ways.dropFirst() { exclude(way, other, release) }
    let ownKeys: [String: [String]] = [
      "every": ["lot", "moves", "if_full", "calendar", "starting", "due"], "keep": ["due"],
      "orders": ["moves"], "for": ["at_most", "moves", "due"], "cards": ["lot", "moves"],
    ]
    for entry in release.entries {
      let name = entry.key.name
      if !ways.contains(name), !(ownKeys[way] ?? []).contains(name) {
        error(
          entry.place, release.path,
          "'\(way)' and '\(name)' exclude each other; keep one of them")
      }
    }
  }

  // MARK: - Route

  private mutating func checkRoute(_ product: TreeSection, _ plant: Plant) {
    guard let route = product["route"], case .route(let entries) = route.content else { return }
    var names = NameIndex()
    var isWhole = plant.isWhole
    for entry in entries where !names.insert(entry.name) {
      isWhole = false
      error(
        entry.place, route.path,
        "two operations are called '\(entry.name)'; give this one another name, and "
          + "'at: \(entry.name)'")
    }
    for entry in entries where entry.node.section?["at"] == nil {
      guard plant.index(of: entry.name) == nil else { continue }
      isWhole = false
      let meant = nearest(entry.name, among: plant.stations.map(\.name))
      let hint = meant.map { "; did you mean '\($0)'?" } ?? "; name its station with 'at'"
      error(entry.place, entry.node.path, "there is no station '\(entry.name)'\(hint)")
    }
    let steps = RouteStep.steps(of: product, plant: plant)
    if steps.count < entries.count || steps.contains(where: { $0.section["at"]?.isBroken == true })
    {
      isWhole = false
    }
    for step in steps {
      checkTime(step, plant)
      checkBatch(step.section)
    }
    let defects = defectNames(steps, plant)
    let isKnown = isWhole && isNamed(steps, plant)
    if isWhole { checkOrders(product["release"]?.section?["orders"], names) }
    for (index, step) in steps.enumerated() {
      checkDefectNames(step.section)
      checkInspection(step, index, names, defects, steps, plant, isWhole: isKnown)
      checkBranches(step, names)
    }
  }

  /// Orders begin at operations that the route has.
  private mutating func checkOrders(_ node: TreeNode?, _ names: NameIndex) {
    guard let node else { return }
    switch node.content {
    case .list(let items):
      for place in items.compactMap({ $0.section?["at"] }) {
        guard let name = place.text, names.index(of: name) == nil else { continue }
        unknownName(place.place, node.path, name, kind: "operation", among: names.names)
      }
    case .rows(let table):
      // A table as long as those of orders may be keeps no places.
      var seen: Set<String> = []
      for (row, name) in (table.texts("at") ?? []).enumerated() {
        guard !name.isEmpty, names.index(of: name) == nil, seen.insert(name).inserted,
          seen.count <= 20
        else { continue }
        let meant = nearest(name, among: names.names).map { "; did you mean '\($0)'?" } ?? ""
        error(
          node.place, node.path,
          "row \(row + 1) of '\(table.name)' begins at \(quoted(name)), and the route has no such operation"
            + meant)
      }
    default: break
    }
  }

  /// Whether every station of the steps could be read, so that a missing name is a mistake.
  private func isNamed(_ steps: [RouteStep], _ plant: Plant) -> Bool {
    steps.allSatisfy { step in
      !step.stations.isEmpty
        && step.stations.allSatisfy { name in
          ["makes", "measures"].allSatisfy { plant.station(name)?[$0]?.isBroken != true }
        }
    }
  }

  private mutating func checkTime(_ step: RouteStep, _ plant: Plant) {
    guard let name = step.stations.first, let station = plant.station(name) else { return }
    let isTimed =
      step.section["time"] != nil || step.section["times"] != nil || station["time"] != nil
    guard !isTimed else { return }
    error(
      step.place, step.section.path,
      "has no time; write one here, as in '- \(step.name): {time: 30 s}', or as the default of "
        + "its station, as in '\(name): {time: 30 s}'")
  }

  // MARK: - Defects

  /// The defects that the operations of a route make, characteristics outside their limits included.
  func defectNames(_ steps: [RouteStep], _ plant: Plant) -> NameIndex {
    var names = NameIndex()
    for step in steps {
      for entry in step.makes(plant)?.entries ?? [] where entry.name != Reading.otherwise {
        names.insert(entry.name)
      }
      for entry in step.measures(plant)?.entries ?? [] { names.insert(entry.name) }
    }
    return names
  }

  private mutating func checkDefectNames(_ section: TreeSection) {
    for key in ["makes", "finds", "measures"] {
      guard let node = section[key] else { continue }
      for entry in node.entries where entry.name == Reading.otherwise {
        error(entry.place, node.path, "'otherwise' stands for all other defects; take another name")
      }
    }
  }

  private mutating func checkInspection(
    _ step: RouteStep, _ index: Int, _ names: NameIndex, _ defects: NameIndex,
    _ steps: [RouteStep], _ plant: Plant, isWhole: Bool
  ) {
    let section = step.section
    var found = NameIndex()
    for key in ["finds", "reads"] {
      for entry in section[key]?.entries ?? [] {
        found.insert(entry.name)
        guard isWhole, entry.name != Reading.otherwise, defects.index(of: entry.name) == nil else {
          continue
        }
        if key == "reads" {
          nothingToRead(entry, among: steps, plant)
          continue
        }
        let hint =
          question(entry.name, among: defects.names)
          ?? "; defects come from 'makes' at an operation or its station"
        error(
          entry.node.place, entry.node.path, "no operation makes the defect '\(entry.name)'\(hint)")
      }
    }
    if let over = section["chance_over"], section["model"] == nil {
      error(
        over.place, over.path,
        "there is no model whose word it limits; add one, such as 'model: burr-model@champion'")
    }
    guard let then = section["then"] else { return }
    let looks = ["finds", "false_alarm", "reads", "model"].contains { section[$0] != nil }
    guard looks else {
      error(
        then.place, then.path, "there is nothing to decide; say what is looked for with 'finds'")
      return
    }
    for entry in then.entries {
      if entry.name != Reading.otherwise, found.index(of: entry.name) == nil {
        let hint =
          question(entry.name, among: found.names + [Reading.otherwise]) ?? "; add it to 'finds'"
        error(entry.place, then.path, "'\(entry.name)' is not looked for here\(hint)")
      }
      checkBack(entry.node, index, names, isWhole: isWhole)
    }
  }

  private mutating func checkBack(
    _ node: TreeNode, _ index: Int, _ names: NameIndex, isWhole: Bool
  ) {
    let target: TreeNode?
    let name: String?
    if let section = node.section {
      target = section["back_to"]
      name = target?.text
    } else if case .phrase(let value)? = node.value?.meaning {
      target = node
      name = value.text
    } else {
      return
    }
    guard let target, let name else { return }
    guard let operation = names.index(of: name) else {
      if isWhole {
        unknownName(target.place, node.path, name, kind: "operation", among: names.names)
      }
      return
    }
    if operation > index {
      error(
        target.place, node.path,
        "'\(name)' comes after '\(names.names[index])'; a part goes back to this operation or one "
          + "before")
    }
  }

  private mutating func checkBranches(_ step: RouteStep, _ names: NameIndex) {
    if let next = step.section["next"] {
      for entry in next.entries
      where entry.name != Reading.leave && names.index(of: entry.name) == nil {
        unknownName(
          entry.place, next.path, entry.name, kind: "operation",
          among: names.names + [Reading.leave])
      }
      checkShares(next)
    }
    if let limit = step.section["within"]?.section, let of = limit["of"], let name = of.text,
      names.index(of: name) == nil
    {
      unknownName(of.place, of.path, name, kind: "operation", among: names.names)
    }
  }

  /// Shares add up to 100 %, or one of them is the rest.
  mutating func checkShares(_ node: TreeNode) {
    guard !node.entries.isEmpty, node.entries.allSatisfy({ $0.node.value != nil }) else { return }
    let sum = node.entries.reduce(0) { $0 + ($1.node.quantity?.value ?? 0) }
    let rests = node.entries.filter { $0.node.text == "rest" }.count
    let percent = ResolvedValues.number((sum * 1e4).rounded() / 100)
    if rests > 1 {
      error(node.place, node.path, "'rest' stands more than once; it is what the others leave")
    } else if rests == 1 ? sum > 1 + 1e-9 : abs(sum - 1) > 1e-9 {
      error(
        node.place, node.path,
        "the shares add up to \(percent) %, not to 100 %; make one of them 'rest'")
    }
  }
}
