public import ArgumentParser
public import Experiments
import Scenarios

extension SearchMethodName: ExpressibleByArgument {}

/// `fettle optimise`: look for the best values of a scenario's factors.
struct OptimiseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "optimise",
    abstract: "Look for the best values of some factors, and say what they are worth.",
    discussion: """
      The experiment says what may vary ('vary'), what is good ('minimise', 'maximise'; several are \
      searched for their front) and what must hold ('subject_to', and 'limits' on sums of factors). A \
      model learns from each point where the next is worth trying. The points that look best meet \
      again on fresh replications; the winner is compared with the scenario as it stands on others \
      still. Nothing is recommended because it was lucky once.

      All points stand in the search's journal as soon as they are known. A search that was stopped \
      goes on with --resume as if it had not been; a larger --budget goes on beyond its end.

      What is recommended stands in recommendation.yaml. 'fettle approve' lets it take effect: \
      'fettle run SCENARIO --set-points FOLDER'.

      With --objective-stdio any program can be what is optimised: it writes requests to standard \
      input and reads answers from standard output, one JSON object a line (docs/optimisation.md).

      Examples:
        fettle optimise experiments/press-speed/experiment.yaml
        fettle optimise plan.yaml --budget 120 --resume
        fettle optimise plan.yaml --method cma-es --seed 2
      """,
    aliases: ["optimize"])

  @Argument(
    help: "The experiment, a YAML file.", completion: .file(extensions: ["yaml", "yml"]))
  var experiment: String?

  @Flag(help: "Take what is optimised from another program, by standard input and output.")
  var objectiveStdio = false

  @Option(help: "How many points may be tried (default: the experiment's, or 20 a factor).")
  var budget: Int?

  @Flag(help: "Go on with a search that was stopped, or whose budget is raised.")
  var resume = false

  @Option(help: "How points are chosen.")
  var method = SearchMethodName.bayesian

  @Option(help: "How many points are chosen at a time (default: the experiment's, or 1).")
  var batch: Int?

  @Option(
    help: "From how many replications each point is judged (default: the experiment's, or 10).")
  var tuningReplications: Int?

  @Option(help: "How many of the points that look best meet again on fresh replications.")
  var finalists = 5

  @Option(
    help: ArgumentHelp(
      "The folder to keep the search in (default: runs/ and a name made from the search).",
      valueName: "folder"),
    completion: .directory)
  var searchOut: String?

  @OptionGroup var options: SimulationOptions

  func validate() throws {
    guard experiment != nil || objectiveStdio else {
      throw ValidationError(
        "name an experiment, or give --objective-stdio for the objective of another program")
    }
    if experiment != nil, objectiveStdio {
      throw ValidationError("--objective-stdio takes no experiment; leave one of them out")
    }
    for (name, value) in [
      ("budget", budget), ("batch", batch), ("tuning-replications", tuningReplications),
      ("finalists", finalists),
    ] {
      if let value, value < 1 {
        throw ValidationError("--\(name) is \(value); at least 1 is needed")
      }
    }
    if resume, options.force {
      throw ValidationError("--resume goes on and --force begins anew; give one of them")
    }
  }

  func run() async throws {
    guard let experiment else {
      try StandardInputSearch().run()
      return
    }
    guard ExperimentReader.isExperiment(path: experiment) else {
      _ = try Reading.scenario(experiment, include: options.includes.include)
      Terminal.printMessage(
        "error: \(experiment) is a scenario; an optimisation needs an experiment, a file that names a "
          + "scenario, what varies and what is good")
      throw ExitStatus.badInput
    }
    let read = try Reading.experiment(experiment, changes: [], include: options.includes.include)
    try await SearchSession(experiment: read, path: experiment, command: self).run()
  }
}
