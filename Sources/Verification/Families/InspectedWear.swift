import Experiments
import MaintenanceTheory

/// Wear that is looked at from time to time.
extension ModelFamily {
  /// A chain of states that is inspected.
  static let inspectedChain = ModelFamily.factory(
    "maint.cbm_markov",
    parameters: ["rates", "tau", "threshold", "ci", "cp", "cf", "cd", "hidden", "tp", "tf"],
    exact: InspectionAnswers.chain
  ) { (battery, plan) throws(CaseProblem) in
    let parameters = battery.parameters
    let rates = try parameters.numbers("rates")
    let isHidden = try parameters.truth("hidden")
    let threshold = try parameters.whole("threshold")
    let machine = try InspectionAnswers.inspectedChain(battery)
    guard machine.thresholds.contains(threshold) else {
      throw CaseProblem(
        "parameters.threshold", "expected a state from 1 to \(rates.count); found \(threshold)")
    }
    let (planned, failed) = (try parameters.number("tp"), try parameters.number("tf"))
    let interval = try parameters.positive("tau")
    // Where a look ends every cycle, and what follows takes no time, cycles are multiples of intervals.
    let isInSteps = isHidden && planned == 0 && failed == 0
    let length = plan.time(
      ofCycles: machine.cycle(threshold: threshold, interval: interval).length,
      step: isInSteps ? interval : 0)
    let names = (0...rates.count).map { "s\($0)" }
    var states = zip(names, rates).map {
      "\($0): {lasts: \(ScenarioText.exponential(rate: $1))}"
    }
    states.append("\(names[rates.count]): {}")
    var component: [ScenarioText.Field] = [
      ("states", "{\(states.joined(separator: ", "))}"),
      (
        "replace",
        OneComponent.replacement(
          planned: planned, failed: failed, plannedCost: try parameters.number("cp"),
          failedCost: try parameters.number("cf"))
      ),
    ]
    if isHidden {
      component.append(("failure", "hidden"))
      component.append(
        ("hidden_cost", "\(ScenarioText.number(try parameters.number("cd"))) EUR/min"))
    }
    let share = ScenarioText.number(100 * Double(threshold) / Double(rates.count))
    let look = ScenarioText.minutes(interval)
    var rule: [ScenarioText.Field] = [("replace", "{wear_over: \(share) %, look: \(look)}")]
    if threshold >= rates.count { rule = [] }
    rule.append(
      ("inspect", "{every: \(look), cost: \(ScenarioText.money(try parameters.number("ci")))}"))
    let model = OneComponent(component: component, rule: rule)
    return try ScenarioModel(model.text(battery.id, length), for: battery.expected) { metric in
      metric == "availability" && isHidden
        ? 1 - .minutes("\(OneComponent.path).unseen_failure") / .number(length.length)
          - .metric("stations.unit.down") - .metric("stations.unit.planned_stop")
        : OneComponent.formula(metric, horizon: length.length)
    }
  }

  /// A gamma process that is inspected.
  static let inspectedGammaProcess = ModelFamily.factory(
    "maint.cbm_gamma_process",
    parameters: ["a", "theta", "tau", "M", "L", "ci", "cp", "cf", "cd"],
    exact: InspectionAnswers.gammaProcess
  ) { (battery, plan) throws(CaseProblem) in
    let parameters = battery.parameters
    let limit = try parameters.positive("L")
    let (shape, scale) = (try parameters.positive("a"), try parameters.positive("theta"))
    let interval = try parameters.positive("tau")
    // A machine is replaced when it has failed at the latest.
    let level = min(try parameters.positive("M"), limit)
    let cycle = try InspectionAnswers.inspectedGammaProcess(battery)
      .cycle(replacedFrom: level, interval: interval)
    let length = plan.time(ofCycles: cycle.length, step: interval)
    let look = ScenarioText.minutes(interval)
    // Wear is the level as a share of that at which it fails.
    let rate = ScenarioText.number(100 * shape * scale / limit)
    let variance = ScenarioText.number(shape * scale * scale / (limit * limit))
    let model = OneComponent(
      component: [
        ("wear", "gamma rate \(rate) %/min variance \(variance) /min"), ("failure", "hidden"),
        ("hidden_cost", "\(ScenarioText.number(try parameters.number("cd"))) EUR/min"),
        (
          "replace",
          OneComponent.replacement(
            plannedCost: try parameters.number("cp"), failedCost: try parameters.number("cf"))
        ),
      ],
      rule: [
        (
          "replace",
          "{wear_over: \(ScenarioText.number(100 * (level / limit))) %, "
            + "look: \(look)}"
        ), ("inspect", "{cost: \(ScenarioText.money(try parameters.number("ci")))}"),
      ])
    return try ScenarioModel(model.text(battery.id, length), for: battery.expected) { metric in
      metric == "mean_downtime_per_cycle"
        ? .minutes("\(OneComponent.path).unseen_failure")
          / .metric("\(OneComponent.path).replacements")
        : OneComponent.formula(metric, horizon: length.length)
    }
  }
}
