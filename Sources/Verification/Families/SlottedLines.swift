import Experiments
import FactoryModel
import FlowLineTheory
import Foundation
import JSONDocuments

/// A line whose clock goes in slots of a minute.
private struct SlottedModel {
  /// A machine, by its chances in a slot.
  struct Machine {
    /// To fail.
    var failure: Double
    /// To be repaired.
    var repair: Double
  }

  var machines: [Machine]
  /// Places in front of each machine but the first.
  var buffers: [Int]
  /// Whether machines fail also while they have nothing to do.
  var failsIdle: Bool
  var room: SlotClock.Room
  /// Further keys of each operation; none: no such.
  var operations: [[ScenarioText.Field]] = []

  func text(_ battery: BatteryCase, _ length: RunLength) throws(CaseProblem) -> ScenarioText {
    var line = SerialLine(
      times: machines.map { _ in "1 min" }, buffers: buffers, operations: operations)
    let clock = failsIdle ? "calendar" : "producing"
    if machines.contains(where: { $0.failure > 0 }) {
      line.failures = machines.map { machine in
        machine.failure > 0
          ? ScenarioText.braces([
            ("after", SlottedModel.time(endingWith: machine.failure)), ("clock", clock),
            ("repair", SlottedModel.time(endingWith: machine.repair)),
          ]) : ""
      }
    }
    var text = try line.text(battery, length)
    text.add("clock", "{slot: 1 min, room: \(room.rawValue)}")
    return text
  }

  /// A time that ends in each slot with a chance.
  ///
  /// It is counted in whole slots, rounded up: P(T > 1) = exp(-1 / mean).
  private static func time(endingWith chance: Double) -> String {
    chance < 1 ? "exponential \(ScenarioText.minutes(-1 / log1p(-chance)))" : "1 min"
  }

  /// A Bernoulli machine is up in each slot with a chance, whatever it was before.
  static func bernoulli(
    _ parameters: CaseParameters, operations: [[ScenarioText.Field]] = []
  ) throws(CaseProblem) -> SlottedModel {
    let up = try parameters.numbers("p")
    guard up.allSatisfy({ $0 > 0 && $0 <= 1 }) else {
      throw CaseProblem("parameters.p", "expected chances above 0 and up to 1")
    }
    return SlottedModel(
      machines: up.map { Machine(failure: 1 - $0, repair: $0) },
      buffers: try parameters.wholes("N"), failsIdle: true, room: .thisSlot,
      operations: operations)
  }
}

extension ModelFamily {
  private static func slotted(
    _ name: String, parameters: [String],
    model: @escaping @Sendable (CaseParameters) throws(CaseProblem) -> SlottedModel,
    exact: @escaping @Sendable (CaseParameters) throws(CaseProblem) -> [ExactValue],
    formula: @escaping @Sendable (String, Int) -> MetricFormula?
  ) -> ModelFamily {
    ModelFamily(names: [name], kind: .slotted, parameters: parameters) {
      (battery, tier) throws(CaseProblem) in
      guard let plan = battery.plan else {
        throw CaseProblem("tolerance_hint", "it does not say how long to simulate")
      }
      let line = try model(battery.parameters)
      let text = try line.text(battery, RunLength(plan, tier: tier))
      return CaseModel(
        scenario: try ScenarioModel(text, for: battery.expected) { metric in
          formula(metric, line.machines.count)
        }, exact: try exact(battery.parameters))
    }
  }

  /// Machines that are up in each slot with a chance.
  static let bernoulliLine = slotted("line.bernoulli", parameters: ["p", "N"]) {
    parameters throws(CaseProblem) in
    try SlottedModel.bernoulli(parameters)
  } exact: { parameters throws(CaseProblem) in
    let up = try parameters.numbers("p")
    let buffers = try parameters.wholes("N")
    do throws(LineError) {
      let estimate = try BernoulliLine(probabilities: up, buffers: buffers).aggregated()
      return [ExactValue("pse_aggregation_production_rate", estimate.productionRate)]
    } catch {
      throw CaseProblem("parameters", "\(error)")
    }
  } formula: { metric, _ in
    if metric == "production_rate" { return .perMinute("throughput") }
    if let number = metric.number(after: "wip_") {
      return .metric("stations.m\(number + 1).number")
    }
    if let number = metric.number(after: "starved_") {
      return .metric("stations.m\(number).starved")
    }
    if let number = metric.number(after: "blocked_") {
      return .metric("stations.m\(number).blocked")
        + .metric("stations.m\(number).starved_and_blocked")
    }
    return nil
  }

  /// The same, with parts that may be scrapped by each machine.
  static let bernoulliScrap = slotted("quality.bernoulli_scrap", parameters: ["p", "g", "N"]) {
    parameters throws(CaseProblem) in
    let good = try parameters.numbers("g", count: try parameters.numbers("p").count)
    return try SlottedModel.bernoulli(
      parameters,
      operations: good.map {
        $0 < 1 ? [("makes", "{flaw: \(ScenarioText.number(1 - $0))}"), ("finds", "{flaw: 1}")] : []
      })
  } exact: { _ in
    []
  } formula: { metric, machines in
    switch metric {
    case "good_production_rate": .perMinute("throughput")
    case "total_wip":
      (2..<max(machines, 2)).reduce(.metric("stations.m2.number")) {
        $0 + .metric("stations.m\($1 + 1).number")
      }
    default: nil
    }
  }

  /// Machines that fail only while they work, in each slot with a chance.
  static let geometricLine = slotted(
    "line.deterministic_geometric", parameters: ["p", "r", "capacities"]
  ) { parameters throws(CaseProblem) in
    let failure = try parameters.numbers("p")
    let repair = try parameters.numbers("r", count: failure.count)
    guard zip(failure, repair).allSatisfy({ $0 >= 0 && $0 < 1 && $1 > 0 && $1 <= 1 }) else {
      throw CaseProblem(
        "parameters", "expected p of 0 up to less than 1, and r above 0 and up to 1")
    }
    return SlottedModel(
      machines: zip(failure, repair).map { SlottedModel.Machine(failure: $0, repair: $1) },
      buffers: try parameters.wholes("capacities"), failsIdle: false, room: .lastSlot)
  } exact: { parameters throws(CaseProblem) in
    let failure = try parameters.numbers("p")
    let repair = try parameters.numbers("r", count: failure.count)
    let machines: [JSONValue]
    do throws(LineError) {
      var efficiencies: [JSONValue] = []
      for (failure, repair) in zip(failure, repair) {
        let machine = try UnreliableMachine(failureRate: failure, repairRate: repair)
        efficiencies.append(.number(machine.isolatedEfficiency))
      }
      machines = efficiencies
    } catch {
      throw CaseProblem("parameters", "\(error)")
    }
    return [ExactValue("isolated_efficiency", .list(machines))]
  } formula: { metric, _ in
    if metric == "efficiency" { return .perMinute("throughput") }
    return metric.number(after: "mean_buffer_").map { .metric("stations.m\($0 + 1).number") }
  }
}
