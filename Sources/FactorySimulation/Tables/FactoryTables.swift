import Degradation
import EventKernel
import FactoryModel
import RandomVariates

/// A factory laid out as the flat tables with which a simulation begins.
struct FactoryTables: ~Copyable {
  var stations: [StationRecord] = []
  var queues: [Chain] = []
  var machines: [MachineRecord] = []
  var failures: [FailureRecord] = []
  var jobs: [JobRecord] = []
  var jobCrews: [Int32] = []
  var spareUses: [SpareRecord] = []
  var crews: [CrewRecord] = []
  var components: [ComponentRecord] = []
  var wearActions: [ActionRecord] = []
  var ruleModels: [RuleModel] = []
  var ruleKeepers: [RuleKeeper] = []
  var shadowedRules: [String] = []
  var wearTables = WearTables()
  /// The names of the deciders, in their order.
  let deciderNames: [String]
  var instructions: [FormulaInstruction] = []
  /// Where the accounts of a station's components begin, and how many there are in all.
  var accountStarts: [Int] = []
  var componentAccounts = 0
  /// The most components that a machine has.
  var mostComponents = 0
  var stores: [StoreRecord] = []
  var supply = SupplyTables()
  var profiles: [DemandProfile: Stretch] = [:]
  var customers: [CustomerRecord] = []
  var products: [ProductRecord] = []
  var operations: [OperationRecord] = []
  var branches: [BranchRecord] = []
  /// Times by machine; a machine that may not do the operation has no time.
  var machineTimes: [Sampler] = []
  var setups: [SetupRecord] = []
  var setupTimes: [Sampler] = []
  var dispatch = DispatchTables()
  var attended = ResourceTables()
  var transport = FleetTables()
  var orders: [ReleaseOrder] = []
  /// The rank of each order's priority.
  var orderLevels: [UInt16] = []
  var saturatedProducts: [Int32] = []
  var chances: [ChanceRecord] = []
  var inspectionModels: [InspectionModelRecord] = []
  var characteristics: CharacteristicTables
  var calendars: [CalendarRecord] = []
  var calendarChanges: [CalendarChange] = []
  var returnCounters = 0
  /// The times until somebody agrees to a change of set-points, by rule.
  var approvals: [Sampler] = []
  var timeline = TimelineTables()
  /// What samplers draw from beside their own numbers.
  var samplerTables = SamplerTables()

  private let seed: UInt64
  private let replication: UInt64

  init(_ factory: Factory, seed: UInt64, replication: UInt64) {
    self.seed = seed
    self.replication = replication
    characteristics = CharacteristicTables(factory.characteristics)
    deciderNames = factory.deciderNames
    ruleKeepers = factory.ruleKeepers
    shadowedRules = factory.shadowedRules
    let priorities = Set(factory.products.flatMap(\.priorities)).sorted(by: >)
    for station in factory.stations {
      accountStarts.append(componentAccounts)
      componentAccounts += station.components.count
      mostComponents = max(mostComponents, station.components.count)
    }
    for station in factory.stations { add(station, levels: priorities.count, factory) }
    addStores(factory)
    for (index, product) in factory.products.enumerated() {
      add(product, Int32(index), priorities, factory)
    }
    addSaturatedProducts()
    addSetups(factory)
    for calendar in factory.calendars { add(calendar, start: factory.start) }
    for crew in factory.crews {
      crews.append(
        CrewRecord(
          size: Int32(crew.size), calendar: Int32(crew.calendar ?? -1),
          interruptsRepairs: crew.interruptsRepairs))
    }
    approvals = factory.controlRules.map {
      samplerTables.sampler(for: $0.approval ?? .constant(0))
    }
    var before = factory
    for step in factory.timeline {
      add(step)
      addMaintenance(step.factory, before: before)
      before = step.factory
    }
  }

  func key(_ path: String, _ purpose: String) -> StreamKey {
    StreamKey(seed: seed, replication: replication, path: path, purpose: purpose)
  }

  // MARK: - Stations

  private mutating func add(_ station: Station, levels: Int, _ factory: Factory) {
    let index = Int32(stations.count)
    stations.append(
      StationRecord(
        firstMachine: Int32(machines.count), machineCount: Int32(station.machines.count),
        capacity: Int32(clamping: station.buffer ?? .max), firstQueue: Int32(queues.count),
        queueCount: Int32(levels), blocksBeforeService: station.blocking == .beforeService,
        preemption: station.preemption))
    for _ in 0..<levels { queues.append(Chain()) }
    stations[Int(index)].power = power(of: station)
    for (number, machine) in station.machines.enumerated() {
      let modes = station.failures.enumerated().filter { $1.concerns(machine: number) }
      var record = MachineRecord(
        station: index, firstFailure: Int32(failures.count),
        failureCount: Int32(modes.count + station.components.count),
        firstComponent: Int32(components.count),
        calendar: Int32(machine.calendar ?? station.calendar ?? -1), slowness: 1 / machine.speed)
      for (place, mode) in modes {
        let owner = mode.plan == nil ? "stations" : "maintenance"
        add(
          mode, at: place, path: "\(owner).\(station.name).\(machine.name).\(mode.name)", factory)
        record.countsWork = record.countsWork || mode.clock == .producing
        record.awaitsParts = record.awaitsParts || mode.clock == .parts
      }
      record.drawsByWear =
        station.power.producingByWear != nil
        || factory.timeline.contains { step in
          step.factory.stations[Int(index)].power.producingByWear != nil
        }
      let firstComponent = components.count
      addComponents(of: station, at: Int(index), machine: number, factory)
      for component in components[firstComponent...] {
        let clock = failures[Int(component.failure)].clock
        record.countsWork = record.countsWork || clock == .producing
        record.awaitsParts =
          record.awaitsParts || clock == .parts || component.rule.trigger == .count
          || component.rule.lookParts > 0
        record.countsParts = record.countsParts || component.rule.trigger == .decider
      }
      if factory.timeline.contains(where: { $0.factory.rules != factory.rules }) {
        record.awaitsParts = true
      }
      record.countsParts = record.countsParts || record.awaitsParts
      machines.append(record)
    }
  }

  /// Adds a failure mode of the machine that comes next.
  private mutating func add(
    _ mode: FailureMode, at place: Int, path: String, _ factory: Factory
  ) {
    failures.append(
      FailureRecord(
        machine: Int32(machines.count), clock: mode.clock, interruptedWork: mode.interruptedWork,
        place: Int32(place), isPlanned: mode.plan != nil,
        firstAt: firstStop(of: mode),
        isHidden: mode.timeUntilNoticed != nil,
        life: samplerTables.sampler(for: mode.timeToFailure),
        repair: samplerTables.sampler(for: mode.timeToRepair),
        notice: samplerTables.sampler(for: mode.timeUntilNoticed ?? .constant(0)),
        lifeKey: key(path, "time to failure"), repairKey: key(path, "time to repair"),
        noticeKey: key(path, "time until noticed"), defectKey: key(path, "defects"),
        made: add(mode.makes), shifted: characteristics.add(mode.shifts),
        cost: mode.cost + value(of: mode.spares, factory)))
    jobs.append(
      JobRecord(
        crews: add(crews: mode.crews), spares: add(mode.spares),
        priority: Int32(clamping: mode.priority)))
  }

  /// When the machine that comes next has its first planned stop, in seconds or parts.
  private func firstStop(of mode: FailureMode) -> Double {
    guard let plan = mode.plan, let interval = mode.timeToFailure.certainValue else { return 0 }
    let station = stations[stations.count - 1]
    let machine = machines.count - Int(station.firstMachine)
    let all = (0..<Int(station.machineCount)).filter { mode.concerns(machine: $0) }
    return plan.first(
      of: all.firstIndex(of: machine) ?? 0, among: all.count, every: interval)
  }

  private mutating func add(_ made: [DefectChance]) -> Stretch {
    let first = Int32(chances.count)
    for chance in made {
      chances.append(
        ChanceRecord(
          bit: 1 << chance.defect, probability: chance.probability, wear: add(chance.wear)))
    }
    return Stretch(first: first, count: Int32(made.count))
  }

  // MARK: - Products

  private mutating func add(
    _ product: Product, _ index: Int32, _ priorities: [Int], _ factory: Factory
  ) {
    let first = Int32(operations.count)
    let level = UInt16(priorities.firstIndex(of: product.priority) ?? 0)
    var record = ProductRecord(
      way: .saturated, level: level,
      operations: Stretch(first: first, count: Int32(product.route.count)),
      interval: Sampler(.constant(0)),
      intervalKey: key("products.\(product.name)", "interval"))
    switch product.release {
    case .saturated: break
    case .store(let most):
      record.way = .store
      record.keptParts = most
    case .cards(let cards, let lot):
      record.way = .cards
      record.keptParts = cards
      record.lotSize = Int32(clamping: lot)
    case .keep(let parts):
      record.way = .keep
      record.keptParts = parts
    case .every(let interval, let lot, let isLost, let start):
      record.way = .every
      record.interval = samplerTables.sampler(for: interval)
      record.lotSize = Int32(clamping: lot)
      record.losesIfFull = isLost
      record.starting = start ?? .nan
      record.calendar = Int32(product.releaseCalendar ?? -1)
    case .orders(let lines):
      record.way = .orders
      record.orders = Stretch(first: Int32(orders.count), count: Int32(lines.count))
      orders += lines
      orderLevels += lines.map { line in
        UInt16(priorities.firstIndex(of: line.priority ?? product.priority) ?? 0)
      }
    }
    products.append(record)
    for (place, operation) in product.route.enumerated() {
      add(
        operation, of: product, index, first: first,
        following: place + 1 < product.route.count ? first + Int32(place) + 1 : -1, factory)
    }
  }

  private mutating func addSetups(_ factory: Factory) {
    var names: [String: Int32] = [:]
    func number(_ name: String?) -> Int32 {
      guard let name else { return -1 }
      let number = names[name] ?? Int32(names.count)
      names[name] = number
      return number
    }
    for (place, operation) in factory.products.flatMap(\.route).enumerated() {
      operations[place].setup = number(operation.setup)
      let station = factory.stations[operation.station]
      if operation.setup != nil,
        station.setupTime != nil || !station.setupChanges.isEmpty || operation.setupTime != nil
      {
        stations[operation.station].hasSetups = true
      }
    }
    for station in factory.stations {
      for setup in station.setupCycle?.setups ?? [] { _ = number(setup) }
      setupTimes.append(samplerTables.sampler(for: station.setupTime ?? .constant(0)))
      for machine in station.machines {
        setups.append(
          SetupRecord(
            present: number(station.setupAtStart),
            key: key("stations.\(station.name).\(machine.name)", "set-up")))
      }
    }
    addDispatch(factory, setups: names)
    addResources(factory)
    addTransport(factory)
  }

  private mutating func addSaturatedProducts() {
    for station in stations.indices {
      stations[station].firstSaturated = Int32(saturatedProducts.count)
      for (product, record) in products.enumerated()
      where record.way == .saturated
        && Int(operations[Int(record.operations.first)].station) == station
      {
        saturatedProducts.append(Int32(product))
        stations[station].saturatedCount += 1
      }
    }
  }

  private mutating func add(
    _ operation: Operation, of product: Product, _ productIndex: Int32, first: Int32,
    following: Int32, _ factory: Factory
  ) {
    let machines = factory.stations[operation.station].machines
    let path = "products.\(product.name).\(operation.name)"
    var record = OperationRecord(
      station: Int32(operation.station), product: productIndex, following: following,
      time: samplerTables.sampler(for: operation.time),
      certainTime: operation.time.certainValue ?? .nan, idealTime: operation.idealTime,
      timeKey: key(path, "time"), branchKey: key(path, "way on"), defectKey: key(path, "defects"),
      inspectionKey: key(path, "inspection"), made: add(operation.makes),
      measured: add(operation.measures, path: path, of: factory),
      isFlawless: operation.makes.isEmpty && operation.measures.isEmpty,
      hasInspection: operation.inspection != nil)
    record.branches = add(operation.next, first: first)
    record.machineTimes = addTimes(of: operation, machines)
    record.timeFactor = add(operation.timeFactor)
    record.hasVaryingTime = !record.machineTimes.isEmpty || operation.timeFactor != nil
    for (index, machine) in machines.enumerated() {
      let mayWork = machine.products.map { $0.contains(Int(productIndex)) } ?? true
      let hasTime = operation.machineTimes.isEmpty || operation.machineTimes[index] != nil
      if !(mayWork && hasTime) {
        record.machines &= ~(1 << UInt64(index))
        stations[operation.station].isRestricted = true
      }
    }
    if let inspection = operation.inspection {
      record.falseAlarm = inspection.falseAlarm
      let otherwise = disposition(inspection.otherwise, first: first)
      record.otherwise = otherwise
      record.found = Stretch(first: Int32(chances.count), count: Int32(inspection.finds.count))
      for chance in inspection.finds {
        let own = inspection.dispositions[chance.defect].map { disposition($0, first: first) }
        chances.append(
          ChanceRecord(
            bit: 1 << chance.defect, probability: chance.probability,
            disposition: own ?? otherwise))
      }
      record.read = addGauges(
        of: inspection, otherwise: otherwise, route: first, path: path, factory)
      if let model = inspection.model {
        record.model = Int32(inspectionModels.count)
        inspectionModels.append(
          InspectionModelRecord(
            model, of: inspection, gauges: record.read, factory.characteristics,
            at: factory.stations[operation.station]))
      }
    }
    operations.append(record)
  }

  private mutating func add(_ ways: [Branch], first: Int32) -> Stretch {
    let stretch = Stretch(first: Int32(branches.count), count: Int32(ways.count))
    var cumulative = 0.0
    for way in ways {
      cumulative += way.probability
      branches.append(
        BranchRecord(target: way.operation.map { first + Int32($0) } ?? -1, cumulative: cumulative))
    }
    // The last way takes what rounding leaves.
    if !ways.isEmpty { branches[branches.count - 1].cumulative = 2 }
    return stretch
  }

  private mutating func addTimes(of operation: Operation, _ machines: [Machine]) -> Stretch {
    guard !operation.machineTimes.isEmpty else { return Stretch() }
    let first = Int32(machineTimes.count)
    for index in machines.indices {
      machineTimes.append(
        samplerTables.sampler(for: operation.machineTimes[index] ?? operation.time))
    }
    return Stretch(first: first, count: Int32(machines.count))
  }

  mutating func disposition(
    _ disposition: Inspection.Disposition, first: Int32
  ) -> DispositionRecord {
    switch disposition {
    case .scrap:
      return DispositionRecord(target: -1, limit: .max, counter: -1)
    case .back(let operation, let atMost):
      var record = DispositionRecord(
        target: first + Int32(operation), limit: .max, counter: -1)
      if let atMost {
        record.limit = UInt32(clamping: atMost)
        record.counter = Int32(returnCounters)
        returnCounters += 1
      }
      return record
    }
  }

  // MARK: - Calendars

  private mutating func add(_ calendar: WorkCalendar, start: PlantTime) {
    let spans = calendar.normalized
    let first = Int32(calendarChanges.count)
    let offset = start.secondsIntoWeek
    let startsOpen = spans.contains { $0.start <= offset && offset < $0.end }
    // A span that ends with the week and one that begins with it are one: no change between them.
    let isJoined = spans.first?.start == 0 && spans.last?.end == WorkCalendar.week
    for span in spans {
      if !(isJoined && span.start == 0) {
        calendarChanges.append(CalendarChange(time: span.start, opens: true))
      }
      if !(isJoined && span.end == WorkCalendar.week) {
        calendarChanges.append(CalendarChange(time: span.end, opens: false))
      }
    }
    let count = Int32(calendarChanges.count) - first
    let later = calendarChanges[Int(first)...].firstIndex { $0.time > offset }
    calendars.append(
      CalendarRecord(
        firstChange: first, changeCount: count,
        nextChange: later.map { Int32($0) - first } ?? 0, week: later == nil ? 1 : 0,
        isOpen: startsOpen))
  }
}
