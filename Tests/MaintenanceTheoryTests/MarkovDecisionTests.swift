import MaintenanceTheory
import TestDraws
import TestSupport
import Testing

@Suite("Markov decision processes")
struct MarkovDecisionTests {
  typealias Action = MarkovDecisionProcess.Action

  /// Up it fails with 1/4 a period, down it is repaired with 1/2: π = (2/3, 1/3), costs 0 and 9: 3.
  @Test("Two states have a mean cost by hand", .tags(.exact))
  func twoStates() throws {
    let process = try MarkovDecisionProcess(actions: [
      [Action(cost: 0, next: [0.75, 0.25])], [Action(cost: 9, next: [0.5, 0.5])],
    ])
    #expect(relativeError(try process.averageCost(of: [0, 0]), 3) < 1e-14)
  }

  static func machine(_ draws: inout Draws, states: Int) throws -> RepairOrReplacement {
    let degradation = (0..<states).map { state in
      let weights = (0..<states).map { $0 < state ? 0 : draws.exponential() }
      let sum = weights.reduce(0, +)
      return weights.map { $0 / sum }
    }
    var running = [0.0]
    for _ in 1..<states { running.append(running[running.count - 1] + 3 * draws.exponential()) }
    return try RepairOrReplacement(
      degradation: degradation, runningCosts: running, replacementCost: 5 + 5 * draws.uniform(),
      repairCost: 2 + 3 * draws.uniform(), failurePenalty: 10)
  }

  @Test("Policy iteration finds what trying all policies finds", .tags(.law), arguments: 0..<12)
  func allPolicies(ordinal: Int) throws {
    var draws = Draws("decisions", ordinal: ordinal)
    let states = 5
    let process = try MarkovDecisionTests.machine(&draws, states: states).process
    var (least, policies) = (Double.infinity, [[Int]]())
    policies.append([])
    for choices in process.actions {
      policies = policies.flatMap { policy in choices.indices.map { policy + [$0] } }
    }
    #expect(policies.count == 3 * 3 * 3 * 3 * 2)
    for policy in policies {
      // A failed machine that is left alone beside states that never fail has two long runs.
      if let cost = try? process.averageCost(of: policy) { least = min(least, cost) }
    }
    let (policy, cost) = try process.optimum()
    #expect(relativeError(cost, least) < 1e-12)
    #expect(relativeError(try process.averageCost(of: policy), cost) < 1e-12)
  }

  /// The distribution over the states after 4,000 periods, by when the chain has forgotten its beginning.
  ///
  /// In each period it returns to state 0 with a chance of at least a few hundredths.
  @Test("The mean cost is that of the chain gone through step by step", .tags(.law))
  func stepByStep() throws {
    var draws = Draws("decisions", ordinal: 100)
    let machine = try MarkovDecisionTests.machine(&draws, states: 6)
    for threshold in 1...5 {
      let policy = machine.policy(replacingFrom: threshold)
      var distribution = [1.0, 0, 0, 0, 0, 0]
      var cost = 0.0
      for _ in 0..<4000 {
        var next = [Double](repeating: 0, count: 6)
        cost = 0
        for (state, share) in distribution.enumerated() {
          let action = machine.process.actions[state][policy[state]]
          cost += share * action.cost
          for target in next.indices { next[target] += share * action.next[target] }
        }
        distribution = next
      }
      let found = try machine.costsOfReplacing()[threshold - 1]
      #expect(relativeError(found, cost) < 1e-12, "\(threshold)")
    }
  }

  /// A machine that fails with p a period and costs nothing else, for 7 and a penalty of 3.
  ///
  /// After a replacement too the next state comes by row 0, so that p of the periods begin failed.
  @Test("Replacing at failures costs once a geometric life", .tags(.exact))
  func geometricLife() throws {
    let p = 0.2
    let machine = try RepairOrReplacement(
      degradation: [[1 - p, p], [0, 1]], runningCosts: [0, 50], replacementCost: 7,
      failurePenalty: 3)
    #expect(relativeError(try machine.costsOfReplacing()[0], 10 * p) < 1e-14)
    #expect(relativeError(try machine.process.averageCost(of: [1, 1]), 7 + 3 * p) < 1e-14)
    let best = try machine.optimum()
    #expect(best.policy == [RepairOrReplacement.goOn, RepairOrReplacement.replace])
    // Left alone it stays failed.
    #expect(relativeError(try machine.process.averageCost(of: [0, 0]), 50) < 1e-14)
  }

  @Test("A repair goes back two states, and not when failed", .tags(.exact))
  func repair() throws {
    let degradation = [[0.5, 0.5, 0, 0], [0, 0.5, 0.5, 0], [0, 0, 0.5, 0.5], [0, 0, 0, 1]]
    let machine = try RepairOrReplacement(
      degradation: degradation, runningCosts: [0, 1, 2, 9], replacementCost: 12, repairCost: 5)
    let actions = machine.process.actions
    #expect(actions.map(\.count) == [3, 3, 3, 2])
    #expect(actions[2][RepairOrReplacement.repair] == Action(cost: 5, next: degradation[0]))
    #expect(actions[1][RepairOrReplacement.repair] == Action(cost: 5, next: degradation[0]))
    #expect(actions[3][RepairOrReplacement.replace] == Action(cost: 12, next: degradation[0]))
    let short = try RepairOrReplacement(
      degradation: degradation, runningCosts: [0, 1, 2, 9], replacementCost: 12, repairCost: 5,
      repairSteps: 1)
    #expect(
      short.process.actions[2][RepairOrReplacement.repair] == Action(cost: 6, next: degradation[1]))
  }

  @Test("Processes without meaning are refused", .tags(.failure))
  func mistakes() throws {
    #expect {
      try MarkovDecisionProcess(actions: [[Action(cost: 1, next: [0.5])]])
    } throws: {
      "\($0)" == "sum of probabilities is 0.5; it must be 1"
    }
    let apart = try MarkovDecisionProcess(actions: [
      [Action(cost: 1, next: [1, 0])], [Action(cost: 2, next: [0, 1])],
    ])
    #expect {
      try apart.averageCost(of: [0, 0])
    } throws: {
      "\($0)"
        == "the policy is not covered: its cost in the long run depends on the first state"
    }
    #expect {
      try apart.averageCost(of: [0, 1])
    } throws: {
      "\($0)" == "action is 1; it must be from 0 to 0 in state 1"
    }
  }
}
