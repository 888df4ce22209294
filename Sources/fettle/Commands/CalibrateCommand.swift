import ArgumentParser
import Experiments
import Scenarios

/// `fettle calibrate`: find the values of uncertain inputs by what a plant recorded.
struct CalibrateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate",
    abstract: "Find the values of uncertain inputs by what a plant recorded.",
    discussion: """
      The experiment says what is uncertain ('vary': factors with ranges, in which all values are as \
      likely as others before) and what the plant recorded ('observed': metrics with their figures). \
      Emulators learn from simulated points what the metrics would be elsewhere; samples of all values \
      that give the figures say what remains uncertain. The best values are simulated once more on \
      fresh replications and compared with the figures.

      All points stand in a journal as soon as they are known; a calibration that was stopped goes on \
      with --resume, and a larger --budget goes on beyond its end. The folder has the trials, the \
      samples (posterior.csv) and recommendation.yaml, which 'fettle approve' lets take effect: \
      'fettle run SCENARIO --set-points FOLDER'.

      Examples:
        fettle calibrate experiments/stamping-calibration/experiment.yaml
        fettle calibrate plan.yaml --budget 80 --resume
        fettle calibrate plan.yaml --format json
      """)

  @Argument(
    help: "The experiment, a YAML file.", completion: .file(extensions: ["yaml", "yml"]))
  var experiment: String

  @Option(help: "How many points may be tried (default: the experiment's, or 20 a factor).")
  var budget: Int?

  @Flag(help: "Go on with a calibration that was stopped, or whose budget is raised.")
  var resume = false

  @Option(
    help: "How many replications each point takes (default: the experiment's, or 20).")
  var tuningReplications: Int?

  @Option(
    name: [.customShort("n"), .long],
    help:
      "On how many fresh replications the best values are checked (default: the experiment's, or 20)."
  )
  var replications: Int?

  @Option(help: "The seed of all random numbers (default: the experiment's, or 1).")
  var seed: UInt64?

  @OptionGroup var jobs: JobOptions

  @Option(
    help:
      "How to simulate: from event to event, or, for serial lines, from part to part (recursion).")
  var engine = EngineName.events

  @Option(help: "Print the results as text or as json.")
  var format = OutputFormat.text

  @Option(
    help: ArgumentHelp(
      "The folder to keep the calibration in (default: runs/ and a name made from it).",
      valueName: "folder"),
    completion: .directory)
  var searchOut: String?

  @OptionGroup var includes: IncludeOptions

  @Flag(help: "Begin anew even where the same calibration is already there.")
  var force = false

  @OptionGroup var quietness: QuietOptions

  func validate() throws {
    for (name, value) in [
      ("budget", budget), ("tuning-replications", tuningReplications),
      ("replications", replications),
    ] {
      if let value, value < 1 {
        throw ValidationError("--\(name) is \(value); at least 1 is needed")
      }
    }
    if resume, force {
      throw ValidationError("--resume goes on and --force begins anew; give one of them")
    }
  }

  func run() async throws {
    guard ExperimentReader.isExperiment(path: experiment) else {
      _ = try Reading.scenario(experiment, include: includes.include)
      Terminal.printMessage(
        "error: \(experiment) is a scenario; a calibration needs an experiment, a file that names a "
          + "scenario, what varies and what the plant recorded")
      throw ExitStatus.badInput
    }
    let read = try Reading.experiment(experiment, changes: [], include: includes.include)
    try await CalibrationSession(experiment: read, path: experiment, command: self).run()
  }
}
