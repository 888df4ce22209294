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
    let isStocked = factory.products.contains { $0.store != nil }
    dispatch.isUsed = isPlanned || isDispatched || hasOrders || travels || isStocked
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

  private mutating func addDue(of product: Product) {
    var record = DueRecord(key: key("products.\(product.name)", "due date"))
    record.weight = 1 + Double(product.priority)
    record.sampler = add(time: product.due)
    dispatch.dues.append(record)
  }
}
