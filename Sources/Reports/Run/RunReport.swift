public import Experiments
import FactoryModel
import FactorySimulation
public import Scenarios

/// What a page shows of a run, a comparison or a sweep.
///
/// The same run folder gives the same bytes.
public struct RunReport: Sendable {
  /// The run.
  let run: StoredRun
  let summary: ExperimentSummary
  /// Its arms, in order.
  let arms: [ReportArm]
  let replications: StoredReplications

  /// Most arms of which everything is shown; of more, such as of a sweep, only the usual figures are.
  static let mostArms = 6

  /// Gathers what a page shows.
  ///
  /// - Parameters:
  ///   - run: The run.
  ///   - scenarios: The resolved scenario of each arm, in order.
  ///   - replications: The values of each replication.
  public init(of run: StoredRun, scenarios: [Scenario], replications: StoredReplications) {
    precondition(scenarios.count == run.summary.arms.count, "an arm has a scenario")
    self.run = run
    self.summary = run.summary
    self.replications = replications
    arms = zip(run.summary.arms, scenarios).map { ReportArm($0, $1) }
  }

  /// Whether all of every arm is shown.
  var showsArms: Bool { arms.count <= RunReport.mostArms }

  /// The first replications of each arm that is shown, simulated again; nothing where that takes too long.
  var looks: [Result<SecondLook?, SimulationFailure>] = []

  /// About how many events are simulated again, for all arms together: less than a second.
  private static let mostEvents = 2_000_000

  private func look(at arm: ReportArm) -> Result<SecondLook?, SimulationFailure> {
    // A snapshot costs as much as many events.
    let takesSnapshots = arm.factory.stations.contains { !$0.waveforms.isEmpty }
    let events = RunReport.mostEvents / arms.count / (takesSnapshots ? 8 : 1)
    do throws(SimulationFailure) {
      return .success(
        try SecondLook(
          of: arm.factory, seed: summary.seed, atMost: summary.replicationsOfEach, events: events))
    } catch {
      return .failure(error)
    }
  }

  /// The page.
  ///
  /// Simulates the first replications of each arm again, as far as that takes less than a second, for what
  /// the folder does not keep: what machines did, and how figures go on in time.
  public var page: Page {
    var report = self
    if showsArms { report.looks = arms.map { look(at: $0) } }
    var charts = ChartList()
    return Page(
      title: "\(summary.scenario) · Fettle report", version: run.manifest.fettle,
      sections: report.sections(&charts).filter { !$0.isNone }, charts: charts)
  }

  private func sections(_ charts: inout ChartList) -> [Markup] {
    [
      header, verdict, figures, changes, differences(&charts), sweep(&charts), points,
      lineFigures, losses(&charts), states(&charts), bottlenecks(&charts), downtime(&charts),
      costs(&charts), supply(&charts), course(&charts), drift(&charts), day(&charts),
      spread(&charts), metrics,
      scenarioTexts, footer,
    ]
  }
}
