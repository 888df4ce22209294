import EventKernel
import FactoryModel

/// Operators and tools: a machine works only while it has all that its operation needs.
///
/// A machine that has a part waits until all is there that it needs, and takes it at once; it holds nothing
/// while it waits for more, so that no two machines wait for each other. Who is served is decided when all has
/// happened that happens at a moment: parts of higher priority first, then who has waited for longest; a machine
/// for which something is missing lets others go before it. Operators leave a machine that stands, be it
/// failed or off shift, and at the end of their own shift; then the work waits. Tools stay on the machine
/// until the work is finished.
extension FactorySimulation {
  // MARK: - Machines

  /// Notes what the part on a machine needs.
  mutating func attend(_ machine: Int, for operation: Int) {
    let needs = attended.ofOperations[operation]
    attended.machines[machine].needs = needs
    attended.machines[machine].uses = attended.consumes[operation]
    attended.machines[machine].hasItems = attended.consumes[operation].isEmpty
    attended.machines[machine].parts =
      stations[Int(machines[machine].station)].isDispatched ? batchSize(machine) : 1
    machines[machine].isAttended =
      needs.count > 0 || !attended.consumes[operation].isEmpty || !attended.gives[operation].isEmpty
    machines[machine].lacksItems = false
    machines[machine].isServed = false
  }

  /// Lets a machine wait for what it needs.
  mutating func lineUp(_ machine: Int) {
    guard !attended.machines[machine].isWaiting else { return }
    attended.machines[machine].isWaiting = true
    askForItems(machine)
    let level = parts[Int(machines[machine].part)].level
    var before: Int32 = -1
    var next = attended.firstWaiting
    while next >= 0, parts[Int(machines[Int(next)].part)].level <= level {
      before = next
      next = attended.machines[Int(next)].next
    }
    attended.machines[machine].next = next
    let own = Int32(truncatingIfNeeded: machine)
    if before >= 0 {
      attended.machines[Int(before)].next = own
    } else {
      attended.firstWaiting = own
    }
    requestService()
  }

  /// Takes a machine out of the line.
  private mutating func stopWaiting(_ machine: Int) {
    guard attended.machines[machine].isWaiting else { return }
    attended.machines[machine].isWaiting = false
    forgetItems(machine)
    let next = attended.machines[machine].next
    if Int(attended.firstWaiting) == machine {
      attended.firstWaiting = next
      return
    }
    var before = Int(attended.firstWaiting)
    while Int(attended.machines[before].next) != machine {
      before = Int(attended.machines[before].next)
    }
    attended.machines[before].next = next
  }

  /// Lets those operators go who stand at a machine that stops; tools stay.
  mutating func dismissOperators(of machine: Int) {
    release(machine, all: false)
    machines[machine].isServed = false
  }

  /// Lets all go that a machine has: its work is finished, or its part is gone.
  mutating func dismissAll(of machine: Int) {
    stopWaiting(machine)
    release(machine, all: true)
    machines[machine].isAttended = false
    machines[machine].isServed = false
  }

  private mutating func release(_ machine: Int, all: Bool) {
    let first = machine * attended.mostNeeds
    for (place, need) in attended.machines[machine].needs.range.enumerated() {
      let resource = Int(attended.serving[first + place])
      guard resource >= 0, all || !attended.resources[resource].staysOnMachine else { continue }
      bookResource(resource)
      attended.resources[resource].bound -= attended.needs[need].count
      attended.serving[first + place] = -1
    }
    if attended.firstWaiting >= 0 { requestService() }
  }

  // MARK: - Serving

  mutating func requestService() {
    guard !attended.isDeciding else { return }
    attended.isDeciding = true
    _ = schedule(.service, 0, at: now, phase: Phase.decision)
  }

  /// Lets those begin that wait and for which all is there.
  mutating func serveMachines() {
    attended.isDeciding = false
    var next = attended.firstWaiting
    while next >= 0 {
      let machine = Int(next)
      next = attended.machines[machine].next
      guard canWork(machine), machines[machine].activity == .working else {
        stopWaiting(machine)
        continue
      }
      guard hasItems(for: machine) else {
        noteLack(machine, true)
        continue
      }
      noteLack(machine, false)
      guard findAll(for: machine) else { continue }
      takeItems(machine)
      stopWaiting(machine)
      takeAll(for: machine)
      startWork(machine)
      updateState(machine)
    }
  }

  /// Notes whether a machine that waits lacks items: then it is starved.
  private mutating func noteLack(_ machine: Int, _ lacks: Bool) {
    guard machines[machine].lacksItems != lacks else { return }
    machines[machine].lacksItems = lacks
    updateState(machine)
  }

  /// The resource that could serve a need now; -1 for none.
  private mutating func server(of need: Int) -> Int32 {
    for place in attended.needs[need].resources.range {
      let resource = attended.servers[place]
      if attended.resources[Int(resource)].free >= attended.needs[need].count { return resource }
    }
    return -1
  }

  /// Whether all is there that a machine needs and does not have; each need is looked at with what the needs
  /// before it leave.
  private mutating func findAll(for machine: Int) -> Bool {
    let first = machine * attended.mostNeeds
    var isThere = true
    var taken = 0
    for (place, need) in attended.machines[machine].needs.range.enumerated() {
      taken = place + 1
      if attended.serving[first + place] >= 0 { continue }
      let resource = server(of: need)
      guard resource >= 0 else {
        isThere = false
        break
      }
      attended.resources[Int(resource)].bound += attended.needs[need].count
      attended.serving[first + place] = -2 - resource
    }
    // Nothing is kept until all is there.
    for (place, need) in attended.machines[machine].needs.range.enumerated().prefix(taken)
    where attended.serving[first + place] < -1 {
      let resource = -2 - attended.serving[first + place]
      attended.resources[Int(resource)].bound -= attended.needs[need].count
      if !isThere { attended.serving[first + place] = -1 }
    }
    return isThere
  }

  /// Takes what has just been found.
  private mutating func takeAll(for machine: Int) {
    let first = machine * attended.mostNeeds
    for (place, need) in attended.machines[machine].needs.range.enumerated()
    where attended.serving[first + place] < -1 {
      let resource = -2 - attended.serving[first + place]
      bookResource(Int(resource))
      attended.resources[Int(resource)].bound += attended.needs[need].count
      attended.serving[first + place] = resource
    }
    machines[machine].isServed = true
  }

  // MARK: - Shifts and accounts

  /// The shift of operators begins or ends: those who stand at machines leave them.
  mutating func setResource(_ resource: Int, open: Bool) {
    bookResource(resource)
    attended.resources[resource].isOpen = open
    if open {
      if attended.firstWaiting >= 0 { requestService() }
      return
    }
    for machine in machines.indices where machines[machine].isServed && uses(machine, resource) {
      stopWork(machine)
      lineUp(machine)
      updateState(machine)
    }
  }

  private mutating func uses(_ machine: Int, _ resource: Int) -> Bool {
    let first = machine * attended.mostNeeds
    return attended.machines[machine].needs.range.enumerated().contains { place, _ in
      Int(attended.serving[first + place]) == resource
    }
  }

  /// Changes how many there are; those at work finish it.
  mutating func setResource(_ resource: Int, size: Int32) {
    bookResource(resource)
    attended.resources[resource].size = size
    if attended.firstWaiting >= 0 { requestService() }
  }

  /// Books the time since something last changed.
  mutating func bookResource(_ resource: Int) {
    let record = attended.resources[resource]
    let time = now - record.bookedAt
    attended.accounts[resource].working += time * Double(record.bound)
    if record.isOpen { attended.accounts[resource].onShift += time * Double(record.size) }
    attended.resources[resource].bookedAt = now
  }
}
