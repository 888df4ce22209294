import ArgumentParser
import Experiments
import Scenarios

/// `fettle run`: simulate a scenario and print what came out.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Simulate a scenario and print what came out, with 95 % intervals.",
    discussion: """
      The run is kept in a folder of its own under runs/ (see --out), in files that pandas, \
      polars and DuckDB read in one line. The same scenario, seed and number of replications \
      give the same results, whatever the number of jobs; a run that is there already is printed \
      and not simulated again.

      Examples:
        fettle run scenarios/stamping-line.yaml
        fettle run scenarios/stamping-line.yaml --set stations.press.buffer=80
        fettle run line.yaml --set stations.press.buffer=80 --compare-to-base
        fettle run line.yaml --precision throughput=0.5% --format json
        fettle run line.yaml --metric cycle_time.p95
        fettle run line.yaml --set 'horizon=10 yr' --batches 20
        fettle run line.yaml --set-points runs/search-speed-3f9c --from '4 wk'
        fettle run line.yaml --dry-run
        fettle run line.yaml --live
        fettle run line.yaml --fail-if 'throughput < 140 parts/h'
      """)

  @Argument(help: "The scenario, a YAML file.", completion: .file(extensions: ["yaml", "yml"]))
  var scenario: String

  @OptionGroup var set: ChangeOptions

  @Option(
    help: ArgumentHelp(
      "Use the set-points that the search in this folder recommends and somebody has approved.",
      valueName: "folder"),
    completion: .directory)
  var setPoints: String?

  @Option(
    help: ArgumentHelp(
      "With --set-points: from when on they hold, such as '4 wk' after the start (default: always).",
      valueName: "time"))
  var from: String?

  @Option(
    name: .customLong("metric"),
    help: ArgumentHelp(
      "Keep and print one more figure, such as cycle_time.p95, 'cycle_time.share_over(2 h)' or "
        + "'stations.press.queue.share_at(0)'; may be repeated.",
      valueName: "name"),
    completion: .custom(PathCompletion.metrics))
  var metrics: [String] = []

  @Option(
    help: ArgumentHelp(
      "Divide the horizon of one long run into so many batches and judge by them, in the place of "
        + "replications.", valueName: "count"))
  var batches: Int?

  @Flag(help: "Run the scenario without --set too, and print the differences.")
  var compareToBase = false

  @Flag(
    help: "Simulate nothing: print the predicted load of each station, and what a run would take.")
  var dryRun = false

  @Flag(
    help:
      "While it runs, show what machines do and the throughput so far; in a terminal only.")
  var live = false

  @OptionGroup var gates: GateOptions

  @OptionGroup var options: SimulationOptions

  func validate() throws {
    if from != nil, setPoints == nil {
      throw ValidationError("--from says from when on set-points hold; give them by --set-points")
    }
    if compareToBase, set.changes.isEmpty, setPoints == nil {
      throw ValidationError("--compare-to-base needs a change to compare; give one by --set")
    }
    guard let batches else { return }
    if batches < 2 { throw ValidationError("--batches is \(batches); at least 2 are needed") }
    if options.replications != nil {
      throw ValidationError(
        "--batches divides one long run, and --replications makes many; give one of them")
    }
    if !options.precision.isEmpty {
      throw ValidationError(
        "--batches and --precision exclude each other; for narrower intervals give a longer horizon"
      )
    }
  }

  func run() async throws {
    let include = options.includes.include
    let changes = try set.changes + approvedChanges()
    if dryRun {
      try DryRun(
        scenario: scenario, changes: changes, include: include,
        replications: options.replications ?? 20, format: options.format
      ).run()
      return
    }
    let models = options.programs.models
    let changed = try Reading.scenario(
      scenario, changes: changes, include: include, models: models)
    var session = ExperimentSession(
      options: options,
      sources: [
        RunManifest.Source(arm: ExperimentPlan.onlyArm, scenario: scenario, set: changes)
      ], changes: changes, arms: [Arm(name: ExperimentPlan.onlyArm, scenario: changed)],
      conditions: gates.conditions, metrics: metrics)
    session.isLive = live
    if let batches {
      session.batches = batches
      session.defaults.replications = 1
    }
    if compareToBase {
      let base = Arm(
        name: ExperimentPlan.onlyArm,
        scenario: try Reading.scenario(scenario, include: include, models: models))
      session.arms = [base, Arm(name: "changed", scenario: changed)]
      session.sources = [
        RunManifest.Source(arm: base.name, scenario: scenario, set: []),
        RunManifest.Source(arm: "changed", scenario: scenario, set: changes),
      ]
      session.changes = []
      session.baseline = 0
    }
    try await session.run()
  }

  /// What was approved, as changes: at once, or as a step of the timeline.
  private func approvedChanges() throws -> [String] {
    guard let setPoints else { return [] }
    let changes = try ApprovedSetPoints.changes(in: setPoints)
    guard let from else { return changes }
    let base = try Reading.scenario(
      scenario, include: options.includes.include, models: Reading.namedModels)
    guard !base.resolvedText.contains("\ntimeline:") else {
      Terminal.printMessage(
        "error: \(scenario) has a timeline of its own; write a step into it: "
          + ApprovedSetPoints.step(changes, from: from))
      throw ExitStatus.badInput
    }
    return ["timeline=[\(ApprovedSetPoints.step(changes, from: from))]"]
  }
}
