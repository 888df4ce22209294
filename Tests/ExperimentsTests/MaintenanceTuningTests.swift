@testable import Experiments
import Foundation
import MaintenanceTheory
import RandomVariates
import Scenarios
import TestSupport
import Testing

/// Maintenance rules whose factors are tuned against the simulation, judged by the exact cost of what was found.
///
/// The costs are flat around their optima, so that a decision that is some percent off costs less than one
/// percent more. Parameters are our own.
@Suite("Tuned maintenance rules")
struct MaintenanceTuningTests {
  /// One machine with one component, for 20,000 h.
  private static func scenario(component: String, rule: String) -> String {
    """
    fettle: 1
    name: Tuned
    horizon: 20000 h
    params: {age: 90 h}
    products: {part: {release: saturated, route: [unit]}}
    stations: {unit: {time: 6 d, components: {part: \(component)}}}
    maintenance: {rule: {of: unit.*.part, \(rule)}}
    """
  }

  /// The values that tuning finds, by path; what maintenance costs is to be small.
  private func tuned(
    component: String, rule: String, tune: String, points: Int? = nil
  ) async throws -> [String] {
    let text = MaintenanceTuningTests.scenario(component: component, rule: rule)
    let experiment = try ExperimentReader.read(
      text: """
        fettle: 1
        scenario: line.yaml
        replications: {tune: 40, judge: 2}
        arms: {fixed: {}, tuned: {tune: \(tune)}}
        minimise: cost.maintenance
        \(points.map { "points: \($0)" } ?? "")
        """, name: "plan.yaml", files: ["line.yaml": text])
    let judging = ExperimentPlan(
      arms: try experiment.arms.map { Arm(name: $0.name, scenario: try $0.scenario.simulated()) },
      baseline: experiment.baseline, seed: experiment.seed, replications: 2)
    var plan = try BenchmarkPlan(experiment, judging: judging, include: [])
    for (index, arm) in experiment.arms.enumerated() {
      let overrides = arm.overrides
      plan.tunings[index].scenario = { (values) throws(ScenarioFailure) in
        try ScenarioReader.read(text: text, name: "line.yaml", overrides: overrides + values)
      }
    }
    let tunings = try #require(try await plan.tune(jobs: 2))
    return try #require(tunings[1]).values
  }

  /// A number at the beginning of a text, such as 48.5 in `48.5 h`.
  private func number(_ text: String) throws -> Double {
    try #require(Double(text.prefix { $0.isNumber || $0 == "." }))
  }

  @Test("The age of replacement costs at most 1 % more than the best", .tags(.statistical))
  func age() async throws {
    let found = try await tuned(
      component:
        "{life: weibull shape 2.4 scale 120 h, replace: {planned: 1 h, failed: 6 h, cost: "
        + "{planned: 3 EUR, failed: 14 EUR}}}",
      rule: "replace: {at_age: $age}", tune: "{params.age: 20 h to 300 h}")
    let theory = try AgeReplacement(
      life: Distribution(.weibull(shape: 2.4, scale: 120)),
      planned: Replacement(cost: 3, duration: 1), failed: Replacement(cost: 14, duration: 6))
    let best = theory.costRate(replacedAt: theory.cheapestAge)
    #expect(theory.costRate(replacedAt: try number(found[0])) <= 1.01 * best)
  }

  @Test(
    "The interval of block replacement costs at most 1 % more than the best", .tags(.statistical))
  func block() async throws {
    let found = try await tuned(
      component:
        "{life: weibull shape 2.6 scale 110 h, replace: {planned: 0 s, failed: 0 s, cost: "
        + "{planned: 2 EUR, failed: 9 EUR}}}",
      rule: "replace: {every: $age}", tune: "{params.age: 20 h to 300 h}")
    let theory = try BlockReplacement(
      life: Distribution(.weibull(shape: 2.6, scale: 110)), plannedCost: 2, failureCost: 9)
    let best = theory.costRate(every: theory.cheapestPeriod)
    #expect(theory.costRate(every: try number(found[0])) <= 1.01 * best)
  }

  @Test("The period with minimal repairs costs at most 1 % more than the best", .tags(.statistical))
  func minimalRepair() async throws {
    let found = try await tuned(
      component:
        "{life: weibull shape 2.2 scale 60 h, repair: {failed: 0 s, restores: 0 %, cost: 4 EUR}, "
        + "replace: {planned: 0 s, failed: 0 s, cost: {planned: 30 EUR, failed: 30 EUR}}}",
      rule: "replace: {at_age: $age}", tune: "{params.age: 30 h to 400 h}")
    let theory = try MinimalRepair(shape: 2.2, scale: 60, replacementCost: 30, repairCost: 4)
    #expect(theory.costRate(every: try number(found[0])) <= 1.01 * theory.leastCostRate)
  }

  @Test(
    "Threshold and interval of inspections cost at most 1 % more than the best",
    .tags(.statistical), arguments: [false, true])
  func inspectedChain(isHidden: Bool) async throws {
    let means = [40.0, 40, 25, 20]
    let states =
      zip("abcd", means).map { "\($0): {lasts: exponential \($1) h}" }.joined(separator: ", ")
      + ", failed: {}"
    let hidden = isHidden ? "failure: hidden, hidden_cost: 3 EUR/h, " : ""
    let found = try await tuned(
      component:
        "{states: {\(states)}, \(hidden)replace: {planned: 0 s, failed: 0 s, cost: "
        + "{planned: 15 EUR, failed: 90 EUR}}}",
      rule: "replace: {wear_over: 50 %, look: 8 h}, inspect: {cost: 0.8 EUR}",
      tune: "{maintenance.rule.replace.wear_over: [25 %, 50 %, 75 %], "
        + "maintenance.rule.replace.look: 2 h to 40 h}")
    let theory = try InspectedChain(
      rates: means.map { 1 / $0 }, failure: isHidden ? .hidden(costRate: 3) : .announced,
      inspectionCost: 0.8, planned: Replacement(cost: 15), failed: Replacement(cost: 90))
    let threshold = Int((try number(found[0]) / 25).rounded())
    let cost = theory.costRate(threshold: threshold, interval: try number(found[1]))
    #expect(cost <= 1.01 * (try theory.optimum().costRate))
  }

  @Test(
    "Level and interval for a gamma process cost at most 1 % more than the best",
    .tags(.statistical))
  func gammaProcess() async throws {
    // Levels from 0 to 1: shape 0.6 an hour, scale 0.05.
    let found = try await tuned(
      component:
        "{wear: gamma rate 3 %/h variance 0.0015 /h, failure: hidden, hidden_cost: 4 EUR/h, "
        + "replace: {planned: 0 s, failed: 0 s, cost: {planned: 12 EUR, failed: 50 EUR}}}",
      rule: "replace: {wear_over: 60 %, look: 4 h}, inspect: {cost: 0.7 EUR}",
      tune: "{maintenance.rule.replace.wear_over: 20 % to 95 %, "
        + "maintenance.rule.replace.look: 1 h to 20 h}")
    let theory = try InspectedGammaProcess(
      shapeRate: 0.6, scale: 0.05, failureLevel: 1, inspectionCost: 0.7, plannedCost: 12,
      failureCost: 50, downCostRate: 4)
    let cost = theory.costRate(
      replacedFrom: try number(found[0]) / 100, interval: try number(found[1]))
    #expect(cost <= 1.01 * (try theory.optimum().costRate))
  }

  @Test("The table of a decision process costs at most 1 % more than the best", .tags(.statistical))
  func decisionProcess() async throws {
    let matrix: [[Double]] = [
      [0.6, 0.3, 0.05, 0.05], [0, 0.7, 0.2, 0.1], [0, 0, 0.8, 0.2], [0, 0, 0, 1],
    ]
    let running = [0.0, 1, 4, 20]
    let theory = try RepairOrReplacement(
      degradation: matrix, runningCosts: running, replacementCost: 9, repairCost: 4,
      failurePenalty: 15, repairSteps: 1)
    // All tables: each of the states but the new and the failed one is left, repaired or replaced.
    let words = ["leave", "replace", "repair"]
    var tables: [(text: String, policy: [Int])] = []
    for first in words.indices {
      for second in words.indices {
        tables.append(
          (
            "{by_state: [{from: 0 %, do: leave}, {from: 30 %, do: \(words[first])}, "
              + "{from: 60 %, do: \(words[second])}], look: 1 h}",
            [
              RepairOrReplacement.goOn, first, second, RepairOrReplacement.replace,
            ]
          ))
      }
    }
    let states = matrix.indices.dropLast().map { state in
      let next = matrix[state].indices.filter { matrix[state][$0] > 0 }.map {
        "s\($0): \(100 * matrix[state][$0]) %"
      }
      return "s\(state): {lasts: 1 h, next: {\(next.joined(separator: ", "))}, costs: "
        + "\(running[state]) EUR/h}"
    }
    let found = try await tuned(
      component:
        "{states: {\(states.joined(separator: ", ")), s3: {}}, failure: hidden, repair: {planned: 0 s, "
        + "restores: min(1; 0.333333333333 / part.wear), cost: 4 EUR}, "
        + "replace: {planned: 0 s, failed: 0 s, cost: {planned: 9 EUR, failed: 24 EUR}}}",
      rule: "replace: \(tables[0].text)",
      tune: "{maintenance.rule.replace: [\(tables.map(\.text).joined(separator: ", "))]}",
      points: 9)
    let table = try #require(tables.first { same($0.text, found[0]) }, "\(found)")
    let cost = try theory.process.averageCost(of: table.policy)
    #expect(cost <= 1.01 * (try theory.optimum().averageCost))
  }

  /// Whether two texts are the same but for blanks.
  private func same(_ one: String, _ other: String) -> Bool {
    one.filter { $0 != " " } == other.filter { $0 != " " }
  }
}
