public import Experiments
import FactoryModel
public import FactorySimulation
public import Scenarios

/// A page that plays a stretch of a run: what machines, buffers and crews did, from moment to moment.
///
/// The replication is simulated again from the run's own scenario and seed. The same run folder gives the same bytes.
public struct Replay: Sendable {
  /// What was simulated.
  let scenario: Scenario
  /// The run.
  let run: StoredRun
  /// The arm of the run, by index.
  let arm: Int
  /// The number of the replication, from 0.
  let replication: Int
  let recording: ReplayRecording

  /// Simulates a replication of a run again, as far as the stretch goes.
  ///
  /// - Parameters:
  ///   - stretch: Which stretch to show.
  ///   - run: The run.
  ///   - arm: The arm, by index.
  ///   - scenario: The resolved scenario of that arm; time goes from event to event in it.
  ///   - replication: The number of the replication, from 0.
  /// - Throws: ``SimulationFailure`` where the replication cannot go on so far.
  public init(
    of stretch: ReplayStretch, in run: StoredRun, arm: Int, scenario: Scenario, replication: Int
  ) throws(SimulationFailure) {
    precondition(scenario.factory.clock == .events, "time goes from event to event")
    self.run = run
    self.arm = arm
    self.scenario = scenario
    self.replication = replication
    recording = try ReplayRecorder.recording(
      of: stretch, scenario.factory, seed: run.summary.seed, replication: UInt64(replication))
  }

  var factory: Factory { scenario.factory }

  /// When the stretch that is shown ends, in seconds from the start of the simulation.
  public var end: Double { recording.end }

  /// What machines are called: the station's name where it has but one.
  static func machineNames(of factory: Factory) -> [String] {
    factory.stations.flatMap { $0.machines.count == 1 ? [$0.name] : $0.machines.map(\.name) }
  }
}
