import EventKernel
import FactoryModel
import RandomVariates

/// Failures.
///
/// A mode that counts wall time, or time in which its machine could run, has an event of its own. A
/// mode that counts producing time or parts has none: whenever work begins, the life left is compared with
/// the work left, and only the earlier of the two is scheduled (see `startWork`); parts are counted
/// when they are finished.
extension FactorySimulation {
  /// Draws the next life of a failure mode and starts its clock where it runs at once.
  mutating func beginLife(_ failure: Int32) {
    let index = Int(failure)
    let record = failures[index]
    if record.isPlanned, record.clock == .calendar {
      planStop(index)
      return
    }
    var stream = RandomStream(record.lifeKey, ordinal: record.ordinal)
    failures[index].hasStruck = false
    setClock(index, to: record.life.sample(using: &stream, from: samplerTables))
  }

  /// Schedules the next of the stops that begin at fixed times.
  ///
  /// Times are counted from the first one, so that no rounding adds up.
  private mutating func planStop(_ failure: Int) {
    let record = failures[failure]
    var stream = RandomStream(record.lifeKey, ordinal: record.ordinal)
    let period = record.life.sample(using: &stream, from: samplerTables)
    var due = record.firstAt
    if due < now || record.ordinal > 0 {
      var passed = max(0, ((now - record.firstAt) / period).rounded(.down))
      while record.firstAt + passed * period <= now { passed += 1 }
      due = record.firstAt + passed * period
    }
    failures[failure].hasStruck = false
    failures[failure].event = schedule(
      .failure, Int32(truncatingIfNeeded: failure), at: due, phase: Phase.failure)
  }

  private mutating func setClock(_ failure: Int, to life: Double) {
    failures[failure].lifeDrawn = life
    failures[failure].lifeLeft = life
    switch failures[failure].clock {
    case .calendar: startClock(failure)
    case .running: if canWork(Int(failures[failure].machine)) { startClock(failure) }
    case .producing, .parts: break
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
    where countsNow(failure, .running)
      && (!failures[failure].hasStruck || Int(machines[machine].hiddenFault) == failure)
    {
      if !events.isPending(failures[failure].event) { startClock(failure) }
    }
  }

  mutating func stopRunningClocks(_ machine: Int) {
    for failure in failureModes(of: machine) where failures[failure].clock == .running {
      if events.cancel(failures[failure].event) {
        // Rounding may leave less than nothing of a life that ends at this moment.
        failures[failure].lifeLeft = max(
          0, failures[failure].lifeLeft - (now - failures[failure].clockStarted))
      }
    }
  }

  @inline(__always)
  mutating func failureModes(of machine: Int) -> Range<Int> {
    let first = Int(machines[machine].firstFailure)
    return first..<first + Int(machines[machine].failureCount)
  }

  /// A failure strikes: the machine goes down, or works on with a hidden fault.
  ///
  /// While it is down from another failure, the repair of this one waits its turn.
  mutating func strike(failure: Int32) {
    let index = Int(failure)
    let machine = Int(failures[index].machine)
    let isNoticed = machines[machine].hiddenFault == failure
    if isNoticed {
      machines[machine].hiddenFault = -1
    } else {
      if !failures[index].isPlanned { accounts[Int(machines[machine].station)].failures += 1 }
      failures[index].hasStruck = true
      if failures[index].isHidden, !isDown(machine), machines[machine].hiddenFault < 0 {
        hide(index, on: machine)
        return
      }
    }
    guard !isDown(machine) else { return }
    stopWork(machine)
    stopRunningClocks(machine)
    beginRepair(machine, of: failure)
    interruptWork(machine, failures[index].interruptedWork)
    updateState(machine)
  }

  /// Lets a machine work on with a fault that nobody has noticed.
  private mutating func hide(_ failure: Int, on machine: Int) {
    let isRunning = machines[machine].isRunning
    stopWork(machine)
    stopRunningClocks(machine)
    machines[machine].hiddenFault = Int32(truncatingIfNeeded: failure)
    noteHidden(failure)
    var stream = RandomStream(failures[failure].noticeKey, ordinal: failures[failure].ordinal)
    setClock(failure, to: failures[failure].notice.sample(using: &stream, from: samplerTables))
    if isRunning { startWork(machine) }
  }

  private mutating func interruptWork(
    _ machine: Int, _ interruptedWork: FailureMode.InterruptedWork
  ) {
    // Work that is only to begin is not interrupted.
    guard machines[machine].activity == .working,
      machines[machine].workLeft < machines[machine].work
    else { return }
    switch interruptedWork {
    case .resume: break
    case .restart: machines[machine].workLeft = machines[machine].work
    case .scrap: scrap(machines[machine].part, on: machine)
    }
  }
}
