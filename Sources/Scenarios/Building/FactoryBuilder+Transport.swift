import FactoryModel

/// Vehicles, and the ways between stations.
extension FactoryBuilder {
  func fleets(_ tree: TreeSection) -> [Fleet] {
    (tree["vehicles"]?.entries ?? []).map { entry in
      let section = entry.node.section
      return Fleet(
        name: entry.name, size: section?["size"]?.count ?? 1,
        carries: section?["carries"]?.count ?? 1,
        calendar: calendar(section?["calendar"], otherwise: standardCalendar))
    }
  }

  /// Times by way; a way back for which nothing is said takes as long as the way there.
  mutating func transportTimes(_ node: TreeNode?) -> [Way: PlannedTime] {
    var times: [Way: PlannedTime] = [:]
    var back: [Way: PlannedTime] = [:]
    for from in node?.entries ?? [] {
      for to in from.node.entries {
        guard let start = plant.index(of: from.name), let end = plant.index(of: to.name),
          let time = plannedTime(to.node, StationScope())
        else { continue }
        times[Way(from: start, to: end)] = time
        back[Way(from: end, to: start)] = time
      }
    }
    return times.merging(back) { given, _ in given }
  }

  /// What the language says of a time limit.
  func queueLimit(_ node: TreeNode?, _ names: NameIndex) -> QueueLimit? {
    guard let section = node?.section, let name = section["of"]?.text,
      let operation = names.index(of: name), let limit = section["limit"]?.quantity?.value
    else { return nil }
    let then = section["then"]
    if then?.text == "count" { return QueueLimit(of: operation, limit: limit, then: .count) }
    switch then.flatMap({ disposition($0, names) }) {
    case .back(let target, _):
      return QueueLimit(of: operation, limit: limit, then: .back(operation: target))
    case .scrap, nil: return QueueLimit(of: operation, limit: limit)
    }
  }
}
