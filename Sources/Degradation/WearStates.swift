public import RandomVariates

/// A chain of states from new to failed.
///
/// State 0 is new and the last state, whose number is K, is failed; in state i the level is i/K. A
/// component stays in a state for a time of the state's own distribution and then moves to a later
/// state. With exponential times that is a Markov chain in continuous time, with others a
/// semi-Markov process. With constant times and a probability of staying it is a Markov chain in
/// discrete time.
///
/// A delay-time model (A. H. Christer, "Developments in Delay Time Analysis for Modelling Plant
/// Maintenance", *Journal of the Operational Research Society* 50 (11), 1999, 1120–1137) is a chain
/// of three states: sound, defective, failed.
public struct WearStates: Hashable, Sendable {
  /// A state that is not yet the failure.
  public struct State: Hashable, Sendable {
    /// How long the component is in the state, in seconds.
    public var sojourn: Distribution
    /// Where it goes then, each with its probability; nothing means the next state.
    ///
    /// Each number is above the state's own, or, where the sojourn is constant, the state's own.
    public var moves: [Weighted<Int>]
    /// What the state costs while it lasts, per second on the component's clock.
    public var cost: Double

    /// Creates a state.
    ///
    /// - Parameters:
    ///   - sojourn: How long the component is in the state, in seconds.
    ///   - moves: Where it goes then, with probabilities of sum 1; by default the next state.
    ///   - cost: What it costs per second on the clock.
    public init(sojourn: Distribution, moves: [Weighted<Int>] = [], cost: Double = 0) {
      self.sojourn = sojourn
      self.moves = moves
      self.cost = cost
    }
  }

  /// The states 0…K - 1; the failed state K has no entry.
  public var states: [State]

  /// Creates a chain.
  ///
  /// - Parameter states: The states that are not yet the failure, from new on.
  public init(_ states: [State]) {
    self.states = states
  }

  /// Creates a chain in discrete time from the probabilities of one period.
  ///
  /// - Parameters:
  ///   - period: The length of a period, in seconds.
  ///   - matrix: Row i holds the probabilities of going from state i to the states 0…K within a
  ///     period; one row for each state but the failed one, each with K + 1 entries.
  public init(period: Double, matrix: [[Double]]) {
    states = matrix.map { row in
      State(
        sojourn: .constant(period),
        moves: row.indices.filter { row[$0] != 0 }.map { Weighted($0, weight: row[$0]) })
    }
  }

  /// The number K of the failed state.
  public var failedState: Int { states.count }

  /// The moves of a state, the default written out.
  func moves(from state: Int) -> [Weighted<Int>] {
    states[state].moves.isEmpty ? [Weighted(state + 1, weight: 1)] : states[state].moves
  }

  /// The probability of staying for a further sojourn.
  func stay(in state: Int) -> Double {
    moves(from: state).filter { $0.value == state }.reduce(0) { $0 + $1.weight }
  }

  /// Where a state is left for, given that it is left.
  func exits(from state: Int) -> [Weighted<Int>] {
    let left = moves(from: state).filter { $0.value != state && $0.weight > 0 }
    let total = left.reduce(0) { $0 + $1.weight }
    return left.map { Weighted($0.value, weight: $0.weight / total) }
  }

  /// How long a component is in a state until it leaves it.
  func sojournMoments(in state: Int) -> LifeMoments {
    let single = LifeMoments(states[state].sojourn)
    let stay = stay(in: state)
    guard stay > 0 else { return single }
    // N sojourns, N geometric from 1: E N = 1/q and E N² = (1 + p)/q², with q = 1 - p.
    let leave = exits(from: state).isEmpty ? 0 : 1 - stay
    return LifeMoments(
      mean: single.mean / leave,
      secondMoment: single.mean * single.mean * (1 + stay) / (leave * leave))
  }

  /// The probability that each state is ever in.
  var visits: [Double] {
    var visits = Array(repeating: 0.0, count: states.count + 1)
    visits[0] = 1
    for state in states.indices {
      for exit in exits(from: state) { visits[exit.value] += visits[state] * exit.weight }
    }
    return visits
  }

  /// The mean life, in seconds.
  ///
  /// The sum over the states of the probability of ever being there, times the mean sojourn.
  public var meanLife: Double {
    let visits = visits
    return states.indices.reduce(0) { $0 + visits[$1] * sojournMoments(in: $1).mean }
  }

  /// Sees whether the chain can be.
  ///
  /// - Throws: ``WearProblem`` that says what is wrong.
  public func validate() throws(WearProblem) {
    guard !states.isEmpty else {
      throw WearProblem("a chain of wear has no state; it needs one at least before the failure")
    }
    for (number, state) in states.enumerated() {
      try state.sojourn.validateAsTime("the sojourn in state \(number)")
      let moves = moves(from: number)
      for move in moves {
        guard move.weight >= 0 && move.weight <= 1 else {
          throw WearProblem(
            "state \(number): the probability of going to state \(move.value) is \(move.weight); "
              + "it must be from 0 to 1")
        }
        guard move.weight == 0 || (number...failedState).contains(move.value) else {
          throw WearProblem(
            "state \(number): a move leads to state \(move.value); moves lead to later states, up "
              + "to the failed state \(failedState)")
        }
      }
      let total = moves.reduce(0) { $0 + $1.weight }
      guard abs(total - 1) <= 1e-9 else {
        throw WearProblem(
          "state \(number): the probabilities of its moves have the sum \(total); it must be 1")
      }
      let stay = stay(in: number)
      guard stay == 0 || state.sojourn.certainValue != nil else {
        throw WearProblem(
          "state \(number): a component stays with probability \(stay), but its sojourn is not "
            + "constant; give a constant time or leave the state out of its own moves")
      }
      guard 1 - stay >= 1e-12 else {
        throw WearProblem("state \(number) is never left; its moves must lead to a later state")
      }
    }
  }
}
