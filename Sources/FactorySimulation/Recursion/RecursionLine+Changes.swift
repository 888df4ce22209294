import BasicContainers
import EventKernel
import FactoryModel
import RandomVariates

/// What happens to a machine whatever the parts do: failures, repairs, shifts, and the bounds of measuring.
///
/// The order of what falls on one instant is that of ``FactorySimulation``: ends of repair and beginnings
/// of shifts, then what parts do, failures, ends of shifts, and last the ends of warm-up and run.
extension RecursionLine {
  // MARK: - Passing time

  /// Sets up a machine at time 0.
  mutating func begin(_ machine: Int) {
    machines[machine].isMeasuring = measuredFrom == 0
    machines[machine].isOpen = machines[machine].calendar.isOpen
    scheduleCalendarChange(machine)
    for mode in modes(of: machine) { beginLife(mode, of: machine) }
    look(machine)
  }

  /// Books a machine's time up to a moment, and carries out all changes before it.
  mutating func pass(
    _ machine: Int, until time: Double, as activity: MachineState
  ) throws(SimulationFailure) {
    while machines[machine].nextChange < time {
      book(machine, until: machines[machine].nextChange, as: activity)
      try change(machine, during: activity)
    }
    book(machine, until: time, as: activity)
  }

  /// Lets a machine work on a part where that takes a closer look.
  ///
  /// - Parameters:
  ///   - machine: Which.
  ///   - work: Time of work, in seconds.
  ///   - start: When the part is put on the machine.
  ///   - queued: When the part came to the station.
  /// - Returns: When the work is done; ∞ where that is not before the end.
  /// - Throws: ``SimulationFailure`` where changes follow one another without time passing.
  mutating func work(
    _ machine: Int, _ work: Double, from start: Double, waitingSince queued: Double
  ) throws(SimulationFailure) -> Double {
    try pass(machine, until: start, as: .starved)
    guard !machines[machine].isOver else {
      machines[machine].queueArea += end - max(queued, measuredFrom)
      return .infinity
    }
    machines[machine].waitingTime += start - queued
    if machines[machine].isCatchingUp {
      if queued < measuredFrom {
        machines[machine].queueArea -= measuredFrom - queued
      } else {
        machines[machine].isCatchingUp = false
      }
    }
    machines[machine].hasPart = true
    noteState(machine, .producing)
    var left = work
    var began = start
    while true {
      let worked = machines[machine].canWork
      if worked, began + left <= machines[machine].nextChange { break }
      book(machine, until: machines[machine].nextChange, as: .producing)
      let now = machines[machine].clock
      try change(machine, during: .producing)
      if machines[machine].isOver { return .infinity }
      switch (worked, machines[machine].canWork) {
      case (true, false): left = max(0, left - (now - began))
      case (false, true): began = now
      default: break
      }
    }
    book(machine, until: began + left, as: .producing)
    machines[machine].hasPart = false
    machines[machine].produced += 1
    setQuiet(machine)
    return began + left
  }

  /// What a machine's time counts as while it does something with parts.
  private mutating func state(_ machine: Int, _ activity: MachineState) -> MachineState {
    machines[machine].canWork ? activity : machines[machine].isOpen ? .down : .offShift
  }

  /// Notes that an active state begins, if it is one, however short it is.
  private mutating func noteState(_ machine: Int, _ activity: MachineState) {
    let now = machines[machine].clock
    if state(machine, activity).isActive { machines[machine].noteActive(now, now) }
  }

  private mutating func book(_ machine: Int, until time: Double, as activity: MachineState) {
    let since = machines[machine].clock
    let duration = time - since
    guard duration > 0 else { return }
    machines[machine].clock = time
    let state = state(machine, activity)
    switch state {
    case .producing, .settingUp: machines[machine].producing += duration
    case .waitingForOperator, .starved: machines[machine].starved += duration
    case .blocked: machines[machine].blocked += duration
    case .down, .waitingForRepair, .plannedStop: machines[machine].down += duration
    case .offShift: machines[machine].offShift += duration
    }
    if state.isActive { machines[machine].noteActive(since, time) }
    if activity == .starved, state != .starved { machines[machine].stoppedEmpty += duration }
  }

  // MARK: - Changes

  /// Carries out the change to which a machine has come.
  private mutating func change(
    _ machine: Int, during activity: MachineState
  ) throws(SimulationFailure) {
    let now = machines[machine].nextChange
    let mode = Int(machines[machine].nextMode)
    switch machines[machine].nextKind {
    case .repairEnd: endRepair(machine, at: now)
    case .opening: open(machine, at: now)
    case .closing: close(machine, at: now)
    case .failure: strike(mode, of: machine, at: now)
    case .boundary:
      if machines[machine].isMeasuring {
        finish(machine)
        return
      }
      startMeasuring(machine)
    }
    noteState(machine, activity)
    look(machine)
    if machines[machine].nextChange > now {
      machines[machine].changesAtOnce = 0
    } else {
      machines[machine].changesAtOnce += 1
      if machines[machine].changesAtOnce > RecursionLine.longestInstant {
        let name = factory.stations[Int(machines[machine].station)].name
        throw .endlessInstant(
          time: now, loop: ["failure at \(name)", "repair ends at \(name)"])
      }
    }
  }

  /// Finds the change that comes next.
  private mutating func look(_ machine: Int) {
    var time = machines[machine].isMeasuring ? end : measuredFrom
    var kind = LineMachine.Change.boundary
    var mode = -1
    func comes(_ otherTime: Double, _ other: LineMachine.Change) -> Bool {
      otherTime < time || (otherTime == time && other.rawValue < kind.rawValue)
    }
    if machines[machine].calendarChange <= time {
      let change: LineMachine.Change = machines[machine].isOpen ? .closing : .opening
      if comes(machines[machine].calendarChange, change) {
        (time, kind) = (machines[machine].calendarChange, change)
      }
    }
    if comes(machines[machine].repairEnd, .repairEnd) {
      (time, kind) = (machines[machine].repairEnd, .repairEnd)
    }
    for other in modes(of: machine) {
      let isEarlier =
        kind == .failure && failures[other].strikesAt == time
        && failures[other].startNumber < failures[mode].startNumber
      if isEarlier || comes(failures[other].strikesAt, .failure) {
        (time, kind, mode) = (failures[other].strikesAt, .failure, other)
      }
    }
    machines[machine].nextChange = time
    machines[machine].nextKind = kind
    machines[machine].nextMode = Int32(truncatingIfNeeded: mode)
    setQuiet(machine)
  }

  private mutating func setQuiet(_ machine: Int) {
    let isQuiet = machines[machine].canWork && !machines[machine].isCatchingUp
    machines[machine].quietUntil = isQuiet ? machines[machine].nextChange : -.infinity
  }

  // MARK: - Measuring

  private mutating func startMeasuring(_ machine: Int) {
    machines[machine].isMeasuring = true
    machines[machine].isCatchingUp = true
    machines[machine].hadPart = machines[machine].hasPart
    machines[machine].producing = 0
    machines[machine].starved = 0
    machines[machine].blocked = 0
    machines[machine].down = 0
    machines[machine].offShift = 0
    machines[machine].stoppedEmpty = 0
    machines[machine].activePeriods = 0
    machines[machine].waitingTime = 0
    machines[machine].produced = 0
    machines[machine].defective = 0
    machines[machine].failures = 0
  }

  private mutating func finish(_ machine: Int) {
    machines[machine].clock = .infinity
    machines[machine].nextChange = .infinity
    machines[machine].quietUntil = -.infinity
  }

  // MARK: - Failures

  private mutating func modes(of machine: Int) -> Range<Int> {
    Int(machines[machine].firstMode)..<Int(machines[machine].endMode)
  }

  private mutating func beginLife(_ mode: Int, of machine: Int) {
    var stream = failures[mode].lifeBlock.stream(
      failures[mode].lifeKey, ordinal: failures[mode].ordinal)
    failures[mode].lifeLeft = failures[mode].life.sample(using: &stream, from: samplerTables)
    failures[mode].hasStruck = false
    if !failures[mode].countsRunningTime || machines[machine].canWork {
      startClock(mode, of: machine)
    }
  }

  private mutating func startClock(_ mode: Int, of machine: Int) {
    let now = machines[machine].clock
    failures[mode].clockStarted = now
    failures[mode].strikesAt = now + failures[mode].lifeLeft
    failures[mode].startNumber = machines[machine].clockStarts
    machines[machine].clockStarts += 1
  }

  private mutating func startRunningClocks(_ machine: Int) {
    for mode in modes(of: machine)
    where failures[mode].countsRunningTime && !failures[mode].hasStruck
      && failures[mode].strikesAt == .infinity
    {
      startClock(mode, of: machine)
    }
  }

  private mutating func stopRunningClocks(_ machine: Int, at now: Double) {
    for mode in modes(of: machine)
    where failures[mode].countsRunningTime && failures[mode].strikesAt < .infinity {
      failures[mode].lifeLeft = max(
        0, failures[mode].lifeLeft - (now - failures[mode].clockStarted))
      failures[mode].strikesAt = .infinity
    }
  }

  private mutating func strike(_ mode: Int, of machine: Int, at now: Double) {
    failures[mode].hasStruck = true
    failures[mode].strikesAt = .infinity
    machines[machine].failures += 1
    guard machines[machine].repairing < 0 else { return }
    stopRunningClocks(machine, at: now)
    beginRepair(mode, of: machine, at: now)
  }

  private mutating func beginRepair(_ mode: Int, of machine: Int, at now: Double) {
    var stream = failures[mode].repairBlock.stream(
      failures[mode].repairKey, ordinal: failures[mode].ordinal)
    machines[machine].repairing = Int32(truncatingIfNeeded: mode)
    machines[machine].repairLeft = failures[mode].repair.sample(
      using: &stream, from: samplerTables)
    if machines[machine].isOpen { resumeRepair(machine, at: now) }
  }

  private mutating func resumeRepair(_ machine: Int, at now: Double) {
    machines[machine].repairBegan = now
    machines[machine].repairEnd = now + machines[machine].repairLeft
  }

  private mutating func endRepair(_ machine: Int, at now: Double) {
    let repaired = Int(machines[machine].repairing)
    failures[repaired].ordinal += 1
    machines[machine].repairing = -1
    machines[machine].repairEnd = .infinity
    let next = modes(of: machine).first { failures[$0].hasStruck && $0 != repaired }
    if let next { beginRepair(next, of: machine, at: now) }
    beginLife(repaired, of: machine)
    if next == nil { startRunningClocks(machine) }
  }

  // MARK: - Shifts

  private mutating func scheduleCalendarChange(_ machine: Int) {
    let calendar = machines[machine].calendar
    guard calendar.changeCount > 0 else { return }
    let change = calendarChanges[Int(calendar.firstChange + calendar.nextChange)]
    machines[machine].calendarChange =
      calendar.week * WorkCalendar.week + (change.time - factory.start.secondsIntoWeek)
  }

  private mutating func turnCalendar(_ machine: Int) {
    machines[machine].calendar.nextChange += 1
    if machines[machine].calendar.nextChange == machines[machine].calendar.changeCount {
      machines[machine].calendar.nextChange = 0
      machines[machine].calendar.week += 1
    }
    scheduleCalendarChange(machine)
  }

  private mutating func close(_ machine: Int, at now: Double) {
    turnCalendar(machine)
    machines[machine].isOpen = false
    if machines[machine].repairing < 0 {
      stopRunningClocks(machine, at: now)
    } else if machines[machine].repairEnd < .infinity {
      machines[machine].repairLeft = max(
        0, machines[machine].repairLeft - (now - machines[machine].repairBegan))
      machines[machine].repairEnd = .infinity
    }
  }

  private mutating func open(_ machine: Int, at now: Double) {
    turnCalendar(machine)
    machines[machine].isOpen = true
    if machines[machine].repairing >= 0 {
      resumeRepair(machine, at: now)
    } else {
      startRunningClocks(machine)
    }
  }
}
