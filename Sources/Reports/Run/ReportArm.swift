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

  /// The figures of the line, of its busiest station, of its stores and of money.
  var figures: [Headline] {
    let busiest = StationUse.busiest(of: stations)
    let stores = factory.stores.flatMap { store in
      [
        Headline("\(store.name) fill rate", "", "stores.\(store.name).fill_rate"),
        Headline("\(store.name) on hand", "", "stores.\(store.name).on_hand"),
      ]
    }
    let isPriced = factory.costs.currency != nil
    let total =
      factory.products.isEmpty && isPriced
      ? [Headline("cost in all", factory.costs.currency ?? "", "cost.total")] : []
    let costs = Headline.costs(factory.costs).filter {
      ["cost.per_good_part", "profit"].contains($0.metric)
    }
    // Stores count in their own unit, which the metric has.
    let own = stores.compactMap { row in
      entry.entry(row.metric).map { Headline(row.label, $0.unit == "1" ? "" : $0.unit, row.metric) }
    }
    return
      (Headline.line + (busiest.map { Headline.bottleneck($0.station) } ?? [])
      + own.prefix(ReportArm.mostStoreFigures) + costs + total)
      .filter { row in
        guard let own = entry.entry(row.metric), let mean = own.mean else { return false }
        // What never happens is not told, but for what is asked first.
        return mean != 0 || own.upper != 0 || ReportArm.always.contains(row.metric)
      }
  }

  private static let always = ["throughput", "good_parts"]
  private static let mostStoreFigures = 16

  /// The four figures of the first screen, as far as there are as many.
  var firstFigures: [Headline] {
    let all = figures
    let first = all.filter { row in
      ["throughput", "profit", "cost.per_good_part", "cost.total"].contains(row.metric)
        || row.metric.hasSuffix(".oee")
    }
    let next = all.filter { row in
      !first.contains(row)
        && (row.metric.hasSuffix(".unplanned_downtime") || row.metric.hasSuffix(".fill_rate")
          || row.metric == "cycle_time")
    }
    let rest = all.filter { !first.contains($0) && !next.contains($0) }
    // In the order of the figures.
    let chosen = Set((first + next + rest).prefix(4))
    return all.filter { chosen.contains($0) }
  }
}
