import FactoryModel

/// Checks of maintenance rules and of the components that they select.
extension Reading {
  mutating func checkMaintenance(_ tree: TreeSection, _ plant: Plant) {
    // More has been refused, and would take long to select from.
    guard plant.componentCount <= Reading.mostComponents else { return }
    for entry in tree["maintenance"]?.entries ?? [] {
      guard let rule = entry.node.section else { continue }
      if rule["of"] == nil, rule["open_window"] == nil {
        error(
          entry.place, rule.path,
          "selects nothing; add the components, such as 'of: press.*.die'")
      }
      let parts = rule["stop"] == nil ? 3 : 2
      for node in selectors(rule["of"]) { checkSelector(node, plant, parts: parts) }
      for node in selectors(rule["open_window"]) { checkSelector(node, plant, parts: 2) }
      if rule["open_window"] != nil, rule["take_along"] == nil {
        error(
          entry.place, rule.path,
          "opens a window for nothing; add 'take_along: due within 8 h'")
      }
      if rule["take_along"] != nil, rule["open_window"] == nil,
        let place = rule.place(of: "take_along")
      {
        error(
          place, rule.path,
          "takes work along in no stop; add the machines, such as 'open_window: press.*'")
      }
      for key in ["replace", "inspect", "calendar"] where rule["stop"] != nil && rule[key] != nil {
        error(
          rule.place(of: key) ?? entry.place, rule.path,
          "'stop' stops whole machines, and '\(key)' is for components; make two rules of it")
      }
      if let replace = rule["replace"]?.section { checkReplace(replace) }
      if let stop = rule["stop"]?.section { checkStop(stop) }
      checkLooks(rule)
      checkWork(of: rule, plant)
    }
    checkOverlaps(tree, plant)
  }

  private func selectors(_ node: TreeNode?) -> [TreeNode] {
    guard let node else { return [] }
    return node.text == nil ? node.items : [node]
  }

  /// A selector names things that exist: a station, its machines, their components.
  private mutating func checkSelector(_ node: TreeNode, _ plant: Plant, parts count: Int) {
    guard let text = node.text, plant.isWhole else { return }
    let parts = text.split(separator: ".").map(String.init)
    let example = count == 3 ? "'press.*.die'" : "'press.*'"
    guard parts.count == count || (count == 2 && parts.count == 1) else {
      error(
        node.place, node.path,
        "\(quoted(text)) has \(parts.count) part\(parts.count == 1 ? "" : "s"); expected "
          + (count == 3 ? "station, machine and component" : "station and machine")
          + " as in \(example)")
      return
    }
    let stations = parts[0] == "*" ? plant.stations : plant.station(parts[0]).map { [$0] } ?? []
    guard !stations.isEmpty else {
      unknownName(
        node.place, node.path, parts[0], kind: "station", among: plant.stations.map(\.name))
      return
    }
    if parts.count > 1, parts[1] != "*" {
      let machines = stations.flatMap(\.machines)
      guard machines.contains(parts[1]) else {
        unknownName(node.place, node.path, parts[1], kind: "machine", among: machines)
        return
      }
    }
    guard parts.count > 2 else { return }
    let components = NameIndex(stations.flatMap(\.components)).names
    if parts[2] != "*", !components.contains(parts[2]) {
      unknownName(node.place, node.path, parts[2], kind: "component", among: components)
    } else if plant.components(of: text).isEmpty {
      error(
        node.place, node.path,
        "\(quoted(text)) selects nothing: no machine that it names has such a component; describe "
          + "one in 'components', or name another machine")
    }
  }

  // MARK: - Stops

  private mutating func checkStop(_ stop: TreeSection) {
    if stop["every"] == nil, stop["after_parts"] == nil {
      error(
        stop.place, stop.path, "says not when to stop; add 'every: 8 h', or 'after_parts: 5000'")
    }
    if stop["every"] != nil, stop["after_parts"] != nil { exclude("every", "after_parts", stop) }
    if stop["first"] != nil, stop["every"] == nil { exclude("first", "after_parts", stop) }
    if stop["first_after"] != nil, stop["after_parts"] == nil {
      exclude("first_after", "every", stop)
    }
    if let every = stop["every"]?.quantity?.value, let takes = stop["takes"]?.quantity?.value,
      takes >= every
    {
      warn(stop.place, stop.path, "a stop takes as long as it is to the next, which is left out")
    }
  }

  // MARK: - When to replace

  private static let ways = [
    "at_age", "at_count", "every", "wear_over", "reading", "model", "warning", "by_state",
  ]

  private mutating func checkReplace(_ replace: TreeSection) {
    let given = Reading.ways.filter { replace[$0] != nil }
    guard let way = given.first else {
      error(
        replace.place, replace.path,
        "says not when to replace; expected a rule such as '{at_age: 70 h}' or "
          + "'{wear_over: 80 %, look: 8 h}'")
      return
    }
    for other in given.dropFirst() { exclude(way, other, replace) }
    if replace["model"] != nil {
      for (key, example) in [("fails_within", "72 h"), ("chance_over", "30 %")]
      where replace[key] == nil {
        error(
          replace.place, replace.path,
          "has a model but no '\(key)'; add one, such as '\(key): \(example)'")
      }
    }
    if way != "model" {
      for key in ["fails_within", "chance_over", "shadow", "retrain"] where replace[key] != nil {
        exclude(way, key, replace)
      }
    }
    if replace["every"] == nil, replace["first"] != nil { exclude(way, "first", replace) }
    if let first = replace["first"], let time = moment(first), time < 0 {
      error(first.place, first.path, "\(quoted(first.text ?? "")) is before the start")
    }
    if replace["look"] != nil, !["wear_over", "by_state", "reading", "model"].contains(way) {
      exclude(way, "look", replace)
    }
    checkReading(replace, way)
    if let look = replace["look"], look.quantity?.dimension == .count {
      checkPieces(look, least: 1)
    }
    if let wear = replace["wear_over"], wear.quantity?.value == 0 {
      error(
        wear.place, wear.path,
        "\(quoted(wear.text ?? "")) is reached by what is new; expected a wear such as '80 %'")
    }
    if let actions = replace["by_state"] { checkActions(actions) }
    if let warning = replace["warning"]?.section { checkWarning(warning) }
  }

  /// A feature has a limit, and times at which it is looked at.
  private mutating func checkReading(_ replace: TreeSection, _ way: String) {
    let limits = ["over", "under"].filter { replace[$0] != nil }
    guard way == "reading" else {
      for key in limits { exclude(way, key, replace) }
      return
    }
    if limits.isEmpty {
      error(
        replace.place, replace.path,
        "has a reading but no limit; add 'over: 3.5 mm/s', or 'under'")
    } else if limits.count == 2 {
      exclude("over", "under", replace)
    }
  }

  /// The lines of a table by wear rise, and something is done.
  private mutating func checkActions(_ node: TreeNode) {
    var last = -1.0
    let lines = node.items.compactMap(\.section)
    if lines.isEmpty, case .list(let items) = node.content, items.isEmpty {
      error(
        node.place, node.path,
        "is an empty list; expected actions such as '{from: 80 %, do: replace}'")
    }
    for line in lines {
      guard let from = line["from"], let wear = from.quantity?.value else { continue }
      if wear <= last {
        error(
          from.place, from.path,
          "\(quoted(from.text ?? "")) is not more than the line before; write the lines in rising "
            + "order")
      }
      if wear == 0, line["do"]?.text != "leave" {
        error(
          from.place, from.path,
          "\(quoted(from.text ?? "")) is reached by what is new; expected a wear such as '80 %'")
      }
      last = wear
    }
  }

  private mutating func checkWarning(_ warning: TreeSection) {
    if warning["false_alarms"] != nil, warning["precision"] != nil {
      exclude("false_alarms", "precision", warning)
    }
    if let precision = warning["precision"], precision.quantity?.value == 0 {
      error(
        precision.place, precision.path,
        "\(quoted(precision.text ?? "")) means that no warning is right; expected a share above 0, "
          + "such as '70 %'")
    }
  }

  // MARK: - Looks

  /// Inspections have a rhythm, and one only.
  private mutating func checkLooks(_ rule: TreeSection) {
    if let replace = rule["replace"]?.section,
      let asked = ["reading", "model"].first(where: { replace[$0] != nil }),
      rule["inspect"]?.section?["every"] == nil, replace["look"]?.isBroken != true,
      replace["look"].map({ $0.text == "always" }) ?? true
    {
      error(
        replace.place, replace.path,
        "says not when somebody looks at the \(asked); add the time from one look to the next, such as 'look: 8 h'"
      )
    }
    guard let inspect = rule["inspect"]?.section, rule["replace"]?.isBroken != true else { return }
    let replace = rule["replace"]?.section
    let every = inspect["every"]
    if let every, let look = replace?["look"], !look.isBroken,
      look.quantity?.value != every.quantity?.value
        || look.quantity?.dimension != every.quantity?.dimension
    {
      error(
        look.place, look.path,
        "\(quoted(look.text ?? "")) is another rhythm than that of 'inspect', "
          + "\(quoted(every.text ?? "")); keep one of them")
    }
    let isLooked = replace?["look"].map { $0.text != "always" } ?? false
    guard every == nil, !isLooked, replace?["warning"] == nil, !inspect.entries.isEmpty else {
      return
    }
    error(
      inspect.place, inspect.path,
      "says not when to look; add 'every: 1 wk', or a 'look' to 'replace'")
  }

  // MARK: - With the components

  /// What a rule asks for can be done with each of its components.
  private mutating func checkWork(of rule: TreeSection, _ plant: Plant) {
    let replace = rule["replace"]
    let actions = (replace?.section?["by_state"]?.items ?? []).compactMap(\.section)
    var seen: Set<String> = []
    for place in plant.components(of: rule).sorted() {
      let entry = plant.component(place)
      guard let component = entry.node.section, seen.insert(component.path).inserted else {
        continue
      }
      if let replace, replace.text != "on_failure",
        replace.section == nil || replace.section?["by_state"] == nil
      {
        needPlanned("replace", component, entry.name, at: replace.place, replace.path)
      }
      for line in actions {
        guard let node = line["do"], let action = node.text, action != "leave" else { continue }
        needPlanned(action, component, entry.name, at: node.place, node.path)
      }
      checkKinds(of: rule, component, scope(ofStation: plant.stations[place.station].name))
    }
  }

  private mutating func needPlanned(
    _ action: String, _ component: TreeSection, _ name: String, at place: Place, _ path: String
  ) {
    guard let node = component[action] else {
      // A missing 'replace' has been reported.
      if action == "repair" {
        error(
          place, path,
          "repairs '\(name)', but \(component.path) has no 'repair'; add one, such as 'repair: "
            + "{planned: 2 h, restores: 40 %}'")
      }
      return
    }
    guard let section = node.section, section["planned"] == nil, section["failed"] != nil else {
      return
    }
    error(
      place, path,
      "\(action)s '\(name)' before it fails, but \(section.path) has no 'planned'; add the time that "
        + "it takes, such as 'planned: 45 min'")
  }

  /// Ages count parts where the component's clock does.
  private mutating func checkKinds(
    of rule: TreeSection, _ component: TreeSection, _ scope: StationScope
  ) {
    guard let replace = rule["replace"]?.section, let clock = componentClock(component, scope)
    else { return }
    let countsParts = clock.counts == .parts
    checkKind(replace["at_age"], countsParts: countsParts)
    guard let warning = replace["warning"]?.section else { return }
    checkKind(warning["ahead"], countsParts: countsParts)
    guard let alarms = warning["false_alarms"], let quantity = alarms.quantity,
      (quantity.dimension == Dimension(count: -1)) != countsParts
    else { return }
    error(
      alarms.place, alarms.path,
      countsParts
        ? "the clock counts parts, and \(quoted(alarms.text ?? "")) is a number per time; write one per "
          + "part such as '0.001 /part'"
        : "\(quoted(alarms.text ?? "")) is a number per part; write one per time such as '0.2 /wk'")
  }

  /// At most one rule says when a component is replaced, and one how it is looked at.
  private mutating func checkOverlaps(_ tree: TreeSection, _ plant: Plant) {
    guard plant.isWhole else { return }
    for (key, what) in [
      ("replace", "when this is replaced"), ("inspect", "how this is looked at"),
    ] {
      var first: [ComponentPlace: String] = [:]
      for entry in tree["maintenance"]?.entries ?? [] {
        guard let rule = entry.node.section, let node = rule[key], node.text != "on_failure",
          let place = rule.place(of: key)
        else { continue }
        for component in plant.components(of: rule).sorted() {
          guard let other = first[component] else {
            first[component] =
              "'\(entry.name)'" + (place.source == 0 ? " (line \(place.line))" : "")
            continue
          }
          error(
            place, node.path,
            "the rule \(other) says already \(what), '\(plant.name(of: component))'; let one of "
              + "them select less")
          break
        }
      }
    }
  }
}
