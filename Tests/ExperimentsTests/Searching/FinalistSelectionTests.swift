import FactorySimulation
import Foundation
import Scenarios
import TestSupport
import Testing

@testable import Experiments

@Suite("The comparison of finalists")
struct FinalistSelectionTests {
  /// Three stations, of which each has breakdowns of its own; `a` makes 0.5 % more than the others.
  static let shop = """
    fettle: 1
    name: Shop
    horizon: 60000 s
    products: {cup: {release: saturated, route: [{work: {at: a}}]}}
    stations:
      a: {time: 60 s, failures: {jam: {after: exponential 10 min, repair: exponential 1 min}}}
      b: {time: 60.302 s, failures: {jam: {after: exponential 10 min, repair: exponential 1 min}}}
      c: {time: 60.302 s, failures: {jam: {after: exponential 10 min, repair: exponential 1 min}}}
    """

  static func plan(seed: Int) throws -> OptimizationPlan {
    let experiment = try ExperimentReader.read(
      text: """
        fettle: 1
        scenario: line.yaml
        vary: {products.cup.route.work.at: [a, b, c]}
        maximise: throughput
        replications: {tune: 1, judge: 2}
        seed: \(seed)
        """, name: "plan.yaml", files: ["line.yaml": FinalistSelectionTests.shop])
    var plan = try OptimizationPlan(
      experiment, baseline: try experiment.scenario.simulated(), include: [], method: .bayesian,
      engine: .events)
    plan.scenario = { (values) throws(ScenarioFailure) in
      try ScenarioReader.read(
        text: FinalistSelectionTests.shop, name: "line.yaml", overrides: values)
    }
    return plan
  }

  /// The best is better by the smallest difference that matters, and all others are equal: the slippage
  /// configuration, the worst that the procedure KN promises anything for.
  @Test(
    "The best is selected with the wanted probability, in simulations", .tags(.statistical),
    arguments: [0.8, 0.95])
  func promise(probability: Double) async throws {
    let trials = 100
    var correct = 0
    var replications = 0
    for seed in 0..<trials {
      let plan = try FinalistSelectionTests.plan(seed: seed)
      // The best is not always the first.
      let finalists = [["a"], ["b"], ["c"]]
      let turn = seed % 3
      var selection = FinalistSelection(
        plan, finalists: Array(finalists[turn...] + finalists[..<turn]))
      selection.probability = probability
      selection.mostReplications = 2_000
      let outcome = try #require(await selection.run(jobs: 2))
      #expect(outcome.isSure)
      if outcome.best == (3 - turn) % 3 { correct += 1 }
      replications += outcome.replications.reduce(0, +)
    }
    let share = Double(correct) / Double(trials)
    let error = (probability * (1 - probability) / Double(trials)).squareRoot()
    #expect(share >= probability - 3 * error, "\(share) of \(trials)")
    // It does take replications: ten of each would do for nobody.
    #expect(replications > 3 * 12 * trials)
  }
}
