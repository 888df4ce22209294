import BasicContainers
import EventKernel
import RandomVariates

/// Failures and repairs.
///
/// A mode that counts wall time, or time in which its machine could run, has an event of its own. A
/// mode that counts producing time has none: whenever work begins, the life left is compared with
/// the work left, and only the earlier of the two is scheduled (see `startWork`).
extension FactorySimulation {
  /// Draws the next life of a failure mode and starts its clock where it runs at once.
  mutating func beginLife(_ failure: Int32) {
    let index = Int(failure)
    let record = failures[index]
    var stream = RandomStream(record.lifeKey, ordinal: record.ordinal)
    failures[index].lifeDrawn = record.life.sample(using: &stream, from: samplerTables)
    failures[index].lifeLeft = failures[index].lifeDrawn
    failures[index].hasStruck = false
    switch record.clock {
    case .calendar: startClock(index)
    case .running: if canWork(Int(record.machine)) { startClock(index) }
    case .producing: break
    }
  }

  mutating func startClock(_ failure: Int) {
    failures[failure].clockStarted = now
    failures[failure].event = schedule(
      .failure, Int32(truncatingIfNeeded: failure), at: now + failures[failure].lifeLeft,
      phase: Phase.failure)
  }

  mutating func startRunningClocks(_ machine: Int) {
    for failure in failureModes(of: machine)
    where failures[failure].clock == .running && !failures[failure].hasStruck {
      if !events.isPending(failures[failure].event) { startClock(failure) }
    }
  }

  mutating func stopRunningClocks(_ machine: Int) {
    for failure in failureModes(of: machine) where failures[failure].clock == .running {
      if events.cancel(failures[failure].event) {
        failures[failure].lifeLeft -= now - failures[failure].clockStarted
      }
    }
  }

  mutating func failureModes(of machine: Int) -> Range<Int> {
    let first = Int(machines[machine].firstFailure)
    return first..<first + Int(machines[machine].failureCount)
  }

  /// Takes a machine down.
  ///
  /// While it is down from another failure, the repair of this one waits its turn.
  mutating func strike(failure: Int32) {
    let index = Int(failure)
    let machine = Int(failures[index].machine)
    failures[index].hasStruck = true
    accounts[Int(machines[machine].station)].failures += 1
    guard !isDown(machine) else { return }
    stopWork(machine)
    stopRunningClocks(machine)
    beginRepair(machine, of: failure)
    updateState(machine)
  }

  private mutating func beginRepair(_ machine: Int, of failure: Int32) {
    let index = Int(failure)
    var stream = RandomStream(failures[index].repairKey, ordinal: failures[index].ordinal)
    machines[machine].repairing = failure
    machines[machine].repairLeft = failures[index].repair.sample(
      using: &stream, from: samplerTables)
    if machines[machine].isOpen { resumeRepair(machine) }
  }

  mutating func resumeRepair(_ machine: Int) {
    machines[machine].repairBegan = now
    machines[machine].repairEvent = schedule(
      .repairEnd, Int32(truncatingIfNeeded: machine), at: now + machines[machine].repairLeft,
      phase: Phase.recovery)
  }

  mutating func pauseRepair(_ machine: Int) {
    if events.cancel(machines[machine].repairEvent) {
      machines[machine].repairLeft -= now - machines[machine].repairBegan
    }
  }

  mutating func endRepair(machine subject: Int32) {
    let machine = Int(subject)
    let repaired = machines[machine].repairing
    failures[Int(repaired)].ordinal += 1
    machines[machine].repairing = -1
    let next = failureModes(of: machine).first {
      failures[$0].hasStruck && $0 != Int(repaired)
    }
    if let next {
      beginRepair(machine, of: Int32(truncatingIfNeeded: next))
      beginLife(repaired)
    } else {
      beginLife(repaired)
      startRunningClocks(machine)
      startWork(machine)
      list(station: machines[machine].station)
    }
    updateState(machine)
  }
}
