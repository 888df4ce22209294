import EventKernel
import FactoryModel
import RandomVariates

/// What a dispatched station puts on a machine, and how it comes off: batches, loading, and machines that
/// take the next part while others are still inside.
extension FactorySimulation {
  /// Lets a machine begin with a part, and with those that go with it.
  mutating func begin(_ choice: DispatchChoice, at station: Int) {
    let machine = choice.machine
    noteBusy(machine, at: station)
    dispatch.begun += 1
    dispatch.machines[machine].begun = dispatch.begun
    accounts[station].batches += 1
    withdraw(choice.part, at: station)
    let operation = Int(parts[Int(choice.part)].operation)
    dispatch.machines[machine].rest = gather(choice, operation, at: station)
    dispatch.machines[machine].isDivided = false
    remember(machine, for: choice.part, operation)
    load(choice.part, onto: machine)
    let count = Int32(truncatingIfNeeded: batchSize(machine))
    dispatch.machines[machine].runLeft = max(0, dispatch.machines[machine].runLeft - count)
  }

  /// Notes the machine on a part that has to come back to it.
  private mutating func remember(_ machine: Int, for part: Int32, _ operation: Int) {
    let memory = Int(dispatch.operations[operation].remembersAs)
    guard memory >= 0 else { return }
    dispatch.memories[Int(part) * dispatch.memoryCount + memory] = Int32(
      truncatingIfNeeded: machine)
  }

  /// Takes the parts that go with a first one onto its machine.
  ///
  /// - Returns: The first of them; -1 for none.
  private mutating func gather(
    _ choice: DispatchChoice, _ operation: Int, at station: Int
  ) -> Int32 {
    let most = dispatch.operations[operation].batchMost
    guard most > 1 else { return -1 }
    let group = dispatch.classes[Int(dispatch.operations[operation].waitingClass)].group
    var (first, last): (Int32, Int32) = (-1, -1)
    var count: Int32 = 1
    while count < most, dispatch.groups[Int(group)].count > 0 {
      let part = chooseMember(of: group, with: operation, on: choice.machine, at: station)
      guard part >= 0 else { break }
      if turnAway(part, on: choice.machine, at: station) { continue }
      withdraw(part, at: station)
      noteLoaded(Int(part), Int(parts[Int(part)].operation), at: station)
      remember(choice.machine, for: part, Int(parts[Int(part)].operation))
      dispatch.plans[Int(part)].sibling = -1
      dispatch.plans[Int(part)].place = .inBatch
      if last >= 0 { dispatch.plans[Int(last)].sibling = part } else { first = part }
      last = part
      count += 1
    }
    return first
  }

  /// Adds to the work on the parts of a machine what dispatched stations have beside it, and says how long
  /// they stay inside after it.
  mutating func planWork(_ machine: Int, _ operation: Int, at station: Int) {
    let plan = dispatch.operations[operation]
    var work = machines[machine].work
    if plan.timeIsPerPart { work *= Double(batchSize(machine)) }
    work += sampleTime(dispatch.stations[station].loading, machine)
    work += sampleTime(dispatch.stations[station].unloading, machine)
    dispatch.machines[machine].stay = 0
    if plan.interval >= 0 {
      // Others are loaded and unloaded while these are inside.
      let interval = min(work, sampleTime(plan.interval, machine))
      dispatch.machines[machine].stay = work - interval
      work = interval
    }
    machines[machine].work = work
    machines[machine].workLeft = work
  }

  /// The parts on a machine.
  mutating func batchSize(_ machine: Int) -> Int {
    var count = machines[machine].part >= 0 ? 1 : 0
    var part = dispatch.machines[machine].rest
    while part >= 0 {
      count += 1
      part = dispatch.plans[Int(part)].sibling
    }
    return count
  }

  private mutating func sampleTime(_ sampler: Int32, _ machine: Int) -> Double {
    guard sampler >= 0 else { return 0 }
    var stream = RandomStream(
      setups[machine].key, ordinal: dispatch.machines[machine].ordinal, suborder: 1)
    dispatch.machines[machine].ordinal += 1
    return dispatch.times[Int(sampler)].sample(using: &stream, from: samplerTables)
  }

  /// The part that comes next into a batch; -1 for none.
  private mutating func chooseMember(
    of group: Int32, with operation: Int, on machine: Int, at station: Int
  ) -> Int32 {
    var best = DispatchChoice()
    var waitingClass = firstClass(on: machine, at: station)
    while waitingClass >= 0 {
      let other = Int(dispatch.classes[waitingClass].operation)
      if dispatch.classes[waitingClass].group == group,
        operations[other].setup == operations[operation].setup,
        mayDo(other, machine, at: station)
      {
        compareFirst(of: waitingClass, on: machine, at: station, &best)
      }
      waitingClass = followingClass(waitingClass, on: machine)
    }
    return best.part
  }

  // MARK: - Coming off

  /// A part has left a machine of a dispatched station: the next of its batch is finished too, or the machine
  /// is free.
  mutating func emptied(_ machine: Int, at station: Int) {
    let rest = dispatch.machines[machine].rest
    guard rest < 0 else {
      readSensors(of: machine)
      machines[machine].part = rest
      dispatch.plans[Int(rest)].place = .elsewhere
      dispatch.machines[machine].rest = dispatch.plans[Int(rest)].sibling
      // What waited for a place goes on with the others as soon as may be.
      if !dispatch.isUnloading { beginWork(machine) }
      return
    }
    let isOccupied = isOccupied(machine)
    setActivity(machine, .idle, state: isOccupied ? .producing : .starved)
    if isOccupied { awaitLastPart(of: machine) }
    noteFree(machine, at: station)
    if stations[station].mayTakeMore || dispatch.stations[station].goesRound {
      list(station: machines[machine].station)
    }
  }

  /// The work on the parts of a machine is finished: they leave it one after the other, until one finds no
  /// place.
  mutating func unload(_ machine: Int) throws(SimulationFailure) {
    dispatch.isUnloading = true
    defer { dispatch.isUnloading = false }
    // What is finished is not interrupted by what a part brings about that is counted.
    machines[machine].work = machines[machine].workLeft
    if !dispatch.machines[machine].isDivided {
      dispatch.machines[machine].isDivided = true
      divide(on: machine)
    }
    repeat {
      try finishPart(machine)
      if machines[machine].countsParts { countPart(machine) }
    } while machines[machine].part >= 0 && machines[machine].activity == .working
  }

  /// Scraps all parts on a machine.
  mutating func scrapBatch(on machine: Int) {
    dispatch.isUnloading = true
    defer { dispatch.isUnloading = false }
    while machines[machine].part >= 0 { scrap(machines[machine].part, on: machine) }
  }
}
