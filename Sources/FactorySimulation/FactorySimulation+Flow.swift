import EventKernel
import FactoryModel
import RandomVariates
import SimulationStatistics

/// How parts move from station to station and wait.
///
/// Blocking after service: a finished part keeps its machine until the next station has a place.
/// Blocking before service: a part waits on its machine, unworked, until there is a place for it
/// ahead, which is then kept for it. Blocked parts enter in the order in which they were blocked, and
/// before parts that have not yet entered the factory.
extension FactorySimulation {
  // MARK: - Moving on

  /// Moves the finished part of a machine to its operation's station, or blocks the machine.
  mutating func move(from machine: Int) throws(SimulationFailure) {
    let part = machines[machine].part
    let operation = Int(parts[Int(part)].operation)
    let station = Int(operations[operation].station)
    if stations[station].waiting.first < 0 && canTake(station, operation) {
      depart(part, from: machine)
      put(part, at: station)
      empty(machine)
    } else if station == Int(machines[machine].station), canExchange(machine, operation) {
      exchange(machine)
    } else {
      block(machine, waitingFor: station, .blocked)
      try checkDeadlock(from: station)
    }
  }

  /// Books that a part leaves the station at which it was.
  @inline(__always)
  mutating func depart(_ part: Int32, from machine: Int) {
    let station = Int(machines[machine].station)
    accounts[station].presence += measuredTime(since: parts[Int(part)].arrivedAt)
    if !stations[station].numberDetails.isEmpty {
      details.add(-1, to: stations[station].numberDetails, at: now)
    }
  }

  /// Whether a machine may go on with the part that it has, or with one that waits at its station.
  private mutating func canExchange(_ machine: Int, _ operation: Int) -> Bool {
    let station = Int(machines[machine].station)
    return mayDo(operation, machine, at: station)
      || isWaited(for: machine, at: station, above: Int(stations[station].queueCount))
  }

  /// A part that repeats an operation at its own, full station changes places with the one that would
  /// be next, or begins again at once where none waits.
  private mutating func exchange(_ machine: Int) {
    let station = Int(machines[machine].station)
    let part = machines[machine].part
    depart(part, from: machine)
    arrive(part, at: station)
    if stations[station].isDispatched {
      join(part, at: station)
      empty(machine)
      return
    }
    readSensors(of: machine)
    machines[machine].part = -1
    machines[machine].activity = .idle
    if stations[station].queued > 0 {
      enqueue(part, at: station)
      load(takeNext(at: station, for: machine), onto: machine)
    } else {
      load(part, onto: machine)
    }
  }

  /// Lets a machine wait for a place at a station.
  mutating func block(
    _ machine: Int, waitingFor station: Int, _ activity: MachineRecord.Activity
  ) {
    let part = machines[machine].part
    machines[machine].waitsFor = Int32(truncatingIfNeeded: station)
    parts[Int(part)].holder = Int32(truncatingIfNeeded: machine)
    stations[station].waiting = append(part, to: stations[station].waiting)
    stations[Int(machines[machine].station)].blockedMachines += 1
    setActivity(machine, activity, state: .blocked)
  }

  /// Appends a part to a chain.
  @inline(__always)
  mutating func append(_ part: Int32, to chain: Chain) -> Chain {
    parts[Int(part)].next = -1
    guard chain.first >= 0 else { return Chain(first: part, last: part) }
    parts[Int(chain.last)].next = part
    return Chain(first: chain.first, last: part)
  }

  // MARK: - Places

  /// Whether a part that comes now finds a machine or a place in the buffer.
  @inline(__always)
  mutating func canTake(_ station: Int, _ operation: Int) -> Bool {
    let places = stations[station].capacity &- stations[station].queued
    if stations[station].reserved == 0 {
      return places > 0 || freeMachine(at: station, for: operation) >= 0
        || stations[station].isDispatched && Int(places) + idleMachines(at: station) > 0
    }
    return Int(places) + idleMachines(at: station) > Int(stations[station].reserved)
  }

  private mutating func idleMachines(at station: Int) -> Int {
    var count = 0
    for machine in machines(of: station) where isFree(machine, of: station) { count += 1 }
    return count
  }

  /// Whether a machine can be loaded.
  ///
  /// A part is loaded onto a machine that is down or off shift only where the station has no other:
  /// elsewhere it waits for the machine that is ready first.
  @inline(__always)
  private mutating func isFree(_ machine: Int, of station: Int) -> Bool {
    machines[machine].activity == .idle
      && (stations[station].machineCount == 1 || canWork(machine))
  }

  /// The first machine that can be loaded with a part for an operation, or -1.
  @inline(__always)
  mutating func freeMachine(at station: Int, for operation: Int) -> Int {
    let direct = Int(stations[station].directMachine)
    if direct >= 0 {
      return machines[direct].activity == .idle
        && mayDo(operation, direct, at: station) ? direct : -1
    }
    return stations[station].isDispatched ? -1 : freeMachineOfMany(at: station, for: operation)
  }

  private mutating func freeMachineOfMany(at station: Int, for operation: Int) -> Int {
    for machine in machines(of: station)
    where machines[machine].activity == .idle && canWork(machine)
      && mayDo(operation, machine, at: station)
    {
      return machine
    }
    return -1
  }

  /// Whether a machine may do an operation.
  mutating func mayDo(_ operation: Int, _ machine: Int, at station: Int) -> Bool {
    guard stations[station].isRestricted else { return true }
    let place = UInt64(machine - Int(stations[station].firstMachine))
    return place > 63 || operations[operation].machines & (1 << place) != 0
  }

  @inline(__always)
  mutating func machines(of station: Int) -> Range<Int> {
    let first = Int(stations[station].firstMachine)
    return first..<first + Int(stations[station].machineCount)
  }

  // MARK: - Coming and waiting

  /// Gives a part its place at a station that can take it.
  @inline(__always)
  mutating func put(_ part: Int32, at station: Int) {
    arrive(part, at: station)
    let machine =
      stations[station].queued == 0
      ? freeMachine(at: station, for: Int(parts[Int(part)].operation)) : -1
    if machine >= 0 {
      load(part, onto: machine)
    } else if stations[station].choosesParts {
      wait(part, at: station)
    } else {
      enqueue(part, at: station)
    }
  }

  /// Lets a part wait at a station that chooses among those that wait.
  mutating func wait(_ part: Int32, at station: Int) {
    if stations[station].isDispatched {
      join(part, at: station)
    } else {
      enqueue(part, at: station)
      // Others wait for another machine, or with less priority; this one may find its own.
      list(station: Int32(truncatingIfNeeded: station))
    }
  }

  /// Notes that a part has come to a station.
  @inline(__always)
  mutating func arrive(_ part: Int32, at station: Int) {
    parts[Int(part)].arrivedAt = now
    parts[Int(part)].queuedAt = now
    if !stations[station].numberDetails.isEmpty {
      details.add(1, to: stations[station].numberDetails, at: now)
    }
  }

  /// Lets a part wait behind those of its priority.
  @inline(__always)
  mutating func enqueue(_ part: Int32, at station: Int) {
    let queue = Int(stations[station].firstQueue) + Int(parts[Int(part)].level)
    queues[queue] = append(part, to: queues[queue])
    noteQueued(at: station)
  }

  @inline(__always)
  mutating func noteQueued(at station: Int) {
    stations[station].queued += 1
    if !stations[station].queueDetails.isEmpty {
      details.add(1, to: stations[station].queueDetails, at: now)
    }
  }

  /// Takes the part off the queues that a machine is to work on next; -1 where it may do none.
  @inline(__always)
  mutating func takeNext(at station: Int, for machine: Int) -> Int32 {
    var queue = Int(stations[station].firstQueue)
    if stations[station].isRestricted { return takeAllowed(at: station, for: machine) }
    while queues[queue].first < 0 { queue += 1 }
    let part = queues[queue].first
    queues[queue].first = parts[Int(part)].next
    noteTaken(from: station)
    return part
  }

  private mutating func takeAllowed(at station: Int, for machine: Int) -> Int32 {
    let first = Int(stations[station].firstQueue)
    for queue in first..<first + Int(stations[station].queueCount) {
      var before: Int32 = -1
      var part = queues[queue].first
      while part >= 0 {
        let next = parts[Int(part)].next
        if mayDo(Int(parts[Int(part)].operation), machine, at: station) {
          if before >= 0 { parts[Int(before)].next = next } else { queues[queue].first = next }
          if next < 0 { queues[queue].last = before }
          noteTaken(from: station)
          return part
        }
        before = part
        part = next
      }
    }
    return -1
  }

  @inline(__always)
  mutating func noteTaken(from station: Int) {
    stations[station].queued -= 1
    if !stations[station].queueDetails.isEmpty {
      details.add(-1, to: stations[station].queueDetails, at: now)
    }
  }

  // MARK: - Settling an instant

  /// Notes that a station may be able to take or load a part.
  @inline(__always)
  mutating func list(station: Int32) {
    guard !stations[Int(station)].isListed else { return }
    stations[Int(station)].isListed = true
    listed.append(station)
  }

  /// Moves whatever can move at this instant.
  @inline(__always)
  mutating func settle() {
    while !listed.isEmpty {
      let station = Int(listed.removeLast())
      stations[station].isListed = false
      refill(station)
    }
  }

  /// Loads the station's free machines from the buffer, and fills the buffer from those that wait.
  private mutating func refill(_ station: Int) {
    loadMachines(of: station)
    while true {
      if stations[station].waiting.first >= 0 {
        guard canTake(station, awaitedOperation(of: Int(stations[station].waiting.first)))
        else { return }
        admitBlockedPart(to: station)
      } else if stations[station].outside.first >= 0 {
        let part = Int(stations[station].outside.first)
        guard canTake(station, Int(parts[part].operation)) else { return }
        admitFromOutside(to: station)
      } else if stations[station].saturatedCount > 0 {
        guard releaseSaturated(at: station) else { return }
      } else {
        return
      }
      loadMachines(of: station)
    }
  }

  @inline(__always)
  private mutating func loadMachines(of station: Int) {
    if stations[station].isDispatched {
      requestDecision(station)
      return
    }
    while stations[station].queued > 0, loadFromQueue(station) {}
    if stations[station].preemption != .never, stations[station].queued > 0 { preempt(at: station) }
  }

  /// - Returns: Whether a machine was loaded.
  @inline(__always)
  private mutating func loadFromQueue(_ station: Int) -> Bool {
    if stations[station].machineCount == 1 {
      let machine = Int(stations[station].firstMachine)
      guard machines[machine].activity == .idle else { return false }
      let part = takeNext(at: station, for: machine)
      if part < 0 { return false }
      load(part, onto: machine)
      return true
    }
    for machine in machines(of: station)
    where machines[machine].activity == .idle && canWork(machine) {
      let part = takeNext(at: station, for: machine)
      if part >= 0 {
        load(part, onto: machine)
        return true
      }
    }
    return false
  }

  /// The operation for which a blocked part wants a place: its own, or the next where it is held back.
  private mutating func awaitedOperation(of part: Int) -> Int {
    machines[Int(parts[part].holder)].activity == .held
      ? Int(nextOperation(of: part)) : Int(parts[part].operation)
  }

  private mutating func admitBlockedPart(to station: Int) {
    let part = stations[station].waiting.first
    stations[station].waiting.first = parts[Int(part)].next
    let machine = Int(parts[Int(part)].holder)
    parts[Int(part)].holder = -1
    machines[machine].waitsFor = -1
    stations[Int(machines[machine].station)].blockedMachines -= 1
    if machines[machine].activity == .held {
      reserve(station, for: machine)
      beginWork(machine)
    } else {
      depart(part, from: machine)
      put(part, at: station)
      empty(machine)
    }
  }

  private mutating func admitFromOutside(to station: Int) {
    let part = stations[station].outside.first
    stations[station].outside.first = parts[Int(part)].next
    put(part, at: station)
  }

  // MARK: - Places kept

  /// Keeps a place at a station for the part on a machine.
  mutating func reserve(_ station: Int, for machine: Int) {
    stations[station].reserved += 1
    machines[machine].reservedAt = Int32(truncatingIfNeeded: station)
  }

  /// Takes the place that was kept for the part on a machine.
  ///
  /// - Returns: The station.
  mutating func takeKeptPlace(of machine: Int) -> Int {
    let station = Int(machines[machine].reservedAt)
    stations[station].reserved -= 1
    machines[machine].reservedAt = -1
    return station
  }

  /// Gives the place that was kept for the part on a machine to others, where there is one.
  mutating func giveUpPlace(of machine: Int) {
    guard machines[machine].reservedAt >= 0 else { return }
    list(station: Int32(truncatingIfNeeded: takeKeptPlace(of: machine)))
  }
}
