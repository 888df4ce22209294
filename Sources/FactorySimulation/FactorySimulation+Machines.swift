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
    machines[machine].canWork
  }

  /// Puts a part on an idle machine.
  @inline(__always)
  mutating func load(_ part: Int32, onto machine: Int) {
    let operation = Int(parts[Int(part)].operation)
    let station = Int(machines[machine].station)
    noteLoaded(Int(part), operation, at: station)
    readSensors(of: machine)
    machines[machine].take(part, work: workTime(operation, Int(part), on: machine))
    if parts[Int(part)].workLeft >= 0 { takeUpWork(part, on: machine) }
    if stations[station].needsPreparation { prepare(machine, for: operation, at: station) }
    if stations[station].blocksBeforeService, holdBack(part, on: machine) { return }
    beginWork(machine)
  }

  /// Notes that a part has waited at a station, and work on it begins.
  @inline(__always)
  mutating func noteLoaded(_ part: Int, _ operation: Int, at station: Int) {
    let queuedAt = parts[part].queuedAt
    let wait = now - queuedAt
    accounts[station].noteLoaded(waited: wait, measured: measuredTime(since: queuedAt))
    lines[Int(operations[operation].product)].noteLoaded(waited: wait)
    if dispatch.isUsed { notePlanBegun(part) }
    if !stations[station].timeDetails.isEmpty {
      details.addTime(wait, to: stations[station].timeDetails)
    }
  }

  /// Adds what the station needs beside the work on a part: set-ups, loading, batches.
  private mutating func prepare(_ machine: Int, for operation: Int, at station: Int) {
    if stations[station].isDispatched { planWork(machine, operation, at: station) }
    if stations[station].isAttended { attend(machine, for: operation) }
    if stations[station].hasSetups { prepareSetup(machine, for: operation) }
  }

  @inline(__always)
  mutating func beginWork(_ machine: Int) {
    setActivity(machine, .working, state: machines[machine].stateAtWork)
    startWork(machine)
  }

  /// Goes on with a part that was taken off a machine.
  private mutating func takeUpWork(_ part: Int32, on machine: Int) {
    machines[machine].workLeft = parts[Int(part)].workLeft * machines[machine].slowness
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
  private mutating func workTime(_ operation: Int, _ part: Int, on machine: Int) -> Double {
    if operations[operation].hasVaryingTime {
      return varyingWorkTime(operation, part, on: machine)
    }
    let slowness = machines[machine].slowness
    let certain = operations[operation].certainTime
    if !certain.isNaN { return certain * slowness }
    return slowness
      * operations[operation].time.sample(
        &timeDraws[operation], operations[operation].timeKey, ordinal: parts[part].number,
        suborder: UInt64(parts[part].visit), from: samplerTables)
  }

  /// The time of work where it differs by machine, or depends on wear.
  @inline(never)
  private mutating func varyingWorkTime(
    _ operation: Int, _ part: Int, on machine: Int
  ) -> Double {
    var slowness = machines[machine].slowness
    if !operations[operation].timeFactor.isEmpty {
      slowness *= max(0, value(of: operations[operation].timeFactor, on: machine))
    }
    let times = operations[operation].machineTimes
    if times.isEmpty {
      return slowness
        * operations[operation].time.sample(
          &timeDraws[operation], operations[operation].timeKey, ordinal: parts[part].number,
          suborder: UInt64(parts[part].visit), from: samplerTables)
    }
    let place = machine - Int(stations[Int(machines[machine].station)].firstMachine)
    return slowness
      * machineTimes[times.range.lowerBound + place].sample(
        &timeDraws[operation], operations[operation].timeKey, ordinal: parts[part].number,
        suborder: UInt64(parts[part].visit), from: samplerTables)
  }

  /// Starts or resumes the work on the part, where there is one and the machine can work.
  @inline(__always)
  mutating func startWork(_ machine: Int) {
    let record = machines[machine]
    guard record.activity == .working, record.canWork, !record.isRunning else { return }
    readSensors(of: machine)
    if record.isAttended, !record.isServed {
      lineUp(machine)
      return
    }
    machines[machine].isRunning = true
    machines[machine].workBegan = now
    if record.isSettingUp {
      startSetup(machine)
      return
    }
    let duration = record.workLeft
    if record.countsWork {
      let lasts = record.workDue - record.workedTime
      if lasts < duration {
        machines[machine].workEvent = schedule(
          .failure, record.workDueFailure, at: now + max(0, lasts), phase: Phase.failure)
        return
      }
    }
    machines[machine].workEvent = schedule(
      .completion, Int32(truncatingIfNeeded: machine), at: now + duration,
      phase: Phase.completion)
  }

  /// Stops the work where it is; what is done stays done.
  mutating func stopWork(_ machine: Int) {
    guard machines[machine].isRunning else { return }
    readSensors(of: machine)
    events.cancel(machines[machine].workEvent)
    if machines[machine].isSettingUp { pauseSetup(machine) } else { bookWork(machine) }
    if machines[machine].isServed { dismissOperators(of: machine) }
  }

  /// Takes the work done since it began off what is left, and adds it to what clocks count.
  @inline(__always)
  private mutating func bookWork(_ machine: Int) {
    let elapsed = machines[machine].stopRunning(at: now)
    if machines[machine].countsWork { machines[machine].workedTime += elapsed }
  }

  // MARK: - Finished work

  /// Work on a part is finished: defects are made and found, and the part leaves or is blocked.
  @inline(__always)
  mutating func complete(machine subject: Int32) throws(SimulationFailure) {
    let machine = Int(subject)
    readSensors(of: machine)
    if machines[machine].isSettingUp {
      finishSetup(machine)
      return
    }
    bookWork(machine)
    if isSensing { readAtPart(machine) }
    if machines[machine].countsParts {
      try finishCounted(machine)
    } else {
      try finishPart(machine)
    }
  }

  private mutating func finishCounted(_ machine: Int) throws(SimulationFailure) {
    if machines[machine].isAttended {
      giveItems(machine)
      dismissAll(of: machine)
    }
    if stations[Int(machines[machine].station)].isDispatched {
      try unload(machine)
    } else {
      try finishPart(machine)
      countPart(machine)
    }
  }

  /// The work on the part of a machine is finished.
  @inline(__always)
  mutating func finishPart(_ machine: Int) throws(SimulationFailure) {
    let part = machines[machine].part
    let station = Int(machines[machine].station)
    let operation = Int(parts[Int(part)].operation)
    let isGood =
      operations[operation].isFlawless && machines[machine].hiddenFault < 0
      || !makeDefects(operation, on: Int(part), machine)
    accounts[station].noteFinished(idealTime: operations[operation].idealTime, isGood: isGood)
    if isControlled { noteMade(Int(part), at: station) }
    if operations[operation].hasInspection {
      let verdict = inspect(operation, part: Int(part), on: machine)
      if isControlled { noteInspected(Int(part), at: station, passed: verdict.passes) }
      try finish(part, by: verdict, operation, machine)
      if !measured.alarms.isEmpty { answerAlarms() }
    } else {
      try pass(part, operation, machine)
    }
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
      giveUpPlace(of: machine)
      if travels(from: machine, operation, to: target) {
        sendOff(part, operation, to: target, from: machine)
      } else {
        try move(from: machine)
      }
    case .pass: try pass(part, operation, machine)
    }
  }

  /// Lets the part on a machine leave as scrap.
  mutating func scrap(_ part: Int32, on machine: Int) {
    let product = Int(operations[Int(parts[Int(part)].operation)].product)
    lines[product].scrapped += 1
    if keepsParts { notePart(Int(part), product, scrappedAt: machines[machine].station) }
    depart(part, from: machine)
    giveUpPlace(of: machine)
    leave(part, product)
    empty(machine)
  }

  @inline(__always)
  private mutating func pass(
    _ part: Int32, _ operation: Int, _ machine: Int
  ) throws(SimulationFailure) {
    let next = nextOperation(of: Int(part))
    if !operations[operation].isPlain {
      if !dispatch.operations[operation].startsLimits.isEmpty {
        noteLimits(after: operation, of: Int(part))
      }
      if travels(from: machine, operation, to: next) {
        sendOff(part, operation, to: next, from: machine)
        return
      }
    }
    if next < 0 {
      depart(part, from: machine)
      leaveAsGood(part, Int(operations[operation].product))
      empty(machine)
      return
    }
    parts[Int(part)].operation = next
    if Int(next) <= operation { parts[Int(part)].visit += 1 }
    if machines[machine].reservedAt >= 0 {
      let station = takeKeptPlace(of: machine)
      depart(part, from: machine)
      put(part, at: station)
      empty(machine)
    } else {
      try move(from: machine)
    }
  }

  /// The operation to which a part goes on if it passes; -1 where it leaves.
  @inline(__always)
  mutating func nextOperation(of part: Int) -> Int32 {
    let operation = Int(parts[part].operation)
    return operations[operation].isPlain
      ? operations[operation].following : chosenOperation(after: operation, of: part)
  }

  /// The operation to which a part goes on where chance has a say; the same each time it is asked at one
  /// visit.
  @inline(never)
  private mutating func chosenOperation(after operation: Int, of part: Int) -> Int32 {
    var next =
      operations[operation].branches.isEmpty
      ? operations[operation].following : branch(of: part, operation)
    while next >= 0, passes(Int(next), part) { next = operations[Int(next)].following }
    return next
  }

  /// Whether an operation that is done to a share of the parts is not done to this one.
  private mutating func passes(_ operation: Int, _ part: Int) -> Bool {
    let share = dispatch.operations[operation].share
    guard share < 1 else { return false }
    var stream = RandomStream(
      dispatch.operations[operation].key, ordinal: parts[part].number,
      suborder: UInt64(parts[part].visit) << 2 | 1)
    return stream.uniform() >= share
  }

  /// The way that a part takes by chance; the same each time it is asked at one visit.
  private mutating func branch(of part: Int, _ operation: Int) -> Int32 {
    var stream = branchDraws[operation].stream(
      operations[operation].branchKey, ordinal: parts[part].number,
      suborder: UInt64(parts[part].visit))
    let luck = stream.uniform()
    var way = operations[operation].branches.range.lowerBound
    while luck >= branches[way].cumulative { way += 1 }
    return branches[way].target
  }

  /// The part has left the machine: the next one that waits is taken on, or the machine is idle.
  @inline(__always)
  mutating func empty(_ machine: Int) {
    let station = Int(machines[machine].station)
    readSensors(of: machine)
    machines[machine].part = -1
    if stations[station].queued > 0, goesOnAtOnce(machine, station) {
      machines[machine].activity = .idle
      load(takeNext(at: station, for: machine), onto: machine)
      if stations[station].isAwaited { list(station: machines[machine].station) }
    } else if stations[station].isDispatched {
      emptied(machine, at: station)
    } else {
      setActivity(machine, .idle, state: .starved)
      if stations[station].mayTakeMore { list(station: machines[machine].station) }
    }
  }

  /// Whether the part that has waited longest can be put on a machine that has become empty, as would be
  /// done when the instant is settled.
  @inline(__always)
  private mutating func goesOnAtOnce(_ machine: Int, _ station: Int) -> Bool {
    !stations[station].isRestricted && !machines[machine].awaitsParts
      && machines[machine].state == .producing && canWork(machine)
  }
}
