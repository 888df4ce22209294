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
    let waits = !needs.isEmpty || !attended.consumes[operation].isEmpty
    machines[machine].isAttended = waits || !attended.gives[operation].isEmpty
    machines[machine].lacksItems = false
    machines[machine].isServed = !waits
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
    machines[machine].isServed = attended.machines[machine].needs.isEmpty
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

  /// Decides when all has happened at this moment who gets what has become free.
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
      guard takeAll(for: machine) else { continue }
      takeItems(machine)
      stopWaiting(machine)
      machines[machine].isServed = true
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

  /// Takes all that a machine needs and does not have, or nothing where something is missing.
  ///
  /// - Returns: Whether it has all.
  private mutating func takeAll(for machine: Int) -> Bool {
    let needs = attended.machines[machine].needs.range
    let first = machine * attended.mostNeeds
    var need = needs.lowerBound
    while need < needs.upperBound, setAside(need, at: first + need - needs.lowerBound) {
      need += 1
    }
    let isWhole = need == needs.upperBound
    for place in first..<first + need - needs.lowerBound where attended.serving[place] < -1 {
      let resource = -2 - attended.serving[place]
      attended.serving[place] = isWhole ? resource : -1
      if !isWhole {
        attended.resources[Int(resource)].bound -=
          attended.needs[needs.lowerBound + place - first].count
      }
    }
    return isWhole
  }

  /// Sets the first resource aside that can serve a need, unless something serves it already.
  ///
  /// - Parameters:
  ///   - need: The need.
  ///   - place: Where ``ResourceState/serving`` has what serves it: -2 less the resource that is set aside.
  /// - Returns: Whether the need can be served.
  private mutating func setAside(_ need: Int, at place: Int) -> Bool {
    if attended.serving[place] >= 0 { return true }
    for server in attended.needs[need].resources.range {
      let resource = attended.servers[server]
      guard attended.resources[Int(resource)].free >= attended.needs[need].count else { continue }
      bookResource(Int(resource))
      attended.resources[Int(resource)].bound += attended.needs[need].count
      attended.serving[place] = -2 - resource
      return true
    }
    return false
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
