import EventKernel
import FactoryModel
import RandomVariates

/// Failures: of modes, and of components.
extension FactorySimulation {
  /// Draws the next life of a failure mode and starts its clock where it runs at once.
  mutating func beginLife(_ failure: Int32) {
    let index = Int(failure)
    failures[index].hasStruck = false
    if failures[index].component >= 0 {
      beginLife(ofComponent: Int(failures[index].component))
      return
    }
    let record = failures[index]
    if record.isPlanned, record.clock == .calendar {
      planStop(index)
      return
    }
    if record.isPlanned, record.ordinal == 0 {
      restartClock(index, to: record.firstAt)
      return
    }
    var stream = RandomStream(record.lifeKey, ordinal: record.ordinal)
    restartClock(index, to: record.life.sample(using: &stream, from: samplerTables))
  }

  /// Schedules the next of the stops that begin at fixed times.
  ///
  /// Times are counted from the first one, so that no rounding adds up.
  private mutating func planStop(_ failure: Int) {
    let record = failures[failure]
    var stream = RandomStream(record.lifeKey, ordinal: record.ordinal)
    let period = record.life.sample(using: &stream, from: samplerTables)
    let due = nextMoment(
      first: record.firstAt, period: period, isFirstOpen: record.ordinal == 0)
    failures[failure].event = schedule(
      .failure, Int32(truncatingIfNeeded: failure), at: due, phase: Phase.failure)
  }

  /// The next of moments that lie a period apart; the first itself only where that is open and to come.
  mutating func nextMoment(first: Double, period: Double, isFirstOpen: Bool) -> Double {
    guard first < now || !isFirstOpen else { return first }
    var passed = max(0, ((now - first) / period).rounded(.down))
    while first + passed * period <= now { passed += 1 }
    return first + passed * period
  }

  /// The clock of a failure mode, a stop or a component has come to its target.
  ///
  /// A failure brings the machine down, or it works on with a hidden fault. While it is down from another
  /// failure, the repair of this one waits its turn.
  mutating func strike(failure: Int32) {
    let index = Int(failure)
    if failures[index].component >= 0 {
      come(Int(failures[index].component))
      return
    }
    let machine = Int(failures[index].machine)
    let isNoticed = machines[machine].hiddenFault == failure
    if isNoticed {
      machines[machine].hiddenFault = -1
    } else {
      if !failures[index].isPlanned {
        accounts[Int(machines[machine].station)].failures += 1
        noteHistory(.failure, of: index)
      }
      failures[index].hasStruck = true
      if failures[index].isHidden, !isDown(machine), machines[machine].hiddenFault < 0 {
        hide(index, on: machine)
        return
      }
    }
    bringDown(machine, by: failure)
  }

  /// Stops a machine for what has struck, where it does not stand already.
  mutating func bringDown(_ machine: Int, by failure: Int32) {
    guard !isDown(machine) else {
      stopClock(Int(failure))
      return
    }
    stopWork(machine)
    stopClock(Int(failure))
    stopRunningClocks(machine)
    beginStop(machine, for: failure)
    interruptWork(machine, failures[Int(failure)].interruptedWork)
    updateState(machine)
    shareStop(machine)
  }

  /// Lets a machine work on with a fault that nobody has noticed.
  private mutating func hide(_ failure: Int, on machine: Int) {
    let isRunning = machines[machine].isRunning
    stopWork(machine)
    stopClocks(machine, beside: failure)
    stopClock(failure)
    machines[machine].hiddenFault = Int32(truncatingIfNeeded: failure)
    noteHidden(failure)
    var stream = RandomStream(failures[failure].noticeKey, ordinal: failures[failure].ordinal)
    restartClock(failure, to: failures[failure].notice.sample(using: &stream, from: samplerTables))
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
    case .scrap:
      if machines[machine].isAttended { dismissAll(of: machine) }
      if stations[Int(machines[machine].station)].isDispatched {
        scrapBatch(on: machine)
      } else {
        scrap(machines[machine].part, on: machine)
      }
    }
  }
}
