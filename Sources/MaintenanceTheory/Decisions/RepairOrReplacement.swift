/// A machine whose state is seen each period, to be left alone, repaired a little or replaced.
///
/// State 0 is new, the last one failed. Choices in each state s, with the cost of running o and the
/// transition matrix D of degradation:
///
/// | action | cost | next state by |
/// |---|---|---|
/// | 0 go on | o(s) | row s |
/// | 1 replace | replacement, the penalty where s is failed, o(0) | row 0 |
/// | 2 repair, not when failed | repair, o(s') | row s' = max(s - steps, 0) |
///
/// Source: R. A. Howard, *Dynamic Programming and Markov Processes*, MIT Press, 1960; C. Derman, *Finite
/// State Markovian Decision Processes*, Academic Press, 1970.
public struct RepairOrReplacement: Hashable, Sendable {
  /// The number of the action of going on.
  public static let goOn = 0
  /// The number of the action of replacing.
  public static let replace = 1
  /// The number of the action of repairing.
  public static let repair = 2

  /// The states and their actions.
  public let process: MarkovDecisionProcess

  /// Describes the machine.
  ///
  /// - Parameters:
  ///   - degradation: For each state the probabilities of the states in the next period.
  ///   - runningCosts: For each state what a period in it costs.
  ///   - replacementCost: What a replacement costs.
  ///   - repairCost: What a repair costs; `nil` where there are no repairs.
  ///   - failurePenalty: What the replacement of a failed machine costs besides.
  ///   - repairSteps: How many states a repair goes back.
  /// - Throws: ``MaintenanceError``.
  public init(
    degradation: [[Double]], runningCosts: [Double], replacementCost: Double,
    repairCost: Double? = nil, failurePenalty: Double = 0, repairSteps: Int = 2
  ) throws(MaintenanceError) {
    let last = degradation.count - 1
    guard last >= 1 else {
      throw .wrongCount(name: "states", count: last + 1, expected: "at least 2")
    }
    guard runningCosts.count == last + 1 else {
      throw .wrongCount(
        name: "costs of running", count: runningCosts.count, expected: "one for each state")
    }
    guard repairSteps >= 1 else {
      throw .outOfRange(
        name: "steps of a repair", value: Double(repairSteps), requirement: "at least 1")
    }
    process = try MarkovDecisionProcess(
      actions: (0...last).map { state in
        let penalty = state == last ? failurePenalty : 0
        var actions = [
          MarkovDecisionProcess.Action(cost: runningCosts[state], next: degradation[state]),
          MarkovDecisionProcess.Action(
            cost: replacementCost + penalty + runningCosts[0], next: degradation[0]),
        ]
        if let repairCost, state < last {
          let reached = max(state - repairSteps, 0)
          actions.append(
            MarkovDecisionProcess.Action(
              cost: repairCost + runningCosts[reached], next: degradation[reached]))
        }
        return actions
      })
  }

  /// The policy that replaces from a state on and else goes on.
  ///
  /// - Parameter threshold: The first state in which the machine is replaced.
  /// - Returns: For each state the number of its action.
  public func policy(replacingFrom threshold: Int) -> [Int] {
    process.actions.indices.map {
      $0 >= threshold ? RepairOrReplacement.replace : RepairOrReplacement.goOn
    }
  }

  /// The mean cost per period of replacing from each state 1, 2, … to the failed one on.
  ///
  /// - Throws: ``MaintenanceError`` where the long run depends on the first state.
  /// - Returns: The first for the threshold 1.
  public func costsOfReplacing() throws(MaintenanceError) -> [Double] {
    var costs: [Double] = []
    for threshold in 1..<process.actions.count {
      costs.append(try process.averageCost(of: policy(replacingFrom: threshold)))
    }
    return costs
  }

  /// The policy with the least mean cost per period, by policy iteration from replacing always.
  ///
  /// - Throws: ``MaintenanceError``.
  /// - Returns: For each state the number of its action, and the cost per period.
  public func optimum() throws(MaintenanceError) -> (policy: [Int], averageCost: Double) {
    try process.optimum(from: policy(replacingFrom: 0))
  }
}
