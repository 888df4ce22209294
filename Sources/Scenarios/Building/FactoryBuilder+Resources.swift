import FactoryModel

/// Operators and tools.
extension FactoryBuilder {
  func resources(_ tree: TreeSection) -> [Resource] {
    let groups = (tree["operators"]?.entries ?? []).map { entry in
      let section = entry.node.section
      return Resource(
        name: entry.name, kind: .operators, size: section?["size"]?.count ?? 1,
        calendar: calendar(section?["calendar"], otherwise: standardCalendar))
    }
    let tools = (tree["tools"]?.entries ?? []).map { entry in
      Resource(name: entry.name, kind: .tools, size: entry.node.section?["size"]?.count ?? 1)
    }
    return groups + tools
  }
}
