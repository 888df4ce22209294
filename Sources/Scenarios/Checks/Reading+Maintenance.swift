/// Checks of maintenance rules and of the components that they select.
extension Reading {
  mutating func checkMaintenance(_ tree: TreeSection, _ plant: Plant) {
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
      if let replace = rule["replace"]?.section { checkReplace(replace) }
      if let stop = rule["stop"]?.section { checkStop(stop) }
    }
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
    if parts.count > 2 {
      let components = stations.flatMap(\.components)
      if parts[2] == "*" ? components.isEmpty : !components.contains(parts[2]) {
        unknownName(node.place, node.path, parts[2], kind: "component", among: components)
      }
    }
  }

  private mutating func checkStop(_ stop: TreeSection) {
    if stop["every"] == nil, stop["after_parts"] == nil {
      error(
        stop.place, stop.path, "says not when to stop; add 'every: 8 h', or 'after_parts: 5000'")
    }
    if stop["every"] != nil, stop["after_parts"] != nil { exclude("every", "after_parts", stop) }
    if stop["first"] != nil, stop["every"] == nil { exclude("first", "after_parts", stop) }
    if let every = stop["every"]?.quantity?.value, let takes = stop["takes"]?.quantity?.value,
      takes >= every
    {
      warn(stop.place, stop.path, "a stop takes as long as it is to the next, which is left out")
    }
  }

  private mutating func checkReplace(_ replace: TreeSection) {
    let ways = ["at_age", "at_count", "every", "wear_over", "model", "warning", "by_state"]
    let given = ways.filter { replace[$0] != nil }
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
  }
}
