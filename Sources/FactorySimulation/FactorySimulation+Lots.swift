import EventKernel
import FactoryModel

/// Parts that become several, and several that become one.
///
/// Both happen when the work is finished, before what it made is looked at. The pieces of a part carry what it
/// carried, are of its order and are due when it was; the time that they have been in the factory counts from its
/// release. Of parts that become one, the first goes on with what it carries.
extension FactorySimulation {
  /// Makes of the parts on a machine what their operation says.
  mutating func divide(on machine: Int) {
    let operation = Int(parts[Int(machines[machine].part)].operation)
    let plan = dispatch.operations[operation]
    if plan.joins { merge(on: machine) }
    if plan.splitsInto > 1 { split(on: machine, into: Int(plan.splitsInto)) }
  }

  private mutating func split(on machine: Int, into count: Int) {
    var whole: [Int32] = []
    var part = machines[machine].part
    while part >= 0 {
      whole.append(part)
      part =
        part == machines[machine].part
        ? dispatch.machines[machine].rest : dispatch.plans[Int(part)].sibling
    }
    for part in whole {
      for _ in 1..<count { addPiece(of: part, to: machine, behind: &whole) }
    }
  }

  /// Adds a piece of a part behind the last part on a machine.
  private mutating func addPiece(of part: Int32, to machine: Int, behind all: inout [Int32]) {
    let last = all[all.count - 1]
    let piece = copy(part)
    dispatch.plans[Int(piece)].place = .inBatch
    if last == machines[machine].part {
      dispatch.machines[machine].rest = piece
    } else {
      dispatch.plans[Int(last)].sibling = piece
    }
    all.append(piece)
    let station = Int(machines[machine].station)
    if !stations[station].numberDetails.isEmpty {
      details.add(1, to: stations[station].numberDetails, at: now)
    }
  }

  private mutating func copy(_ part: Int32) -> Int32 {
    let product = Int(operations[Int(parts[Int(part)].operation)].product)
    let piece = newPart(of: product)
    let (from, to) = (Int(part), Int(piece))
    let number = parts[to].number
    parts[to] = parts[from]
    parts[to].number = number
    parts[to].arrivedAt = now
    parts[to].next = -1
    for counter in 0..<returnCounters {
      returnCounts[to * returnCounters + counter] = returnCounts[from * returnCounters + counter]
    }
    measured.copyValues(from: from, to: to)
    if isControlled { control.copy(from: from, to: to) }
    for memory in 0..<dispatch.memoryCount {
      dispatch.memories[to * dispatch.memoryCount + memory] =
        dispatch.memories[from * dispatch.memoryCount + memory]
    }
    for limit in 0..<dispatch.limitCount {
      dispatch.limitTimes[to * dispatch.limitCount + limit] =
        dispatch.limitTimes[from * dispatch.limitCount + limit]
    }
    dispatch.plans[to] = dispatch.plans[from]
    dispatch.plans[to].entry = dispatch.entries
    dispatch.plans[to].sibling = -1
    dispatch.entries += 1
    lines[product].noteSplit(before: measuredTime(since: parts[from].enteredAt))
    let order = dispatch.plans[from].order
    if order >= 0 { dispatch.orderAccounts[Int(order)].released += 1 }
    return piece
  }

  /// Lets the first of the parts on a machine be all of them.
  private mutating func merge(on machine: Int) {
    var part = dispatch.machines[machine].rest
    dispatch.machines[machine].rest = -1
    while part >= 0 {
      let next = dispatch.plans[Int(part)].sibling
      let product = Int(operations[Int(parts[Int(part)].operation)].product)
      depart(part, from: machine)
      lines[product].noteMerged(after: measuredTime(since: parts[Int(part)].enteredAt))
      if !details.workInProcess.isEmpty { details.add(-1, to: details.workInProcess, at: now) }
      let order = dispatch.plans[Int(part)].order
      if order >= 0 { dispatch.orderAccounts[Int(order)].released -= 1 }
      dispatch.plans[Int(part)].place = .elsewhere
      parts[Int(part)].next = firstFreePart
      firstFreePart = part
      part = next
    }
  }
}
