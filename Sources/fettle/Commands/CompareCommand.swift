import ArgumentParser
import Experiments
import Scenarios

/// `fettle compare`: simulate several scenarios with common random numbers and print the differences.
struct CompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Simulate several scenarios side by side and print how they differ.",
    discussion: """
      The first is the baseline. Replication n of every arm meets the same chance, so that a \
      difference shows in far fewer replications than two separate runs would need. Intervals of \
      several arms hold for all of them at once.

      Arms are named after their files. With a single file each --set is an arm of its own, named \
      after the change, against the file as it is.

      An experiment, a file that names a scenario and its arms, says all that in a file.

      Examples:
        fettle compare before.yaml after.yaml
        fettle compare experiments/two-shifts/experiment.yaml
        fettle compare line.yaml --set stations.a.buffer=20 --set stations.a.buffer=80
        fettle compare before.yaml after.yaml --fail-if 'throughput.diff < 0 parts/h'
      """)

  @Argument(
    help: "The scenarios, YAML files, of which the first is the baseline; or one experiment.",
    completion: .file(extensions: ["yaml", "yml"]))
  var scenarios: [String]

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "With a single scenario: an arm with this change; may be repeated.",
      valueName: "path=value"),
    completion: .custom(PathCompletion.factors))
  var alternatives: [String] = []

  @Option(
    help: ArgumentHelp(
      "Change a value in every arm, such as 'horizon=2 wk'; may be repeated.",
      valueName: "path=value"),
    completion: .custom(PathCompletion.factors))
  var setAll: [String] = []

  @OptionGroup var gates: GateOptions

  @OptionGroup var options: SimulationOptions

  func validate() throws {
    if scenarios.count == 1, alternatives.isEmpty,
      !ExperimentReader.isExperiment(path: scenarios[0])
    {
      throw ValidationError(
        "there is nothing to compare '\(scenarios[0])' with; name a second scenario, or give a "
          + "change by --set")
    }
    if scenarios.count > 1, !alternatives.isEmpty {
      throw ValidationError(
        "--set makes an arm of a single scenario; use --set-all to change a value in all of them")
    }
    if let twice = Set(alternatives).first(where: { change in
      alternatives.count { $0 == change } > 1
    }) {
      throw ValidationError("--set '\(twice)' stands there twice")
    }
  }

  func run() async throws {
    if scenarios.count == 1, alternatives.isEmpty {
      let experiment = try Reading.experiment(
        scenarios[0], changes: setAll, include: options.includes.include,
        models: options.programs.models)
      try await ExperimentSession(
        comparing: experiment, options: options, conditions: gates.conditions
      ).run()
      return
    }
    var named: [(name: String, path: String, set: [String])] = []
    if scenarios.count == 1 {
      named = [(ExperimentPlan.onlyArm, scenarios[0], setAll)]
      named += alternatives.map { ($0, scenarios[0], setAll + [$0]) }
    } else {
      named = scenarios.map { (CompareCommand.name(of: $0), $0, setAll) }
    }
    let names = Arm.uniqueNames(named.map(\.name))
    var arms: [Arm] = []
    var sources: [RunManifest.Source] = []
    for (name, arm) in zip(names, named) {
      arms.append(
        Arm(
          name: name,
          scenario: try Reading.scenario(
            arm.path, changes: arm.set, include: options.includes.include,
            models: options.programs.models)))
      sources.append(RunManifest.Source(arm: name, scenario: arm.path, set: arm.set))
    }
    try await ExperimentSession(
      options: options, sources: sources, changes: setAll, arms: arms, baseline: 0,
      conditions: gates.conditions
    ).run()
  }

  /// The last part of a path without its ending.
  private static func name(of path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    for ending in [".resolved.yaml", ".yaml", ".yml"]
    where file.hasSuffix(ending) && file.count > ending.count {
      return String(file.dropLast(ending.count))
    }
    return file
  }
}
