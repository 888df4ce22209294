import EventKernel
import FactoryModel

/// Parts that may not wait for too long.
extension FactorySimulation {
  /// Notes that an operation is finished from whose end limits count.
  mutating func noteLimits(after operation: Int, of part: Int) {
    for limit in dispatch.operations[operation].startsLimits.range {
      let place = part * dispatch.limitCount + Int(dispatch.limitStarts[limit])
      dispatch.limitTimes[place] = now
    }
  }

  /// Whether a part comes too late for its operation; if so it is counted, and sent where it belongs.
  ///
  /// - Returns: Whether it is gone, so that no work begins on it.
  mutating func turnAway(_ part: Int32, on machine: Int, at station: Int) -> Bool {
    let operation = Int(parts[Int(part)].operation)
    let number = Int(dispatch.operations[operation].limit)
    guard number >= 0 else { return false }
    let record = dispatch.limits[number]
    let since = dispatch.limitTimes[Int(part) * dispatch.limitCount + number]
    // Rounding of what is added up is no lateness.
    guard now - since > record.limit * (1 + 1e-12) else { return false }
    accounts[station].late += 1
    guard record.action != .count else { return false }
    withdraw(part, at: station)
    accounts[station].queueTime += measuredTime(since: parts[Int(part)].queuedAt)
    depart(part, from: machine)
    let product = Int(operations[operation].product)
    switch record.action {
    case .scrap:
      lines[product].scrapped += 1
      if keepsParts {
        notePart(Int(part), product, scrappedAt: Int32(truncatingIfNeeded: station))
      }
      leave(part, product)
    case .back:
      lines[product].sentBack += 1
      parts[Int(part)].wasSentBack = true
      parts[Int(part)].visit += 1
      parts[Int(part)].operation = record.target
      dispatch.plans[Int(part)].place = .travelling
      dispatch.plans[Int(part)].isLeaving = false
      _ = schedule(.transfer, part, at: now, phase: Phase.arrival)
    case .count: break
    }
    return true
  }
}
