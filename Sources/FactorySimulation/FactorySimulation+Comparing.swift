import FactoryModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Which of two parts, or machines, a dispatch rule prefers.
extension FactorySimulation {
  mutating func compare(
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
