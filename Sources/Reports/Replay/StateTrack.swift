import FactorySimulation

/// What one machine did, change by change, coarse enough to be kept in a page.
///
/// Time goes in tenths of a second from the beginning of the stretch. Stops and shifts stand at their own times. Of
/// all other states, those that are in force at whole multiples of a step are kept, from there on: at such a moment
/// the state is exactly what the machine did.
struct StateTrack: Hashable, Sendable {
  /// The machine enters a state.
  struct Entry: Hashable, Sendable {
    /// Tenths of a second from the beginning.
    var time: Int
    var state: MachineState
  }

  /// The changes, at rising times, the first at 0, each to another state.
  private(set) var entries: [Entry] = []
  /// Tenths of a second between the moments at which ordinary states are kept.
  private(set) var step = 1

  /// Notes that the machine enters a state; several at one time follow one another in no time.
  mutating func note(_ state: MachineState, at time: Int) {
    if let last = entries.last {
      precondition(last.time <= time, "time goes on")
      if last.time == time { entries.removeLast() }
    }
    if entries.last?.state != state { entries.append(Entry(time: time, state: state)) }
  }

  /// The state at a moment; `nil` before anything is noted.
  func state(at time: Int) -> MachineState? {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].time <= time { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : entries[low - 1].state
  }

  /// Keeps ordinary states at a coarser step only; the last change stays as it is, since more may be noted.
  ///
  /// - Parameter step: The present one, or a whole multiple of it.
  mutating func coarsen(to step: Int) {
    precondition(
      step.isMultiple(of: self.step), "moments of the coarser step are among the present")
    self.step = step
    var kept = StateTrack()
    kept.step = step
    for (index, entry) in entries.enumerated() {
      guard index + 1 < entries.count else {
        kept.note(entry.state, at: entry.time)
        break
      }
      let end = entries[index + 1].time
      let follows = index == 0 || entries[index - 1].state.isKeptExactly
      var time = entry.time
      if !entry.state.isKeptExactly && !follows { time = (time + step - 1) / step * step }
      if time < end { kept.note(entry.state, at: time) }
    }
    entries = kept.entries
  }
}

extension MachineState {
  /// Whether a replay shows the state from its own beginning to its own end, however coarse the rest is.
  var isKeptExactly: Bool {
    switch self {
    case .down, .waitingForRepair, .plannedStop, .offShift: true
    case .producing, .settingUp, .waitingForOperator, .starved, .blocked: false
    }
  }
}
