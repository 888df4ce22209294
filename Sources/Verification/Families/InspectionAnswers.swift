import Experiments
import JSONDocuments
import MaintenanceTheory

/// What theory says of wear that is looked at from time to time.
enum InspectionAnswers {
  /// The machine of a case of an inspected chain.
  static func inspectedChain(_ battery: BatteryCase) throws(CaseProblem) -> InspectedChain {
    let parameters = battery.parameters
    let rates = try parameters.numbers("rates")
    let failure: InspectedChain.Failure =
      try parameters.truth("hidden")
      ? .hidden(costRate: try parameters.number("cd")) : .announced
    let look = try parameters.number("ci")
    let (plannedCost, failedCost) = (try parameters.number("cp"), try parameters.number("cf"))
    let (planned, failed) = (try parameters.number("tp"), try parameters.number("tf"))
    return try CaseProblem.ofParameters { () throws(MaintenanceError) in
      try InspectedChain(
        rates: rates, failure: failure, inspectionCost: look,
        planned: Replacement(cost: plannedCost, duration: planned),
        failed: Replacement(cost: failedCost, duration: failed))
    }
  }

  /// The best thresholds and intervals of an inspected chain.
  static func chain(_ battery: BatteryCase) throws(CaseProblem) -> [ExactValue] {
    let machine = try inspectedChain(battery)
    let interval = try battery.parameters.positive("tau")
    return try battery.theory { (wanted) throws(MaintenanceError) in
      switch wanted.name {
      case "cost_rate_by_threshold":
        return ExactValue(
          wanted.name, .numbered(machine.costRates(interval: interval)))
      case "best_threshold_at_tau":
        let best = machine.bestThreshold(interval: interval)
        return ExactValue(
          wanted.name, decision: .number(Double(best.threshold)), worth: best.costRate,
          answer: battery.number("best_cost_rate_at_tau"))
      case "best_cost_rate_at_tau":
        return ExactValue(wanted.name, machine.bestThreshold(interval: interval).costRate)
      case "joint_optimum":
        let best = try machine.optimum()
        return ExactValue(
          wanted.name,
          decision: .object([
            JSONValue.Member("threshold", .number(Double(best.threshold))),
            JSONValue.Member("tau", .number(best.interval)),
            JSONValue.Member("cost_rate", .number(best.costRate)),
          ]), worth: best.costRate, answer: wanted.value["cost_rate"]?.number)
      default: return nil
      }
    }
  }

  /// The machine of a case of an inspected gamma process.
  static func inspectedGammaProcess(
    _ battery: BatteryCase
  ) throws(CaseProblem) -> InspectedGammaProcess {
    let parameters = battery.parameters
    let (shape, scale) = (try parameters.positive("a"), try parameters.positive("theta"))
    let limit = try parameters.positive("L")
    let (look, down) = (try parameters.number("ci"), try parameters.number("cd"))
    let (planned, failed) = (try parameters.number("cp"), try parameters.number("cf"))
    return try CaseProblem.ofParameters { () throws(MaintenanceError) in
      try InspectedGammaProcess(
        shapeRate: shape, scale: scale, failureLevel: limit, inspectionCost: look,
        plannedCost: planned, failureCost: failed, downCostRate: down)
    }
  }

  /// The life of a gamma process, and its best level and interval.
  static func gammaProcess(_ battery: BatteryCase) throws(CaseProblem) -> [ExactValue] {
    let machine = try inspectedGammaProcess(battery)
    return try battery.theory { (wanted) throws(MaintenanceError) in
      switch wanted.name {
      case "lifetime_mean": return ExactValue(wanted.name, machine.life.mean)
      case "lifetime_sd": return ExactValue(wanted.name, machine.life.standardDeviation)
      case "optimum":
        let best = try machine.optimum()
        return ExactValue(
          wanted.name,
          decision: .object([
            JSONValue.Member("tau", .number(best.interval)),
            JSONValue.Member("M", .number(best.level)),
            JSONValue.Member("cost_rate", .number(best.costRate)),
          ]), worth: best.costRate, answer: wanted.value["cost_rate"]?.number)
      default: return nil
      }
    }
  }
}

extension JSONValue {
  /// Numbers under the names `1`, `2`, ….
  static func numbered(_ values: [Double]) -> JSONValue {
    .object(values.enumerated().map { Member("\($0.offset + 1)", .number($0.element)) })
  }
}
