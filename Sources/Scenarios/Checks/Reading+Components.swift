import Degradation
import FactoryModel
import RandomVariates

/// Checks of components: how they wear, what their clocks count, how they are restored.
extension Reading {
  /// The most components of a machine.
  static let mostComponentsOfStation = 64

  mutating func checkComponents(
    _ station: Plant.StationNames, _ people: People, _ supply: Supply
  ) {
    if station.componentEntries.count > Reading.mostComponentsOfStation,
      let node = station["components"]
    {
      error(
        node.place, node.path,
        "has \(station.componentEntries.count) components; a machine may have "
          + "\(Reading.mostComponentsOfStation)")
    }
    let failures = Set((station["failures"]?.entries ?? []).map(\.name))
    for entry in station.componentEntries {
      guard let component = entry.node.section else { continue }
      if failures.contains(entry.name) {
        error(
          entry.place, component.path,
          "'\(entry.name)' is the name of a failure of this station too; take another name")
      }
      let ways = ["wear", "life", "states"].filter { component[$0] != nil }
      if ways.isEmpty {
        error(
          entry.place, component.path,
          "says not how it fails; add 'wear: gamma mean_life 83 h cv_of_life 30 %' or "
            + "'life: weibull shape 2 scale 400 h'")
      }
      for other in ways.dropFirst() { exclude(ways[0], other, component) }
      if component["hidden_cost"] != nil, component["failure"]?.isBroken != true,
        component["failure"]?.text != "hidden"
      {
        error(
          component.place(of: "hidden_cost") ?? entry.place, component.path,
          "has 'hidden_cost', but its failures stop the machine; add 'failure: hidden'")
      }
      checkStart(component["at_start"], component)
      if let states = component["states"] { checkStates(states) }
      if let clock = componentClock(component, scope(ofStation: station.name)) {
        checkKinds(component, clock)
      }
      for key in ["replace", "repair"] {
        checkRestoration(component[key], entry.name, people, supply)
      }
      checkFailed(component)
    }
    checkDifferences(station)
  }

  /// The names that formulas at a station may use.
  func scope(ofStation name: String) -> StationScope {
    declarations.stationScopes[name] ?? StationScope()
  }

  private mutating func checkStart(_ node: TreeNode?, _ component: TreeSection) {
    // A life may last longer than its mean, at which its wear is 100 %.
    guard let node, let wear = node.quantity?.value, wear >= 1, component["life"] == nil else {
      return
    }
    error(
      node.place, node.path,
      "\(quoted(node.text ?? "")) has failed before the start; write less than 100 %, 'new' or "
        + "'steady'")
  }

  /// What differs from machine to machine.
  private mutating func checkDifferences(_ station: Plant.StationNames) {
    guard station["components"]?.isBroken != true else { return }
    for machine in station.section["machines"]?.entries ?? [] {
      for key in ["wear", "clock"] {
        for component in machine.node.section?[key]?.entries ?? [] {
          guard let entry = station.componentEntries.first(where: { $0.name == component.name })
          else {
            unknownName(
              component.place, machine.node.path + "." + key, component.name, kind: "component",
              among: station.components)
            continue
          }
          if key == "wear", let section = entry.node.section { checkStart(component.node, section) }
        }
      }
    }
  }

  // MARK: - States

  private mutating func checkStates(_ node: TreeNode) {
    let names = NameIndex(node.entries.map(\.name))
    guard let last = node.entries.last, !node.isBroken else { return }
    if names.names.count < node.entries.count {
      error(node.place, node.path, "names a state twice; names must differ")
    }
    if node.entries.count < 2 {
      error(
        node.place, node.path,
        "has one state; expected two or more, as in {new: {lasts: exponential 50 h}, failed: {}}")
      return
    }
    for key in ["lasts", "next"] {
      guard let section = last.node.section, let place = section.place(of: key) else { continue }
      error(
        place, section.path,
        "'\(last.name)' is the last state, the failed one, which has no '\(key)'; add a state after "
          + "it, or leave '\(key)' out")
    }
    for (index, entry) in node.entries.dropLast().enumerated() {
      guard let section = entry.node.section else { continue }
      if section["lasts"] == nil {
        error(
          entry.place, section.path,
          "has no 'lasts'; add one, such as 'lasts: exponential 50 h'; only the last state has none"
        )
      }
      guard let next = section["next"] else { continue }
      checkShares(next)
      for way in next.entries {
        guard let target = names.index(of: way.name) else {
          unknownName(way.place, next.path, way.name, kind: "state", among: names.names)
          continue
        }
        if target < index {
          error(
            way.place, next.path,
            "'\(way.name)' comes before '\(entry.name)'; wear goes on to later states")
        } else if target == index, way.node.quantity?.value ?? 0 == 1 {
          error(
            way.node.place, way.node.path,
            "'\(entry.name)' is never left; give a later state a share")
        } else if target == index, section["lasts"]?.quantity == nil {
          error(
            way.place, next.path,
            "'\(entry.name)' may stay another time only where 'lasts' is fixed, such as '1 d'; a "
              + "random time that is repeated is another distribution")
        }
      }
    }
  }

  // MARK: - Clocks

  /// What makes a component's clock run, and how fast; notes an error where it cannot be said.
  mutating func componentClock(
    _ component: TreeSection, _ scope: StationScope
  ) -> ComponentClock? {
    guard let node = component["clock"] else { return ComponentClock() }
    guard !node.isBroken else { return nil }
    let example =
      "'calendar', 'running', 'producing' or 'parts', or one of them times a factor such "
      + "as 'producing * (feed / (0.2 mm))^1.5'"
    guard case .formula(let formula)? = node.value?.meaning else {
      error(node.place, node.path, "\(quoted(node.text ?? "")) names no clock; expected \(example)")
      return nil
    }
    let clocks = StationScope.clocks.map(\.name)
    for name in formula.inputs where !clocks.contains(name) {
      switch scope.origin(of: name) {
      case .setPoint: break
      case .broken, nil: return nil
      // Refused when the factory is built.
      case .wear, .age, .lot, .ambient: return nil
      }
    }
    /// How fast the clock runs; parts count for themselves.
    func speed(_ calendar: Double, _ running: Double, _ producing: Double, _ parts: Double)
      -> Double
    {
      let values = [calendar, running, producing, parts]
      let expression = formula.substituting { name in
        if let clock = clocks.firstIndex(of: name) { return .constant(values[clock]) }
        if case .setPoint(let value) = scope.origin(of: name) { return .constant(value) }
        return .constant(.nan)
      }
      return expression.constant ?? .nan
    }
    let (off, idle, busy) = (speed(1, 0, 0, 0), speed(1, 1, 0, 0), speed(1, 1, 1, 0))
    let part = speed(0, 0, 0, 1)
    let all = [off, idle, busy, part, speed(0, 0, 0, 0), speed(1, 1, 1, 1)]
    guard all.allSatisfy({ $0.isFinite && $0 >= 0 }) else {
      error(
        node.place, node.path,
        "\(quoted(node.text ?? "")) comes to no speed, or to a negative one; expected \(example)")
      return nil
    }
    let clock: ComponentClock?
    if part > 0 {
      let isLinear = abs(speed(0, 0, 0, 2) - 2 * part) <= 1e-9 * part
      clock =
        off == 0 && idle == 0 && busy == 0 && isLinear ? ComponentClock(.parts, speed: part) : nil
    } else if busy == 0 {
      error(node.place, node.path, "\(quoted(node.text ?? "")) never runs; expected \(example)")
      return nil
    } else if idle == 0, off == 0 {
      clock = ComponentClock(.producing, speed: busy)
    } else if idle == busy, off == 0 || off == busy {
      clock = ComponentClock(off == 0 ? .running : .calendar, speed: busy)
    } else {
      clock = nil
    }
    if clock == nil {
      error(
        node.place, node.path,
        "\(quoted(node.text ?? "")) mixes several clocks; only one of them times a factor is "
          + "simulated: \(example)")
    }
    return clock
  }

  /// Lives are counted in parts where the clock counts parts, and are times elsewhere.
  private mutating func checkKinds(_ component: TreeSection, _ clock: ComponentClock) {
    var nodes = [component["wear"], component["life"]]
    nodes += (component["states"]?.entries ?? []).map { $0.node.section?["lasts"] }
    for node in nodes.compactMap({ $0 }) {
      checkKind(node, countsParts: clock.counts == .parts)
    }
  }

  /// A value on a component's clock is a number of parts where that counts parts, else a time.
  mutating func checkKind(_ node: TreeNode?, countsParts: Bool) {
    guard let node, let value = node.value, let isCount = value.countsParts, isCount != countsParts
    else { return }
    error(
      node.place, node.path,
      countsParts
        ? "the clock counts parts, and \(quoted(value.text)) is a time; write a number of parts such "
          + "as '500 parts', or another clock"
        : "\(quoted(value.text)) counts parts; add 'clock: parts', or write a time such as '5 h'")
  }

  // MARK: - Restoring

  private mutating func checkRestoration(
    _ node: TreeNode?, _ component: String, _ people: People, _ supply: Supply
  ) {
    guard let node, let section = node.section else { return }
    checkSpares(section, supply)
    checkSkill(section, people)
    if section["planned"] == nil, section["failed"] == nil {
      error(
        node.place, node.path, "says not how long it takes; add 'planned', 'failed' or both")
    }
    for key in ["planned", "failed"] {
      guard let cost = section["cost"]?.section, section[key] == nil,
        let place = cost.place(of: key)
      else { continue }
      error(
        place, cost.path,
        "is a cost of work that is not done; add '\(key): 45 min' to '\(node.path)'")
    }
    guard let restores = section["restores"], case .formula(let formula)? = restores.value?.meaning
    else { return }
    for name in formula.inputs where name.hasSuffix(StationScope.wear) {
      guard name != component + StationScope.wear else { continue }
      error(
        restores.place, restores.path,
        "depends on '\(name)'; what is restored may depend on the wear of the component itself, "
          + "'\(component)\(StationScope.wear)'")
    }
  }

  /// A failure is repaired or the component replaced, and that must help.
  private mutating func checkFailed(_ component: TreeSection) {
    guard let replace = component["replace"]?.section else { return }
    let repair = component["repair"]?.section
    if replace["failed"] == nil, repair?["failed"] == nil,
      replace["planned"] != nil
    {
      error(
        replace.place, replace.path,
        "has no 'failed', the time of work after a failure; add one, such as 'failed: 3 h'")
    }
    guard component["life"] == nil else { return }
    for section in [replace, repair].compactMap({ $0 }) {
      guard let restores = section["restores"], restores.quantity?.value == 0 else { continue }
      error(
        restores.place, restores.path,
        "\(quoted(restores.text ?? "")) restores nothing, and what has worn out would fail again at "
          + "once; write more, or describe the component by its 'life'")
    }
  }
}

extension TreeValue {
  /// Whether a time on a clock is a number of parts; `nil` where it is no such time.
  var countsParts: Bool? {
    switch meaning {
    case .quantity(let quantity): quantity.dimension == .count
    case .formula(let formula): formula.dimension == .count
    case .distribution(let expression): expression.dimension == .count
    case .wear(let wear): wear.countsParts
    default: nil
    }
  }
}
