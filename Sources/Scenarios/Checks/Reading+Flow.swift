import FactoryModel

/// Mistakes of dispatching, batches and set-ups that only the whole of a scenario shows.
extension Reading {
  /// Checks the operations of a product against their stations.
  mutating func checkFlow(of product: Product, _ steps: [RouteStep], _ stations: [Station]) {
    for (place, (step, operation)) in zip(steps, product.route).enumerated() {
      checkBatch(of: step, operation, stations[operation.station])
      checkMachineOf(step, operation, place, product.route)
      checkLots(step, operation, product.release)
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

  /// Parts that become one make a batch of their own, and a number of parts that is kept cannot be one of parts
  /// that divide.
  private mutating func checkLots(_ step: RouteStep, _ operation: Operation, _ release: Release) {
    if let joins = step.section["joins"], step.section["batch"] != nil {
      error(
        joins.place, joins.path,
        "parts that become one are taken together, no more and no fewer; leave out 'batch'")
    }
    guard operation.splitsInto > 1 || operation.joins else { return }
    let way: String
    switch release {
    case .keep: way = "keep"
    case .cards: way = "cards"
    case .store: way = "for"
    case .saturated, .every, .orders: return
    }
    let node = step.section["splits_into"] ?? step.section["joins"]
    error(
      node?.place ?? step.place, node?.path ?? step.section.path,
      "'\(way)' counts parts, and these become others here; let them enter 'every' so often or by 'orders'"
    )
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
  mutating func checkFlow(at stations: [Plant.StationNames], in factory: FactoryModel.Factory) {
    var operations = [[Operation]](repeating: [], count: stations.count)
    for operation in factory.products.lazy.flatMap(\.route) {
      operations[operation.station].append(operation)
    }
    for (index, names) in stations.enumerated() {
      checkSetups(names, factory.stations[index], operations[index])
      checkPreemption(names, index, operations[index], factory)
    }
  }

  /// Parts are taken off machines only where they come and go one by one, with nothing else.
  private mutating func checkPreemption(
    _ names: Plant.StationNames, _ station: Int, _ operations: [Operation],
    _ factory: FactoryModel.Factory
  ) {
    guard factory.stations[station].preemption != .never, let node = names.section["preempts"]
    else { return }
    let isAttended = operations.contains {
      !($0.needs.isEmpty && $0.consumes.isEmpty && $0.gives.isEmpty)
    }
    if isAttended {
      error(
        node.place, node.path,
        "parts are not taken off machines whose work needs operators, tools or items; keep one of both"
      )
    } else if factory.isDispatched(station) {
      error(
        node.place, node.path,
        "parts are not taken off machines where a dispatch rule, batches or loading decide; keep one "
          + "of both")
    }
  }
}
