import EventKernel
import FactoryModel
import RandomVariates

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Dispatching: which of the parts that wait goes next, and onto which machine.
///
/// A part that comes to a dispatched station waits until all has happened that happens at the moment; then
/// the station decides, again and again until no machine can take anything. Parts of one operation form a
/// class, in which their order is that of what differs among them; so a decision compares the first parts of
/// the classes only, however many wait.
extension FactorySimulation {
  // MARK: - Waiting

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

  private mutating func chance(of part: Int, _ operation: Int) -> Double {
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

  // MARK: - Free machines

  /// Notes that a machine of a dispatched station has no part.
  ///
  /// Of machines that become free at one moment, that which began its work later counts as freed later,
  /// whatever set-ups came between.
  mutating func noteFree(_ machine: Int, at station: Int) {
    let number = Int32(truncatingIfNeeded: machine)
    var before = dispatch.stations[station].freeMachines.last
    while before >= 0, dispatch.machines[Int(before)].freedAt == now,
      dispatch.machines[Int(before)].begun > dispatch.machines[machine].begun
    {
      before = dispatch.machines[Int(before)].previousFree
    }
    let after =
      before >= 0
      ? dispatch.machines[Int(before)].nextFree : dispatch.stations[station].freeMachines.first
    dispatch.machines[machine].freedAt = now
    if dispatch.machines[machine].runLeft > 0, dispatch.stations[station].runExpires < .infinity {
      _ = schedule(
        .dispatch, Int32(truncatingIfNeeded: station),
        at: now + dispatch.stations[station].runExpires, phase: Phase.decision)
    }
    dispatch.machines[machine].previousFree = before
    dispatch.machines[machine].nextFree = after
    if before >= 0 {
      dispatch.machines[Int(before)].nextFree = number
    } else {
      dispatch.stations[station].freeMachines.first = number
    }
    if after >= 0 {
      dispatch.machines[Int(after)].previousFree = number
    } else {
      dispatch.stations[station].freeMachines.last = number
    }
  }

  mutating func noteBusy(_ machine: Int, at station: Int) {
    let (next, previous) = (
      dispatch.machines[machine].nextFree, dispatch.machines[machine].previousFree
    )
    if previous >= 0 {
      dispatch.machines[Int(previous)].nextFree = next
    } else {
      dispatch.stations[station].freeMachines.first = next
    }
    if next >= 0 {
      dispatch.machines[Int(next)].previousFree = previous
    } else {
      dispatch.stations[station].freeMachines.last = previous
    }
  }

  /// Puts a free machine that can work again behind the others that are free.
  mutating func noteFreeAgain(_ machine: Int, at station: Int) {
    noteBusy(machine, at: station)
    noteFree(machine, at: station)
  }

  /// Puts all machines of dispatched stations on the lists of free ones, in their order.
  mutating func freeMachines() {
    guard dispatch.isUsed else { return }
    for station in stations.indices where stations[station].isDispatched {
      for machine in machines(of: station) { noteFree(machine, at: station) }
      if dispatch.stations[station].goesRound {
        list(station: Int32(truncatingIfNeeded: station))
      }
    }
  }

  /// Whether a part more could be put on a machine, those that wait counted.
  mutating func mayTakeOneMore(at station: Int) -> Bool {
    guard dispatch.stations[station].freeMachines.first >= 0 else { return false }
    var places = 0
    for machine in machines(of: station)
    where machines[machine].activity == .idle && canWork(machine) {
      places += Int(dispatch.stations[station].largestBatch)
    }
    return Int(stations[station].queued) < places
  }

  // MARK: - Deciding

  /// Lets a station decide when all has happened that happens at this moment.
  mutating func requestDecision(_ station: Int) {
    guard stations[station].queued > 0 || dispatch.stations[station].goesRound,
      !dispatch.stations[station].isDeciding,
      dispatch.stations[station].freeMachines.first >= 0
    else { return }
    dispatch.stations[station].isDeciding = true
    _ = schedule(
      .dispatch, Int32(truncatingIfNeeded: station), at: now, phase: Phase.decision)
  }

  /// Puts parts on machines until no machine can take any.
  mutating func decide(station subject: Int32) {
    let station = Int(subject)
    dispatch.stations[station].isDeciding = false
    var took = false
    while stations[station].queued > 0 {
      let choice = chooseNext(at: station)
      guard choice.machine >= 0 else { break }
      if turnAway(choice.part, on: choice.machine, at: station) { continue }
      begin(choice, at: station)
      took = true
    }
    if dispatch.stations[station].goesRound { goRound(at: station) }
    if took && stations[station].isAwaited { list(station: subject) }
  }

  /// A machine and the part that it takes next.
  struct DispatchChoice: BitwiseCopyable {
    var machine: Int = -1
    var part: Int32 = -1
  }

  private mutating func chooseNext(at station: Int) -> DispatchChoice {
    var best = DispatchChoice()
    switch dispatch.stations[station].machineChoice {
    case .inOrder:
      for machine in machines(of: station)
      where machines[machine].activity == .idle && canWork(machine) {
        chooseNext(on: machine, at: station, &best)
        if !dispatch.stations[station].machinesDiffer { return best }
      }
    case .longestFree:
      var machine = Int(dispatch.stations[station].freeMachines.first)
      while machine >= 0 {
        if canWork(machine) {
          chooseNext(on: machine, at: station, &best)
          if !dispatch.stations[station].machinesDiffer { return best }
        }
        machine = Int(dispatch.machines[machine].nextFree)
      }
    case .freedLast:
      var machine = Int(dispatch.stations[station].freeMachines.last)
      while machine >= 0 {
        if canWork(machine) {
          chooseNext(on: machine, at: station, &best)
          if !dispatch.stations[station].machinesDiffer { return best }
        }
        machine = Int(dispatch.machines[machine].previousFree)
      }
    }
    return best
  }

  /// Sees whether a machine has something better to do than what has been found so far.
  private mutating func chooseNext(
    on machine: Int, at station: Int, _ best: inout DispatchChoice
  ) {
    var waitingClass = firstClass(on: machine, at: station)
    while waitingClass >= 0 {
      let operation = Int(dispatch.classes[waitingClass].operation)
      if mayBegin(operation, waitingClass, on: machine, at: station) {
        compareFirst(of: waitingClass, on: machine, at: station, &best)
      }
      waitingClass = followingClass(waitingClass, on: machine)
    }
  }

  /// Compares the part of a class that goes first, or all of them where that changes with time.
  mutating func compareFirst(
    of waitingClass: Int, on machine: Int, at station: Int, _ best: inout DispatchChoice
  ) {
    var part = dispatch.classes[waitingClass].root
    repeat {
      compare(DispatchChoice(machine: machine, part: part), at: station, &best)
      part = dispatch.stations[station].isScanned ? dispatch.plans[Int(part)].child : -1
    } while part >= 0
  }

  /// Whether a machine may begin with a part of a class, as things are.
  private mutating func mayBegin(
    _ operation: Int, _ waitingClass: Int, on machine: Int, at station: Int
  ) -> Bool {
    guard mayDo(operation, machine, at: station) else { return false }
    if dispatch.machines[machine].runLeft > 0, breaksRun(operation, on: machine, at: station) {
      return false
    }
    if dispatch.stations[station].goesRound, breaksCycle(operation, on: machine) { return false }
    let least = dispatch.operations[operation].batchLeast
    let group = dispatch.classes[waitingClass].group
    if dispatch.groups[Int(group)].count >= least {
      return dispatch.operations[operation].lookAhead == 0
        || !awaitsMore(operation, group: group, at: station)
    }
    let wait = dispatch.operations[operation].longestWait
    guard wait < .infinity else { return false }
    return now >= earliestArrival(waitingClass, at: station) + wait
  }

  /// Whether an operation needs another set-up before the machine has made what it is to make with the
  /// present one.
  private mutating func breaksRun(_ operation: Int, on machine: Int, at station: Int) -> Bool {
    let present = setups[machine].present
    let needed = operations[operation].setup
    guard present >= 0, needed >= 0, needed != present else { return false }
    return now < dispatch.machines[machine].freedAt + dispatch.stations[station].runExpires
  }

  /// When the part of a class came that has waited for longest.
  private mutating func earliestArrival(_ waitingClass: Int, at station: Int) -> Double {
    // Where the order is not that of arrival, the part that goes first stands for all.
    parts[Int(dispatch.classes[waitingClass].root)].queuedAt
  }

  // MARK: - Comparing

  private mutating func compare(
    _ candidate: DispatchChoice, at station: Int, _ best: inout DispatchChoice
  ) {
    guard best.machine >= 0 else {
      best = candidate
      return
    }
    for criterion in dispatch.stations[station].criteria.range {
      let own = score(criterion, candidate, at: station)
      let other = score(criterion, best, at: station)
      if own < other {
        best = candidate
        return
      }
      if own > other { return }
    }
    guard candidate.part != best.part else { return }
    let (part, other) = (Int(candidate.part), Int(best.part))
    let (arrival, before) = (parts[part].queuedAt, parts[other].queuedAt)
    if arrival < before
      || arrival == before && dispatch.plans[part].entry < dispatch.plans[other].entry
    {
      best = candidate
    }
  }

  /// What a criterion gives a machine and a part; the least goes first.
  private mutating func score(
    _ criterion: Int, _ choice: DispatchChoice, at station: Int
  ) -> Double {
    let record = dispatch.criteria[criterion]
    let part = Int(choice.part)
    let operation = Int(parts[part].operation)
    switch record.kind {
    case .firstCome: return parts[part].queuedAt
    case .lastCome: return -parts[part].queuedAt
    case .firstReleased: return parts[part].enteredAt
    case .priority: return Double(parts[part].level)
    case .earliestDue: return dispatch.plans[part].due
    case .shortestTime: return dispatch.operations[operation].meanWork
    case .longestTime: return -dispatch.operations[operation].meanWork
    case .weightedShortestTime:
      return dispatch.operations[operation].meanWork / dispatch.plans[part].weight
    case .fastestMachine: return meanWork(operation, on: choice.machine, at: station)
    case .leastSetup: return meanSetup(choice.machine, for: operation)
    case .setupCycle: return Double(cycleDistance(choice.machine, to: operation, at: station))
    case .leastSlack:
      return dispatch.plans[part].due - now - dispatch.operations[operation].workLeft
    case .criticalRatio:
      return (dispatch.plans[part].due - now) / dispatch.operations[operation].workLeft
    case .mostWorkLeft: return -dispatch.operations[operation].workLeft
    case .leastWorkLeft: return dispatch.operations[operation].workLeft
    case .leastWorkInNextQueue: return workInNextQueue(after: operation)
    case .leastWorkHereAndNext:
      return 2 * dispatch.operations[operation].meanWork + workInNextQueue(after: operation)
        + meanWorkNext(after: operation)
    case .fullestBatch:
      let waitingClass = Int(dispatch.operations[operation].waitingClass)
      let count = dispatch.groups[Int(dispatch.classes[waitingClass].group)].count
      let most = dispatch.operations[operation].batchMost
      return -Double(min(count, most)) / Double(most)
    case .tardinessCost: return tardinessCost(record, choice, operation, at: station)
    case .random: return chance(of: part, operation)
    }
  }

  /// Less its apparent tardiness cost.
  private mutating func tardinessCost(
    _ criterion: CriterionRecord, _ choice: DispatchChoice, _ operation: Int, at station: Int
  ) -> Double {
    let work = max(dispatch.operations[operation].meanWork, .leastNormalMagnitude)
    let waiting = Double(max(1, stations[station].queued))
    let meanWork = dispatch.stations[station].waitingWork / waiting
    let slack = max(0, dispatch.plans[Int(choice.part)].due - work - now)
    var exponent = slack > 0 ? -slack / (criterion.lookAhead * meanWork) : 0
    if criterion.setupLookAhead < .infinity {
      let setup = meanSetup(choice.machine, for: operation)
      if setup > 0 {
        exponent -= setup / (criterion.setupLookAhead * meanSetup(choice.machine, at: station))
      }
    }
    return -dispatch.plans[Int(choice.part)].weight / work * exp(exponent)
  }

  /// The mean set-up of a machine for those that wait.
  private mutating func meanSetup(_ machine: Int, at station: Int) -> Double {
    var sum = 0.0
    var waitingClass = firstClass(on: machine, at: station)
    while waitingClass >= 0 {
      sum +=
        Double(dispatch.classes[waitingClass].count)
        * meanSetup(machine, for: Int(dispatch.classes[waitingClass].operation))
      waitingClass = followingClass(waitingClass, on: machine)
    }
    return sum / Double(max(1, stations[station].queued))
  }
}
