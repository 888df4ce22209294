import FactoryModel

extension FactoryTables {
  /// Lays out operators and tools, and what operations need of them; stations and operations are there.
  mutating func addResources(_ factory: Factory) {
    for resource in factory.resources {
      attended.resources.append(
        ResourceRecord(
          size: Int32(clamping: resource.size), calendar: Int32(resource.calendar ?? -1),
          staysOnMachine: resource.kind == .tools))
    }
    for operation in factory.products.flatMap(\.route) {
      let first = Int32(attended.needs.count)
      for need in operation.needs {
        let servers = Stretch(
          first: Int32(attended.servers.count), count: Int32(need.resources.count))
        attended.servers += need.resources.map { Int32($0) }
        attended.needs.append(
          NeedRecord(resources: servers, count: Int32(clamping: need.count)))
      }
      let count = Int32(operation.needs.count)
      attended.ofOperations.append(Stretch(first: first, count: count))
      attended.mostNeeds = max(attended.mostNeeds, operation.needs.count)
      if count > 0 { stations[operation.station].isAttended = true }
    }
    for station in stations.indices where stations[station].isAttended {
      stations[station].needsPreparation = true
      let first = Int(stations[station].firstMachine)
      for machine in first..<first + Int(stations[station].machineCount) {
        machines[machine].countsParts = true
      }
    }
  }
}
