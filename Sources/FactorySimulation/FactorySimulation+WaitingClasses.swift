import EventKernel
import FactoryModel

/// Parts that wait at dispatched stations, in classes of one operation.
extension FactorySimulation {
  /// Lets a part wait at a dispatched station.
  mutating func join(_ part: Int32, at station: Int) {
    let operation = Int(parts[Int(part)].operation)
    let waitingClass = waitingClass(of: Int(part), operation)
    rank(Int(part), operation, at: station)
    let root = dispatch.classes[waitingClass].root
    if dispatch.stations[station].isScanned {
      dispatch.classes[waitingClass].root = dispatch.plans.insert(part, intoList: root)
    } else {
      dispatch.classes[waitingClass].root = dispatch.plans.insert(part, intoHeap: root)
    }
    dispatch.classes[waitingClass].count += 1
    dispatch.groups[Int(dispatch.classes[waitingClass].group)].count += 1
    if dispatch.classes[waitingClass].count == 1 { enlist(waitingClass, at: station) }
    dispatch.stations[station].waitingWork += dispatch.operations[operation].meanWork
    dispatch.plans[Int(part)].place = .waiting
    noteQueued(at: station)
    awaitOthers(operation, at: station)
    list(station: Int32(truncatingIfNeeded: station))
  }

  /// Sees to it that the station decides when a part has waited for others for long enough.
  private mutating func awaitOthers(_ operation: Int, at station: Int) {
    let wait = dispatch.operations[operation].longestWait
    guard wait < .infinity, dispatch.operations[operation].batchLeast > 1 else { return }
    _ = schedule(
      .dispatch, Int32(truncatingIfNeeded: station), at: now + wait, phase: Phase.decision)
  }

  /// Works out what a part is compared by in its class.
  private mutating func rank(_ part: Int, _ operation: Int, at station: Int) {
    var place = 0
    for criterion in dispatch.stations[station].criteria.range where place < 3 {
      let value: Double
      switch dispatch.criteria[criterion].kind {
      case .firstCome: value = now
      case .lastCome: value = -now
      case .firstReleased: value = parts[part].enteredAt
      case .weightedShortestTime: value = -dispatch.plans[part].weight
      case .priority: value = Double(parts[part].level)
      case .earliestDue, .leastSlack, .criticalRatio: value = dispatch.plans[part].due
      case .random: value = chance(of: part, operation)
      case .shortestTime, .longestTime, .fastestMachine, .leastSetup, .setupCycle, .mostWorkLeft,
        .leastWorkLeft, .leastWorkInNextQueue, .leastWorkHereAndNext, .fullestBatch, .tardinessCost:
        continue
      }
      switch place {
      case 0: dispatch.plans[part].first = value
      case 1: dispatch.plans[part].second = value
      default: dispatch.plans[part].third = value
      }
      place += 1
    }
    // Whatever is left equal goes in the order in which it came.
    if place == 0 { dispatch.plans[part].first = now }
    if place < 2 { dispatch.plans[part].second = now }
    if place < 3 { dispatch.plans[part].third = now }
  }

  mutating func chance(of part: Int, _ operation: Int) -> Double {
    var stream = RandomStream(
      dispatch.operations[operation].key, ordinal: parts[part].number,
      suborder: UInt64(parts[part].visit))
    return stream.uniform()
  }

  /// The class of an operation in which a part waits: that of its machine, where it has to come back to one.
  private mutating func waitingClass(of part: Int, _ operation: Int) -> Int {
    let first = Int(dispatch.operations[operation].waitingClass)
    let memory = Int(dispatch.operations[operation].returnsBy)
    guard memory >= 0 else { return first }
    let machine = Int(dispatch.memories[part * dispatch.memoryCount + memory])
    guard machine >= 0 else { return first }
    let station = Int(operations[operation].station)
    return first + 1 + machine - Int(stations[station].firstMachine)
  }

  /// The first of the classes of which a machine may take parts, as far as others do not have them to
  /// themselves; -1 for none.
  mutating func firstClass(on machine: Int, at station: Int) -> Int {
    let shared = Int(dispatch.stations[station].classes.first)
    return shared >= 0 ? shared : Int(dispatch.machines[machine].classes.first)
  }

  mutating func followingClass(_ waitingClass: Int, on machine: Int) -> Int {
    let next = Int(dispatch.classes[waitingClass].next)
    if next >= 0 || dispatch.classes[waitingClass].machine >= 0 { return next }
    return Int(dispatch.machines[machine].classes.first)
  }

  private mutating func enlist(_ waitingClass: Int, at station: Int) {
    let owner = Int(dispatch.classes[waitingClass].machine)
    var chain =
      owner >= 0 ? dispatch.machines[owner].classes : dispatch.stations[station].classes
    let number = Int32(truncatingIfNeeded: waitingClass)
    dispatch.classes[waitingClass].next = -1
    dispatch.classes[waitingClass].previous = chain.last
    if chain.last >= 0 {
      dispatch.classes[Int(chain.last)].next = number
    } else {
      chain.first = number
    }
    chain.last = number
    if owner >= 0 {
      dispatch.machines[owner].classes = chain
    } else {
      dispatch.stations[station].classes = chain
    }
  }

  private mutating func strike(_ waitingClass: Int, at station: Int) {
    let owner = Int(dispatch.classes[waitingClass].machine)
    var chain =
      owner >= 0 ? dispatch.machines[owner].classes : dispatch.stations[station].classes
    let (next, previous) = (
      dispatch.classes[waitingClass].next, dispatch.classes[waitingClass].previous
    )
    if previous >= 0 {
      dispatch.classes[Int(previous)].next = next
    } else {
      chain.first = next
    }
    if next >= 0 {
      dispatch.classes[Int(next)].previous = previous
    } else {
      chain.last = previous
    }
    if owner >= 0 {
      dispatch.machines[owner].classes = chain
    } else {
      dispatch.stations[station].classes = chain
    }
  }

  /// Takes a part off those that wait: the first of its class, where the class is not scanned.
  mutating func withdraw(_ part: Int32, at station: Int) {
    let operation = Int(parts[Int(part)].operation)
    let waitingClass = waitingClass(of: Int(part), operation)
    let root = dispatch.classes[waitingClass].root
    if dispatch.stations[station].isScanned {
      dispatch.classes[waitingClass].root = dispatch.plans.remove(part, fromList: root)
    } else {
      dispatch.classes[waitingClass].root = dispatch.plans.removeFirst(ofHeap: root)
    }
    dispatch.classes[waitingClass].count -= 1
    dispatch.groups[Int(dispatch.classes[waitingClass].group)].count -= 1
    if dispatch.classes[waitingClass].count == 0 { strike(waitingClass, at: station) }
    dispatch.stations[station].waitingWork -= dispatch.operations[operation].meanWork
    dispatch.plans[Int(part)].place = .elsewhere
    noteTaken(from: station)
  }
}
