import BasicContainers
import Degradation
import EventKernel
public import FactoryModel
import RandomVariates
import SimulationStatistics

/// One replication of a factory: a pure function of (factory, seed, replication).
///
/// The state is a set of flat arrays that refer to each other by index; it has one owner and
/// is copied only by ``fork()``. Nothing is allocated per event.
///
/// Questions that are asked at every event, such as `canTake`, are `mutating` although they change
/// nothing: calling a borrowing method from a mutating one makes Swift 6.3 copy the whole structure each
/// time.
///
/// ```swift
/// var simulation = FactorySimulation(factory, seed: 1, replication: 0)
/// while try simulation.advance(maximumEvents: 100_000) {}
/// let account = simulation.account()
/// ```
public struct FactorySimulation: ~Copyable {
  /// Most events that may follow one another without time passing.
  static let longestInstant = 1_000_000
  /// Most parts that may be in the factory: some 240 MB of them.
  static let mostParts = 5_000_000

  let factory: Factory
  var now = 0.0
  var events: EventCalendar
  /// The looks at components that are to come, and the event of the first.
  ///
  /// They are many and seldom, and kept apart so that the other events have a small heap.
  var looks: EventCalendar
  var looksEvent = EventHandle.none
  var looksDue = Double.infinity
  var stations: RecordTable<StationRecord>
  var queues: RecordTable<Chain>
  var machines: RecordTable<MachineRecord>
  var failures: RecordTable<FailureRecord>
  /// Work on machines, one record for each of ``failures``.
  var jobs: RecordTable<JobRecord>
  /// The first of the jobs that wait, those that go first in front.
  var firstWaitingJob: Int32 = -1
  /// The crews that jobs may be done by, and the spares that they take.
  var jobCrews: RecordTable<Int32>
  var spareUses: RecordTable<SpareRecord>
  var crews: RecordTable<CrewRecord>
  /// What wears; see `FactorySimulation+Components.swift`.
  var components: RecordTable<ComponentRecord>
  var wearActions: RecordTable<ActionRecord>
  /// The models that rules ask.
  var ruleModels: [RuleModel]
  /// What keeps them up to date.
  var ruleKeepers: [RuleKeeper]
  /// What is noted of models in the shadow of others.
  var shadows: ShadowState
  var wearTables: WearTables
  /// Who is asked at looks, in the order of ``Factory/deciderNames``.
  var deciders: [any MaintenanceDecider]
  /// The formulas of wear, and the wear that they are given.
  var instructions: UniqueArray<FormulaInstruction>
  var wearInputs: UniqueArray<Double>
  /// What is stocked; see `FactorySimulation+Stores.swift`.
  var stores: RecordTable<StoreRecord>
  var customers: RecordTable<CustomerRecord>
  /// Who is asked at looks at stores, one for each store that asks.
  var replenishers: [any ReplenishmentDecider]
  /// Who plans the orders of stores.
  var planners: [RequirementsPlanner]
  /// What is on its way and owed.
  var supply: SupplyState
  /// Whether some store counts the stock of those behind it.
  let isEchelonCounted: Bool
  var products: RecordTable<ProductRecord>
  var operations: RecordTable<OperationRecord>
  /// The latest blocks of random words, by operation and by product.
  var timeDraws: RecordTable<DrawBlock>
  var branchDraws: RecordTable<DrawBlock>
  var intervalDraws: RecordTable<DrawBlock>
  var branches: RecordTable<BranchRecord>
  var machineTimes: RecordTable<Sampler>
  /// How machines are set up, and the times of set-ups by station.
  var setups: RecordTable<SetupRecord>
  var setupTimes: RecordTable<Sampler>
  /// What stations decide; see `FactorySimulation+Dispatch.swift`.
  var dispatch: DispatchState
  /// Operators and tools.
  var attended: ResourceState
  /// Vehicles.
  var transport: FleetState
  let orders: RecordTable<ReleaseOrder>
  /// The ranks of their priorities.
  let orderLevels: RecordTable<UInt16>
  let saturatedProducts: RecordTable<Int32>
  var chances: RecordTable<ChanceRecord>
  /// The models that judge parts.
  var inspectionModels: [InspectionModelRecord]
  /// What is measured of parts; see `FactorySimulation+Characteristics.swift`.
  var measured: CharacteristicState
  var calendars: RecordTable<CalendarRecord>
  var calendarChanges: RecordTable<CalendarChange>
  /// What samplers draw from beside their own numbers.
  var samplerTables: SamplerTables

  var parts: RecordTable<PartRecord>
  /// Returns by limited disposition, `returnCounters` for each part.
  var returnCounts: RecordTable<UInt32>
  let returnCounters: Int
  /// Whether parts carry anything beside their records: counters of returns, or values.
  let partsCarryMore: Bool
  var firstFreePart: Int32 = -1
  /// Stations that may be able to take a part, to be looked at before time goes on.
  var listed: RecordTable<Int32>
  /// Stations that the present search for a deadlock has reached.
  var reached: RecordTable<Int32>
  var deadlockSearches: UInt64 = 0

  /// The rules that move set-points; see `FactorySimulation+Control.swift`.
  var control: ControlState
  /// Whether there are any.
  let isControlled: Bool

  /// What is told of machines; see `FactorySimulation+Sensors.swift`.
  var sensing: SensingState
  /// Whether somebody reads it.
  let isSensing: Bool
  /// What is to be read of sensors.
  let readingRequest: ReadingRequest?
  /// What has happened to machines, where somebody wants to know; complete when the replication is over.
  public internal(set) var history = PlantHistory()
  let keepsHistory: Bool
  /// What customers wanted and what became of parts, where somebody wants to see it; from when on.
  public internal(set) var flow = FlowHistory()
  let keepsParts: Bool
  let historyStart: Double
  /// The life that each component has; empty where no history is kept.
  var lifeNotes: RecordTable<LifeNote>

  var timeline: TimelineTables
  /// The steps that were taken or will be: those of the scenario, and behind them those that rules have made.
  var steps: [TimelineStep]
  /// The step of the timeline that was taken last; -1 while none was.
  var currentStep = -1

  var accounts: RecordTable<StationAccount>
  var lines: RecordTable<LineAccount>
  var crewAccounts: RecordTable<CrewAccount>
  var componentAccounts: RecordTable<ComponentAccount>
  var storeAccounts: RecordTable<StoreAccount>
  var details: DetailTables
  var energy: EnergyMeter
  var idleWatch: IdleWatch?
  var measuringSince = 0.0
  /// The accounts of the batches that are over.
  var batches: [RunAccount] = []
  let batchCount: Int
  var isOver = false
  var loop = EventLoop(longestInstant: FactorySimulation.longestInstant)
  /// What machines do, where somebody wants to see it; see ``recordStates(from:until:capacity:)``.
  public internal(set) var stateLog: StateLog?
  /// Whether there is a log that is not full yet; what every change of state looks at.
  var recordsStates = false
  /// What the demand at a store finds, where somebody wants to see it.
  public internal(set) var stockLog: StockLog?
  var recordsStock = false

  /// Sets up a replication at time 0.
  ///
  /// - Parameters:
  ///   - factory: What to simulate. Its indices are valid and its distributions in their domains.
  ///   - seed: The seed of the run.
  ///   - replication: The number of the replication, counted from 0.
  ///   - details: Figures to keep beside the usual ones.
  ///   - batches: Into how many batches of equal length the horizon is divided.
  ///   - deciders: Who is asked at looks, by name: at least all of ``Factory/deciderNames``.
  ///   - replenishers: Who is asked at looks at stores, by name: at least all of ``Factory/replenisherNames``.
  ///   - setPointDeciders: Who is asked at looks at processes, by name: at least all that rules name.
  ///   - readings: What to read of sensors; `nil` for nothing, which costs nothing.
  ///   - store: The store of which to keep a ``StockLog``; `nil` for none.
  public init(
    _ factory: Factory, seed: UInt64, replication: UInt64, details: [DetailRequest] = [],
    batches: Int = 1, deciders: [String: any MaintenanceDecider] = [:],
    replenishers: [String: any ReplenishmentDecider] = [:],
    setPointDeciders: [String: any SetPointDecider] = [:], readings: ReadingRequest? = nil,
    stockLogOf store: Int? = nil
  ) {
    precondition(batches >= 1, "a run has one batch at least")
    let tables = FactoryTables(factory, seed: seed, replication: replication)
    self.factory = factory
    self.deciders = factory.deciderNames.map { name in
      guard let decider = deciders[name] else {
        preconditionFailure("a rule asks the decider '\(name)', and none of that name is given")
      }
      return decider
    }
    planners = tables.supply.planners
    self.replenishers = tables.supply.deciders.map { asked in
      switch asked {
      case .given(let decider): return decider
      case .named(let name):
        guard let decider = replenishers[name] else {
          preconditionFailure("a store asks the decider '\(name)', and none of that name is given")
        }
        return decider
      }
    }
    events = EventCalendar(capacity: 2 * tables.machines.count + tables.failures.count + 8)
    looks = EventCalendar(capacity: tables.components.count + 1)
    stations = RecordTable(copying: tables.stations)
    queues = RecordTable(copying: tables.queues)
    machines = RecordTable(copying: tables.machines)
    failures = RecordTable(copying: tables.failures)
    jobs = RecordTable(copying: tables.jobs)
    jobCrews = RecordTable(copying: tables.jobCrews)
    spareUses = RecordTable(copying: tables.spareUses)
    crews = RecordTable(copying: tables.crews)
    components = RecordTable(copying: tables.components)
    wearActions = RecordTable(copying: tables.wearActions)
    ruleModels = tables.ruleModels
    ruleKeepers = tables.ruleKeepers
    shadows = ShadowState(rules: tables.shadowedRules.count)
    wearTables = tables.wearTables.fork()
    instructions = UniqueArray(copying: tables.instructions)
    wearInputs = UniqueArray(
      repeating: 0, count: max(1, tables.mostComponents + factory.lotProperties.count))
    stores = RecordTable(copying: tables.stores)
    customers = RecordTable(copying: tables.customers)
    supply = SupplyState(tables.supply, customers: tables.customers.count)
    isEchelonCounted = tables.stores.contains(where: \.countsEchelon)
    products = RecordTable(copying: tables.products)
    operations = RecordTable(copying: tables.operations)
    timeDraws = RecordTable(repeating: DrawBlock(), count: tables.operations.count)
    branchDraws = RecordTable(repeating: DrawBlock(), count: tables.operations.count)
    intervalDraws = RecordTable(repeating: DrawBlock(), count: tables.products.count)
    branches = RecordTable(copying: tables.branches)
    machineTimes = RecordTable(copying: tables.machineTimes)
    setups = RecordTable(copying: tables.setups)
    setupTimes = RecordTable(copying: tables.setupTimes)
    dispatch = DispatchState(tables.dispatch, orders: tables.orders.count)
    transport = FleetState(tables.transport)
    attended = ResourceState(tables.attended, machines: tables.machines.count)
    orders = RecordTable(copying: tables.orders)
    orderLevels = RecordTable(copying: tables.orderLevels)
    saturatedProducts = RecordTable(copying: tables.saturatedProducts)
    chances = RecordTable(copying: tables.chances)
    inspectionModels = tables.inspectionModels
    measured = CharacteristicState(tables.characteristics)
    calendars = RecordTable(copying: tables.calendars)
    calendarChanges = RecordTable(copying: tables.calendarChanges)
    parts = RecordTable(minimumCapacity: 256)
    returnCounts = RecordTable(minimumCapacity: 256 * tables.returnCounters)
    returnCounters = tables.returnCounters
    let hasRules = !factory.controlRules.isEmpty
    isControlled = hasRules
    partsCarryMore =
      tables.returnCounters > 0 || !tables.characteristics.characteristics.isEmpty || hasRules
    control = ControlState(
      factory, approvals: tables.approvals, deciders: setPointDeciders, seed: seed,
      replication: replication)
    listed = RecordTable(minimumCapacity: tables.stations.count)
    reached = RecordTable(minimumCapacity: tables.stations.count)
    sensing = SensingState(
      readings, of: factory, machines: tables.machines.count, seed: seed, replication: replication)
    isSensing = !sensing.panels.isEmpty
    readingRequest = readings
    keepsHistory = readings?.keepsHistory ?? false
    keepsParts = readings?.keepsParts ?? false
    historyStart = readings?.start ?? .infinity
    lifeNotes = RecordTable(repeating: LifeNote(), count: tables.components.count)
    timeline = tables.timeline
    steps = factory.timeline
    samplerTables = tables.samplerTables.fork()
    accounts = RecordTable(
      copying: tables.stations.map { StationAccount(machines: Int($0.machineCount)) })
    lines = RecordTable(repeating: LineAccount(), count: tables.products.count)
    crewAccounts = RecordTable(repeating: CrewAccount(), count: tables.crews.count)
    componentAccounts = RecordTable(repeating: ComponentAccount(), count: tables.componentAccounts)
    storeAccounts = RecordTable(copying: tables.stores.map { StoreAccount(initial: $0.onHand) })
    energy = EnergyMeter(factory)
    batchCount = batches
    self.details = DetailTables(details, products: tables.products.count)
    for station in stations.indices {
      stations[station].timeDetails = self.details.waitingTimes(at: station)
      stations[station].numberDetails = self.details.levels(of: .number(station: station))
      stations[station].queueDetails = self.details.levels(of: .queue(station: station))
    }
    for product in products.indices {
      products[product].timeDetails = self.details.cycleTimes(of: product)
    }
    recordStock(of: store)
    begin()
  }

  private mutating func begin() {
    scheduleObservations()
    scheduleTimeline()
    scheduleControl()
    for panel in sensing.panels.indices where !sensing.panels[panel].isPerPart {
      scheduleReading(of: panel)
    }
    openCalendars()
    for failure in failures.indices { beginLife(Int32(truncatingIfNeeded: failure)) }
    noteWear()
    freeMachines()
    for product in products.indices { placeInitialParts(of: product) }
    openStores()
    for product in products.indices { beginRelease(of: product) }
    settle()
  }

  /// Lets time go on.
  ///
  /// - Parameter maximumEvents: How many events to process before coming back, so that the caller
  ///   can look up.
  /// - Returns: Whether the replication goes on; `false` when it is over.
  /// - Throws: ``SimulationFailure`` when it cannot go on.
  public mutating func advance(maximumEvents: Int) throws(SimulationFailure) -> Bool {
    let (limit, overflows) = loop.eventCount.addingReportingOverflow(maximumEvents)
    loop.eventLimit = overflows ? .max : limit
    while !isOver, let event = loop.next(in: &events) {
      if idleWatch != nil { bookIdleness(until: events.now) }
      now = events.now
      try handle(event)
    }
    if parts.count > FactorySimulation.mostParts { throw unboundedGrowth() }
    if case .endlessInstant(let instant) = loop.stopReason {
      throw .endlessInstant(time: now, loop: instant.loop.map { description(of: $0) })
    }
    return !isOver
  }

  /// How many events have taken place.
  public var eventCount: Int { loop.eventCount }

  @inline(__always)
  private mutating func handle(_ event: Event) throws(SimulationFailure) {
    if event.kind == EventKind.completion.rawValue {
      // Most events are; the others are told apart by a call.
      try complete(machine: event.subject)
    } else {
      try handleOther(event)
    }
    settle()
  }

  private mutating func handleOther(_ event: Event) throws(SimulationFailure) {
    switch EventKind(rawValue: event.kind) {
    case .completion: break
    case .failure: strike(failure: event.subject)
    case .jobEnd: endJob(event.subject)
    case .look: takeLooks()
    case .dispatch: decide(station: event.subject)
    case .service:
      serveJobs()
      serveMachines()
    case .trips: beginTrips(of: event.subject)
    case .tripEnd: endTrip(event.subject)
    case .transfer: arrive(part: event.subject)
    case .vacated: noteVacated(event.subject)
    case .replacementDue: replaceInTurn(Int(event.subject))
    case .approval: agree(to: event.subject)
    case .delivery: deliver(event.subject)
    case .customerOrder: serve(customer: event.subject)
    case .review: review(event.subject)
    case .orderArrival: arrive(order: event.subject)
    case .customerLeaves: leave(claim: event.subject)
    case .spoilage: spoil(event.subject)
    case .stockLoss: loseStock(event.subject)
    case .shiftChange: changeShift(calendar: event.subject)
    case .arrival: arrive(product: event.subject)
    case .reading: readInTime(Int(event.subject))
    case .timelineStep:
      if isControlled { takeControlled(step: event.subject) } else { take(step: event.subject) }
    case .control: look(atProcessOf: event.subject)
    case .controlApproval: answerControl(of: event.subject)
    case .restart: try restart(event.subject)
    case .end, nil: try end()
    }
  }

  mutating func schedule(
    _ kind: EventKind, _ subject: Int32, at time: Double, phase: UInt8
  ) -> EventHandle {
    events.schedule(Event(kind: kind.rawValue, subject: subject), at: time, phase: phase)
  }
}
