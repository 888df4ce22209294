import EventKernel
import FactoryModel

/// The clocks of failure modes, planned stops and components.
///
/// A clock that counts wall time, or time in which its machine could run, has an event of its own. One that
/// counts producing time or parts has none: the machine keeps its time of work and its parts, and knows
/// where the first of such clocks is due. So whatever the number of components, work costs one comparison
/// when it begins and one addition when it ends.
extension FactorySimulation {
  @inline(__always)
  mutating func clocks(of machine: Int) -> Range<Int> {
    let first = Int(machines[machine].firstFailure)
    return first..<first + Int(machines[machine].failureCount)
  }

  /// Where that stands which a clock counts, at a moment since which nothing has changed.
  private mutating func count(_ failure: Int, at moment: Double) -> Double {
    let machine = Int(failures[failure].machine)
    switch failures[failure].clock {
    case .calendar, .running: return moment
    case .parts: return machines[machine].partsMade
    case .producing:
      let isWorking = machines[machine].isRunning && !machines[machine].isSettingUp
      return machines[machine].workedTime + (isWorking ? moment - machines[machine].workBegan : 0)
    }
  }

  /// What a clock shows.
  @inline(__always)
  mutating func reading(_ failure: Int) -> Double { reading(failure, at: now) }

  /// What a clock showed at a moment since which nothing has changed.
  mutating func reading(_ failure: Int, at moment: Double) -> Double {
    guard failures[failure].isCounting else { return failures[failure].reading }
    let passed = count(failure, at: moment) - failures[failure].startedAt
    return min(
      failures[failure].target, failures[failure].reading + passed * failures[failure].speed)
  }

  /// Lets a clock go on.
  mutating func startClock(_ failure: Int) {
    guard !failures[failure].isCounting else { return }
    readSensors(of: Int(failures[failure].machine))
    failures[failure].startedAt = count(failure, at: now)
    failures[failure].isCounting = true
    let machine = Int(failures[failure].machine)
    let due = failures[failure].due
    switch failures[failure].clock {
    case .calendar, .running:
      guard due < .infinity else { return }
      failures[failure].event = schedule(
        .failure, Int32(truncatingIfNeeded: failure), at: max(now, due), phase: Phase.failure)
    case .producing:
      guard due < machines[machine].workDue else { return }
      machines[machine].workDue = due
      machines[machine].workDueFailure = Int32(truncatingIfNeeded: failure)
    case .parts: machines[machine].partsDue = min(due, machines[machine].partsDue)
    }
  }

  /// Stops a clock; work that it counts must not be going on.
  mutating func stopClock(_ failure: Int) {
    guard failures[failure].isCounting else { return }
    readSensors(of: Int(failures[failure].machine))
    let reading = reading(failure)
    arrive(failure)
    failures[failure].reading = reading
  }

  /// A clock has come to its target and stands.
  mutating func arrive(_ failure: Int) {
    readSensors(of: Int(failures[failure].machine))
    failures[failure].reading = failures[failure].target
    guard failures[failure].isCounting else { return }
    failures[failure].isCounting = false
    switch failures[failure].clock {
    case .calendar, .running: events.cancel(failures[failure].event)
    case .producing: findWorkDue(Int(failures[failure].machine))
    case .parts: findPartsDue(Int(failures[failure].machine))
    }
  }

  /// Looks for the first clock that is due by the time of work: the first in order among equals.
  private mutating func findWorkDue(_ machine: Int) {
    var due = Double.infinity
    var first: Int32 = -1
    for failure in clocks(of: machine)
    where failures[failure].clock == .producing && failures[failure].isCounting {
      if failures[failure].due < due {
        due = failures[failure].due
        first = Int32(truncatingIfNeeded: failure)
      }
    }
    machines[machine].workDue = due
    machines[machine].workDueFailure = first
  }

  /// Looks for what is due first by the parts made.
  mutating func findPartsDue(_ machine: Int) {
    var due = Double.infinity
    for failure in clocks(of: machine) {
      if failures[failure].clock == .parts, failures[failure].isCounting {
        due = min(due, failures[failure].due)
      }
      let component = Int(failures[failure].component)
      if component >= 0 { due = min(due, components[component].partsAt) }
    }
    machines[machine].partsDue = due
  }

  /// Sets a clock to zero and lets it run to a target, where it runs at once.
  mutating func restartClock(_ failure: Int, to target: Double) {
    readSensors(of: Int(failures[failure].machine))
    stopClock(failure)
    failures[failure].reading = 0
    failures[failure].target = target
    startClockIfItRuns(failure)
  }

  /// Lets a clock go on, unless what it counts is stopped for all clocks of the machine.
  mutating func startClockIfItRuns(_ failure: Int) {
    switch failures[failure].clock {
    case .calendar, .producing, .parts: startClock(failure)
    case .running: if canWork(Int(failures[failure].machine)) { startClock(failure) }
    }
  }

  /// Gives a clock another target or speed; work that it counts may be going on.
  mutating func setClock(_ failure: Int, target: Double? = nil, speed: Double? = nil) {
    let machine = Int(failures[failure].machine)
    readSensors(of: machine)
    let wasRunning = machines[machine].isRunning && failures[failure].clock == .producing
    if wasRunning { stopWork(machine) }
    let wasCounting = failures[failure].isCounting
    stopClock(failure)
    if let target { failures[failure].target = target }
    if let speed { failures[failure].speed = speed }
    if wasCounting { startClock(failure) }
    if wasRunning { startWork(machine) }
  }

  /// Lets the clocks of a machine that can work run, but for those of what has struck.
  mutating func startRunningClocks(_ machine: Int) {
    let fault = Int(machines[machine].hiddenFault)
    for failure in clocks(of: machine)
    where failures[failure].clock != .calendar && (fault < 0 || fault == failure)
      && (!failures[failure].hasStruck || fault == failure)
    {
      startClock(failure)
    }
  }

  /// Stops the clocks that count the time in which a machine can work.
  mutating func stopRunningClocks(_ machine: Int) {
    for failure in clocks(of: machine) where failures[failure].clock == .running {
      stopClock(failure)
    }
  }

  /// Stops all clocks but those by wall time and that of a hidden fault, beside which no other counts.
  mutating func stopClocks(_ machine: Int, beside fault: Int) {
    for failure in clocks(of: machine)
    where failure != fault && failures[failure].clock != .calendar {
      stopClock(failure)
    }
  }

  /// Counts a part that the machine has finished, and lets happen what is due.
  mutating func countPart(_ machine: Int) {
    machines[machine].partsMade += 1
    guard machines[machine].partsMade >= machines[machine].partsDue - 1e-9 else { return }
    for failure in clocks(of: machine) {
      if failures[failure].clock == .parts, failures[failure].isCounting,
        failures[failure].due <= machines[machine].partsMade + 1e-9
      {
        arrive(failure)
        strike(failure: Int32(truncatingIfNeeded: failure))
      }
      let component = Int(failures[failure].component)
      if component >= 0, components[component].partsAt <= machines[machine].partsMade {
        components[component].partsAt = .infinity
        findPartsDue(machine)
        countedParts(component)
      }
    }
  }
}
