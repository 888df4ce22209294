import BasicContainers
import EventKernel
import FactoryModel
import RandomVariates
import SimulationStatistics

/// Work on parts.
extension FactorySimulation {
  @inline(__always)
  mutating func isDown(_ machine: Int) -> Bool { machines[machine].repairing >= 0 }

  @inline(__always)
  mutating func canWork(_ machine: Int) -> Bool {
    machines[machine].isOpen && machines[machine].repairing < 0
  }

  /// Puts a part on an idle machine.
  @inline(__always)
  mutating func load(_ part: Int32, onto machine: Int) {
    let operation = Int(parts[Int(part)].operation)
    let station = Int(machines[machine].station)
    let queuedAt = parts[Int(part)].queuedAt
    let wait = now - queuedAt
    let product = Int(operations[operation].product)
    accounts[station].loaded += 1
    accounts[station].waitingTime += wait
    accounts[station].queueTime += measuredTime(since: queuedAt)
    lines[product].loaded += 1
    lines[product].waitingTime += wait
    if !stations[station].timeDetails.isEmpty {
      details.addTime(wait, to: stations[station].timeDetails)
    }
    machines[machine].part = part
    if parts[Int(part)].workLeft >= 0 {
      takeUpWork(part, on: machine)
    } else {
      let work = workTime(operation, part: Int(part), on: machine)
      machines[machine].workLeft = work
      machines[machine].work = work
    }
    if stations[station].blocksBeforeService, holdBack(part, on: machine) { return }
    beginWork(machine)
  }

  @inline(__always)
  mutating func beginWork(_ machine: Int) {
    setActivity(machine, .working, state: .producing)
    startWork(machine)
  }

  /// Goes on with a part that was taken off a machine.
  private mutating func takeUpWork(_ part: Int32, on machine: Int) {
    let slowness = machines[machine].slowness
    machines[machine].workLeft = parts[Int(part)].workLeft * slowness
    machines[machine].work = workTime(
      Int(parts[Int(part)].operation), part: Int(part), on: machine)
    parts[Int(part)].workLeft = -1
  }

  /// Keeps a place ahead for a part, or holds it back on its machine until there is one.
  ///
  /// - Returns: Whether it is held back.
  private mutating func holdBack(_ part: Int32, on machine: Int) -> Bool {
    let next = nextOperation(of: Int(part))
    guard next >= 0 else { return false }
    let station = Int(operations[Int(next)].station)
    if stations[station].waiting.first < 0 && canTake(station, Int(next)) {
      reserve(station, for: machine)
      return false
    }
    block(machine, waitingFor: station, .held)
    return true
  }

  @inline(__always)
  private mutating func workTime(_ operation: Int, part: Int, on machine: Int) -> Double {
    if !operations[operation].machineTimes.isEmpty {
      return workTimeByMachine(operation, part: part, on: machine)
    }
    let slowness = machines[machine].slowness
    let certain = operations[operation].certainTime
    if !certain.isNaN { return certain * slowness }
    var stream = operations[operation].timeDraws.stream(
      operations[operation].timeKey, ordinal: parts[part].number,
      suborder: UInt64(parts[part].visit))
    return operations[operation].time.sample(using: &stream, from: samplerTables) * slowness
  }

  @inline(never)
  private mutating func workTimeByMachine(_ operation: Int, part: Int, on machine: Int) -> Double {
    let place = machine - Int(stations[Int(machines[machine].station)].firstMachine)
    var stream = operations[operation].timeDraws.stream(
      operations[operation].timeKey, ordinal: parts[part].number,
      suborder: UInt64(parts[part].visit))
    return machineTimes[operations[operation].machineTimes.range.lowerBound + place].sample(
      using: &stream, from: samplerTables) * machines[machine].slowness
  }

  /// Starts or resumes the work on the part, where there is one and the machine can work.
  @inline(__always)
  mutating func startWork(_ machine: Int) {
    guard machines[machine].activity == .working, canWork(machine),
      !machines[machine].isRunning
    else { return }
    machines[machine].isRunning = true
    machines[machine].workBegan = now
    let duration = machines[machine].workLeft
    if machines[machine].countsWork {
      let failing = failureBefore(duration, on: machine)
      if failing >= 0 {
        machines[machine].workEvent = schedule(
          .failure, Int32(truncatingIfNeeded: failing), at: now + failures[failing].lifeLeft,
          phase: Phase.failure)
        return
      }
    }
    machines[machine].workEvent = schedule(
      .completion, Int32(truncatingIfNeeded: machine), at: now + duration,
      phase: Phase.completion)
  }

  /// The mode that counts work and strikes first within so much of it; -1 for none.
  private mutating func failureBefore(_ work: Double, on machine: Int) -> Int {
    var least = work
    var failing = -1
    for failure in failureModes(of: machine)
    where countsNow(failure, .producing) && failures[failure].lifeLeft < least {
      least = failures[failure].lifeLeft
      failing = failure
    }
    return failing
  }

  /// Whether a mode has this clock and it counts: beside a hidden fault no other does.
  mutating func countsNow(_ failure: Int, _ clock: FailureMode.Clock) -> Bool {
    guard failures[failure].clock == clock else { return false }
    let fault = machines[Int(failures[failure].machine)].hiddenFault
    return fault < 0 || Int(fault) == failure
  }

  /// Stops the work where it is; what is done stays done.
  mutating func stopWork(_ machine: Int) {
    guard machines[machine].isRunning else { return }
    events.cancel(machines[machine].workEvent)
    bookWork(machine)
  }

  /// Takes the work done since it began off what is left, and off the lives that count it.
  @inline(__always)
  private mutating func bookWork(_ machine: Int) {
    machines[machine].isRunning = false
    let elapsed = now - machines[machine].workBegan
    machines[machine].workLeft = max(0, machines[machine].workLeft - elapsed)
    if machines[machine].countsWork { age(machine, by: elapsed, on: .producing) }
  }

  /// Takes time off the lives of a machine's modes that have this clock.
  private mutating func age(_ machine: Int, by amount: Double, on clock: FailureMode.Clock) {
    for failure in failureModes(of: machine) where countsNow(failure, clock) {
      failures[failure].lifeLeft = max(0, failures[failure].lifeLeft - amount)
    }
  }

  // MARK: - Finished work

  /// Work on a part is finished: defects are made and found, and the part leaves or is blocked.
  @inline(__always)
  mutating func complete(machine subject: Int32) throws(SimulationFailure) {
    let machine = Int(subject)
    bookWork(machine)
    let part = machines[machine].part
    let station = Int(machines[machine].station)
    let operation = Int(parts[Int(part)].operation)
    accounts[station].produced += 1
    accounts[station].idealTime += operations[operation].idealTime
    if operations[operation].made.isEmpty && machines[machine].hiddenFault < 0 {
      accounts[station].good += 1
    } else if !makeDefects(operation, on: Int(part), machine) {
      accounts[station].good += 1
    }
    if operations[operation].hasInspection {
      try finish(part, by: inspect(operation, part: Int(part)), operation, machine)
    } else {
      try pass(part, operation, machine)
    }
    if machines[machine].countsParts { countPart(machine) }
  }

  private mutating func finish(
    _ part: Int32, by verdict: Verdict, _ operation: Int, _ machine: Int
  ) throws(SimulationFailure) {
    let product = Int(operations[operation].product)
    switch verdict {
    case .scrap:
      scrap(part, on: machine)
    case .back(let target):
      lines[product].sentBack += 1
      parts[Int(part)].wasSentBack = true
      parts[Int(part)].visit += 1
      parts[Int(part)].operation = target
      let place = giveUpPlace(of: machine)
      if place >= 0 { list(station: place) }
      try move(from: machine)
    case .pass: try pass(part, operation, machine)
    }
  }

  /// Lets the part on a machine leave as scrap.
  mutating func scrap(_ part: Int32, on machine: Int) {
    let product = Int(operations[Int(parts[Int(part)].operation)].product)
    lines[product].scrapped += 1
    depart(part, from: machine)
    let place = giveUpPlace(of: machine)
    if place >= 0 { list(station: place) }
    leave(part, product)
    empty(machine)
  }

  @inline(__always)
  private mutating func pass(
    _ part: Int32, _ operation: Int, _ machine: Int
  ) throws(SimulationFailure) {
    let next =
      operations[operation].branches.isEmpty
      ? operations[operation].following : branch(of: Int(part), operation)
    if next < 0 {
      depart(part, from: machine)
      leaveAsGood(part, Int(operations[operation].product))
      empty(machine)
      return
    }
    parts[Int(part)].operation = next
    if Int(next) <= operation { parts[Int(part)].visit += 1 }
    if machines[machine].reservedAt >= 0 {
      let station = Int(giveUpPlace(of: machine))
      depart(part, from: machine)
      put(part, at: station)
      empty(machine)
    } else {
      try move(from: machine)
    }
  }

  /// The operation to which a part goes on if it passes; -1 where it leaves.
  private mutating func nextOperation(of part: Int) -> Int32 {
    let operation = Int(parts[part].operation)
    return operations[operation].branches.isEmpty
      ? operations[operation].following : branch(of: part, operation)
  }

  /// The way that a part takes by chance; the same each time it is asked at one visit.
  private mutating func branch(of part: Int, _ operation: Int) -> Int32 {
    var stream = operations[operation].branchDraws.stream(
      operations[operation].branchKey, ordinal: parts[part].number,
      suborder: UInt64(parts[part].visit))
    let luck = stream.uniform()
    var way = operations[operation].branches.range.lowerBound
    while luck >= branches[way].cumulative { way += 1 }
    return branches[way].target
  }

  /// The part has left the machine.
  @inline(__always)
  mutating func empty(_ machine: Int) {
    machines[machine].part = -1
    setActivity(machine, .idle, state: .starved)
    list(station: machines[machine].station)
  }

  /// Counts a finished part on the clocks that count parts, and lets the failures strike that are due.
  private mutating func countPart(_ machine: Int) {
    age(machine, by: 1, on: .parts)
    for failure in failureModes(of: machine)
    where countsNow(failure, .parts) && failures[failure].lifeLeft <= 1e-9
      && (!failures[failure].hasStruck || machines[machine].hiddenFault == Int32(failure))
    {
      strike(failure: Int32(truncatingIfNeeded: failure))
    }
  }

  // MARK: - Priority

  /// Lets a part take the machine of the part with the least priority, if that is less than its own.
  ///
  /// The other part waits in front of those of its priority. It needs a place in the buffer.
  ///
  /// - Returns: Whether it took one.
  mutating func preempt(for part: Int32, at station: Int) -> Bool {
    guard stations[station].queued < stations[station].capacity else { return false }
    var chosen = -1
    var least = parts[Int(part)].level
    for machine in machines(of: station)
    where machines[machine].isRunning && canWork(machine) {
      let other = parts[Int(machines[machine].part)]
      if other.level > least {
        least = other.level
        chosen = machine
      }
    }
    guard chosen >= 0 else { return false }
    let other = machines[chosen].part
    stopWork(chosen)
    let work =
      stations[station].preemption == .resume ? machines[chosen].workLeft : machines[chosen].work
    parts[Int(other)].workLeft = work / machines[chosen].slowness
    parts[Int(other)].queuedAt = now
    _ = giveUpPlace(of: chosen)
    let queue = Int(stations[station].firstQueue) + Int(parts[Int(other)].level)
    parts[Int(other)].next = queues[queue].first
    if queues[queue].first < 0 { queues[queue].last = other }
    queues[queue].first = other
    stations[station].queued += 1
    if !stations[station].queueDetails.isEmpty {
      details.add(1, to: stations[station].queueDetails, at: now)
    }
    load(part, onto: chosen)
    return true
  }
}
