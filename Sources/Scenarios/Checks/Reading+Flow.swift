import FactoryModel

/// Mistakes of dispatching, batches and set-ups that only the whole of a scenario shows.
extension Reading {
  /// Checks the operations of a product against their stations.
  mutating func checkFlow(
    _ steps: [RouteStep], _ operations: [Operation], _ stations: [Station]
  ) {
    for (place, (step, operation)) in zip(steps, operations).enumerated() {
      let station = stations[operation.station]
      checkBatch(of: step, operation, station)
      checkMachineOf(step, operation, place, operations)
      if let joins = step.section["joins"], step.section["batch"] != nil {
        error(
          joins.place, joins.path,
          "parts that become one are taken together, no more and no fewer; leave out 'batch'")
      }
      if place == 0, operation.share < 1, let node = step.section["share"] {
        error(
          node.place, node.path,
          "the first operation is done to all parts; let something stand in front of it")
      }
    }
  }

  private mutating func checkBatch(of step: RouteStep, _ operation: Operation, _ station: Station) {
    guard let batch = operation.batch else { return }
    let node = step.section["batch"]
    let place = node?.place ?? step.place
    let path = node?.path ?? step.section.path
    if batch.likeness == .family, operation.family == nil {
      error(
        place, path,
        "takes parts of one family together, but '\(step.name)' has none; add 'family: …' to it")
    }
    if let buffer = station.buffer, batch.atLeast > buffer {
      error(
        place, path,
        "a batch needs \(batch.atLeast) parts to begin, but the buffer of '\(station.name)' has "
          + "\(buffer) places; it would never begin")
    }
    if station.blocking == .beforeService {
      error(
        place, path,
        "'\(station.name)' waits for a place ahead before it works ('blocking'), which parts that are "
          + "worked on together cannot do; take 'after_service'")
    }
  }

  /// The machine of an earlier operation can do a later one only at the same station.
  private mutating func checkMachineOf(
    _ step: RouteStep, _ operation: Operation, _ place: Int, _ operations: [Operation]
  ) {
    guard let node = step.section["machine_of"], let name = node.text else { return }
    guard let earlier = operation.machineOf else {
      let names = operations.prefix(place).filter { $0.station == operation.station }.map(\.name)
      unknownName(node.place, node.path, name, kind: "earlier operation", among: names)
      return
    }
    if earlier >= place {
      error(node.place, node.path, "'\(name)' comes later; name an operation that comes before")
    } else if operations[earlier].station != operation.station {
      error(
        node.place, node.path,
        "'\(name)' is done at another station, so its machine cannot do '\(step.name)'")
    } else if operations[earlier].share < 1 {
      warn(
        node.place, node.path,
        "'\(name)' is not done to all parts; those that pass it may take any machine")
    }
  }

  /// Checks what stations say of set-ups and the order of parts.
  mutating func checkFlow(_ plant: Plant, _ stations: [Station], _ products: [Product]) {
    let route = products.flatMap(\.route)
    for (index, names) in plant.stations.enumerated() {
      let station = stations[index]
      let used = Set(route.filter { $0.station == index }.compactMap(\.setup))
      checkSetupNames(names, used)
      checkSetupChanges(names, station, route.filter { $0.station == index })
      checkSetupCycle(names, station, route.filter { $0.station == index })
      guard station.preemption != .never else { continue }
      let decides = FactoryModel.Factory(
        name: "", horizon: 0, products: products, stations: stations
      ).isDispatched(index)
      let isAttended = route.contains {
        $0.station == index && !($0.needs.isEmpty && $0.consumes.isEmpty && $0.gives.isEmpty)
      }
      if isAttended, let node = names.section["preempts"] {
        error(
          node.place, node.path,
          "parts are not taken off machines whose work needs operators, tools or items; keep one of both"
        )
      } else if decides, let node = names.section["preempts"] {
        error(
          node.place, node.path,
          "parts are not taken off machines where a dispatch rule, batches or loading decide; keep one "
            + "of both")
      }
    }
  }

  /// Checks that the times of set-ups say how a machine comes to each of those that it needs.
  private mutating func checkSetupChanges(
    _ names: Plant.StationNames, _ station: Station, _ operations: [Operation]
  ) {
    guard let node = names["setup_times"], !station.setupChanges.isEmpty, station.setupTime == nil
    else { return }
    let needed = Set(operations.compactMap(\.setup))
    let timed = Set(operations.filter { $0.setupTime == nil }.compactMap(\.setup)).sorted()
    let possible = needed.union(station.setupAtStart.map { [$0] } ?? []).sorted()
    for setup in timed where station.setupAtStart != setup || needed.count > 1 {
      let missing = possible.filter { $0 != setup && !station.namesSetup(from: $0, to: setup) }
      guard let first = missing.first else { continue }
      if missing.count == possible.count - (possible.contains(setup) ? 1 : 0) {
        error(
          node.place, node.path,
          "no line says how long it takes to set '\(names.name)' up for '\(setup)'; add one, or "
            + "'otherwise' for all that are not named")
      } else {
        error(
          node.place, node.path,
          "no line says how long it takes to set '\(names.name)' up for '\(setup)' after '\(first)'; "
            + "add one, or 'otherwise' for all that are not named")
      }
    }
  }

  /// Warns of set-ups that nothing needs: most are misspelt.
  private mutating func checkSetupNames(_ names: Plant.StationNames, _ used: Set<String>) {
    let start = names["setup_at_start"]?.text
    let known = used.union(start.map { [$0] } ?? []).sorted()
    var seen: Set<String> = []
    func note(_ entry: TreeEntry) {
      guard entry.name != Reading.otherwise, !known.contains(entry.name),
        seen.insert(entry.name).inserted
      else { return }
      let hint = nearest(entry.name, among: known).map { "; did you mean '\($0)'?" }
      warn(
        entry.place, entry.node.path,
        "no operation at '\(names.name)' needs the set-up '\(entry.name)'" + (hint ?? ""))
    }
    for entry in names["setup_times"]?.entries ?? [] {
      note(entry)
      for change in entry.node.entries { note(change) }
    }
  }
}
