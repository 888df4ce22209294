import BasicContainers
import DequeModule
import EventKernel
public import FactoryModel
import RandomVariates

/// One replication of a serial line whose clock goes in slots.
///
/// In every slot, by what stood in the buffers when it began:
///
/// 1. A machine that has stood its time is up again. One whose time to failure has run out fails, and
///    stands for this slot and the others of its repair. A clock `calendar` counts the slots in which the
///    machine is up, a clock `producing` those in which it moves a part, so that a machine without a part
///    or without a place ahead does not fail.
/// 2. A machine that is up is *starved* where no part waits, else *blocked* where there is no place ahead;
///    ``SlotClock/Room`` says when there is. Else it moves one part.
///
/// A part stays in its place in front of the machine while it is worked on, and is in the next place when the
/// slot ends; so a machine has no place of its own beside its buffer. The first machine has always a part,
/// the last always a place. Times to failure and times to repair last whole slots, begun ones counted as
/// whole: an exponential time of mean m slots ends in each slot with the chance 1 - exp(-1/m).
///
/// What lines it takes, ``refusal(of:)`` says.
public struct SlottedLine: ~Copyable {
  private let factory: Factory
  private let clock: SlotClock
  /// The slot after which slots are measured, and the last one.
  private let warmUpSlots: Int
  private let endSlot: Int
  private var slot = 0

  private var machines: UniqueArray<SlottedMachine>
  private let operations: UniqueArray<OperationRecord>
  private let chances: UniqueArray<ChanceRecord>
  private let samplerTables: SamplerTables
  /// The parts in front of each machine but the first.
  private var buffers: [Deque<SlottedPart>]
  private var partNumber: UInt64 = 0
  private var line = LineAccount()

  /// Sets up a replication at time 0.
  ///
  /// - Parameters:
  ///   - factory: What to simulate; a line of which ``refusal(of:)`` says nothing.
  ///   - seed: The seed of the run.
  ///   - replication: The number of the replication, counted from 0.
  public init(_ factory: Factory, seed: UInt64, replication: UInt64) {
    precondition(SlottedLine.refusal(of: factory) == nil, "the line suits the clock")
    guard case .slots(let clock) = factory.clock else { preconditionFailure("it goes in slots") }
    self.factory = factory
    self.clock = clock
    warmUpSlots = Int((factory.warmUp / clock.slot).rounded())
    endSlot = warmUpSlots + Int((factory.horizon / clock.slot).rounded())
    let tables = FactoryTables(factory, seed: seed, replication: replication)
    let route = factory.products[0].route.map(\.station)
    machines = UniqueArray(
      copying: route.map { station in
        SlottedMachine(
          station: station, places: factory.stations[station].buffer ?? .max,
          failure: tables.machines[station].failureCount > 0
            ? Int(tables.machines[station].firstFailure) : nil, tables: tables)
      })
    operations = UniqueArray(copying: tables.operations)
    chances = UniqueArray(copying: tables.chances)
    samplerTables = tables.samplerTables.fork()
    buffers = route.map { _ in Deque() }
    for machine in machines.indices { machines[machine].drawLife(clock, samplerTables) }
  }

  /// How many slots have passed.
  public var slotCount: Int { slot }

  /// Goes on.
  ///
  /// - Parameter maximumSlots: How many slots to pass before coming back, so that the caller can look up.
  /// - Returns: Whether the replication goes on; `false` when it is over.
  public mutating func advance(maximumSlots: Int) -> Bool {
    let stop = min(endSlot, slot + maximumSlots)
    while slot < stop {
      if slot == warmUpSlots { beginMeasuring() }
      // From the last machine to the first, so that each knows what the next one does.
      var freed = 0
      for machine in machines.indices.reversed() { freed = pass(machine, freedAhead: freed) }
      slot += 1
    }
    return slot < endSlot
  }

  private mutating func beginMeasuring() {
    line.restart()
    for machine in machines.indices { machines[machine].restart() }
  }

  /// Lets a machine live through the slot.
  ///
  /// - Parameters:
  ///   - machine: Which, in the order of the route.
  ///   - freed: 1 where the next machine moves a part in this slot, else 0.
  /// - Returns: 1 where this machine moves a part, else 0.
  private mutating func pass(_ machine: Int, freedAhead freed: Int) -> Int {
    let waiting = machine > 0 ? buffers[machine].count : 1
    if machine > 0 { machines[machine].account.presence += Double(waiting) }
    let isStarved = waiting == 0
    var isBlocked = false
    if machine + 1 < machines.count {
      let taken = buffers[machine + 1].count + (clock.room == .lastSlot ? freed : 0)
      isBlocked = taken >= machines[machine + 1].places
    }
    let moves = !isStarved && !isBlocked
    guard !machines[machine].isDown(moves: moves, clock, samplerTables) else {
      machines[machine].note(.down)
      return 0
    }
    guard moves else {
      machines[machine].note(isStarved ? .starved : .blocked)
      if isStarved, isBlocked { machines[machine].account.starvedAndBlocked += 1 }
      return 0
    }
    machines[machine].note(.producing)
    move(from: machine)
    return 1
  }

  private mutating func move(from machine: Int) {
    var part: SlottedPart
    if machine > 0 {
      part = buffers[machine].removeFirst()
      let wait = Double(slot - part.came)
      machines[machine].noteLoaded(waited: wait)
      line.noteLoaded(waited: wait)
    } else {
      part = SlottedPart(number: partNumber, entered: slot)
      partNumber += 1
      line.noteReleased()
      machines[0].account.presence += 1
      machines[0].noteLoaded(waited: 0)
      line.noteLoaded(waited: 0)
    }
    let made = operations[machine].defectsMade(in: part.number, chances)
    part.defects |= made
    machines[machine].account.noteFinished(
      idealTime: operations[machine].idealTime, isGood: made == 0)
    if operations[machine].rejects(part.number, defects: part.defects, chances) {
      line.scrapped += 1
      line.inside -= 1
    } else if machine + 1 < machines.count {
      part.came = slot + 1
      buffers[machine + 1].append(part)
    } else {
      line.good += 1
      if part.defects != 0 { line.escaped += 1 }
      line.inside -= 1
      line.cycleTime.add(Double(slot + 1 - part.entered) * clock.slot)
    }
  }

  /// The sums of the replication, once ``advance(maximumSlots:)`` has returned `false`.
  public func account() -> RunAccount {
    precondition(slot == endSlot, "a line has its sums when it is over")
    var line = line
    line.goodFirstTime = line.good
    line.waitingTime *= clock.slot
    var stations = factory.stations.map { _ in StationAccount(machines: 1) }
    for machine in machines.indices {
      let station = machines[machine].station
      stations[station] = machines[machine].account(
        clock, power: factory.stations[station].power, price: factory.costs.energy)
      line.presence += stations[station].presence
    }
    return RunAccount(
      duration: factory.horizon, line: line, products: [line], stations: stations)
  }
}

/// A part on its way through the line.
private struct SlottedPart {
  var number: UInt64
  /// The first slot in which it was worked on.
  var entered: Int
  /// The first slot in which it could be worked on where it is.
  var came = 0
  var defects: UInt64 = 0
}
