import EventKernel
import FactoryModel
import RandomVariates

extension FactoryTables {
  /// Lays out what dispatching and planning know of operations.
  mutating func addPlans(_ factory: Factory) {
    var groups: [[String]: Int32] = [:]
    var number = 0
    for product in factory.products {
      let means = product.route.map(\.meanTime)
      for (place, operation) in product.route.enumerated() {
        let path = "products.\(product.name).\(operation.name)"
        var plan = OperationPlan(key: key(path, "dispatch"))
        plan.meanWork = means[place]
        plan.workLeft = means[place...].reduce(0, +)
        plan.firstMachineMean = addMachineMeans(of: operation, factory)
        plan.share = operation.share
        plan.splitsInto = Int32(clamping: operation.splitsInto)
        plan.joins = operation.joins
        plan.timeIsPerPart = operation.timeIsPerPart
        plan.setupTime = add(time: operation.setupTime?.time, mean: operation.setupTime?.mean ?? 0)
        plan.setsUpForEach = operation.setsUpForEach
        plan.interval = add(time: operation.interval)
        plan.transport = add(time: operation.transport)
        plan.fleet = Int32(operation.fleet ?? -1)
        if let batch = operation.batch {
          plan.batchLeast = Int32(clamping: batch.atLeast)
          plan.batchMost = Int32(clamping: batch.atMost)
          plan.longestWait = batch.longestWait ?? .infinity
          plan.lookAhead = batch.lookAhead ?? 0
          dispatch.stations[operation.station].largestBatch = max(
            plan.batchMost, dispatch.stations[operation.station].largestBatch)
        }
        if stations[operation.station].isDispatched {
          plan.waitingClass = Int32(dispatch.classes.count)
          let likeness = batchKey(operation, product)
          let group = groups[likeness] ?? Int32(dispatch.groups.count)
          if groups.updateValue(group, forKey: likeness) == nil {
            dispatch.groups.append(BatchGroup())
          }
          dispatch.classes.append(WaitingClass(operation: Int32(number), group: group))
          if operation.machineOf != nil {
            addClasses(of: number, at: operation.station, group: group)
          }
        }
        operations[number].isPlain = operation.next.isEmpty && operation.interval == nil
        let following = place + 1 < product.route.count ? product.route[place + 1] : nil
        if let following,
          following.share < 1 || factory.takesTime(from: operation.station, to: following)
        {
          operations[number].isPlain = false
        }
        dispatch.operations.append(plan)
        number += 1
      }
      addMemories(of: product, first: number - product.route.count)
      addLimits(of: product, first: number - product.route.count)
    }
  }

  /// Adds the mean work of an operation by machine, where it differs.
  ///
  /// - Returns: Where it begins; -1 where it is the same.
  private mutating func addMachineMeans(of operation: Operation, _ factory: Factory) -> Int32 {
    let machines = factory.stations[operation.station].machines
    let speeds = Set(machines.map(\.speed))
    guard !operation.machineMeanTimes.isEmpty || speeds.count > 1 else { return -1 }
    let first = Int32(dispatch.machineMeans.count)
    for (index, machine) in machines.enumerated() {
      let mean = operation.machineMeanTimes[index] ?? operation.meanTime
      dispatch.machineMeans.append(mean / machine.speed)
    }
    return first
  }

  /// Adds a class for each machine of a station, of which only that machine takes parts.
  private mutating func addClasses(of operation: Int, at station: Int, group: Int32) {
    let first = Int(stations[station].firstMachine)
    for machine in first..<first + Int(stations[station].machineCount) {
      dispatch.classes.append(
        WaitingClass(operation: Int32(operation), group: group, machine: Int32(machine)))
    }
    dispatch.stations[station].machinesDiffer = true
  }

  /// Gives a memory to each operation whose machine does a later one too.
  private mutating func addMemories(of product: Product, first: Int) {
    var count: Int32 = 0
    for (place, operation) in product.route.enumerated() {
      guard let earlier = operation.machineOf else { continue }
      if dispatch.operations[first + earlier].remembersAs < 0 {
        dispatch.operations[first + earlier].remembersAs = count
        count += 1
      }
      dispatch.operations[first + place].returnsBy =
        dispatch.operations[first + earlier].remembersAs
    }
    dispatch.memoryCount = max(dispatch.memoryCount, Int(count))
  }

  /// Adds the limits of waiting of a product.
  private mutating func addLimits(of product: Product, first: Int) {
    var starts: [Int: [Int32]] = [:]
    for (place, operation) in product.route.enumerated() {
      guard let limit = operation.queueLimit else { continue }
      var record = LimitRecord(limit: limit.limit, action: .scrap)
      switch limit.action {
      case .scrap: break
      case .count: record.action = .count
      case .back(let target):
        record.action = .back
        record.target = Int32(first + target)
      }
      let number = Int32(dispatch.limits.count)
      dispatch.operations[first + place].limit = number
      dispatch.limits.append(record)
      starts[limit.operation, default: []].append(number)
    }
    for place in starts.keys.sorted() {
      let limits = starts[place] ?? []
      dispatch.operations[first + place].startsLimits = Stretch(
        first: Int32(dispatch.limitStarts.count), count: Int32(limits.count))
      dispatch.limitStarts += limits
      operations[first + place].isPlain = false
    }
  }

  /// What operations have in common whose parts may share a batch.
  private func batchKey(_ operation: Operation, _ product: Product) -> [String] {
    let station = String(operation.station)
    switch operation.batch?.likeness ?? .operation {
    case .operation: return [station, "operation", product.name, operation.name]
    case .product: return [station, "product", product.name]
    case .family: return [station, "family", operation.family ?? ""]
    case .anything: return [station, "anything"]
    }
  }
}
