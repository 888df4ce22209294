import Experiments
import JSONDocuments
import MaintenanceTheory

/// A chain that is looked at each period, and left, repaired or replaced.
extension ModelFamily {
  /// The best policy by policy iteration, and a factory that follows it.
  ///
  /// A repair takes the component two states back. What is done in each state is a table of the rule,
  /// what a period costs is the cost of its state.
  static let decisionProcess = ModelFamily.factory(
    "maint.mdp",
    parameters: ["degradation", "operating", "replace", "repair", "failure_penalty"],
    exact: { (battery) throws(CaseProblem) in
      try RepairDecisions(battery.parameters).answers(battery)
    }
  ) { (battery, length) throws(CaseProblem) in
    let model = try RepairDecisions(battery.parameters).component()
    return try ScenarioModel(model.text(battery.id, length), for: battery.expected) {
      OneComponent.formula($0, horizon: length.length)
    }
  }
}

/// A process of decisions, as theory and as a component.
private struct RepairDecisions {
  /// How many states a repair goes back.
  static let repairSteps = 2

  var degradation: [[Double]]
  var operating: [Double]
  var replace: Double
  var repair: Double
  var penalty: Double
  /// What is done in each state.
  var policy: [Int]
  var averageCost: Double
  var process: RepairOrReplacement

  init(_ parameters: CaseParameters) throws(CaseProblem) {
    operating = try parameters.numbers("operating")
    degradation = try parameters.square("degradation", size: operating.count)
    replace = try parameters.number("replace")
    repair = try parameters.number("repair")
    penalty = try parameters.number("failure_penalty")
    do throws(MaintenanceError) {
      process = try RepairOrReplacement(
        degradation: degradation, runningCosts: operating, replacementCost: replace,
        repairCost: repair, failurePenalty: penalty, repairSteps: RepairDecisions.repairSteps)
      (policy, averageCost) = try process.optimum()
    } catch {
      throw CaseProblem("parameters", "\(error)")
    }
  }

  private var failed: Int { operating.count - 1 }

  // MARK: - Theory

  func answers(_ battery: BatteryCase) throws(CaseProblem) -> [ExactValue] {
    try battery.theory { (wanted) throws(MaintenanceError) in
      switch wanted.name {
      case "optimal_policy":
        return ExactValue(
          wanted.name, decision: .list(policy.map { .number(Double($0)) }), worth: averageCost,
          answer: battery.number("optimal_average_cost"))
      case "replace_threshold_policies":
        return ExactValue(wanted.name, .numbered(try process.costsOfReplacing()))
      case "best_pure_replace_threshold_cost":
        return try process.costsOfReplacing().min().map { ExactValue(wanted.name, $0) }
      default: return nil
      }
    }
  }

  // MARK: - A component

  func component() throws(CaseProblem) -> OneComponent {
    for (state, row) in degradation.enumerated() where row[..<state].contains(where: { $0 > 0 }) {
      throw CaseProblem(
        "parameters.degradation[\(state)]", "states that become better are not modelled")
    }
    guard policy[failed] == RepairOrReplacement.replace else {
      throw CaseProblem("parameters", "a failed machine that is left alone is not modelled")
    }
    let step = 1 / Double(failed)
    let states = (0..<failed).map { state in
      let next = degradation[state].indices.filter { degradation[state][$0] > 0 }.map {
        "s\($0): \(ScenarioText.number(100 * degradation[state][$0])) %"
      }
      return "s\(state): {lasts: 1 min, next: {\(next.joined(separator: ", "))}, costs: "
        + "\(ScenarioText.number(operating[state])) EUR/min}"
    }
    let lines = (0..<failed).map { state in
      "{from: \(ScenarioText.number(100 * step * Double(state))) %, do: \(word(policy[state]))}"
    }
    let back = ScenarioText.number(step * Double(RepairDecisions.repairSteps))
    return OneComponent(
      component: [
        ("states", "{\(states.joined(separator: ", ")), s\(failed): {}}"),
        ("failure", "hidden"),
        (
          "repair",
          "{planned: 0 s, restores: min(1; \(back) / part.wear), "
            + "cost: \(ScenarioText.money(repair))}"
        ),
        (
          "replace",
          OneComponent.replacement(plannedCost: replace, failedCost: replace + penalty)
        ),
      ],
      rule: [("replace", "{by_state: [\(lines.joined(separator: ", "))], look: 1 min}")])
  }

  private func word(_ action: Int) -> String {
    switch action {
    case RepairOrReplacement.repair: "repair"
    case RepairOrReplacement.replace: "replace"
    default: "leave"
    }
  }
}
