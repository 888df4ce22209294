import SimulationStatistics
import TestDraws
import TestSupport
import Testing

@Suite("Budget allocation")
struct BudgetAllocationTests {
  func fractions(
    _ means: [Double], _ deviations: [Double], _ goal: SelectionGoal = .minimum
  ) throws -> [Double] {
    try optimalBudgetFractions(means: means, standardDeviations: deviations, goal: goal)
  }

  /// The weights of the formula as it stands, for distinct means and positive deviations.
  func weights(_ means: [Double], _ deviations: [Double], best: Int) -> [Double] {
    var weights = zip(means, deviations).map { mean, deviation in
      (deviation / (mean - means[best])).raised(to: 2)
    }
    let squares = weights.indices.filter { $0 != best }
      .reduce(0) { $0 + (weights[$1] / deviations[$1]).raised(to: 2) }
    weights[best] = deviations[best] * squares.squareRoot()
    return weights
  }

  @Test("The fractions obey the formula, for a minimum and for a maximum", .tags(.law))
  func formula() throws {
    var draws = Draws("formula")
    for _ in 0..<100 {
      let count = 2 + draws.index(below: 10)
      let means = (0..<count).map { _ in 100 * draws.normal() }
      let deviations = (0..<count).map { _ in draws.exponential() }
      let best = means.indices.reduce(0) { means[$1] < means[$0] ? $1 : $0 }
      let expected = weights(means, deviations, best: best)
      let total = expected.reduce(0, +)
      let found = try fractions(means, deviations)
      let mirrored = try fractions(means.map { -$0 }, deviations, .maximum)
      #expect(found == mirrored)
      #expect(abs(found.reduce(0, +) - 1) < 1e-14)
      for (a, b) in zip(found, expected) { #expect(relativeError(a, b / total) < 1e-11) }
      // Neither a shift nor a change of unit of the outputs matters.
      let scaled = try fractions(means.map { 8 * $0 + 1_024 }, deviations.map { 8 * $0 })
      for (a, b) in zip(found, scaled) { #expect(relativeError(a, b) < 1e-6) }
    }
  }

  @Test("Ties and systems that do not vary are settled by limits", .tags(.exact))
  func limits() throws {
    // Nothing varies: equal parts.
    #expect(try fractions([1, 2, 3, 4], [0, 0, 0, 0]) == [0.25, 0.25, 0.25, 0.25])
    // Only the best varies.
    #expect(try fractions([1, 2, 3], [2, 0, 0]) == [1, 0, 0])
    // One rival varies, the best does not.
    #expect(try fractions([1, 2, 3], [0, 0, 5]) == [0, 0, 1])
    // Two tie for the best: 3² for the rival, 4 · 3 for the best.
    let tie = try fractions([1, 1, 9], [4, 3, 2])
    #expect(relativeError(tie[0], 12.0 / 21) < 1e-14)
    #expect(relativeError(tie[1], 9.0 / 21) < 1e-14)
    #expect(tie[2] == 0)
    // The limit of a tie is the tie.
    let near = try fractions([1, 1 + 1e-9, 9], [4, 3, 2])
    for (a, b) in zip(near, tie) { #expect(abs(a - b) < 1e-12) }
    // A tie between systems that do not vary cannot be told: it is passed over.
    #expect(try fractions([1, 1, 3], [0, 0, 5]) == [0, 0, 1])
    // Where the best varies and the tied rival does not, the best gets all.
    #expect(try fractions([1, 1, 3], [2, 0, 5]) == [1, 0, 0])
    // All equal.
    #expect(try fractions([7, 7], [1, 1]) == [0.5, 0.5])
  }

  @Test("Bad arguments are refused", .tags(.failure))
  func failures() {
    #expect(throws: StatisticsInputError.self) { try fractions([1], [1]) }
    #expect(throws: StatisticsInputError.self) { try fractions([1, 2], [1]) }
    #expect(throws: StatisticsInputError.self) { try fractions([1, .nan], [1, 1]) }
    #expect(
      throws: StatisticsInputError.outOfRange(
        name: "standard deviation", value: -1, requirement: "at least 0")
    ) { try fractions([1, 2], [1, -1]) }
  }

  @Test("The rounds spend the budget exactly and never more than an increment", .tags(.law))
  func rounds() throws {
    for trial in 0..<20 {
      var draws = Draws("rounds", ordinal: trial)
      let systems = 2 + draws.index(below: 8)
      let budget = systems * 5 + draws.index(below: 200)
      var procedure = try BudgetAllocation(
        systems: systems, goal: .maximum, budget: budget, firstStage: 5, increment: 7)
      var spent = 0
      var next = Array(repeating: 0, count: systems)
      while !procedure.requests.isEmpty {
        let size = procedure.requests.reduce(0) { $0 + $1.replications.count }
        if spent > 0 { #expect(size == min(7, budget - spent)) }
        spent += size
        for request in procedure.requests {
          #expect(request.replications.lowerBound == next[request.system])
          next[request.system] = request.replications.upperBound
        }
        procedure.supply(
          procedure.requests.map { request in
            request.replications.map { _ in Double(request.system) / 2 + draws.normal() }
          })
      }
      #expect(spent == budget)
      #expect(try #require(procedure.result).observationCount == budget)
    }
  }

  /// Ten systems as in the paper's first experiment, means 0 … 9 and deviation 6.
  ///
  /// Optimal
  /// allocation needs a fraction of what equal allocation needs. With 500 observations each way
  /// the difference in correct selections is several times its standard error.
  @Test("Optimal allocation finds the best more often than equal allocation", .tags(.statistical))
  func advantage() throws {
    var (optimal, equal) = (Share(), Share())
    var estimates = Tally()
    for trial in 0..<1_000 {
      var draws = Draws("advantage", ordinal: trial)
      var procedure = try BudgetAllocation(
        systems: 10, goal: .minimum, budget: 500, firstStage: 10, increment: 20)
      let result = procedure.run { system, _ in Double(system) + 6 * draws.normal() }
      optimal.add(result.selected == 0)
      estimates.add(result.guarantee.probability)
      let means = (0..<10).map { system in Double(system) + 6 / 50.0.squareRoot() * draws.normal() }
      equal.add(means.indices.allSatisfy { means[$0] >= means[0] })
    }
    // Two shares of 1,000: the standard error of their difference is below 0.022.
    #expect(optimal.value - equal.value > 2 * 0.022)
    // A Bonferroni bound with estimated variances: below what it estimates.
    #expect((estimates.mean ?? 1) < optimal.value)
  }

  @Test("The result says that nothing is promised", .tags(.exact))
  func noPromise() throws {
    var procedure = try BudgetAllocation(systems: 2, goal: .minimum, budget: 20)
    let result = procedure.run { system, replication in
      Double(system) + Double(replication % 2)
    }
    #expect(result.guarantee.strength == .estimated)
    #expect(result.guarantee.indifferenceZone == nil)
    #expect(result.selected == 0)
    #expect(result.guarantee.probability > 0.99)
    var same = try BudgetAllocation(systems: 2, goal: .minimum, budget: 40)
    #expect(same.run { _, _ in 1 }.guarantee.probability == 0.5)
  }
}
