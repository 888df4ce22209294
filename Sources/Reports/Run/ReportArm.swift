import Experiments
import FactoryModel
import FactorySimulation
import Scenarios

/// One arm of a run with all that a page shows of it.
struct ReportArm: Sendable {
  /// Its metrics.
  var entry: ExperimentSummary.ArmEntry
  /// What was simulated.
  var scenario: Scenario
  /// How each station spent its time.
  var stations: [StationUse]
  /// What each metric means, by name.
  var definitions: [String: MetricDefinition]

  init(_ entry: ExperimentSummary.ArmEntry, _ scenario: Scenario) {
    self.entry = entry
    self.scenario = scenario
    stations = StationUse.all(of: scenario.factory, in: entry)
    let details = DetailMetric.named(entry.metrics.map(\.metric), in: scenario.factory)
    definitions = Dictionary(
      MetricTable(for: scenario.factory, details: details).definitions.map { ($0.name, $0) },
      uniquingKeysWith: { first, _ in first })
  }

  var factory: Factory { scenario.factory }

  /// The figures of the first screen: of the line, of its busiest station, and of money.
  var figures: [Headline] {
    let line = Headline.line.filter { ReportArm.firstFigures.contains($0.metric) }
    let busiest = StationUse.busiest(of: stations)
    let costs = Headline.costs(factory.costs).filter { $0.metric == "cost.per_good_part" }
    return (line + (busiest.map { Headline.bottleneck($0.station) } ?? []) + costs)
      .filter { entry.entry($0.metric) != nil }
  }

  private static let firstFigures = [
    "throughput", "good_parts", "first_pass_yield", "work_in_process", "cycle_time",
  ]
}
