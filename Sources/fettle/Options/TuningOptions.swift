import ArgumentParser
import Scenarios

/// How arms are tuned.
struct TuningOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "From how many replications values are judged while they are looked for (default: the "
        + "experiment's, or 20)."))
  var tuningReplications: Int?

  @Option(
    help: ArgumentHelp(
      "How many points are tried first for each tuned arm (default: the experiment's, or 16, 32 "
        + "and 64 for one, two and more factors)."))
  var points: Int?

  func validate() throws {
    if let tuningReplications, tuningReplications < 1 {
      throw ValidationError(
        "--tuning-replications is \(tuningReplications); at least 1 is needed")
    }
    if let points, points < 1 || points > 4_096 {
      throw ValidationError("--points is \(points); from 1 to 4096 can be tried")
    }
  }

  /// The benchmark of an experiment.
  func session(
    _ path: String, options: SimulationOptions, conditions: [String] = []
  ) throws -> ExperimentSession {
    guard ExperimentReader.isExperiment(path: path) else {
      // Where the file cannot be read, its reader says why.
      _ = try Reading.scenario(path, include: options.includes.include)
      Terminal.printMessage(
        "error: \(path) is a scenario; a benchmark needs an experiment, a file that names a scenario "
          + "and its arms")
      throw ExitStatus.badInput
    }
    let experiment = try Reading.experiment(
      path, changes: [], include: options.includes.include, models: options.programs.models)
    return try ExperimentSession(
      benchmarking: experiment, path: path, options: options, conditions: conditions,
      tuningReplications: tuningReplications, points: points)
  }
}
