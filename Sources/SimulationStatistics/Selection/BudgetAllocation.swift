#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

import SpecialFunctions

/// Optimal computing budget allocation, round by round, within a budget.
///
/// After n₀ observations of each system, every round adds an increment Δ, divided so that the sums
/// come as near as they can to the fractions that are best for the present means and variances; the
/// best mean at the end is selected, in a tie the lowest number. It promises nothing, but uses a
/// small budget well. The result carries an estimated probability of correct selection, the
/// Bonferroni bound of Chen et al. with the sample means and variances as if they were true:
///
///     1 - Σ_{i≠b} Φ(-|dᵢ|/√(s²_b/N_b + s²ᵢ/Nᵢ))
///
/// Source: C.-H. Chen, L. H. Lee, *Stochastic Simulation Optimization: An Optimal Computing Budget
/// Allocation*, World Scientific, 2011, ch. 3; for the fractions see
/// ``optimalBudgetFractions(means:standardDeviations:goal:)``.
public struct BudgetAllocation: SelectionProcedure {
  /// What to simulate next; empty when the procedure is done.
  public private(set) var requests: [SelectionRequest]
  /// The observations so far of each system.
  public private(set) var tallies: [Tally]

  private let goal: SelectionGoal
  private let budget: Int
  private let increment: Int

  /// Creates the procedure.
  ///
  /// - Parameters:
  ///   - systems: How many systems, at least 2.
  ///   - goal: Whether the largest or the smallest mean is best.
  ///   - budget: The observations of all systems together, at least `systems` times `firstStage`.
  ///   - firstStage: The observations n₀ of each system in the first stage, at least 2; from 5 to 20
  ///     are usual.
  ///   - increment: The observations Δ of a round, at least 1; the last round takes what is left.
  /// - Throws: ``StatisticsInputError`` where one of them lies outside its domain.
  public init(
    systems: Int, goal: SelectionGoal, budget: Int, firstStage: Int = 10, increment: Int = 20
  ) throws(StatisticsInputError) {
    try checkAtLeast(2, systems, "number of systems")
    try checkAtLeast(2, firstStage, "observations of the first stage")
    try checkAtLeast(1, increment, "increment")
    try checkAtLeast(systems * firstStage, budget, "budget")
    self.goal = goal
    self.budget = budget
    self.increment = increment
    tallies = Array(repeating: Tally(), count: systems)
    requests = (0..<systems).map { SelectionRequest(system: $0, replications: 0..<firstStage) }
  }

  /// Takes what was asked for, request by request.
  ///
  /// - Parameter observations: For each request one observation for each of its replications.
  public mutating func supply(_ observations: [[Double]]) {
    checkSupply(observations, for: requests)
    for (request, series) in zip(requests, observations) {
      for observation in series { tallies[request.system].add(observation) }
    }
    let counts = tallies.map(\.count)
    let left = budget - counts.reduce(0, +)
    let fractions = budgetFractions(
      tallies.map { $0.mean ?? 0 }, tallies.map { $0.standardDeviation ?? 0 }, goal)
    let additions = topUp(counts, toward: fractions, with: min(increment, left))
    requests = counts.indices.filter { additions[$0] > 0 }.map { system in
      SelectionRequest(
        system: system, replications: counts[system]..<counts[system] + additions[system])
    }
  }

  /// What was found; `nil` while there are requests.
  public var result: SelectionResult? {
    guard requests.isEmpty else { return nil }
    return SelectionResult(
      selected: selected,
      systems: tallies.indices.map { SystemEvidence(system: $0, observations: tallies[$0]) },
      guarantee: SelectionGuarantee(
        procedure: "OCBA (Chen, Lin, Yücesan & Chick 2000)", strength: .estimated,
        probability: estimatedProbability, indifferenceZone: nil,
        assumptions: [.normalObservations, .independentSystems]))
  }

  private var selected: Int { goal.best(of: tallies.map { $0.mean ?? 0 }) }

  private var estimatedProbability: Double {
    let best = selected
    func squaredError(_ system: Int) -> Double {
      let error = tallies[system].standardError ?? 0
      return error * error
    }
    let risk = tallies.indices.filter { $0 != best }.reduce(0.0) { sum, rival in
      let distance = abs((tallies[rival].mean ?? 0) - (tallies[best].mean ?? 0))
      let error = (squaredError(best) + squaredError(rival)).squareRoot()
      // Equal means say nothing of which is better, even where neither varies.
      return sum + (distance > 0 ? StandardNormal.survival(distance / error) : 0.5)
    }
    return max(0, 1 - risk)
  }
}

/// Divides an increment so that counts come as near as they can to fractions of their sum.
///
/// A count that is above its fraction keeps what it has, and the others share the rest. Whole
/// numbers by largest remainder, in a tie the lowest index.
///
/// - Parameters:
///   - counts: What each has.
///   - fractions: What each should have, at least 0, together 1.
///   - increment: What is added to all together, at least 0.
/// - Returns: What is added to each.
func topUp(_ counts: [Int], toward fractions: [Double], with increment: Int) -> [Int] {
  var additions = Array(repeating: 0, count: counts.count)
  guard increment > 0 else { return additions }
  var open = Array(counts.indices)
  var targets = additions.map(Double.init)
  while true {
    let sum = Double(open.reduce(increment) { $0 + counts[$1] })
    let share = open.reduce(0) { $0 + fractions[$1] }
    for index in open {
      targets[index] = sum * (share > 0 ? fractions[index] / share : 1 / Double(open.count))
    }
    let short = open.filter { targets[$0] > Double(counts[$0]) }
    if short.count == open.count { break }
    open = short
  }
  for index in open { additions[index] = Int(targets[index]) - counts[index] }
  let missing = increment - additions.reduce(0, +)
  let byRemainder = open.sorted { a, b in
    let (first, second) = (
      targets[a] - targets[a].rounded(.down), targets[b] - targets[b].rounded(.down)
    )
    return (second, a) < (first, b)
  }
  for index in byRemainder.prefix(missing) { additions[index] += 1 }
  return additions
}
