import EventKernel
import FactoryModel
import RandomVariates

/// Repairs, and the crews that do them.
///
/// A crew works on its own calendar, whatever that of the machine. Each member is bound to one machine
/// until the repair ends; when the shift ends the work rests and goes on when the next begins. Where a
/// mode names no crew, somebody is there whenever the machine's calendar is open.
extension FactorySimulation {
  mutating func beginRepair(_ machine: Int, of failure: Int32) {
    let index = Int(failure)
    var stream = RandomStream(failures[index].repairKey, ordinal: failures[index].ordinal)
    machines[machine].repairing = failure
    machines[machine].repairLeft = failures[index].repair.sample(
      using: &stream, from: samplerTables)
    let crew = Int(failures[index].crew)
    if crew >= 0 {
      call(crew, to: machine)
    } else if machines[machine].isOpen {
      resumeRepair(machine)
    }
  }

  mutating func resumeRepair(_ machine: Int) {
    machines[machine].repairBegan = now
    machines[machine].repairEvent = schedule(
      .repairEnd, Int32(truncatingIfNeeded: machine), at: now + machines[machine].repairLeft,
      phase: Phase.recovery)
  }

  mutating func pauseRepair(_ machine: Int) {
    guard events.cancel(machines[machine].repairEvent) else { return }
    // Rounding may leave less than nothing of a repair that ends at this moment.
    machines[machine].repairLeft = max(
      0, machines[machine].repairLeft - (now - machines[machine].repairBegan))
    bookCrewWork(machine)
  }

  mutating func endRepair(machine subject: Int32) {
    let machine = Int(subject)
    let repaired = machines[machine].repairing
    bookCrewWork(machine)
    let crew = Int(failures[Int(repaired)].crew)
    failures[Int(repaired)].ordinal += 1
    machines[machine].repairing = -1
    machines[machine].hasCrew = false
    let next = failureModes(of: machine).first {
      failures[$0].hasStruck && $0 != Int(repaired)
    }
    if let next {
      if Int(machines[machine].hiddenFault) == next { reveal(next, on: machine) }
      beginRepair(machine, of: Int32(truncatingIfNeeded: next))
      beginLife(repaired)
    } else {
      beginLife(repaired)
      startRunningClocks(machine)
      startWork(machine)
      list(station: machines[machine].station)
    }
    updateState(machine)
    if crew >= 0 {
      crews[crew].bound -= 1
      sendCrew(crew)
    }
  }

  /// A hidden fault is found in a stop that another failure brought about.
  private mutating func reveal(_ fault: Int, on machine: Int) {
    machines[machine].hiddenFault = -1
    events.cancel(failures[fault].event)
  }

  // MARK: - Crews

  /// Calls a crew: a member comes at once, or the machine waits behind those of its priority.
  private mutating func call(_ crew: Int, to machine: Int) {
    wait(for: crew, machine)
    sendCrew(crew)
  }

  /// How urgent the repair of a machine is.
  private func urgency(_ machine: Int) -> Int32 {
    failures[Int(machines[machine].repairing)].priority
  }

  /// Lines a machine up behind those of its priority, or before them where its repair had begun.
  private mutating func wait(for crew: Int, _ machine: Int) {
    machines[machine].crewRequestedAt = now
    machines[machine].waitsForCrew = true
    let least = urgency(machine) + (machines[machine].isRepairInterrupted ? 1 : 0)
    var before: Int32 = -1
    var next = crews[crew].waiting.first
    while next >= 0, urgency(Int(next)) >= least {
      before = next
      next = machines[Int(next)].nextWaiting
    }
    machines[machine].nextWaiting = next
    let own = Int32(truncatingIfNeeded: machine)
    if before >= 0 {
      machines[Int(before)].nextWaiting = own
    } else {
      crews[crew].waiting.first = own
    }
  }

  /// Sends free members of a crew to the machines that wait.
  mutating func sendCrew(_ crew: Int) {
    repeat { sendFreeMembers(of: crew) } while interruptRepair(by: crew)
  }

  /// Calls a member from the least urgent repair, the last of the file among equals, where one that is
  /// more urgent waits; whether that is so.
  private mutating func interruptRepair(by crew: Int) -> Bool {
    guard crews[crew].interruptsRepairs, crews[crew].isOpen,
      crews[crew].bound == crews[crew].size, crews[crew].waiting.first >= 0
    else { return false }
    var left: Int?
    for machine in machines.indices where machines[machine].hasCrew {
      guard Int(failures[Int(machines[machine].repairing)].crew) == crew else { continue }
      if left.map({ urgency(machine) <= urgency($0) }) ?? true { left = machine }
    }
    guard let left, urgency(left) < urgency(Int(crews[crew].waiting.first)) else { return false }
    pauseRepair(left)
    machines[left].hasCrew = false
    machines[left].isRepairInterrupted = true
    crews[crew].bound -= 1
    wait(for: crew, left)
    updateState(left)
    return true
  }

  private mutating func sendFreeMembers(of crew: Int) {
    while crews[crew].isOpen, crews[crew].bound < crews[crew].size, crews[crew].waiting.first >= 0 {
      let machine = Int(crews[crew].waiting.first)
      crews[crew].waiting.first = machines[machine].nextWaiting
      crews[crew].bound += 1
      machines[machine].hasCrew = true
      machines[machine].waitsForCrew = false
      let requestedAt = machines[machine].crewRequestedAt
      if !machines[machine].isRepairInterrupted {
        crewAccounts[crew].repairs += 1
        crewAccounts[crew].responseTime += now - requestedAt
      }
      machines[machine].isRepairInterrupted = false
      crewAccounts[crew].waiting += measuredTime(since: requestedAt)
      resumeRepair(machine)
      updateState(machine)
    }
  }

  private mutating func bookCrewWork(_ machine: Int) {
    guard machines[machine].hasCrew else { return }
    let crew = Int(failures[Int(machines[machine].repairing)].crew)
    crewAccounts[crew].working += measuredTime(since: machines[machine].repairBegan)
  }

  /// A crew's shift begins or ends.
  mutating func setCrew(_ crew: Int, open: Bool) {
    if open { crews[crew].openSince = now } else { bookShift(crew) }
    crews[crew].isOpen = open
    for machine in machines.indices where machines[machine].hasCrew {
      guard Int(failures[Int(machines[machine].repairing)].crew) == crew else { continue }
      machines[machine].waitsForCrew = !open
      if open { resumeRepair(machine) } else { pauseRepair(machine) }
      updateState(machine)
    }
    if open { sendCrew(crew) }
  }

  /// Books the time for which a crew has been on shift.
  mutating func bookShift(_ crew: Int) {
    crewAccounts[crew].onShift +=
      measuredTime(since: crews[crew].openSince) * Double(crews[crew].size)
    crews[crew].openSince = now
  }
}
