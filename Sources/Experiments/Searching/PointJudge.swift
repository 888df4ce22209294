import FactorySimulation
import Optimization
import Scenarios

/// Simulates points of a search and says what they are worth.
struct PointJudge: PointJudging {
  let plan: OptimizationPlan
  let jobs: Int
  /// What the scenario as it stands gives on the same replications; for conditions on differences.
  var baseline: RunOutcome?

  var simulator: PointSimulator {
    PointSimulator(
      factors: plan.factors, scenario: plan.scenario, details: plan.details, seed: plan.seed,
      replications: plan.replications, engine: plan.engine, jobs: jobs)
  }

  func verdict(_ run: RunOutcome) -> PointVerdict {
    var objectives: [Double] = []
    for objective in plan.objectives {
      let name = objective.definition.name
      guard let value = Objective.estimate(run.observations(of: name)), value.isFinite else {
        return .failed("\(name) has no value there")
      }
      objectives.append(objective.sign * value)
    }
    var constraints: [Double] = []
    for condition in plan.conditions {
      let name = condition.reference.definition.name
      guard let value = Objective.estimate(run.observations(of: name)), value.isFinite else {
        return .failed("\(name) has no value there")
      }
      let base = baseline.flatMap { Objective.estimate($0.observations(of: name)) }
      let excess = condition.excess(of: condition.subject(value, baseline: base))
      guard excess.isFinite else {
        return .failed("\(name) has no difference from the baseline there")
      }
      constraints.append(excess)
    }
    return .measured(Measurement(objectives: objectives, constraints: constraints))
  }
}
