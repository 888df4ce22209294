import BasicContainers
import EventKernel
import RandomVariates
import SimulationStatistics

/// Work on parts, and the account of what each machine does.
extension FactorySimulation {
  mutating func isDown(_ machine: Int) -> Bool { machines[machine].repairing >= 0 }

  mutating func canWork(_ machine: Int) -> Bool {
    machines[machine].isOpen && machines[machine].repairing < 0
  }

  /// Puts a part on an idle machine.
  mutating func load(_ part: Int32, onto machine: Int) {
    let operation = Int(parts[Int(part)].operation)
    let station = Int(machines[machine].station)
    accounts[station].loaded += 1
    accounts[station].waitingTime += now - parts[Int(part)].queuedAt
    machines[machine].part = part
    machines[machine].workLeft = workTime(operation, part: Int(part))
    setActivity(machine, .working, state: .producing)
    startWork(machine)
  }

  private mutating func workTime(_ operation: Int, part: Int) -> Double {
    let certain = operations[operation].certainTime
    if !certain.isNaN { return certain }
    var stream = RandomStream(
      operations[operation].timeKey, ordinal: parts[part].number,
      suborder: UInt64(parts[part].returns))
    return operations[operation].time.sample(using: &stream, from: samplerTables)
  }

  /// Starts or resumes the work on the part, where there is one and the machine can work.
  mutating func startWork(_ machine: Int) {
    guard machines[machine].activity == .working, canWork(machine),
      !machines[machine].isRunning
    else { return }
    machines[machine].isRunning = true
    machines[machine].workBegan = now
    var duration = machines[machine].workLeft
    var failing = -1
    for failure in failureModes(of: machine) where failures[failure].clock == .producing {
      if failures[failure].lifeLeft < duration {
        duration = failures[failure].lifeLeft
        failing = failure
      }
    }
    machines[machine].workEvent =
      failing >= 0
      ? schedule(
        .failure, Int32(truncatingIfNeeded: failing), at: now + duration, phase: Phase.failure)
      : schedule(
        .completion, Int32(truncatingIfNeeded: machine), at: now + duration,
        phase: Phase.completion)
  }

  /// Stops the work where it is; what is done stays done.
  mutating func stopWork(_ machine: Int) {
    guard machines[machine].isRunning else { return }
    events.cancel(machines[machine].workEvent)
    bookWork(machine)
  }

  /// Takes the work done since it began off what is left, and off the lives that count it.
  private mutating func bookWork(_ machine: Int) {
    machines[machine].isRunning = false
    let elapsed = now - machines[machine].workBegan
    machines[machine].workLeft = max(0, machines[machine].workLeft - elapsed)
    for failure in failureModes(of: machine) where failures[failure].clock == .producing {
      failures[failure].lifeLeft = max(0, failures[failure].lifeLeft - elapsed)
    }
  }

  /// Work on a part is finished: defects are made and found, and the part leaves or is blocked.
  mutating func complete(machine subject: Int32) throws(SimulationFailure) {
    let machine = Int(subject)
    bookWork(machine)
    let part = machines[machine].part
    let station = Int(machines[machine].station)
    let operation = Int(parts[Int(part)].operation)
    accounts[station].produced += 1
    accounts[station].idealTime += operations[operation].idealTime
    if !makeDefects(operation, on: Int(part)) { accounts[station].good += 1 }
    switch operations[operation].hasInspection ? inspect(operation, part: Int(part)) : .pass {
    case .scrap:
      line.scrapped += 1
      leave(part)
      empty(machine)
    case .back(let target):
      line.sentBack += 1
      parts[Int(part)].operation = target
      try move(from: machine)
    case .pass:
      parts[Int(part)].operation += 1
      if Int(parts[Int(part)].operation) == operations.count {
        leaveAsGood(part)
        empty(machine)
      } else {
        try move(from: machine)
      }
    }
  }

  /// The part has left the machine.
  mutating func empty(_ machine: Int) {
    machines[machine].part = -1
    setActivity(machine, .idle, state: .starved)
    list(station: machines[machine].station)
  }

  /// Changes what a machine does with parts; it shows while the machine is up and on shift.
  mutating func setActivity(
    _ machine: Int, _ activity: MachineRecord.Activity, state: MachineState
  ) {
    machines[machine].activity = activity
    if canWork(machine) { setState(machine, state) }
  }

  /// Notes the state after a machine went down or up, or its calendar opened or closed.
  mutating func updateState(_ machine: Int) {
    let state: MachineState =
      if !machines[machine].isOpen {
        .offShift
      } else if isDown(machine) {
        .down
      } else {
        switch machines[machine].activity {
        case .idle: .starved
        case .working: .producing
        case .blocked: .blocked
        }
      }
    setState(machine, state)
  }

  private mutating func setState(_ machine: Int, _ state: MachineState) {
    closeState(machine)
    machines[machine].state = state
  }

  /// Books the time since the last change.
  mutating func closeState(_ machine: Int) {
    let duration = now - machines[machine].stateSince
    if duration > 0 {
      accounts[Int(machines[machine].station)].add(duration, in: machines[machine].state)
    }
    machines[machine].stateSince = now
  }
}
