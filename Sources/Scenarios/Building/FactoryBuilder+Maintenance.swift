import FactoryModel
import RandomVariates

/// Planned stops of machines.
extension FactoryBuilder {
  /// Adds the stops that the maintenance rules plan to the stations whose machines they select.
  mutating func addPlannedStops(_ rules: TreeNode?, to stations: inout [Station]) {
    for entry in rules?.entries ?? [] {
      guard let rule = entry.node.section, let stop = rule["stop"]?.section else { continue }
      for station in stations.indices {
        let selected = machines(of: rule["of"], at: stations[station])
        guard !selected.isEmpty,
          let mode = plannedStop(entry.name, stop, scope(of: stations[station].name), selected)
        else { continue }
        stations[station].failures.append(mode)
      }
    }
  }

  private mutating func plannedStop(
    _ name: String, _ stop: TreeSection, _ scope: StationScope, _ machines: Set<Int>
  ) -> FailureMode? {
    guard let takes = distribution(stop["takes"], scope) else { return nil }
    let parts = stop["after_parts"]?.count
    guard let interval = parts.map(Double.init) ?? stop["every"]?.quantity?.value else {
      return nil
    }
    var mode = FailureMode(
      name: name, timeToFailure: .constant(interval), clock: parts == nil ? .calendar : .parts,
      timeToRepair: takes)
    mode.plan = StopPlan(first: reading.moment(stop["first"]))
    mode.machines = machines
    return mode
  }

  /// The machines of a station that a selector or a list of them names.
  private func machines(of node: TreeNode?, at station: Station) -> Set<Int> {
    guard let node else { return [] }
    var selected: Set<Int> = []
    for text in node.text.map({ [$0] }) ?? node.items.compactMap(\.text) {
      let parts = text.split(separator: ".").map(String.init)
      guard parts.first == "*" || parts.first == station.name else { continue }
      for (index, machine) in station.machines.enumerated()
      where parts.count < 2 || parts[1] == "*" || parts[1] == machine.name {
        selected.insert(index)
      }
    }
    return selected
  }
}
