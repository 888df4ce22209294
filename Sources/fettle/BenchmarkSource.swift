import ArgumentParser
import Experiments
import FactorySimulation
import Scenarios

/// From where a benchmark comes.
struct BenchmarkSource {
  var experiment: Experiment
  /// The experiment's file.
  var path: String
  /// Folders in which files that scenarios name may lie.
  var include: [String]
  /// Instead of the experiment's.
  var tuningReplications: Int?
  /// Instead of the experiment's.
  var points: Int?

  /// The metrics by which arms are judged.
  var objectives: [String] { experiment.minimise + experiment.maximise }

  /// Refuses an experiment that is no benchmark.
  func check() throws {
    guard !experiment.arms.isEmpty else {
      try refuse("the experiment has no arms to compare; it varies factors: use 'fettle sweep'")
    }
    guard experiment.arms.count > 1 else {
      try refuse("the experiment has one arm; a benchmark compares two or more, so add another")
    }
    switch objectives.count {
    case 1: break
    case 0:
      try refuse(
        "the experiment does not say what makes an arm good; add 'minimise' or 'maximise', such as "
          + "'minimise: cost.total'")
    default:
      try refuse(
        "a benchmark judges by one metric, and the experiment names \(objectives.count); keep one "
          + "under 'minimise' or 'maximise' and show the others by 'metrics'")
    }
  }

  /// The benchmark, given how its arms are judged.
  func plan(judging: ExperimentPlan) throws -> BenchmarkPlan {
    let plan = try Reading.request("benchmark") { () throws(RequestError) -> BenchmarkPlan in
      try BenchmarkPlan(
        experiment, judging: judging, include: include, tuningReplications: tuningReplications,
        points: points)
    }
    let metric = plan.objective.definition.name
    for (arm, table) in zip(judging.arms, judging.tables) where table.index(of: metric) == nil {
      try refuse("the arm '\(arm.name)' has no metric '\(metric)' to be judged by")
    }
    return plan
  }

  private func refuse(_ message: String) throws -> Never {
    Terminal.printMessage("\(path): error: \(message)")
    throw ExitStatus.badInput
  }
}

/// The parts of a benchmark that come before its arms are judged.
extension ExperimentSession {
  /// Looks for the best values of each arm.
  func tune(_ benchmark: BenchmarkPlan) async throws -> [ArmTuning?] {
    let progress = ProgressLine(isQuiet: options.quiet)
    let found: [ArmTuning?]?
    do throws(ReplicationFailure) {
      found = try await benchmark.tune(
        jobs: options.jobs.count,
        isInterrupted: { Interruption.isRequested || Reading.hasFailedPrograms },
        progress: { progress.show($1, of: $2, label: "tuning \($0) ") })
      progress.finish()
    } catch {
      progress.finish()
      throw failed(error, benchmark.judging)
    }
    try Reading.checkPrograms()
    guard let found else {
      Terminal.printMessage(
        "interrupted while arms were tuned; none is judged, and nothing is kept")
      throw Interruption.exitCode
    }
    for (arm, tuning) in zip(benchmark.judging.arms, found) {
      guard let tuning, tuning.objective == nil else { continue }
      Terminal.printMessage(
        "error: the arm '\(arm.name)' cannot be simulated with any of the "
          + "\(tuning.tried.count) values that were tried for \(tuning.paths.joined(separator: ", ")); "
          + "check the ranges under 'tune'")
      throw ExitStatus.badInput
    }
    return found
  }

  /// How the arms are judged, with the values that were found.
  func judging(_ benchmark: BenchmarkPlan, _ tunings: [ArmTuning?]) throws -> ExperimentPlan {
    do throws(ScenarioFailure) {
      return try benchmark.judging(with: tunings)
    } catch {
      Terminal.printMessage(error.textWithExcerpts)
      throw ExitStatus.of(error)
    }
  }
}
