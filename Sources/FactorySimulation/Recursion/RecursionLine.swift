import BasicContainers
import EventKernel
public import FactoryModel
import RandomVariates
import SimulationStatistics

/// One replication of a serial line, from part to part instead of from event to event.
///
/// Where nothing but the order of the stations decides what happens, the times of a part follow from those
/// of the parts before it:
///
///     start(m, k)  = max(comes to m, leaves m(k - 1))
///     finish(m, k) = start + work, drawn out over the time in which the machine is down or closed
///     leaves(m, k) = max(finish, time at which the station ahead has a place)
///
/// No calendar of events is needed, and memory does not grow with the number of parts. The draws are
/// those of ``FactorySimulation``, so that the two agree part by part: each checks the other. What lines
/// it takes, ``refusal(of:)`` says.
///
/// Sources: J. A. Buzacott, J. G. Shanthikumar, *Stochastic Models of Manufacturing Systems*, Prentice
/// Hall, 1993, ch. 5; H. T. Papadopoulos, C. Heavey, J. Browne, *Queueing Theory in Manufacturing
/// Systems Analysis and Design*, Chapman & Hall, 1993.
public struct RecursionLine: ~Copyable {
  /// Most parts, or changes of one machine, that may follow one another without time passing.
  static let longestInstant = FactorySimulation.longestInstant

  let factory: Factory
  /// When measuring begins and ends.
  let measuredFrom: Double
  let end: Double
  /// What happens after this time counts.
  let countsAfter: Double

  /// The machines in the order of the route, and behind them those that no part comes to.
  var machines: UniqueArray<LineMachine>
  /// How many machines the route has.
  let routeLength: Int
  var failures: UniqueArray<LineFailure>
  let calendarChanges: UniqueArray<CalendarChange>
  let operations: UniqueArray<OperationRecord>
  let chances: UniqueArray<ChanceRecord>
  let samplerTables: SamplerTables

  /// For each place of each buffer the time at which the part that had it last was put on the machine.
  var places: UniqueArray<Double>
  /// What draws the times of the operations, in the order of the route.
  let samplers: UniqueArray<Sampler>
  let timeKeys: UniqueArray<StreamKey>
  var words: UniqueArray<UInt64>
  /// Work of the operations on four parts in a row, operation by operation.
  var works: UniqueArray<Double>
  /// Which four parts.
  var worksBlock = UInt64.max

  var release: LineRelease
  var partNumber: UInt64 = 0
  /// Parts that came to the first station.
  var enteredParts = 0
  /// Whether all machines work as fast as their operations say.
  let isOfOneSpeed: Bool
  /// The time at which the last part entered, and how many entered with it.
  var lastEntry = -Double.infinity
  var entriesAtOnce = 0

  var line = LineAccount()
  var isOver = false

  /// Sets up a replication at time 0.
  ///
  /// - Parameters:
  ///   - factory: What to simulate; a line of which ``refusal(of:)`` says nothing.
  ///   - seed: The seed of the run.
  ///   - replication: The number of the replication, counted from 0.
  public init(_ factory: Factory, seed: UInt64, replication: UInt64) {
    precondition(RecursionLine.refusal(of: factory) == nil, "the line suits the recursion")
    let tables = FactoryTables(factory, seed: seed, replication: replication)
    self.factory = factory
    measuredFrom = factory.warmUp
    end = factory.warmUp + factory.horizon
    countsAfter = factory.warmUp > 0 ? factory.warmUp : -.infinity
    release = LineRelease(tables.products[0], orders: tables.orders)
    let route = factory.products[0].route.map(\.station)
    routeLength = route.count
    let layout = LineLayout(factory, route: route, tables: tables)
    machines = UniqueArray(copying: layout.machines)
    places = UniqueArray(copying: layout.places)
    failures = UniqueArray(
      copying: tables.failures.map { mode in
        LineFailure(
          countsRunningTime: mode.clock == .running, life: mode.life, repair: mode.repair,
          lifeKey: mode.lifeKey, repairKey: mode.repairKey)
      })
    calendarChanges = UniqueArray(copying: tables.calendarChanges)
    operations = UniqueArray(copying: tables.operations)
    chances = UniqueArray(copying: tables.chances)
    samplers = UniqueArray(
      copying: tables.operations.map {
        $0.machineTimes.isEmpty
          ? $0.time : tables.machineTimes[$0.machineTimes.range.lowerBound]
      })
    isOfOneSpeed = layout.machines.allSatisfy { $0.slowness == 1 }
    timeKeys = UniqueArray(copying: tables.operations.map(\.timeKey))
    words = UniqueArray(repeating: 0, count: 4 * route.count)
    works = UniqueArray(repeating: 0, count: 4 * tables.operations.count)
    samplerTables = tables.samplerTables.fork()
    for machine in machines.indices { begin(machine) }
  }

  /// Sends parts through the line.
  ///
  /// - Parameter maximumParts: How many parts to send before coming back, so that the caller can look up.
  /// - Returns: Whether the replication goes on; `false` when it is over.
  /// - Throws: ``SimulationFailure`` when it cannot go on.
  public mutating func advance(maximumParts: Int) throws(SimulationFailure) -> Bool {
    var left = maximumParts
    while left > 0, !isOver {
      left -= 1
      let entry = nextEntry()
      if entry <= end {
        try enter(at: entry)
      } else {
        for machine in machines.indices { try pass(machine, until: .infinity, as: .starved) }
        isOver = true
      }
    }
    return !isOver
  }

  /// How many parts have been sent through the line, or were turned away.
  public var partCount: Int { Int(clamping: partNumber) }

  private mutating func enter(at entry: Double) throws(SimulationFailure) {
    let number = partNumber
    partNumber += 1
    if entry > lastEntry {
      lastEntry = entry
      entriesAtOnce = 0
    } else {
      entriesAtOnce += 1
      if entriesAtOnce > RecursionLine.longestInstant { throw endlessEntry(at: entry) }
    }
    if release.losesIfFull, isFirstFull(at: entry) {
      if entry > countsAfter { line.lost += 1 }
      return
    }
    enteredParts += 1
    let passage = try send(number, from: entry)
    book(passage, enteredAt: entry)
    if release.way == .keep { release.noteLeaving(at: passage.leaves) }
  }

  /// Books what a part means for the line as a whole.
  private mutating func book(_ passage: Passage, enteredAt entry: Double) {
    if entry > countsAfter { line.released += 1 }
    let from = entry > measuredFrom ? entry : measuredFrom
    guard passage.leaves <= end else {
      line.presence += end - from
      line.inside += 1
      return
    }
    guard passage.leaves > countsAfter else { return }
    line.presence += passage.leaves - from
    if passage.isScrap {
      line.scrapped += 1
    } else {
      line.good += 1
      if passage.defects != 0 { line.escaped += 1 }
      line.cycleTime.add(passage.leaves - entry)
    }
  }

  private func endlessEntry(at time: Double) -> SimulationFailure {
    let stations = factory.products[0].route.map {
      "work ends at \(factory.stations[$0.station].name)"
    }
    return .endlessInstant(
      time: time,
      loop: release.way == .every ? ["\(factory.products[0].name) arrives"] : stations)
  }

  /// The sums of the replication, once ``advance(maximumParts:)`` has returned `false`.
  public func account() -> RunAccount {
    precondition(isOver, "a recursion has its sums when it is over")
    let duration = end - measuredFrom
    var stations = factory.stations.map { _ in StationAccount(machines: 1) }
    var line = line
    line.goodFirstTime = line.good
    for machine in machines.indices {
      let station = Int(machines[machine].station)
      let account = machines[machine].account(
        over: duration, idealTime: machine < routeLength ? operations[machine].idealTime : 0,
        power: factory.stations[station].power, price: factory.costs.energy)
      stations[station] = account
      line.loaded += account.loaded
      line.waitingTime += account.waitingTime
    }
    return RunAccount(duration: duration, line: line, products: [line], stations: stations)
  }
}

/// The machines and buffers with which a line begins.
private struct LineLayout {
  var machines: [LineMachine] = []
  var places: [Double] = []

  init(_ factory: Factory, route: [Int], tables: borrowing FactoryTables) {
    let others = factory.stations.indices.filter { !route.contains($0) }
    for (position, station) in (route + others).enumerated() {
      let record = tables.machines[station]
      let buffer = factory.stations[station].buffer.map { Int32(clamping: $0) }
      let first = Int32(places.count)
      var machine = LineMachine(
        nextPlace: first, firstPlace: first, endPlace: first,
        buffer: buffer ?? LineMachine.unlimited,
        nextCheck: Int32(
          tables.operations.indices.first {
            $0 >= position
              && (!tables.operations[$0].made.isEmpty || tables.operations[$0].hasInspection)
          } ?? route.count), firstMode: record.firstFailure,
        endMode: record.firstFailure + record.failureCount,
        slowness: record.slowness,
        calendar: record.calendar < 0
          ? CalendarRecord(firstChange: 0, changeCount: 0, nextChange: 0, week: 0, isOpen: true)
          : tables.calendars[Int(record.calendar)],
        station: Int32(station))
      // Parts that always wait in front of the first machine take no place in its buffer.
      if position == 0, factory.products[0].release == .saturated { machine.buffer = 0 }
      // An unlimited buffer has one place, which is never taken.
      machine.endPlace += abs(machine.buffer)
      places += Array(repeating: -.infinity, count: Int(abs(machine.buffer)))
      machines.append(machine)
    }
  }
}

/// How a part fared.
struct Passage: BitwiseCopyable {
  /// When it leaves the factory; ∞ where it does not before the end.
  var leaves: Double
  var defects: UInt64
  var isScrap = false
}
