import Experiments
import JSONDocuments
import MaintenanceTheory
import RandomVariates
import Scenarios
import TestSupport
import Testing

@testable import Verification

/// The answers of the own cases of maintenance, by the formulas of `MaintenanceTheory`.
///
/// Those of the file were worked out by other means: power series, matrix exponentials, quadrature,
/// collocation, and a look at every policy.
@Suite("Own cases of maintenance")
struct OwnMaintenanceTests {
  @Test("Replacement rules are those of the formulas", .tags(.exact))
  func replacement() throws {
    let machine = try AlternatingRenewal(meanTimeBetweenFailures: 30, meanTimeToRepair: 4)
    try OwnCases.expect(
      "own-availability",
      [
        "availability": machine.availability, "failure_rate": machine.failuresPerTime,
        "point_availability_t6": machine.exponentialAvailability(at: 6),
        "interval_availability_0_6": machine.exponentialAvailability(upTo: 6),
      ])
    let age = try AgeReplacement(
      life: Distribution(.weibull(shape: 2.4, scale: 80)),
      planned: Replacement(cost: 3, duration: 1.5), failed: Replacement(cost: 14, duration: 9))
    let cycle = age.cycle(replacedAt: 50)
    try OwnCases.expect(
      "own-age",
      [
        "cost_rate": cycle.costRate, "availability": cycle.availability,
        "failures_per_time": cycle.failuresPerTime,
        "optimal_cost_rate": age.costRate(replacedAt: age.cheapestAge),
        "run_to_failure_cost_rate": age.runToFailure.costRate,
        "max_availability": age.cycle(replacedAt: age.mostAvailableAge ?? .nan).availability,
      ])
    let block = try BlockReplacement(
      life: Distribution(.weibull(shape: 2.2, scale: 60)), plannedCost: 2, failureCost: 9)
    try OwnCases.expect(
      "own-block",
      [
        "cost_rate": block.costRate(every: 45),
        "renewals_per_block": block.renewals.renewals(by: 45),
        "optimal_cost_rate": block.costRate(every: block.cheapestPeriod),
      ])
    let minimal = try MinimalRepair(
      shape: 2.1, scale: 40, replacementCost: 30, repairCost: 6)
    try OwnCases.expect(
      "own-minimal-repair",
      [
        "cost_rate": minimal.costRate(every: 90),
        "failures_per_period_mean": minimal.failures(by: 90),
        "failures_per_period_variance": minimal.failures(by: 90),
        "optimal_T": minimal.cheapestPeriod, "optimal_cost_rate": minimal.leastCostRate,
      ])
    let alarm = try PredictiveAlarm(
      life: Distribution(.weibull(shape: 1.8, scale: 150)), detection: 0.7, leadTime: 12,
      falseAlarmRate: 0.004, falseAlarmCost: 1.5, planned: Replacement(cost: 8, duration: 2),
      failed: Replacement(cost: 40, duration: 9))
    try OwnCases.expect(
      "own-alarm",
      [
        "cost_rate": alarm.cycle.costRate, "availability": alarm.cycle.availability,
        "fraction_preventive": alarm.cycle.plannedShare,
        "run_to_failure_cost_rate": alarm.runToFailure.costRate,
        "cost_saving_fraction": alarm.savedShare,
      ])
  }

  @Test("Inspected wear is that of the formulas", .tags(.exact))
  func inspection() throws {
    let chain = try InspectedChain(
      rates: [0.04, 0.06, 0.1], failure: .announced, inspectionCost: 1,
      planned: Replacement(cost: 15, duration: 1), failed: Replacement(cost: 80, duration: 4))
    try expect("own-inspected-chain", chain.cycle(threshold: 2, interval: 6))
    let hidden = try InspectedChain(
      rates: [0.05, 0.08, 0.08, 0.12], failure: .hidden(costRate: 6), inspectionCost: 0.6,
      planned: Replacement(cost: 12, duration: 0.5), failed: Replacement(cost: 50, duration: 2))
    try expect("own-hidden-chain", hidden.cycle(threshold: 3, interval: 4))
    let gamma = try InspectedGammaProcess(
      shapeRate: 0.8, scale: 0.5, failureLevel: 4.5, inspectionCost: 0.8, plannedCost: 14,
      failureCost: 45, downCostRate: 6)
    let cycle = gamma.cycle(replacedFrom: 2.5, interval: 5)
    try OwnCases.expect(
      "own-gamma-wear",
      [
        "cost_rate": cycle.costRate, "fraction_preventive": cycle.plannedShare,
        "mean_cycle": cycle.length, "mean_downtime_per_cycle": cycle.downTime,
        "lifetime_mean": gamma.life.mean, "lifetime_sd": gamma.life.standardDeviation,
      ])
  }

  private func expect(_ id: String, _ cycle: RenewalCycle) throws {
    try OwnCases.expect(
      id,
      [
        "cost_rate": cycle.costRate, "fraction_preventive": cycle.plannedShare,
        "mean_cycle": cycle.length, "availability": cycle.availability,
      ])
  }

  @Test("Repairs, redundancy and spares are those of the formulas", .tags(.exact))
  func repairs() throws {
    let one = try KijimaTypeOne(shape: 3, scale: 20, keptAge: 0.4)
    try OwnCases.expect(
      "own-repairs-since-last",
      ["expected_failures": one.failures(by: 50), "minimal_repair_limit": one.hazard(50)])
    let two = try KijimaTypeTwo(shape: 1.7, scale: 12, keptAge: 0.35)
    try OwnCases.expect(
      "own-repairs-of-all",
      [
        "failure_rate": two.failuresPerTime,
        "mean_virtual_age_after_repair": two.meanVirtualAgeAfterRepair,
      ])
    let system = try KOutOfN(units: 4, needed: 2, crews: 2, meanLife: 60, meanRepair: 20)
    try OwnCases.expect(
      "own-redundancy",
      [
        "system_availability": system.availability, "unavailability": system.unavailability,
        "system_failures_per_time": system.failuresPerTime, "MUT": system.meanUpTime,
        "MDT": system.meanDownTime, "MTTF_from_new": system.meanTimeToFirstFailure,
        "unit_availability": system.unitAvailability,
      ])
    let spares = try SparesPalm(failureRate: 0.5, meanRepair: 6)
    try OwnCases.expect(
      "own-spare-pool",
      [
        "pipeline_mean": spares.pipeline, "fill_rate": spares.fillRate(baseStock: 5),
        "EBO": spares.backorders(baseStock: 5), "mean_on_hand": spares.onHand(baseStock: 5),
      ])
  }

  @Test("Decisions are those of policy iteration", .tags(.exact))
  func decisions() throws {
    let process = try RepairOrReplacement(
      degradation: [
        [0.6, 0.25, 0.1, 0.03, 0.02], [0, 0.55, 0.3, 0.1, 0.05], [0, 0, 0.6, 0.3, 0.1],
        [0, 0, 0, 0.75, 0.25], [0, 0, 0, 0, 1],
      ],
      runningCosts: [0, 1.5, 3, 6, 20], replacementCost: 10, repairCost: 4, failurePenalty: 16)
    try OwnCases.expect(
      "own-decisions",
      [
        "optimal_average_cost": process.optimum().averageCost,
        "best_pure_replace_threshold_cost": process.costsOfReplacing().min() ?? .nan,
      ])
  }

  @Test("Crews and spares are those of a Markov chain", .tags(.exact))
  func crewAndSpares() throws {
    struct State: Hashable {
      var down = 0
      var inRepair = 0
      var onOrder = 0
    }
    let (machines, crews, stock) = (4, 1, 2)
    // A repair begins when somebody and a spare are there; then a spare is ordered.
    func begun(_ state: State) -> State {
      var state = state
      while state.down > state.inRepair, state.inRepair < crews, state.onOrder < stock {
        state.inRepair += 1
        state.onOrder += 1
      }
      return state
    }
    let chain = MarkovChain(from: State()) { state in
      var (failed, repaired, supplied) = (state, state, state)
      failed.down += 1
      repaired.down -= 1
      repaired.inRepair -= 1
      supplied.onOrder -= 1
      return [
        (begun(failed), Double(machines - state.down) / 40),
        (begun(repaired), Double(state.inRepair) / 5),
        (begun(supplied), Double(state.onOrder) / 15),
      ].filter { $0.1 > 0 }
    }
    try OwnCases.expect(
      "own-crew-spares",
      [
        "mean_availability": chain.mean { Double(machines - $0.down) / Double(machines) },
        "crew_utilisation": chain.mean { Double($0.inRepair) / Double(crews) },
        "mean_parts_on_hand": chain.mean { Double(stock - $0.onOrder) },
        "mean_waiting_machines": chain.mean { Double($0.down - $0.inRepair) },
        "P_stockout": chain.mean { $0.onOrder == stock ? 1 : 0 },
        "failure_rate": chain.mean { Double(machines - $0.down) / 40 },
      ])
  }

  // MARK: - Optima

  /// The verdicts on a case whose answers are changed.
  private func verdicts(
    _ id: String, _ answers: [String: Double]
  ) async throws -> [String: MetricVerdict] {
    var battery = try OwnCases.named(id)
    battery.expected = answers.sorted { $0.key < $1.key }.map {
      ExpectedValue($0.key, .number($0.value))
    }
    let result = try #require(
      await Verification(tier: .quick, seed: 20, jobs: 2).result(of: battery))
    return Dictionary(uniqueKeysWithValues: result.metrics.map { ($0.name, $0.verdict) })
  }

  @Test("An optimum is judged by what it costs, wherever it lies", .tags(.exact))
  func optima() async throws {
    let right = try await verdicts(
      "own-age", ["optimal_age": 40, "optimal_cost_rate": 0.1203287285])
    #expect(right == ["optimal_age": .passed, "optimal_cost_rate": .passed])
    let wrong = try await verdicts(
      "own-age", ["optimal_age": 41.36993048, "optimal_cost_rate": 0.1202])
    #expect(wrong == ["optimal_age": .failed, "optimal_cost_rate": .failed])
    // Without the cost there is nothing but the place.
    let place = try await verdicts("own-age", ["optimal_age": 40])
    #expect(place == ["optimal_age": .failed])
  }

  @Test(
    "Availability at a time is for the simulation of other than exponential times", .tags(.exact))
  func otherTimes() async throws {
    var battery = try OwnCases.named("own-availability")
    battery.parameters = CaseParameters([
      JSONValue.Member(
        "up", .object([.init("dist", .text("exp")), .init("mean", .number(30))])),
      JSONValue.Member(
        "repair", .object([.init("dist", .text("det")), .init("value", .number(4))])),
    ])
    battery.expected = battery.expected.filter { $0.name == "point_availability_t6" }
    let result = try #require(
      await Verification(tier: .quick, seed: 20, jobs: 2).result(of: battery))
    #expect(result.metrics.map(\.verdict) == [.notGiven("the model has none")])
  }

  // MARK: - Edges

  /// Of 100 · 1.36 / 1.36 rounding makes more than 100.
  @Test("A level of replacement may be that of failure, or above", .tags(.exact))
  func levelOfFailure() throws {
    for level in [1.36, 6] {
      var battery = try OwnCases.named("own-gamma-wear")
      battery.parameters = CaseParameters(
        try OwnCases.parameters(of: battery.id).map { member in
          switch member.name {
          case "M": JSONValue.Member("M", .number(level))
          case "L": JSONValue.Member("L", .number(1.36))
          default: member
          }
        })
      battery.expected = battery.expected.filter { $0.name == "cost_rate" }
      let text = try #require(try Verification(tier: .quick, jobs: 1).scenario(of: battery))
      #expect(text.contains("wear_over: 100 %"))
      #expect(throws: Never.self) { try ScenarioReader.check(text: text, name: battery.id) }
    }
  }

  /// Renewals are counted from the middle of one cycle to the middle of another.
  @Test("A run takes whole cycles, after some that are discarded", .tags(.exact))
  func wholeCycles() {
    let plan = SimulationPlan(replications: 2, warmUp: 0, length: 30, unit: "cycles")
    let run = RunLength(plan, tier: .full)
    #expect(run.time(ofCycles: 4).warmUp == 202)
    #expect(run.time(ofCycles: 4).length == 120)
    // A part of a cycle is a whole one.
    #expect(RunLength(plan, tier: .quick).time(ofCycles: 4).length == 12)
    // Steps of 1.5: 202 lies in the 134th, whose middle is 201.75.
    #expect(run.time(ofCycles: 4, step: 1.5).warmUp == 201.75)
    #expect(run.time(ofCycles: 4, step: 1.5).length == 120)
    var longer = run
    longer.warmUp = 80.2
    #expect(longer.time(ofCycles: 4).warmUp == 326)
  }

  // MARK: - Refusals

  private func problem(_ id: String, _ changed: [String: JSONValue]) throws -> String {
    let members = try OwnCases.parameters(of: id).map {
      JSONValue.Member($0.name, changed[$0.name] ?? $0.value)
    }
    var battery = try OwnCases.named(id)
    battery.parameters = CaseParameters(members)
    do throws(CaseProblem) {
      _ = try ModelFamily.model(of: battery, tier: .quick)
      return "none"
    } catch {
      return "\(error)"
    }
  }

  @Test("What theory or language do not cover is refused with the reason", .tags(.failure))
  func refusals() throws {
    #expect(try problem("own-age", [:]) == "none")
    #expect(
      try problem("own-age", ["cp": .number(0)])
        == "parameters: cost of a planned replacement is 0; it must be finite and above 0")
    #expect(
      try problem("own-wiener", ["x_observed": .number(6)])
        == "parameters.x_observed: expected a level below that of failure")
    #expect(
      try problem("own-hidden-chain", ["threshold": .number(0)])
        == "parameters.threshold: expected a state from 1 to 4; found 0")
    #expect(
      try problem("own-hidden-chain", ["threshold": .number(5)])
        == "parameters.threshold: expected a state from 1 to 4; found 5")
    #expect(
      try problem("own-repairs-of-all", ["q": .number(1)])
        == "parameters: kept age is 1; it must be from 0 to below 1")
    func row(_ values: Double...) -> JSONValue { .list(values.map { .number($0) }) }
    #expect(
      try problem(
        "own-decisions",
        [
          "degradation": .list([
            row(0.6, 0.25, 0.1, 0.03, 0.02), row(0.1, 0.45, 0.3, 0.1, 0.05),
            row(0, 0, 0.6, 0.3, 0.1), row(0, 0, 0, 0.75, 0.25), row(0, 0, 0, 0, 1),
          ])
        ]) == "parameters.degradation[1]: states that become better are not modelled")
    #expect(
      try problem("own-decisions", ["replace": .number(1e6), "repair": .number(1e6)])
        == "parameters: a failed machine that is left alone is not modelled")
  }
}
