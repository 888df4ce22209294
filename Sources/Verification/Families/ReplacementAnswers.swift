import Experiments
import JSONDocuments
import MaintenanceTheory
import RandomVariates

/// What theory says of lives that are ended by failures, or before by rules that go by time.
enum ReplacementAnswers {
  /// Availability at a time and up to one, of a machine with exponential times.
  static func availability(_ battery: BatteryCase) throws(CaseProblem) -> [ExactValue] {
    let (up, repair) = (
      try battery.parameters.object("up"), try battery.parameters.object("repair")
    )
    guard try up.isExponential(), try repair.isExponential() else { return [] }
    let (life, work) = (try up.meanTime(), try repair.meanTime())
    return try battery.theory { (wanted) throws(MaintenanceError) in
      let machine = try AlternatingRenewal(
        meanTimeBetweenFailures: life, meanTimeToRepair: work)
      if let time = wanted.name.number(after: "point_availability_t") {
        return ExactValue(wanted.name, machine.exponentialAvailability(at: Double(time)))
      }
      if let end = wanted.name.number(after: "interval_availability_0_"), end > 0 {
        return ExactValue(wanted.name, machine.exponentialAvailability(upTo: Double(end)))
      }
      return nil
    }
  }

  /// The machine of a case of replacement at an age.
  static func ageReplacement(_ battery: BatteryCase) throws(CaseProblem) -> AgeReplacement {
    let parameters = battery.parameters
    let life = try parameters.weibull()
    let (plannedCost, failedCost) = (try parameters.number("cp"), try parameters.number("cf"))
    let (planned, failed) = (try parameters.number("tp"), try parameters.number("tf"))
    return try CaseProblem.ofParameters { () throws(MaintenanceError) in
      try AgeReplacement(
        life: life, planned: Replacement(cost: plannedCost, duration: planned),
        failed: Replacement(cost: failedCost, duration: failed))
    }
  }

  /// The best ages of replacement.
  static func age(_ battery: BatteryCase) throws(CaseProblem) -> [ExactValue] {
    let machine = try ageReplacement(battery)
    return try battery.theory { (wanted) throws(MaintenanceError) in
      switch wanted.name {
      case "optimal_age":
        let age = machine.cheapestAge
        return ExactValue(
          wanted.name, decision: .number(age), worth: machine.costRate(replacedAt: age),
          answer: battery.number("optimal_cost_rate"))
      case "optimal_cost_rate":
        return ExactValue(wanted.name, machine.costRate(replacedAt: machine.cheapestAge))
      case "run_to_failure_cost_rate":
        return ExactValue(wanted.name, machine.runToFailure.costRate)
      case "max_availability_age":
        return machine.mostAvailableAge.map { age in
          ExactValue(
            wanted.name, decision: .number(age),
            worth: machine.cycle(replacedAt: age).availability,
            answer: battery.number("max_availability"))
        }
      case "max_availability":
        return machine.mostAvailableAge.map { age in
          ExactValue(wanted.name, machine.cycle(replacedAt: age).availability)
        }
      default: return nil
      }
    }
  }

  /// The best time between replacements whatever the age.
  static func block(_ battery: BatteryCase) throws(CaseProblem) -> [ExactValue] {
    let parameters = battery.parameters
    let life = try parameters.weibull()
    let (planned, failed) = (try parameters.number("cp"), try parameters.number("cf"))
    return try battery.theory { (wanted) throws(MaintenanceError) in
      guard ["optimal_T", "optimal_cost_rate"].contains(wanted.name) else { return nil }
      let machine = try BlockReplacement(
        life: life, plannedCost: planned, failureCost: failed)
      let period = machine.cheapestPeriod
      let cost = machine.costRate(every: period)
      return wanted.name == "optimal_T"
        ? ExactValue(
          wanted.name, decision: .number(period), worth: cost,
          answer: battery.number("optimal_cost_rate"))
        : ExactValue(wanted.name, cost)
    }
  }

  /// The best time between replacements with minimal repairs.
  static func minimalRepair(_ battery: BatteryCase) throws(CaseProblem) -> [ExactValue] {
    let parameters = battery.parameters
    let (shape, scale) = (try parameters.positive("shape"), try parameters.positive("scale"))
    let (replacement, repair) = (try parameters.number("cp"), try parameters.number("cm"))
    return try battery.theory { (wanted) throws(MaintenanceError) in
      let machine = try MinimalRepair(
        shape: shape, scale: scale, replacementCost: replacement, repairCost: repair)
      switch wanted.name {
      case "optimal_T":
        return ExactValue(
          wanted.name, decision: .number(machine.cheapestPeriod), worth: machine.leastCostRate,
          answer: battery.number("optimal_cost_rate"))
      case "optimal_cost_rate": return ExactValue(wanted.name, machine.leastCostRate)
      default: return nil
      }
    }
  }

  /// The machine of a case of alarms.
  static func predictiveAlarm(_ battery: BatteryCase) throws(CaseProblem) -> PredictiveAlarm {
    let parameters = battery.parameters
    let life = try parameters.weibull()
    let (detection, lead) = (try parameters.number("d"), try parameters.number("lead"))
    let (rate, look) = (try parameters.number("phi"), try parameters.number("ci"))
    let (plannedCost, failedCost) = (try parameters.number("cp"), try parameters.number("cf"))
    let (planned, failed) = (try parameters.number("tp"), try parameters.number("tf"))
    return try CaseProblem.ofParameters { () throws(MaintenanceError) in
      try PredictiveAlarm(
        life: life, detection: detection, leadTime: lead, falseAlarmRate: rate,
        falseAlarmCost: look, planned: Replacement(cost: plannedCost, duration: planned),
        failed: Replacement(cost: failedCost, duration: failed))
    }
  }

  /// What an alarm is compared with.
  static func alarm(_ battery: BatteryCase) throws(CaseProblem) -> [ExactValue] {
    let machine = try predictiveAlarm(battery)
    return try battery.theory { (wanted) throws(MaintenanceError) in
      switch wanted.name {
      case "run_to_failure_cost_rate":
        return ExactValue(wanted.name, machine.runToFailure.costRate)
      case "cost_saving_fraction": return ExactValue(wanted.name, machine.savedShare)
      default: return nil
      }
    }
  }
}

extension CaseParameters {
  /// The Weibull life of a case.
  fileprivate func weibull() throws(CaseProblem) -> Distribution {
    Distribution(.weibull(shape: try positive("shape"), scale: try positive("scale")))
  }

  /// Whether this object is an exponential distribution.
  fileprivate func isExponential() throws(CaseProblem) -> Bool {
    ["exp", "exponential"].contains(try text("dist"))
  }
}
