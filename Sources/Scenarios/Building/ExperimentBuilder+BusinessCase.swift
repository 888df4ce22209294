import FactoryModel
import RandomVariates

/// What it takes to bring an arm about.
extension ExperimentBuilder {
  /// Reads a business case.
  ///
  /// - Parameters:
  ///   - node: Where it stands.
  ///   - scenario: The arm's scenario, whose currency its money must have.
  ///   - path: The scenario's path.
  ///   - scenarioNode: Where the scenario is named.
  ///   - changes: What differs from the scenario in the arm.
  /// - Returns: `nil` where there is none, or it is wrong.
  mutating func businessCase(
    _ node: TreeNode?, _ scenario: CheckedScenario, _ path: String, _ scenarioNode: TreeNode,
    _ changes: [[TreeEntry]]
  ) -> Experiment.BusinessCase? {
    guard let section = node?.section else { return nil }
    let none = Distribution(.constant(value: 0))
    let names = ["invest", "running_cost", "discount"]
    for name in names {
      guard let value = section[name], let currency = value.value?.currency,
        let known = scenario.factory?.costs.currency, currency != known
      else { continue }
      reading.error(
        value.place, value.path,
        "is in \(currency), but the scenario's money is in \(known); use one currency")
    }
    let read = names.map { uncertain(section[$0]) }
    let factors = varied(section["break_even"], path, scenarioNode, changes)
    if factors.count > 1, let factor = section["break_even"] {
      reading.error(
        factor.place, factor.path, "has \(factors.count) factors; the value of one is looked for")
    }
    return Experiment.BusinessCase(
      invest: read[0] ?? none, runningCost: read[1] ?? none,
      rampUp: section["ramp_up"]?.quantity?.value ?? 0, discount: read[2] ?? none,
      duration: section["over"]?.quantity?.value ?? 5 * 31_536_000,
      sites: section["sites"]?.count ?? 1, breakEven: factors.first)
  }

  /// A value that may be uncertain.
  private mutating func uncertain(_ node: TreeNode?) -> Distribution? {
    guard let node, let value = node.value else { return nil }
    do throws(ValueProblem) {
      switch value.meaning {
      case .quantity(let quantity): return Distribution(.constant(value: quantity.value))
      case .distribution(let expression):
        guard expression.inputs.isEmpty else { break }
        return try expression.distribution(inputs: [])
      default: break
      }
      throw ValueProblem(
        "\(quoted(value.text)) depends on something; give a number, or a distribution of numbers")
    } catch {
      reading.error(node.place, node.path, error.message)
      return nil
    }
  }

  /// What knows the future is there to be compared with, and nobody's choice.
  mutating func checkPerfect(_ section: TreeSection, baseline: Int, perfect: Int?) {
    guard let node = section["perfect"], perfect == baseline else { return }
    reading.error(
      node.place, node.path,
      "the baseline cannot be the arm that knows the future; name another arm")
  }

  /// Warns where the margin of parts not made may count as cost twice.
  mutating func warnOfLostMargin(_ section: TreeSection, _ arms: [Experiment.Arm]) {
    let hasCase =
      section["business_case"] != nil
      || (section["arms"]?.entries ?? []).contains { $0.node.section?["business_case"] != nil }
    guard hasCase,
      arms.contains(where: {
        $0.scenario.tree["costs"]?.section?["downtime"] != nil
          && $0.scenario.tree["customers"] != nil
      })
    else { return }
    reading.warn(
      section.place(of: "business_case") ?? section.place, "business_case",
      "the scenario charges downtime by the hour and has customers whose lost sales cost too; "
        + "leave the margin of parts not made out of 'costs.downtime', or it counts twice")
  }
}
