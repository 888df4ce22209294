import BasicContainers
import EventKernel
import RandomVariates
import SimulationStatistics

/// How parts enter, move from station to station, wait, and leave.
///
/// Blocking after service: a finished part keeps its machine until the next station has a place.
/// Blocked parts enter in the order in which they were blocked, and before parts that have not yet
/// entered the factory.
extension FactorySimulation {
  // MARK: - Entering and leaving

  mutating func scheduleArrival() {
    var stream = RandomStream(intervalKey, ordinal: lotNumber)
    let wait = interval.sample(using: &stream, from: samplerTables)
    _ = schedule(.arrival, 0, at: now + wait, phase: Phase.arrival)
    lotNumber += 1
  }

  mutating func arrive() {
    for _ in 0..<lotSize { release() }
    scheduleArrival()
  }

  /// Lets one part into the factory: to the first station, or into the row in front of it.
  mutating func release() {
    let station = operations[0].station
    let number = partNumber
    partNumber += 1
    let isFull =
      !canTake(Int(station)) || !outside.isEmpty || stations[Int(station)].waiting.first >= 0
    if isFull && losesIfFull {
      line.lost += 1
      return
    }
    let part = newPart(number: number)
    if isFull {
      if outside.isEmpty {
        outside.first = part
      } else {
        parts[Int(outside.last)].next = part
      }
      outside.last = part
    } else {
      put(part, at: Int(station))
    }
  }

  private mutating func newPart(number: UInt64) -> Int32 {
    let part: Int32
    if firstFreePart >= 0 {
      part = firstFreePart
      firstFreePart = parts[Int(part)].next
    } else {
      part = Int32(truncatingIfNeeded: parts.count)
      parts.append(PartRecord())
      for _ in 0..<returnCounters { returnCounts.append(0) }
    }
    parts[Int(part)] = PartRecord(number: number, enteredAt: now, queuedAt: now)
    for counter in 0..<returnCounters {
      returnCounts[Int(part) * returnCounters + counter] = 0
    }
    line.released += 1
    line.workInProcess.add(1, at: now)
    return part
  }

  mutating func leaveAsGood(_ part: Int32) {
    let record = parts[Int(part)]
    line.good += 1
    if record.returns == 0 { line.goodFirstTime += 1 }
    if record.defects != 0 { line.escaped += 1 }
    line.cycleTime.add(now - record.enteredAt)
    leave(part)
  }

  mutating func leave(_ part: Int32) {
    line.workInProcess.add(-1, at: now)
    parts[Int(part)].next = firstFreePart
    firstFreePart = part
    guard keepsParts else { return }
    if surplusParts > 0 { surplusParts -= 1 } else { release() }
  }

  // MARK: - Moving on

  /// Moves the finished part of a machine to its next station, or blocks the machine.
  mutating func move(from machine: Int) throws(SimulationFailure) {
    let part = machines[machine].part
    let station = Int(operations[Int(parts[Int(part)].operation)].station)
    if stations[station].waiting.first < 0 && canTake(station) {
      parts[Int(part)].queuedAt = now
      put(part, at: station)
      empty(machine)
    } else if station == Int(machines[machine].station) {
      exchange(machine)
    } else {
      block(machine, waitingFor: station)
      try checkDeadlock(from: station)
    }
  }

  /// A part that repeats an operation at its own, full station changes places with the one that has
  /// waited longest, or begins again at once where none waits.
  private mutating func exchange(_ machine: Int) {
    let station = Int(machines[machine].station)
    let part = machines[machine].part
    parts[Int(part)].queuedAt = now
    parts[Int(part)].next = -1
    var next = part
    if stations[station].queued > 0 {
      next = stations[station].queue.first
      parts[Int(stations[station].queue.last)].next = part
      stations[station].queue.last = part
      stations[station].queue.first = parts[Int(next)].next
    }
    load(next, onto: machine)
  }

  private mutating func block(_ machine: Int, waitingFor station: Int) {
    machines[machine].waitsFor = Int32(truncatingIfNeeded: station)
    machines[machine].nextWaiting = -1
    let own = Int32(truncatingIfNeeded: machine)
    if stations[station].waiting.first < 0 {
      stations[station].waiting.first = own
    } else {
      machines[Int(stations[station].waiting.last)].nextWaiting = own
    }
    stations[station].waiting.last = own
    stations[Int(machines[machine].station)].blockedMachines += 1
    setActivity(machine, .blocked, state: .blocked)
  }

  /// Whether a part that comes now finds a machine or a place in the buffer.
  private mutating func canTake(_ station: Int) -> Bool {
    stations[station].queued < stations[station].capacity || freeMachine(at: station) >= 0
  }

  /// The first machine that can be loaded, or -1.
  ///
  /// A part is loaded onto a machine that is down or off shift only where the station has no other:
  /// elsewhere it waits for the machine that is ready first.
  private mutating func freeMachine(at station: Int) -> Int {
    let first = Int(stations[station].firstMachine)
    let count = Int(stations[station].machineCount)
    if count == 1 { return machines[first].activity == .idle ? first : -1 }
    for machine in first..<first + count
    where machines[machine].activity == .idle && canWork(machine) {
      return machine
    }
    return -1
  }

  /// Gives a part its place at a station that can take it.
  private mutating func put(_ part: Int32, at station: Int) {
    parts[Int(part)].next = -1
    let machine = stations[station].queued == 0 ? freeMachine(at: station) : -1
    if machine >= 0 {
      load(part, onto: machine)
      return
    }
    if stations[station].queue.first < 0 {
      stations[station].queue.first = part
    } else {
      parts[Int(stations[station].queue.last)].next = part
    }
    stations[station].queue.last = part
    stations[station].queued += 1
    queueLevels[station].add(1, at: now)
  }

  // MARK: - Settling an instant

  /// Notes that a station may be able to take or load a part.
  mutating func list(station: Int32) {
    guard !stations[Int(station)].isListed else { return }
    stations[Int(station)].isListed = true
    listed.append(station)
  }

  /// Moves whatever can move at this instant.
  mutating func settle() {
    while !listed.isEmpty {
      let station = Int(listed.removeLast())
      stations[station].isListed = false
      refill(station)
    }
  }

  /// Loads the station's free machines from the buffer, and fills the buffer from those that wait.
  private mutating func refill(_ station: Int) {
    while true {
      let machine = freeMachine(at: station)
      if machine >= 0, stations[station].queued > 0 {
        let part = stations[station].queue.first
        stations[station].queue.first = parts[Int(part)].next
        stations[station].queued -= 1
        queueLevels[station].add(-1, at: now)
        load(part, onto: machine)
      } else if stations[station].waiting.first >= 0, canTake(station) {
        admitBlockedPart(to: station)
      } else if station == Int(operations[0].station), admitFromOutside(to: station) {
        continue
      } else {
        return
      }
    }
  }

  private mutating func admitBlockedPart(to station: Int) {
    let machine = Int(stations[station].waiting.first)
    stations[station].waiting.first = machines[machine].nextWaiting
    machines[machine].waitsFor = -1
    stations[Int(machines[machine].station)].blockedMachines -= 1
    let part = machines[machine].part
    parts[Int(part)].queuedAt = now
    put(part, at: station)
    empty(machine)
  }

  /// - Returns: Whether a part came in.
  private mutating func admitFromOutside(to station: Int) -> Bool {
    if !outside.isEmpty, canTake(station) {
      let part = outside.first
      outside.first = parts[Int(part)].next
      parts[Int(part)].queuedAt = now
      put(part, at: station)
      return true
    }
    if isSaturated, freeMachine(at: station) >= 0 {
      release()
      return true
    }
    return false
  }
}
