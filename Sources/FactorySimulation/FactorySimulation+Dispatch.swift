import EventKernel
import FactoryModel

/// Dispatching: which of the parts that wait goes next, and onto which machine.
///
/// A part that comes to a dispatched station waits until all has happened that happens at the moment; then
/// the station decides, again and again until no machine can take anything. Parts of one operation form a
/// class, in which their order is that of what differs among them; so a decision compares the first parts of
/// the classes only, however many wait.
extension FactorySimulation {
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
}
