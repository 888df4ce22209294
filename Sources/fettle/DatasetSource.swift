import ArgumentParser
import Scenarios

/// What the file says of which a dataset is made: a scenario, or the arms of an experiment.
struct DatasetSource {
  /// The scenarios; a single one without a name where the file is no experiment.
  let arms: [(name: String, scenario: Scenario)]
  /// Whether the file is an experiment.
  let isExperiment: Bool
  /// What the experiment is called; `nil` for the name of the factory.
  let title: String?
  /// The seed, where none is given.
  let seed: UInt64

  /// Reads a file.
  ///
  /// - Throws: The exit status, once it is said what is wrong with it.
  init(_ path: String, changes: [String], include: [String]) throws {
    isExperiment = ExperimentReader.isExperiment(path: path)
    guard isExperiment else {
      arms = [("", try Reading.scenario(path, changes: changes, include: include))]
      title = nil
      seed = 1
      return
    }
    let experiment = try Reading.experiment(path, changes: changes, include: include)
    guard !experiment.arms.isEmpty else {
      Terminal.printMessage(
        "error: \(path) varies factors and has no arms; a dataset is made of a scenario, or of an experiment with "
          + "'arms'")
      throw ExitStatus.badInput
    }
    if let arm = experiment.arms.first(where: { !$0.tune.isEmpty }) {
      Terminal.printMessage(
        "error: the arm '\(arm.name)' of \(path) is tuned first; write the values that 'fettle benchmark' finds under its "
          + "'set'")
      throw ExitStatus.badInput
    }
    arms = try experiment.arms.map { ($0.name, try Reading.simulated($0.scenario)) }
    title = experiment.name
    seed = experiment.seed
  }
}
