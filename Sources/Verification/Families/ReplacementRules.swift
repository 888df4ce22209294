import Experiments
import MaintenanceTheory

/// Lives that are ended by failures, or before by rules that go by time.
extension ModelFamily {
  /// A machine that works and is repaired, in turns.
  static let availability = ModelFamily.factory(
    "maint.availability", parameters: ["up", "repair"],
    exact: ReplacementAnswers.availability
  ) { (battery, plan) throws(CaseProblem) in
    let parameters = battery.parameters
    let cycle = try parameters.object("up").meanTime() + parameters.object("repair").meanTime()
    let length = plan.cycles(of: cycle).time(ofCycles: cycle)
    let model = OneComponent(component: [
      ("life", try parameters.time("up")),
      ("replace", "{failed: \(try parameters.time("repair"))}"),
    ])
    return try ScenarioModel(model.text(battery.id, length), for: battery.expected) { metric in
      metric == "MTBF"
        ? (1 - .metric("stations.unit.down")) * .number(length.length)
          / .metric("\(OneComponent.path).failures")
        : OneComponent.formula(metric, horizon: length.length)
    }
  }

  /// Replacement at an age.
  static let ageReplacement = ModelFamily.factory(
    "maint.age_replacement", parameters: ["shape", "scale", "cp", "cf", "tp", "tf", "T_eval"],
    exact: ReplacementAnswers.age
  ) { (battery, plan) throws(CaseProblem) in
    let parameters = battery.parameters
    let (planned, failed) = (try parameters.number("tp"), try parameters.number("tf"))
    let age = try parameters.positive("T_eval")
    let cycle = try ReplacementAnswers.ageReplacement(battery).cycle(replacedAt: age)
    let length = plan.time(ofCycles: cycle.length)
    let model = OneComponent(
      component: [
        ("life", try parameters.weibullLife()),
        (
          "replace",
          OneComponent.replacement(
            planned: planned, failed: failed, plannedCost: try parameters.number("cp"),
            failedCost: try parameters.number("cf"))
        ),
      ], rule: [("replace", "{at_age: \(ScenarioText.minutes(age))}")])
    return try ScenarioModel(model.text(battery.id, length), for: battery.expected) {
      OneComponent.formula($0, horizon: length.length)
    }
  }

  /// Replacement at fixed times, and at failures.
  static let blockReplacement = ModelFamily.factory(
    "maint.block_replacement", parameters: ["shape", "scale", "cp", "cf", "T_eval"],
    exact: ReplacementAnswers.block
  ) { (battery, plan) throws(CaseProblem) in
    let parameters = battery.parameters
    let interval = try parameters.positive("T_eval")
    var length = plan.time(atRate: 1 / interval)
    // The last replacement falls into the measured time.
    length.length += interval * 1e-6
    let model = OneComponent(
      component: [
        ("life", try parameters.weibullLife()),
        (
          "replace",
          OneComponent.replacement(
            plannedCost: try parameters.number("cp"), failedCost: try parameters.number("cf"))
        ),
      ], rule: [("replace", "{every: \(ScenarioText.minutes(interval))}")])
    let blocks = plan.length
    return try ScenarioModel(model.text(battery.id, length), for: battery.expected) { metric in
      metric == "renewals_per_block"
        ? .metric("\(OneComponent.path).failures") / .number(blocks)
        : OneComponent.formula(metric, horizon: length.length)
    }
  }

  /// Replacement at an age, and minimal repairs of failures before.
  static let minimalRepair = ModelFamily.factory(
    "maint.minimal_repair", parameters: ["shape", "scale", "cp", "cm", "T_eval"],
    exact: ReplacementAnswers.minimalRepair
  ) { (battery, plan) throws(CaseProblem) in
    let parameters = battery.parameters
    let interval = try parameters.positive("T_eval")
    var length = plan.time(atRate: 1 / interval)
    length.length += interval * 1e-6
    let model = OneComponent(
      component: [
        ("life", try parameters.weibullLife()),
        (
          "repair",
          "{failed: 0 s, restores: 0 %, cost: \(ScenarioText.money(try parameters.number("cm")))}"
        ),
        ("replace", OneComponent.replacement(plannedCost: try parameters.number("cp"))),
      ], rule: [("replace", "{at_age: \(ScenarioText.minutes(interval))}")])
    return try ScenarioModel(model.text(battery.id, length), for: battery.expected) { metric in
      let mean = MetricFormula.metric("\(OneComponent.path).failures_per_replacement")
      switch metric {
      case "failures_per_period_mean": return mean
      case "failures_per_period_variance":
        return .metric("\(OneComponent.path).squared_failures_per_replacement") - mean * mean
      default: return OneComponent.formula(metric, horizon: length.length)
      }
    }
  }

  /// Warnings ahead of failures, some missed and some false.
  static let predictiveAlarm = ModelFamily.factory(
    "maint.pdm_alarm",
    parameters: ["shape", "scale", "d", "lead", "phi", "cp", "cf", "ci", "tp", "tf"],
    exact: ReplacementAnswers.alarm
  ) { (battery, plan) throws(CaseProblem) in
    let parameters = battery.parameters
    let (planned, failed) = (try parameters.number("tp"), try parameters.number("tf"))
    let length = plan.time(ofCycles: try ReplacementAnswers.predictiveAlarm(battery).cycle.length)
    let look = try parameters.number("ci")
    let missed = 1 - (try parameters.number("d"))
    let model = OneComponent(
      component: [
        ("life", try parameters.weibullLife()),
        (
          "replace",
          OneComponent.replacement(
            planned: planned, failed: failed, plannedCost: try parameters.number("cp"),
            failedCost: try parameters.number("cf"))
        ),
      ],
      rule: [
        (
          "replace",
          "{warning: {ahead: \(ScenarioText.minutes(try parameters.positive("lead"))), "
            + "misses: \(ScenarioText.number(missed)), "
            + "false_alarms: \(ScenarioText.number(try parameters.number("phi"))) /min}}"
        ), ("inspect", "{cost: \(ScenarioText.money(look))}"),
      ])
    return try ScenarioModel(model.text(battery.id, length), for: battery.expected) { metric in
      let formula = OneComponent.formula(metric, horizon: length.length)
      guard metric == "cost_rate", let formula else { return formula }
      // Every warning is looked into; in the case only a false one costs that.
      let planned =
        MetricFormula.metric("\(OneComponent.path).planned_share")
        * .metric("\(OneComponent.path).replacements")
      return formula - .number(look / length.length) * planned
    }
  }
}
