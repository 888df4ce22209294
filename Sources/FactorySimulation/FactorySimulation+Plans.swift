import EventKernel
import FactoryModel
import RandomVariates

/// When parts should be finished, and when they are.
extension FactorySimulation {
  /// Makes room for what is known of one part more.
  mutating func addPlan() {
    dispatch.plans.append(PlanRecord())
    for _ in 0..<dispatch.memoryCount { dispatch.memories.append(-1) }
    for _ in 0..<dispatch.limitCount { dispatch.limitTimes.append(.nan) }
  }

  /// Gives a part that enters its due date and its place in the schedule.
  mutating func plan(_ part: Int32, _ product: Int, order: Int32) {
    var plan = PlanRecord(entry: dispatch.entries, order: order)
    dispatch.entries += 1
    let due = dispatch.dues[product]
    if order >= 0, orders[Int(order)].due < .infinity {
      plan.due = orders[Int(order)].due
    } else if due.sampler >= 0 {
      var stream = RandomStream(due.key, ordinal: parts[Int(part)].number)
      plan.due = now + dispatch.times[Int(due.sampler)].sample(using: &stream, from: samplerTables)
    }
    plan.weight = due.weight
    if order >= 0, let priority = orders[Int(order)].priority { plan.weight = 1 + Double(priority) }
    for memory in 0..<dispatch.memoryCount {
      dispatch.memories[Int(part) * dispatch.memoryCount + memory] = -1
    }
    for limit in 0..<dispatch.limitCount {
      dispatch.limitTimes[Int(part) * dispatch.limitCount + limit] = .nan
    }
    dispatch.plans[Int(part)] = plan
    if order >= 0 {
      parts[Int(part)].level = orderLevels[Int(order)]
      dispatch.orderAccounts[Int(order)].noteReleased(at: now, due: plan.due)
    }
  }

  /// Notes that work on a part begins.
  mutating func notePlanBegun(_ part: Int) {
    dispatch.plans[part].waited += now - parts[part].queuedAt
    if dispatch.plans[part].startedAt.isNaN { dispatch.plans[part].startedAt = now }
  }

  /// Notes that a part has left the factory as good.
  mutating func notePlanFinished(_ part: Int, _ product: Int) {
    let plan = dispatch.plans[part]
    if plan.due < .infinity { lines[product].noteDue(at: plan.due, finished: now) }
    guard plan.order >= 0 else { return }
    dispatch.orderAccounts[Int(plan.order)].noteFinished(
      at: now, begun: plan.startedAt, waited: plan.waited, travelled: plan.travelled,
      inside: now - parts[part].enteredAt)
  }
}
