import EventKernel
import FactoryModel
import RandomVariates

/// What stations with dispatch rules, batches or transport begin with.
struct DispatchTables {
  var isUsed = false
  var stations: [DispatchRecord] = []
  var criteria: [CriterionRecord] = []
  var operations: [OperationPlan] = []
  var classes: [WaitingClass] = []
  var groups: [BatchGroup] = []
  var machines: [DispatchMachine] = []
  var dues: [DueRecord] = []
  var times: [Sampler] = []
  var meanTimes: [Double] = []
  var machineMeans: [Double] = []
  var changes: [Int32] = []
  var setupCount = 0
  var cycles: [Int32] = []
  var ways: [Int32] = []
  var limits: [LimitRecord] = []
  var limitStarts: [Int32] = []
  var cyclePlaces: [Int32] = []
  /// The most machines to which a part has to come back.
  var memoryCount = 0
}

/// How the due dates of a product's parts are found.
struct DueRecord: BitwiseCopyable {
  /// In the list of all samplers; -1 for none.
  var sampler: Int32 = -1
  var weight = 1.0
  var key: StreamKey
}

extension FactoryTables {
  /// Lays out what dispatching needs; stations, operations and set-ups are there.
  mutating func addDispatch(_ factory: Factory, setups names: [String: Int32]) {
    dispatch.setupCount = names.count
    let lookedInto = FactoryTables.stationsLookedInto(factory)
    for station in factory.stations.indices {
      addDispatch(of: station, factory, names, isLookedInto: lookedInto.contains(station))
    }
    addPlans(factory)
    for product in factory.products { addDue(of: product) }
    let isPlanned = dispatch.dues.contains { $0.sampler >= 0 }
    let isDispatched = stations.contains { $0.isDispatched }
    let hasOrders = !orders.isEmpty
    let travels =
      factory.products.flatMap(\.route).contains {
        $0.transport != nil || $0.interval != nil || $0.share < 1 || $0.machineOf != nil
          || $0.fleet != nil
      } || !factory.transportTimes.isEmpty
    dispatch.isUsed = isPlanned || isDispatched || hasOrders || travels
    for place in stations.indices {
      stations[place].isRestricted = stations[place].isRestricted || stations[place].isDispatched
      stations[place].choosesParts =
        stations[place].isRestricted || stations[place].preemption != .never
      let isDirect = stations[place].machineCount == 1 && !stations[place].isDispatched
      stations[place].directMachine = isDirect ? stations[place].firstMachine : -1
      stations[place].needsPreparation = stations[place].isDispatched || stations[place].hasSetups
    }
  }

  /// Adds a time to the list of all of them.
  ///
  /// - Returns: Its place; -1 for none.
  mutating func add(time: Distribution?, mean: Double = 0) -> Int32 {
    guard let time else { return -1 }
    dispatch.times.append(samplerTables.sampler(for: time))
    dispatch.meanTimes.append(mean)
    return Int32(dispatch.times.count - 1)
  }

  private mutating func addDispatch(
    of place: Int, _ factory: Factory, _ names: [String: Int32], isLookedInto: Bool
  ) {
    let station = factory.stations[place]
    stations[place].isDispatched = factory.isDispatched(place) || isLookedInto
    var record = DispatchRecord()
    record.loading = add(time: station.loading)
    record.unloading = add(time: station.unloading)
    record.minimumRun = Int32(clamping: station.minimumRun)
    record.runExpires = station.minimumRunExpires ?? .infinity
    record.meanSetup = station.meanSetupTime
    record.firstChange = addChanges(of: station, names)
    let rule = station.dispatch ?? DispatchRule([.priority, .firstCome])
    record.criteria = add(rule.criteria, following: station.setupCycle)
    addCycle(of: station, to: &record, names)
    record.machineChoice = rule.machineChoice
    record.isScanned = dispatch.criteria[record.criteria.range].contains {
      $0.kind == .tardinessCost
    }
    record.machinesDiffer =
      stations[place].isRestricted || stations[place].hasSetups
      || Set(station.machines.map(\.speed)).count > 1
      || factory.hasOperation(at: place) { !$0.machineTimes.isEmpty }
    for _ in station.machines { dispatch.machines.append(DispatchMachine()) }
    if factory.formsBatches(at: place) {
      let first = Int(stations[place].firstMachine)
      for machine in first..<first + station.machines.count { machines[machine].countsParts = true }
    }
    dispatch.stations.append(record)
  }

  private mutating func addCycle(
    of station: Station, to record: inout DispatchRecord, _ names: [String: Int32]
  ) {
    guard let cycle = station.setupCycle else { return }
    let order = cycle.setups.compactMap { names[$0] }
    record.cycle = Stretch(first: Int32(dispatch.cycles.count), count: Int32(order.count))
    record.cyclePlaces = Int32(dispatch.cyclePlaces.count)
    record.goesRound = cycle.whenEmpty == .goesOn
    dispatch.cycles += order
    var places = [Int32](repeating: -1, count: names.count)
    for (place, setup) in order.enumerated() { places[Int(setup)] = Int32(place) }
    dispatch.cyclePlaces += places
  }

  private mutating func add(
    _ criteria: [DispatchRule.Criterion], following cycle: SetupCycle?
  ) -> Stretch {
    let first = Int32(dispatch.criteria.count)
    if cycle != nil { dispatch.criteria.append(CriterionRecord(kind: .setupCycle)) }
    for criterion in criteria {
      let record =
        switch criterion {
        case .firstCome: CriterionRecord(kind: .firstCome)
        case .lastCome: CriterionRecord(kind: .lastCome)
        case .firstReleased: CriterionRecord(kind: .firstReleased)
        case .priority: CriterionRecord(kind: .priority)
        case .earliestDue: CriterionRecord(kind: .earliestDue)
        case .shortestTime: CriterionRecord(kind: .shortestTime)
        case .longestTime: CriterionRecord(kind: .longestTime)
        case .weightedShortestTime: CriterionRecord(kind: .weightedShortestTime)
        case .fastestMachine: CriterionRecord(kind: .fastestMachine)
        case .leastSetup: CriterionRecord(kind: .leastSetup)
        case .leastSlack: CriterionRecord(kind: .leastSlack)
        case .criticalRatio: CriterionRecord(kind: .criticalRatio)
        case .mostWorkLeft: CriterionRecord(kind: .mostWorkLeft)
        case .leastWorkLeft: CriterionRecord(kind: .leastWorkLeft)
        case .leastWorkInNextQueue: CriterionRecord(kind: .leastWorkInNextQueue)
        case .leastWorkHereAndNext: CriterionRecord(kind: .leastWorkHereAndNext)
        case .fullestBatch: CriterionRecord(kind: .fullestBatch)
        case .random: CriterionRecord(kind: .random)
        case .apparentTardinessCost(let lookAhead):
          CriterionRecord(kind: .tardinessCost, lookAhead: lookAhead)
        case .apparentTardinessCostWithSetups(let lookAhead, let setupLookAhead):
          CriterionRecord(
            kind: .tardinessCost, lookAhead: lookAhead, setupLookAhead: setupLookAhead)
        }
      dispatch.criteria.append(record)
    }
    return Stretch(first: first, count: Int32(dispatch.criteria.count) - first)
  }

  /// Adds the times of a station's set-ups, by what was and what comes.
  ///
  /// - Returns: Where they begin; -1 where all take the station's time.
  private mutating func addChanges(of station: Station, _ names: [String: Int32]) -> Int32 {
    guard !station.setupChanges.isEmpty else { return -1 }
    let first = Int32(dispatch.changes.count)
    let standard = add(time: station.setupTime ?? .constant(0), mean: station.meanSetupTime)
    var samplers: [SetupChange: Int32] = [:]
    let changes = station.setupChanges.sorted {
      ($0.key.from ?? "", $0.key.to ?? "") < ($1.key.from ?? "", $1.key.to ?? "")
    }
    for (change, planned) in changes {
      samplers[change] = add(time: planned.time, mean: planned.mean)
    }
    let ordered: [String?] = [nil] + names.sorted { $0.value < $1.value }.map(\.key)
    for from in ordered {
      for to in ordered {
        let named = samplers[SetupChange(from: from, to: to)]
        let fallback =
          samplers[SetupChange(from: from, to: nil)] ?? samplers[SetupChange(from: nil, to: to)]
          ?? samplers[SetupChange(from: nil, to: nil)]
        dispatch.changes.append(named ?? fallback ?? standard)
      }
    }
    return first
  }

  private mutating func addPlans(_ factory: Factory) {
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

  /// The stations into whose queues the rules of others look.
  private static func stationsLookedInto(_ factory: Factory) -> Set<Int> {
    var stations: Set<Int> = []
    for route in factory.products.lazy.map(\.route) {
      for (operation, next) in zip(route, route.dropFirst())
      where factory.stations[operation.station].dispatch?.looksAhead == true {
        stations.insert(next.station)
      }
    }
    return stations
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

  private mutating func addDue(of product: Product) {
    var record = DueRecord(key: key("products.\(product.name)", "due date"))
    record.weight = 1 + Double(product.priority)
    record.sampler = add(time: product.due)
    dispatch.dues.append(record)
  }
}
