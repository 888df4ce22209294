import ArgumentParser
import Experiments
import Scenarios

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reads the scenarios that a command names, and says what is wrong with them.
enum Reading {
  /// Where the models are found that scenarios name.
  static let models = RegistryShelf()
  /// The same for who only reads scenarios and never asks a model.
  static let namedModels = RegistryShelf(programs: .named)
  /// The same where models that are programs may be started.
  static let trustedModels = RegistryShelf(
    programs: .started(processes: ProcessInfo.processInfo.activeProcessorCount))

  /// Whether a program that is a model has stopped to answer.
  static var hasFailedPrograms: Bool { !trustedModels.problems.isEmpty }

  /// Says so where a program that is a model has stopped to answer: what was simulated with it is worth nothing.
  static func checkPrograms() throws {
    let problems = trustedModels.problems
    guard !problems.isEmpty else { return }
    for problem in problems { Terminal.printMessage("error: \(problem)") }
    Terminal.printMessage("nothing is kept: from then on factories have done without the model")
    throw ExitStatus.badInput
  }

  /// Reads a scenario.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - changes: Values to change, as `path=value`.
  ///   - option: The option with which the changes were given, which stands in messages.
  ///   - include: Folders from which the scenario may read files, beside its own.
  ///   - models: Where its models are found.
  /// - Returns: The scenario.
  /// - Throws: The exit status, once the errors are printed.
  static func scenario(
    _ path: String, changes: [String] = [], option: String = "--set", include: [String] = [],
    models: RegistryShelf = Reading.models
  ) throws -> Scenario {
    try read(option, path) { () throws(ScenarioFailure) -> Scenario in
      var overrides: [Override] = []
      for change in changes { overrides.append(try Override(argument: change)) }
      return try ScenarioReader.read(
        path: path, overrides: overrides, include: include, models: models)
    }
  }

  /// Reads and checks a scenario, whether or not it can be simulated.
  static func checked(_ path: String, include: [String]) throws -> CheckedScenario {
    try read("--set", path) { () throws(ScenarioFailure) -> CheckedScenario in
      try ScenarioReader.check(path: path, include: include, models: namedModels)
    }
  }

  /// Reads an experiment, to be carried out.
  static func experiment(
    _ path: String, changes: [String], include: [String],
    models: RegistryShelf = Reading.models
  ) throws -> Experiment {
    guard changes.isEmpty else {
      Terminal.printMessage(
        "error: an experiment says itself what is set in every arm; write it under 'set' in \(path)"
      )
      throw ExitStatus.usage
    }
    let experiment = try read("--set") { () throws(ScenarioFailure) -> Experiment in
      try ExperimentReader.read(path: path, include: include, models: models)
    }
    if !experiment.notSimulated.isEmpty {
      for diagnostic in experiment.notSimulated {
        Terminal.printMessage(diagnostic.textWithExcerpt)
      }
      throw ExitStatus.badInput
    }
    return experiment
  }

  /// Reads something; says what is wrong with it, and what the file is where it is no scenario.
  private static func read<Value>(
    _ option: String, _ scenario: String? = nil, _ read: () throws(ScenarioFailure) -> Value
  ) throws -> Value {
    do throws(ScenarioFailure) {
      return try read()
    } catch {
      if let scenario, ExperimentReader.isExperiment(path: scenario) {
        Terminal.printMessage(
          "error: \(scenario) is an experiment; carry it out by 'fettle compare', 'fettle benchmark' "
            + "or 'fettle sweep'")
        throw ExitStatus.badInput
      }
      for diagnostic in error.diagnostics {
        Terminal.printMessage(named(diagnostic, option).textWithExcerpt)
      }
      throw ExitStatus.of(error)
    }
  }

  /// The scenario that was checked, to be simulated.
  static func simulated(_ checked: CheckedScenario) throws -> Scenario {
    do throws(ScenarioFailure) {
      return try checked.simulated()
    } catch {
      Terminal.printMessage(error.textWithExcerpts)
      throw ExitStatus.of(error)
    }
  }

  /// The scenario of an experiment that looks for values of factors, ready to be simulated.
  ///
  /// - Parameters:
  ///   - experiment: The experiment: it varies something, and has no arms.
  ///   - path: Its file.
  /// - Returns: The scenario.
  /// - Throws: The exit status, once it is said what is wrong.
  static func baseline(of experiment: Experiment, _ path: String) throws -> Scenario {
    func refuse(_ message: String) throws -> Never {
      Terminal.printMessage("\(path): error: \(message)")
      throw ExitStatus.badInput
    }
    guard experiment.arms.isEmpty else {
      try refuse("the experiment compares arms; use 'fettle compare' or 'fettle benchmark'")
    }
    guard !experiment.vary.isEmpty else {
      try refuse("the experiment varies nothing; name factors with ranges under 'vary'")
    }
    return try simulated(experiment.scenario)
  }

  /// Prints what is doubtful in scenarios, the same thing once.
  static func printWarnings(of scenarios: [Scenario]) {
    var printed: Set<String> = []
    for warning in scenarios.flatMap(\.warnings) where printed.insert("\(warning)").inserted {
      Terminal.printMessage(warning.textWithExcerpt)
    }
  }

  /// Reads something that a user asks for.
  ///
  /// - Parameters:
  ///   - option: The option with which it was given.
  ///   - read: Reads it.
  /// - Returns: What was read.
  /// - Throws: The exit status, once the error is printed.
  static func request<Value>(
    _ option: String, _ read: () throws(RequestError) -> Value
  ) throws -> Value {
    do throws(RequestError) {
      return try read()
    } catch {
      Terminal.printMessage("error: \(option) \(error)")
      throw ExitStatus.usage
    }
  }

  /// Reads a run folder.
  static func run(_ path: String) throws -> StoredRun {
    try stored { () throws(StoredRunError) -> StoredRun in try StoredRun(path: path) }
  }

  /// Reads the values of a run's replications.
  static func replications(of run: StoredRun) throws -> StoredReplications {
    try stored { () throws(StoredRunError) -> StoredReplications in try run.replications() }
  }

  /// Reads the scenario of each arm of a run that is kept.
  static func scenarios(of run: StoredRun) throws -> [Scenario] {
    var scenarios: [Scenario] = []
    for file in run.scenarioFiles {
      scenarios.append(try scenario(run.path + "/" + file, models: namedModels))
    }
    return scenarios
  }

  /// Reads something that is kept; says what is wrong with it.
  static func stored<Value>(_ read: () throws(StoredRunError) -> Value) throws -> Value {
    do throws(StoredRunError) {
      return try read()
    } catch {
      Terminal.printMessage("error: \(error)")
      throw ExitStatus.of(error)
    }
  }

  private static func named(_ diagnostic: Diagnostic, _ option: String) -> Diagnostic {
    var diagnostic = diagnostic
    if diagnostic.file.hasPrefix("--set ") {
      diagnostic.file = option + diagnostic.file.dropFirst("--set".count)
    }
    return diagnostic
  }
}
