import BasicContainers

/// What every machine did over a stretch of time, change by change.
public struct StateLog: Hashable, Sendable {
  /// A machine enters a state.
  public struct Change: Hashable, Sendable, BitwiseCopyable {
    /// Simulated time, in seconds from the start.
    public var time: Double
    /// The machine; those of the first station come first, then those of the second.
    public var machine: Int32
    /// The state that begins.
    public var state: MachineState
  }

  /// Where the stretch begins, in seconds from the start.
  public let start: Double
  /// Where it ends; earlier than asked for where there were more changes than there was room for.
  public private(set) var end: Double
  /// The state of each machine when the stretch begins.
  public private(set) var initialStates: [MachineState]
  /// The changes within the stretch, in the order in which they took place.
  ///
  /// Several may bear the same time: a machine passes through all but the last of them in no time.
  public private(set) var changes: [Change] = []
  private let capacity: Int

  fileprivate init(start: Double, end: Double, capacity: Int, states: [MachineState]) {
    self.start = start
    self.end = end
    self.capacity = capacity
    initialStates = states
  }

  fileprivate mutating func note(_ machine: Int, _ state: MachineState, at time: Double) {
    guard time < end else { return }
    if time <= start {
      initialStates[machine] = state
    } else if changes.count < capacity {
      changes.append(
        Change(time: time, machine: Int32(truncatingIfNeeded: machine), state: state))
    } else {
      end = time
    }
  }
}

extension FactorySimulation {
  /// Simulated time, in seconds from the start.
  public var currentTime: Double { now }

  /// Notes from now on what every machine does, in a log that begins and ends at given times.
  ///
  /// What was noted before is dropped. A fork notes nothing until it is asked to.
  ///
  /// - Parameters:
  ///   - start: Where the log begins, in seconds from the start; not before the present.
  ///   - end: Where it ends; not before `start`.
  ///   - capacity: The most changes to keep, 16 bytes each.
  public mutating func recordStates(from start: Double, until end: Double, capacity: Int) {
    precondition(now <= start && start <= end && capacity >= 0, "the log begins in the future")
    stateLog = StateLog(
      start: start, end: end, capacity: capacity,
      states: machines.indices.map { machines[$0].state })
    recordsStates = true
  }

  @inline(never)
  mutating func noteState(_ machine: Int, _ state: MachineState) {
    stateLog?.note(machine, state, at: now)
    if let stateLog, now >= stateLog.end { recordsStates = false }
  }
}
