import FactoryModel
import RandomVariates

/// Rules that move set-points while the factory runs.
extension FactoryBuilder {
  /// The rules, in the order of the file.
  mutating func controlRules(_ tree: TreeSection, _ stations: [Station]) -> [ControlRule] {
    var moved: Set<SetPointDoor.Place> = []
    return (tree["control"]?.entries ?? []).compactMap { entry in
      guard let section = entry.node.section else { return nil }
      return controlRule(entry, section, tree, stations, &moved)
    }
  }

  private mutating func controlRule(
    _ entry: TreeEntry, _ section: TreeSection, _ tree: TreeSection, _ stations: [Station],
    _ moved: inout Set<SetPointDoor.Place>
  ) -> ControlRule? {
    guard let name = section["of"]?.text, let station = plant.index(of: name),
      let watched = section["watch"], let inspection = watched.text.flatMap(plant.index(of:)),
      let every = section["every"]?.quantity?.value
    else { return nil }
    let moves = (section["moves"]?.entries ?? []).compactMap { move in
      controlled(move, at: station, stations[station])
    }
    guard !moves.isEmpty, moves.count == section["moves"]?.entries.count else {
      if let node = section["moves"], node.entries.isEmpty {
        reading.error(
          node.place, node.path,
          "moves nothing; add a set-point, such as 'temperature: {step: 5 K}'")
      }
      return nil
    }
    for (move, place) in zip(moves, section["moves"]?.entries ?? [])
    where !moved.insert(SetPointDoor.Place(station: station, setPoint: move.setPoint)).inserted {
      reading.error(
        place.place, place.node.path, "another rule moves '\(place.name)' too; one is enough")
    }
    checkTimeline(tree, section, name)
    let steps = inspections(at: watched.text ?? "", tree)
    if steps.isEmpty {
      reading.error(
        watched.place, watched.path,
        "nothing is inspected at '\(watched.text ?? "")'; name a station at which an operation has 'finds' or 'reads'"
      )
    }
    guard !steps.isEmpty,
      let method = method(entry, section, steps, moves, scope(of: name).names)
    else { return nil }
    var rule = ControlRule(
      name: entry.name, station: station, moves: moves, inspection: inspection, every: every,
      first: reading.moment(section["first"]) ?? every, leastParts: section["at_least"]?.count ?? 1,
      method: method,
      approval: distribution(section["approval"], StationScope(), .durationOrZero),
      approvalChance: section["agreed"]?.quantity?.value ?? 1)
    if rule.approval?.certainValue == 0, rule.approvalChance == 1 { rule.approval = nil }
    if let node = section["first"], rule.first < 0 {
      reading.error(node.place, node.path, "\(quoted(node.text ?? "")) is before the start")
    }
    return rule
  }

  // MARK: - Set-points

  private mutating func controlled(
    _ entry: TreeEntry, at index: Int, _ station: Station
  ) -> ControlledSetPoint? {
    guard let section = entry.node.section, let step = section["step"]?.quantity else { return nil }
    guard let setPoint = station.setPoints.firstIndex(where: { $0.name == entry.name }) else {
      reading.unknownName(
        entry.place, entry.node.path, entry.name, kind: "set-point at station '\(station.name)'",
        among: station.setPoints.map(\.name))
      return nil
    }
    let names = plant.stations[index]
    let own = [names.section, names.type].compactMap { $0?["set_points"] }
      .flatMap(\.entries).first { $0.name == entry.name }?.node
    if own?.section?["live"]?.text == "false" {
      reading.error(
        entry.place, entry.node.path, "'\(entry.name)' may not move while the simulation runs")
      return nil
    }
    guard let nominal = own?.section?["value"]?.quantity ?? own?.quantity else { return nil }
    guard let limits = section["within"] ?? own?.section?["range"],
      case .range(let low, let high, _)? = limits.value?.meaning
    else {
      reading.error(
        entry.place, entry.node.path,
        "says not within which values '\(entry.name)' may move; add 'within', or a 'range' to the set-point"
      )
      return nil
    }
    for (quantity, node) in [(step, section["step"]), (low, Optional(limits))]
    where quantity.dimension != nominal.dimension {
      reading.error(
        node?.place ?? entry.place, node?.path ?? entry.node.path,
        "\(quoted(node?.text ?? "")) is \(quantity.dimension.name), but '\(entry.name)' is "
          + nominal.dimension.name)
      return nil
    }
    guard step.value > 0 else {
      reading.error(entry.place, entry.node.path, "a step is above 0")
      return nil
    }
    guard low.value <= nominal.value, nominal.value <= high.value else {
      reading.error(
        limits.place, limits.path,
        "'\(entry.name)' is \(own?.section?["value"]?.text ?? own?.text ?? "") at the start, which is not within "
          + "\(limits.text ?? "")")
      return nil
    }
    return ControlledSetPoint(
      setPoint: setPoint, limits: low.value...high.value, step: step.value)
  }

  /// Nothing moves by two wills: what a rule moves stays out of the timeline.
  private mutating func checkTimeline(_ tree: TreeSection, _ rule: TreeSection, _ station: String) {
    for step in tree["timeline"]?.items.compactMap(\.section) ?? [] {
      for change in step["set"]?.entries ?? [] {
        for move in rule["moves"]?.entries ?? []
        where change.name.hasPrefix("stations.\(station).set_points.\(move.name)") {
          reading.error(
            change.place, change.node.path,
            "\(rule.path) moves '\(move.name)' while the simulation runs; leave it out of the timeline"
          )
        }
      }
    }
  }

  /// The operations at a station that inspect parts.
  private func inspections(at station: String, _ tree: TreeSection) -> [RouteStep] {
    (tree["products"]?.entries ?? []).compactMap(\.node.section).flatMap {
      RouteStep.steps(of: $0, plant: plant)
    }.filter {
      $0.stations.contains(station) && ($0.section["finds"] != nil || $0.section["reads"] != nil)
    }
  }

  // MARK: - Methods

  private static let methods = ["run_to_run", "evolutionary", "bayesian"]

  private mutating func method(
    _ entry: TreeEntry, _ section: TreeSection, _ steps: [RouteStep], _ moves: [ControlledSetPoint],
    _ names: [StationScope.Name]
  ) -> ControlRule.Method? {
    let given = FactoryBuilder.methods.filter { section[$0] != nil }
    guard given.count == 1, let node = section[given[0]], let method = node.section else {
      reading.error(
        entry.place, entry.node.path,
        given.isEmpty
          ? "says not how; add 'run_to_run', 'evolutionary' or 'bayesian'"
          : "has \(enumerated(given.map { "'\($0)'" })); keep one of them")
      return nil
    }
    if given[0] == "run_to_run" {
      let name = section["moves"]?.entries.first?.name ?? ""
      let dimension = names.first { $0.name == name }?.dimension
      return runToRun(node, method, steps, moves, dimension)
    }
    guard let aim = aim(method) else { return nil }
    let confidence = method["confidence"]?.quantity?.value ?? 0.95
    if confidence <= 0.5 || confidence >= 1 {
      reading.error(
        method.place(of: "confidence") ?? node.place, node.path,
        "a confidence is above 50 % and below 100 %")
    }
    let most = given[0] == "evolutionary" ? 5 : 8
    if moves.count > most {
      reading.error(
        node.place, node.path, "moves \(moves.count) set-points; it can move \(most) at most")
    }
    guard given[0] == "evolutionary" else {
      return .bayesian(
        SafeStepRule(
          aim: aim, leastYield: method["least_yield"]?.quantity?.value ?? 0, confidence: confidence)
      )
    }
    for (move, place) in zip(moves, section["moves"]?.entries ?? [])
    where 2 * move.step > move.limits.upperBound - move.limits.lowerBound {
      reading.error(
        place.place, place.node.path,
        "a step to either side does not fit between the values that '\(place.name)' may have; take a smaller 'step'"
      )
    }
    return .evolutionary(
      EvolutionaryRule(
        aim: aim, confidence: confidence, mostCycles: method["cycles"]?.count ?? 8))
  }

  private mutating func runToRun(
    _ node: TreeNode, _ section: TreeSection, _ steps: [RouteStep], _ moves: [ControlledSetPoint],
    _ dimension: Dimension?
  ) -> ControlRule.Method? {
    guard moves.count == 1 else {
      reading.error(
        node.place, node.path, "run-to-run control moves one set-point; make a rule for each")
      return nil
    }
    guard let read = section["reading"], let name = read.text,
      let target = section["target"], let wanted = target.quantity,
      let raised = section["raised_by"], let rise = raised.quantity,
      let changes = section["changes_by"], let change = changes.quantity
    else { return nil }
    let known = steps.flatMap { $0.section["reads"]?.entries ?? [] }.map(\.name)
    guard known.contains(name),
      let index = characteristics.firstIndex(where: { $0.name == name })
    else {
      reading.unknownName(
        read.place, read.path, name, kind: "characteristic that is read there",
        among: NameIndex(known).names)
      return nil
    }
    if let dimension, rise.dimension != dimension {
      reading.error(
        raised.place, raised.path,
        "\(quoted(raised.text ?? "")) is \(rise.dimension.name), but the set-point is "
          + dimension.name)
    }
    if change.dimension != wanted.dimension {
      reading.error(
        changes.place, changes.path,
        "\(quoted(changes.text ?? "")) is \(change.dimension.name), but the target is "
          + wanted.dimension.name)
    }
    guard rise.value != 0, change.value != 0 else {
      reading.error(
        changes.place, changes.path, "a set-point that changes nothing controls nothing")
      return nil
    }
    let weight = section["weight"]?.quantity?.value ?? 0.3
    if weight == 0 {
      reading.error(node.place, node.path, "with a weight of 0 nothing is ever learned")
      return nil
    }
    return .runToRun(
      RunToRunRule(
        characteristic: index, target: wanted.value, slope: change.value / rise.value,
        weight: weight))
  }

  private mutating func aim(_ section: TreeSection) -> ControlAim? {
    switch section["maximise"]?.text {
    case "yield": return .yield
    case "output": return .output
    case "worth":
      guard let worth = section["worth"]?.section, let passed = worth["passed"]?.quantity?.value
      else {
        if section["worth"] == nil {
          reading.error(
            section.place(of: "maximise") ?? section.place, section.path,
            "says not what parts are worth; add 'worth: {passed: 4.20 EUR/part}'")
        }
        return nil
      }
      return .worth(passed: passed, rejected: -(worth["rejected"]?.quantity?.value ?? 0))
    default: return nil
    }
  }
}
