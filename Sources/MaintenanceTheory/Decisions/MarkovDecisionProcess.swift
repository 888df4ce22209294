/// What to do in each state so that the mean cost per period is least in the long run.
///
/// At the beginning of each period the state is seen and an action chosen, which costs something and says
/// with which probabilities each state comes next. A policy takes one action in each state. Its mean cost
/// g and the relative values h solve
///
///     g + h_s = c_s + Σ_t p_st h_t,   h₀ = 0
///
/// Sources: R. A. Howard, *Dynamic Programming and Markov Processes*, MIT Press, 1960, ch. 4; M. L.
/// Puterman, *Markov Decision Processes*, Wiley, 1994, §8.6.
public struct MarkovDecisionProcess: Hashable, Sendable {
  /// One way of going on from a state.
  public struct Action: Hashable, Sendable {
    /// What it costs in the period.
    public let cost: Double
    /// The probability of each state at the beginning of the next period.
    public let next: [Double]

    /// Describes an action.
    ///
    /// - Parameters:
    ///   - cost: What it costs in the period; finite.
    ///   - next: For each state a probability; their sum is 1.
    public init(cost: Double, next: [Double]) {
      (self.cost, self.next) = (cost, next)
    }
  }

  /// For each state the actions among which one can choose.
  public let actions: [[Action]]

  /// Describes a process.
  ///
  /// - Parameter actions: For each state at least one action.
  /// - Throws: ``MaintenanceError``.
  public init(actions: [[Action]]) throws(MaintenanceError) {
    guard !actions.isEmpty else {
      throw .wrongCount(name: "states", count: 0, expected: "at least 1")
    }
    for choices in actions {
      guard !choices.isEmpty else {
        throw .wrongCount(name: "actions of a state", count: 0, expected: "at least 1")
      }
      for action in choices {
        guard action.cost.isFinite else {
          throw .outOfRange(name: "cost", value: action.cost, requirement: "finite")
        }
        guard action.next.count == actions.count else {
          throw .wrongCount(
            name: "probabilities", count: action.next.count, expected: "one for each state")
        }
        for probability in action.next { try checkShare(probability, "probability") }
        let sum = action.next.reduce(0, +)
        guard abs(sum - 1) < 1e-9 else {
          throw .outOfRange(name: "sum of probabilities", value: sum, requirement: "1")
        }
      }
    }
    self.actions = actions
  }

  /// The mean cost per period of a policy in the long run.
  ///
  /// - Parameter policy: For each state the number of its action.
  /// - Throws: ``MaintenanceError`` where the long run depends on the first state.
  /// - Returns: Cost per period.
  public func averageCost(of policy: [Int]) throws(MaintenanceError) -> Double {
    try values(of: policy).averageCost
  }

  /// The policy with the least mean cost per period, by policy iteration.
  ///
  /// An action is changed only for one that is better by more than 1e-11 of the costs, so that among
  /// equals the first one found stays.
  ///
  /// - Parameter first: Where the iteration begins, for each state the number of an action; the last
  ///   action of each state where it is not given.
  /// - Throws: ``MaintenanceError`` where a policy on the way has a long run that depends on the first
  ///   state.
  /// - Returns: For each state the number of its action, and the cost per period.
  public func optimum(
    from first: [Int]? = nil
  ) throws(MaintenanceError) -> (policy: [Int], averageCost: Double) {
    var policy = first ?? actions.map { $0.count - 1 }
    // Costs fall with every change; the bound is for what rounding may do.
    for _ in 0..<10_000 {
      let (cost, values) = try values(of: policy)
      let size = values.reduce(abs(cost)) { max($0, abs($1)) }
      var isSettled = true
      for state in actions.indices {
        let outcomes = actions[state].map { action in
          zip(action.next, values).reduce(action.cost) { $0 + $1.0 * $1.1 }
        }
        for (choice, outcome) in outcomes.enumerated()
        where outcome < outcomes[policy[state]] - 1e-11 * size {
          policy[state] = choice
          isSettled = false
        }
      }
      if isSettled { return (policy, cost) }
    }
    throw .notCovered(what: "the process", reason: "policy iteration does not come to an end")
  }

  /// The mean cost and the relative value of each state, by elimination.
  private func values(
    of policy: [Int]
  ) throws(MaintenanceError) -> (averageCost: Double, values: [Double]) {
    let count = actions.count
    guard policy.count == count else {
      throw .wrongCount(name: "policy", count: policy.count, expected: "one action for each state")
    }
    // Unknown 0 is the mean cost, the others the values of states 1, 2, …
    var rows: [[Double]] = []
    for state in 0..<count {
      guard actions[state].indices.contains(policy[state]) else {
        throw .outOfRange(
          name: "action", value: Double(policy[state]),
          requirement: "from 0 to \(actions[state].count - 1) in state \(state)")
      }
      let action = actions[state][policy[state]]
      var row = action.next.map { -$0 }
      row[state] += 1
      row[0] = 1
      rows.append(row + [action.cost])
    }
    guard let solution = LinearSystem.solution(of: rows) else {
      throw .notCovered(
        what: "the policy", reason: "its cost in the long run depends on the first state")
    }
    return (solution[0], [0] + solution.dropFirst())
  }
}
