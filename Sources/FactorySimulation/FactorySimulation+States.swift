import FactoryModel

/// The account of what each machine does.
extension FactorySimulation {
  /// Changes what a machine does with parts; it shows while the machine is up and on shift.
  @inline(__always)
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
        !jobs[Int(machines[machine].repairing)].isFailure
          ? .plannedStop
          : jobs[Int(machines[machine].repairing)].isWaiting ? .waitingForRepair : .down
      } else {
        switch machines[machine].activity {
        case .idle: isOccupied(machine) ? .producing : .starved
        case .working: machines[machine].stateAtWork
        case .blocked, .held: .blocked
        }
      }
    if !details.machinesDown.isEmpty { noteDown(machine, state) }
    let couldWork = machines[machine].state == .starved || machines[machine].state == .producing
    setState(machine, state)
    let station = Int(machines[machine].station)
    if !couldWork, canWork(machine), machines[machine].activity == .idle,
      stations[station].isDispatched
    {
      noteFreeAgain(machine, at: station)
    }
  }

  private mutating func noteDown(_ machine: Int, _ state: MachineState) {
    let was = machines[machine].state.isFailed
    if was != state.isFailed {
      details.add(state.isFailed ? 1 : -1, to: details.machinesDown, at: now)
    }
  }

  @inline(__always)
  private mutating func setState(_ machine: Int, _ state: MachineState) {
    guard machines[machine].state != state else { return }
    readSensors(of: machine)
    closeState(machine)
    if machines[machine].hasRested && state.isActive {
      machines[machine].hasRested = false
      accounts[Int(machines[machine].station)].activePeriods += 1
    }
    machines[machine].state = state
    if machines[machine].drawsByWear { machines[machine].powerOfWear = powerOfWear(machine) }
    if recordsStates { noteState(machine, state) }
  }

  /// Books the time since the last change.
  @inline(__always)
  mutating func closeState(_ machine: Int) {
    let duration = now - machines[machine].stateSince
    if duration > 0 {
      let state = machines[machine].state
      accounts[Int(machines[machine].station)].add(duration, in: state)
      if machines[machine].drawsByWear { bookPowerOfWear(machine, for: duration) }
      if !state.isActive { machines[machine].hasRested = true }
    }
    machines[machine].stateSince = now
  }
}
