import FactoryModel

/// What selectors such as `press.*.die` select.
extension Plant {
  /// The components that a selector of three parts selects.
  func components(of selector: String) -> Set<ComponentPlace> {
    let parts = selector.split(separator: ".").map(String.init)
    guard parts.count == 3 else { return [] }
    var places: Set<ComponentPlace> = []
    for machine in machines(of: parts.prefix(2).joined(separator: ".")) {
      for (component, name) in stations[machine.station].components.enumerated()
      where parts[2] == "*" || parts[2] == name {
        places.insert(
          ComponentPlace(station: machine.station, machine: machine.machine, component: component))
      }
    }
    return places
  }

  /// The machines that a selector of one or two parts selects.
  func machines(of selector: String) -> Set<MachinePlace> {
    let parts = selector.split(separator: ".").map(String.init)
    guard let first = parts.first, parts.count <= 2 else { return [] }
    var places: Set<MachinePlace> = []
    for (station, names) in stations.enumerated() where first == "*" || first == names.name {
      for (machine, name) in names.machines.enumerated()
      where parts.count < 2 || parts[1] == "*" || parts[1] == name {
        places.insert(MachinePlace(station: station, machine: machine))
      }
    }
    return places
  }

  /// The components of all machines.
  var componentCount: Int {
    stations.reduce(0) { $0 + $1.machines.count * $1.componentEntries.count }
  }

  /// The components that a rule concerns.
  func components(of rule: TreeSection) -> Set<ComponentPlace> {
    rule["of"].texts.reduce(into: []) { $0.formUnion(components(of: $1)) }
  }

  /// The section that describes a component.
  func component(_ place: ComponentPlace) -> TreeEntry {
    stations[place.station].componentEntries[place.component]
  }

  /// A component as selectors call it: `press.press_1.die`.
  func name(of place: ComponentPlace) -> String {
    let station = stations[place.station]
    return
      "\(station.name).\(station.machines[place.machine]).\(station.components[place.component])"
  }
}

extension TreeNode? {
  /// The text of a single value, or those of a list.
  var texts: [String] {
    guard let self else { return [] }
    return self.text.map { [$0] } ?? self.items.compactMap(\.text)
  }
}
