import Experiments
import FactoryModel
import Importers
import Scenarios

/// Simulates the held-back part of a log, and sets it against what happened.
struct HeldBackRun {
  var measured: HeldBack
  /// The scenario's path.
  var scenario: String
  var replications: Int
  var seed: UInt64
  var jobs: Int

  func comparison() async throws -> HeldBackComparison {
    let read = try Reading.scenario(scenario)
    var plan = ExperimentPlan(
      arms: [Arm(name: "fitted", scenario: read)], seed: seed, replications: replications)
    plan.details = ["cycle_time.p50", "cycle_time.p90"]
    let progress = ProgressLine(isQuiet: false)
    let outcome: ExperimentOutcome
    do throws(ReplicationFailure) {
      Interruption.watch()
      outcome = try await plan.run(
        jobs: jobs, isInterrupted: { Interruption.isRequested },
        progress: { progress.show($0, of: $1) })
      progress.finish()
    } catch {
      progress.finish()
      Terminal.printMessage(
        "\(scenario): error: \(error.sentence(in: read.factory)); the scenario is written, but its "
          + "error is not known")
      throw ExitStatus.badInput
    }
    if outcome.isPartial { throw Interruption.exitCode }
    return HeldBackComparison(measured: measured, run: outcome.arms[0], factory: read.factory)
  }
}
