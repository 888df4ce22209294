import FactoryModel

/// Batches that wait for parts that are about to come.
///
/// Source of the idea: C. R. Glassey, W. W. Weng, "Dynamic batching heuristic for simultaneous processing", *IEEE
/// Transactions on Semiconductor Manufacturing* 4 (2), 1991.
extension FactorySimulation {
  /// Whether a batch that could begin had better wait, because work on a part for it is finished within the time
  /// for which its operation looks ahead.
  mutating func awaitsMore(_ operation: Int, group: Int32, at station: Int) -> Bool {
    let plan = dispatch.operations[operation]
    guard plan.lookAhead > 0, dispatch.groups[Int(group)].count < plan.batchMost else {
      return false
    }
    guard comes(to: group, by: now + plan.lookAhead) else { return false }
    // What is expected may be held up: the station decides again at the end of the time.
    if dispatch.stations[station].looksAgainAt <= now {
      dispatch.stations[station].looksAgainAt = now + plan.lookAhead
      _ = schedule(
        .dispatch, Int32(truncatingIfNeeded: station), at: now + plan.lookAhead,
        phase: Phase.decision)
    }
    return true
  }

  /// Whether a machine finishes work on a part that goes to a group of batches next, by some time.
  private mutating func comes(to group: Int32, by time: Double) -> Bool {
    for machine in machines.indices
    where machines[machine].isRunning && machines[machine].part >= 0
      && !machines[machine].isSettingUp
    {
      let operation = Int(parts[Int(machines[machine].part)].operation)
      let next = Int(operations[operation].following)
      guard next >= 0 else { continue }
      let waitingClass = Int(dispatch.operations[next].waitingClass)
      guard waitingClass >= 0, dispatch.classes[waitingClass].group == group,
        machines[machine].workBegan + machines[machine].workLeft <= time
      else { continue }
      return true
    }
    return false
  }
}
