/// The times that a thing spends in each of n states, such as those of a machine.
///
/// States are numbered from 0. A change costs a subtraction and two additions, and allocates
/// nothing.
public struct StateDurations: Hashable, Sendable {
  /// The present state.
  public private(set) var state: Int
  private var since: Double
  private var closed: StateTimes

  /// Starts to observe.
  ///
  /// - Parameters:
  ///   - stateCount: How many states there are.
  ///   - state: The state at the beginning; being in it is no entry.
  ///   - time: When observation begins.
  public init(stateCount: Int, state: Int = 0, at time: Double = 0) {
    precondition(state >= 0 && state < stateCount, "a state is one of 0..<\(stateCount)")
    self.state = state
    since = time
    closed = StateTimes(stateCount: stateCount)
  }

  /// How many states there are.
  public var stateCount: Int { closed.durations.count }

  /// Enters a state.
  ///
  /// - Parameters:
  ///   - newState: The state. To enter the present state again counts as an entry.
  ///   - time: When; not before the last entry.
  public mutating func enter(_ newState: Int, at time: Double) {
    closed.durations[state] += time - since
    closed.entries[newState] += 1
    since = time
    state = newState
  }

  /// Forgets the past, at the end of a warm-up: times and entries count from here.
  public mutating func restart(at time: Double) {
    for state in 0..<stateCount {
      closed.durations[state] = 0
      closed.entries[state] = 0
    }
    since = time
  }

  /// What has been observed from the beginning to a time.
  ///
  /// - Parameter time: Not before the last entry.
  /// - Returns: Times and entries of each state.
  public func times(until time: Double) -> StateTimes {
    var times = closed
    times.durations[state] += time - since
    return times
  }
}

/// Times in and entries into each of n states.
///
/// Merging adds the states of another machine or replication; in any order it gives the same entries
/// exactly and the same times up to rounding.
public struct StateTimes: Hashable, Sendable {
  /// The time in each state.
  public fileprivate(set) var durations: [Double]
  /// How often each state was entered.
  public fileprivate(set) var entries: [Int]

  /// Creates times of 0.
  public init(stateCount: Int) {
    durations = Array(repeating: 0, count: stateCount)
    entries = Array(repeating: 0, count: stateCount)
  }

  /// The time in all states together.
  public var total: Double { durations.reduce(0, +) }

  /// The part of the time spent in a state, from 0 to 1; `nil` where no time has passed.
  public func fraction(of state: Int) -> Double? {
    let total = total
    return total > 0 ? durations[state] / total : nil
  }

  /// The parts of the time spent in each state; `nil` where no time has passed.
  public var fractions: [Double]? {
    let total = total
    return total > 0 ? durations.map { $0 / total } : nil
  }

  /// Adds the times and entries of another observation of the same states.
  public mutating func merge(_ other: StateTimes) {
    precondition(other.durations.count == durations.count, "the states are the same")
    for state in durations.indices {
      durations[state] += other.durations[state]
      entries[state] += other.entries[state]
    }
  }
}
