import ArgumentParser
import Experiments
import Scenarios

/// Sessions made from the files of experiments.
extension ExperimentSession {
  /// Arms side by side.
  init(
    comparing experiment: Experiment, options: SimulationOptions, conditions: [String]
  ) throws {
    guard !experiment.arms.isEmpty else {
      Terminal.printMessage(
        "error: the experiment has no arms to compare; it varies factors: use 'fettle sweep'")
      throw ExitStatus.badInput
    }
    if let arm = experiment.arms.first(where: { !$0.tune.isEmpty }) {
      Terminal.printMessage(
        "error: the arm '\(arm.name)' is tuned first; use 'fettle benchmark'")
      throw ExitStatus.badInput
    }
    try self.init(arms: experiment, options: options, conditions: conditions)
  }

  /// Arms that are tuned first, then judged on other replications.
  init(
    benchmarking experiment: Experiment, path: String, options: SimulationOptions,
    conditions: [String], tuningReplications: Int?, points: Int?
  ) throws {
    let source = BenchmarkSource(
      experiment: experiment, path: path, include: options.includes.include,
      tuningReplications: tuningReplications, points: points)
    try source.check()
    try self.init(arms: experiment, options: options, conditions: conditions)
    benchmark = source
  }

  private init(
    arms experiment: Experiment, options: SimulationOptions, conditions: [String]
  ) throws {
    self.init(
      options: options,
      sources: experiment.arms.map { arm in
        RunManifest.Source(
          arm: arm.name, scenario: arm.path,
          set: arm.overrides.map { "\($0.path)=\($0.text)" })
      },
      arms: try experiment.arms.map { arm in
        Arm(name: arm.name, scenario: try Reading.simulated(arm.scenario))
      },
      baseline: experiment.baseline, conditions: conditions + experiment.failIf,
      metrics: experiment.metrics)
    defaults = Defaults(experiment)
  }

  /// Factors at the points of a design.
  init(
    sweeping experiment: Experiment, options: SimulationOptions, metrics: [String],
    design: DesignName?, points: Int?, designSeed: UInt64?
  ) throws {
    guard !experiment.vary.isEmpty else {
      Terminal.printMessage(
        "error: the experiment varies nothing; it has arms: use 'fettle compare'")
      throw ExitStatus.badInput
    }
    guard experiment.kind == .sweep else {
      Terminal.printMessage(
        "error: the experiment looks for the best values ('budget'), which is not carried out yet")
      throw ExitStatus.badInput
    }
    let name = design ?? DesignName(rawValue: experiment.design) ?? .grid
    let plan = try Reading.request("vary") { () throws(RequestError) -> SweepPlan in
      var factors: [SweepFactor] = []
      for factor in experiment.vary {
        switch factor.values {
        case .list(let values):
          factors.append(SweepFactor(path: factor.path, values: .levels(values)))
        case .range(let text): factors.append(try SweepFactor(argument: "\(factor.path)=\(text)"))
        }
      }
      return SweepPlan(
        factors: factors,
        design: name.layout(points: points ?? experiment.points, seed: designSeed))
    }
    let rows = try Reading.request("vary") { () throws(RequestError) -> [[String]] in
      try plan.points()
    }
    try self.init(
      points: rows, of: plan.factors.map(\.path), scenario: experiment.path,
      changes: experiment.overrides.map { "\($0.path)=\($0.text)" }, options: options,
      metrics: metrics.isEmpty ? experiment.metrics : metrics)
    defaults = Defaults(experiment)
  }

  /// An arm for each point of a design.
  init(
    points: [[String]], of paths: [String], scenario: String, changes: [String],
    options: SimulationOptions, metrics: [String]
  ) throws {
    var arms: [Arm] = []
    var sources: [RunManifest.Source] = []
    for (index, point) in points.enumerated() {
      let set = changes + zip(paths, point).map { "\($0)=\($1)" }
      let name = "\(index + 1)"
      arms.append(
        Arm(
          name: name,
          scenario: try Reading.scenario(
            scenario, changes: set, option: "--vary", include: options.includes.include,
            models: options.programs.models),
          settings: point))
      sources.append(RunManifest.Source(arm: name, scenario: scenario, set: set))
    }
    self.init(
      options: options, sources: sources, changes: changes, arms: arms, factors: paths,
      metrics: metrics)
  }
}

extension ExperimentSession.Defaults {
  /// What an experiment says of how it is carried out.
  init(_ experiment: Experiment) {
    replications = experiment.replications
    seed = experiment.seed
    mostReplications = experiment.mostReplications ?? 1_000
    precision = experiment.precision
    subjectTo = experiment.subjectTo
  }
}
