import EventKernel
import FactoryModel

/// Parts of higher priority that take machines from others.
extension FactorySimulation {
  /// Lets waiting parts take machines from parts of lower priority, the lowest first.
  ///
  /// The other part waits in front of those of its priority, in the place of the buffer that the first
  /// one leaves.
  mutating func preempt(at station: Int) {
    while true {
      let machine = machineToTake(at: station)
      guard machine >= 0 else { return }
      interrupt(machine, at: station)
    }
  }

  /// The machine that works for the lowest priority, if a part of a higher one waits that it may do; -1
  /// for none.
  private mutating func machineToTake(at station: Int) -> Int {
    var chosen = -1
    var least = -1
    for machine in machines(of: station) where machines[machine].isRunning {
      let level = Int(parts[Int(machines[machine].part)].level)
      if level > least, isWaited(for: machine, at: station, above: level) {
        (chosen, least) = (machine, level)
      }
    }
    return chosen
  }

  /// Whether a part of higher priority than a level waits that a machine may do.
  mutating func isWaited(for machine: Int, at station: Int, above level: Int) -> Bool {
    let first = Int(stations[station].firstQueue)
    for queue in first..<first + level {
      var part = queues[queue].first
      while part >= 0 {
        if mayDo(Int(parts[Int(part)].operation), machine, at: station) { return true }
        part = parts[Int(part)].next
      }
    }
    return false
  }

  /// Changes the part on a machine for the one that is next.
  private mutating func interrupt(_ machine: Int, at station: Int) {
    let interrupted = machines[machine].part
    stopWork(machine)
    abandonSetup(machine)
    let work =
      stations[station].preemption == .resume ? machines[machine].workLeft : machines[machine].work
    parts[Int(interrupted)].workLeft = work / machines[machine].slowness
    parts[Int(interrupted)].queuedAt = now
    giveUpPlace(of: machine)
    let next = takeNext(at: station, for: machine)
    putBack(interrupted, at: station)
    load(next, onto: machine)
  }

  /// Lets a part wait in front of those of its priority.
  private mutating func putBack(_ part: Int32, at station: Int) {
    let queue = Int(stations[station].firstQueue) + Int(parts[Int(part)].level)
    parts[Int(part)].next = queues[queue].first
    if queues[queue].first < 0 { queues[queue].last = part }
    queues[queue].first = part
    noteQueued(at: station)
  }
}
