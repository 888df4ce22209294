public import Experiments
public import Scenarios

/// What a page shows of a benchmark of policies, and of the business case made of it.
///
/// The same run folder gives the same bytes.
public struct BenchmarkReport: Sendable {
  /// The run by itself: its states, its spread, its metrics.
  let whole: RunReport
  let run: StoredRun
  let summary: ExperimentSummary
  let benchmark: BenchmarkSummary
  let replications: StoredReplications
  /// What was tried for the arms; `nil` where nothing was tuned.
  let tuning: StoredTuning?
  /// Whether the arms pay; `nil` where nobody has asked.
  let businessCase: BusinessCaseSummary?

  /// Gathers what a page shows; `nil` where the run is no benchmark.
  ///
  /// - Parameters:
  ///   - run: The run.
  ///   - scenarios: The resolved scenario of each arm, in order.
  ///   - replications: The values of each replication.
  ///   - tuning: What was tried for the arms.
  ///   - businessCase: Whether the arms pay.
  public init?(
    of run: StoredRun, scenarios: [Scenario], replications: StoredReplications,
    tuning: StoredTuning?, businessCase: BusinessCaseSummary?
  ) {
    guard let benchmark = run.benchmark else { return nil }
    whole = RunReport(of: run, scenarios: scenarios, replications: replications)
    self.run = run
    summary = run.summary
    self.benchmark = benchmark
    self.replications = replications
    self.tuning = tuning
    self.businessCase = businessCase
  }

  var scale: MetricScale { MetricScale(unit: benchmark.unit) }
  /// `cost in all`.
  var objectiveLabel: String { PathLabel.metric(benchmark.objective) }

  /// The objective of an arm with its interval.
  func objective(of arm: String) -> RunSummary.Entry? {
    summary.arms.first { $0.arm == arm }?.entry(benchmark.objective)
  }

  /// The arm's difference from the baseline in the objective.
  func difference(of arm: String) -> ExperimentSummary.DifferenceEntry? {
    summary.difference(in: benchmark.objective, of: arm)
  }

  /// The page.
  public var page: Page {
    var charts = ChartList()
    let sections = [
      header, verdict, PageParts.figures([FigureCard.list(cards)]), arms(&charts),
      differences(&charts), excess(&charts), costs(&charts), tuned(&charts), warnings(&charts),
      weights(&charts), money(&charts), whole.states(&charts), whole.spread(&charts),
      whole.metrics, whole.scenarioTexts, whole.footer,
    ]
    return Page(
      title: "\(summary.scenario) · Fettle benchmark", version: run.manifest.fettle,
      sections: sections, charts: charts)
  }
}
