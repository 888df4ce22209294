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
      attended.consumes.append(add(uses: operation.consumes))
      attended.gives.append(add(uses: operation.gives))
      if count > 0 || !operation.consumes.isEmpty || !operation.gives.isEmpty {
        stations[operation.station].isAttended = true
        attended.isUsed = true
      }
    }
    for station in stations.indices where stations[station].isAttended {
      stations[station].needsPreparation = true
      let first = Int(stations[station].firstMachine)
      for machine in first..<first + Int(stations[station].machineCount) {
        machines[machine].countsParts = true
      }
    }
    for (index, product) in factory.products.enumerated() {
      guard let store = product.store else { continue }
      products[index].store = Int32(store)
      stores[store].product = Int32(index)
    }
  }

  private mutating func add(uses: [SpareUse]) -> Stretch {
    let first = Int32(attended.uses.count)
    attended.uses += uses.map { SpareRecord(store: Int32($0.store), count: $0.count) }
    return Stretch(first: first, count: Int32(uses.count))
  }
}
