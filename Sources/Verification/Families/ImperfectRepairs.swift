import Experiments
import MaintenanceTheory

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Repairs that leave something of the age: Kijima's models.
extension ModelFamily {
  /// Failures until a time, where a repair takes away a share of the age gained since the last.
  ///
  /// One replication of the case is many runs of the factory, each as long as the time.
  static let repairsSinceLast = ModelFamily(
    names: ["maint.kijima_I"], kind: .factory, parameters: ["shape", "scale", "q", "T"]
  ) { (battery, tier) throws(CaseProblem) in
    let parameters = battery.parameters
    guard let plan = battery.plan else {
      throw CaseProblem("tolerance_hint", "it does not say how often to simulate")
    }
    var length = RunLength(plan, tier: tier)
    let runs = Int(length.length)
    length.warmUp = 0
    let end = try parameters.positive("T")
    length.length = end
    let model = try repaired(parameters, of: "since_last_repair")
    var scenario = try ScenarioModel(model.text(battery.id, length), for: battery.expected) {
      switch $0 {
      case "expected_failures": .metric("\(OneComponent.path).failures")
      default: nil
      }
    }
    scenario.replicationsEach = runs
    let (shape, scale) = (try parameters.positive("shape"), try parameters.positive("scale"))
    let kept = try parameters.number("q")
    let exact = try battery.theory { (wanted) throws(MaintenanceError) in
      guard wanted.name == "minimal_repair_limit" else { return nil }
      let machine = try KijimaTypeOne(shape: shape, scale: scale, keptAge: kept)
      return ExactValue(wanted.name, machine.hazard(end))
    }
    return CaseModel(scenario: scenario, exact: exact)
  }

  /// Failures in the long run, where a repair takes away a share of the whole age.
  static let repairsOfAll = ModelFamily.factory(
    "maint.kijima_II", parameters: ["shape", "scale", "q"]
  ) { (battery, plan) throws(CaseProblem) in
    let parameters = battery.parameters
    let (shape, scale) = (try parameters.positive("shape"), try parameters.positive("scale"))
    let mean = scale * tgamma(1 + 1 / shape)
    let kept = try parameters.number("q")
    let machine = try CaseProblem.ofParameters { () throws(MaintenanceError) in
      try KijimaTypeTwo(shape: shape, scale: scale, keptAge: kept)
    }
    let length = plan.time(ofCycles: machine.meanTimeBetweenFailures)
    let model = try repaired(parameters, of: "all")
    return try ScenarioModel(model.text(battery.id, length), for: battery.expected) { metric in
      metric == "mean_virtual_age_after_repair"
        ? .metric("\(OneComponent.path).wear_after_repair") * .number(mean)
        : OneComponent.formula(metric, horizon: length.length)
    }
  }

  private static func repaired(
    _ parameters: CaseParameters, of wear: String
  ) throws(CaseProblem) -> OneComponent {
    let restored = ScenarioText.number(100 * (1 - (try parameters.number("q"))))
    return OneComponent(component: [
      ("life", try parameters.weibullLife()),
      ("repair", "{failed: 0 s, restores: \(restored) %, restores_of: \(wear)}"),
      ("replace", "{planned: 0 s, failed: 0 s}"),
    ])
  }
}
