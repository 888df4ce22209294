import BasicContainers
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
/// nothing: calling a borrowing method from a mutating one makes Swift 6.3 copy the 840 bytes of the
/// structure each time.
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
  var stations: UniqueArray<StationRecord>
  var machines: UniqueArray<MachineRecord>
  var failures: UniqueArray<FailureRecord>
  var operations: UniqueArray<OperationRecord>
  var chances: UniqueArray<ChanceRecord>
  var calendars: UniqueArray<CalendarRecord>
  var calendarChanges: UniqueArray<CalendarChange>
  /// What samplers draw from beside their own numbers.
  let samplerTables: SamplerTables

  var parts: UniqueArray<PartRecord>
  /// Returns by limited disposition, `returnCounters` for each part.
  var returnCounts: UniqueArray<UInt32>
  let returnCounters: Int
  var firstFreePart: Int32 = -1
  /// Parts that were released and find no place at the first station.
  var outside = Chain()
  var partNumber: UInt64 = 0
  /// Stations that may be able to take a part, to be looked at before time goes on.
  var listed: UniqueArray<Int32>
  /// Stations that the present search for a deadlock has reached.
  var reached: UniqueArray<Int32>
  var deadlockSearches: UInt64 = 0

  let isSaturated: Bool
  let keepsParts: Bool
  let losesIfFull: Bool
  let lotSize: Int
  var interval: Sampler
  var intervalKey: StreamKey
  var lotNumber: UInt64 = 0
  /// Parts that are to be kept in the factory, and those that are there above that number.
  var keptParts: Int
  var surplusParts = 0

  let timeline: UniqueArray<TimelineRecord>
  let operationSteps: UniqueArray<OperationStep>
  let failureSteps: UniqueArray<FailureStep>
  let chanceSteps: UniqueArray<Double>
  /// The step of the timeline that was taken last; -1 while none was.
  var currentStep = -1

  var accounts: UniqueArray<StationAccount>
  /// Parts waiting in each station's buffer.
  var queueLevels: UniqueArray<TimeWeightedLevel>
  var line = LineAccount()
  var measuringSince = 0.0
  var isOver = false
  var loop = EventLoop(longestInstant: FactorySimulation.longestInstant)

  /// Sets up a replication at time 0.
  ///
  /// - Parameters:
  ///   - factory: What to simulate. Its indices are valid and its distributions in their domains.
  ///   - seed: The seed of the run.
  ///   - replication: The number of the replication, counted from 0.
  public init(_ factory: Factory, seed: UInt64, replication: UInt64) {
    var tables = FactoryTables(factory, seed: seed, replication: replication)
    self.factory = factory
    events = EventCalendar(capacity: 2 * tables.machines.count + tables.failures.count + 8)
    stations = UniqueArray(copying: tables.stations)
    machines = UniqueArray(copying: tables.machines)
    failures = UniqueArray(copying: tables.failures)
    operations = UniqueArray(copying: tables.operations)
    chances = UniqueArray(copying: tables.chances)
    calendars = UniqueArray(copying: tables.calendars)
    calendarChanges = UniqueArray(copying: tables.calendarChanges)
    parts = UniqueArray(minimumCapacity: 256)
    returnCounts = UniqueArray(minimumCapacity: 256 * tables.returnCounters)
    returnCounters = tables.returnCounters
    listed = UniqueArray(minimumCapacity: tables.stations.count)
    reached = UniqueArray(minimumCapacity: tables.stations.count)
    accounts = UniqueArray(
      copying: tables.stations.map { StationAccount(machines: Int($0.machineCount)) })
    queueLevels = UniqueArray(repeating: TimeWeightedLevel(), count: tables.stations.count)
    intervalKey = StreamKey(
      seed: seed, replication: replication, path: "products.\(factory.product.name)",
      purpose: "interval")

    var initialParts = 0
    switch factory.product.release {
    case .saturated:
      (isSaturated, keepsParts, losesIfFull, lotSize) = (true, false, false, 0)
      interval = Sampler(.constant(0))
    case .keep(let count):
      (isSaturated, keepsParts, losesIfFull, lotSize) = (false, true, false, 0)
      interval = Sampler(.constant(0))
      initialParts = count
    case .every(let time, let lot, let lost):
      (isSaturated, keepsParts, losesIfFull, lotSize) = (false, false, lost, lot)
      interval = tables.samplerTables.sampler(for: time)
    }
    keptParts = initialParts
    for step in factory.timeline { tables.add(step) }
    timeline = UniqueArray(copying: tables.timeline)
    operationSteps = UniqueArray(copying: tables.operationSteps)
    failureSteps = UniqueArray(copying: tables.failureSteps)
    chanceSteps = UniqueArray(copying: tables.chanceSteps)
    samplerTables = tables.samplerTables.fork()

    scheduleObservations()
    scheduleTimeline()
    openCalendars()
    for failure in failures.indices { beginLife(Int32(truncatingIfNeeded: failure)) }
    for _ in 0..<initialParts { release() }
    if lotSize > 0 { scheduleArrival() }
    list(station: operations[0].station)
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
      now = events.now
      try handle(event)
      if parts.count > FactorySimulation.mostParts { throw unboundedGrowth() }
    }
    if case .endlessInstant(let instant) = loop.stopReason {
      throw .endlessInstant(time: now, loop: instant.loop.map { description(of: $0) })
    }
    return !isOver
  }

  /// How many events have taken place.
  public var eventCount: Int { loop.eventCount }

  private mutating func handle(_ event: Event) throws(SimulationFailure) {
    switch EventKind(rawValue: event.kind) {
    case .completion: try complete(machine: event.subject)
    case .failure: strike(failure: event.subject)
    case .repairEnd: endRepair(machine: event.subject)
    case .shiftChange: changeShift(calendar: event.subject)
    case .arrival: arrive()
    case .timelineStep: take(step: event.subject)
    case .warmUpEnd: restartAccounts()
    case .end, nil:
      for machine in machines.indices { closeState(machine) }
      isOver = true
    }
    settle()
  }

  private func unboundedGrowth() -> SimulationFailure {
    let longest = stations.indices.max { stations[$0].queued < stations[$1].queued } ?? 0
    let inside = stations.indices.reduce(0) { $0 + Int(stations[$1].queued) }
    return .unboundedGrowth(
      time: now, parts: parts.count,
      station: 2 * inside > parts.count ? factory.stations[longest].name : nil)
  }

  private func description(of event: Event) -> String {
    switch EventKind(rawValue: event.kind) {
    case .completion: "work ends at \(stationName(ofMachine: event.subject))"
    case .repairEnd: "repair ends at \(stationName(ofMachine: event.subject))"
    case .failure:
      "failure at \(stationName(ofMachine: failures[Int(event.subject)].machine))"
    case .arrival: "\(factory.product.name) arrives"
    case .shiftChange: "shift changes"
    case .timelineStep: "the timeline moves factors"
    case .warmUpEnd, .end, nil: "measuring begins or ends"
    }
  }

  private func stationName(ofMachine machine: Int32) -> String {
    factory.stations[Int(machines[Int(machine)].station)].name
  }

  mutating func schedule(
    _ kind: EventKind, _ subject: Int32, at time: Double, phase: UInt8
  ) -> EventHandle {
    events.schedule(Event(kind: kind.rawValue, subject: subject), at: time, phase: phase)
  }

  // MARK: - What is measured

  private mutating func scheduleObservations() {
    if factory.warmUp > 0 {
      _ = schedule(.warmUpEnd, 0, at: factory.warmUp, phase: Phase.observation)
    }
    _ = schedule(.end, 0, at: factory.warmUp + factory.horizon, phase: Phase.observation)
  }

  private mutating func restartAccounts() {
    for machine in machines.indices { closeState(machine) }
    for station in accounts.indices {
      accounts[station] = StationAccount(machines: accounts[station].machines)
      queueLevels[station].restart(at: now)
    }
    line.restart(at: now)
    measuringSince = now
  }

  /// The sums since measuring began; final once ``advance(maximumEvents:)`` has returned `false`.
  public func account() -> RunAccount {
    var stationAccounts: [StationAccount] = []
    var meanQueue: [Double] = []
    for station in accounts.indices {
      stationAccounts.append(accounts[station])
      meanQueue.append(queueLevels[station].average(until: now) ?? 0)
    }
    return RunAccount(
      duration: now - measuringSince, line: line,
      meanWorkInProcess: line.workInProcess.average(until: now) ?? 0, meanQueue: meanQueue,
      stations: stationAccounts)
  }
}
