import EventKernel
import FactoryModel

/// Machines of dispatched stations that have no part, in the order in which they became free.
extension FactorySimulation {
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
}
