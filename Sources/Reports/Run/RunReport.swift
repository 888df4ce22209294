public import Experiments
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

  /// The page.
  ///
  /// Simulates the first day of the first replication again, for the picture of the machines.
  public var page: Page {
    var charts = ChartList()
    let sections = [
      header, verdict, figures, states(&charts), day(&charts), spread(&charts), metrics,
      scenarioTexts, footer,
    ]
    return Page(
      title: "\(summary.scenario) · Fettle report", version: run.manifest.fettle,
      sections: sections, charts: charts)
  }
}
