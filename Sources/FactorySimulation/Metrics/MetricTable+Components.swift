import FactoryModel
import SimulationStatistics

/// Metrics of components that wear.
extension MetricTable {
  mutating func addComponent(_ index: Int, _ component: Component, of station: Station) {
    let path = "stations.\(station.name).components.\(component.name)"
    func add(
      _ name: String, _ unit: String, _ better: MetricDefinition.Direction, _ definition: String,
      _ value: @escaping @Sendable (ComponentAccount) -> Double
    ) {
      self.add("\(path).\(name)", unit, better, definition) { value($0.components[index]) }
    }
    func addRatio(
      _ name: String, _ unit: String, _ better: MetricDefinition.Direction, _ definition: String,
      _ value: @escaping @Sendable (ComponentAccount) -> Ratio
    ) {
      self.addRatio("\(path).\(name)", unit, better, definition) { value($0.components[index]) }
    }

    add("failures", "failures", .lower, "failures") { Double($0.failures) }
    add("replacements", "replacements", .neither, "replacements, before and after failures") {
      Double($0.replacements)
    }
    addRatio("planned_share", "1", .higher, "share of the replacements that came before a failure")
    {
      Ratio(Double($0.plannedReplacements), per: Double($0.replacements))
    }
    addRatio(
      "wear_at_planned_work", "1", .neither,
      "mean wear when planned work begins: what is used of a life"
    ) { Ratio($0.wearAtPlanned, per: Double($0.plannedReplacements + $0.plannedRepairs)) }
    addRatio(
      "failures_per_replacement", "failures", .lower,
      "failures from one replacement to the next, of the replacements begun"
    ) { Ratio(Double($0.failuresBeforeReplacement), per: Double($0.replacements)) }
    addRatio(
      "squared_failures_per_replacement", "failures²", .lower,
      "square of the failures from one replacement to the next"
    ) { Ratio($0.squaredFailures, per: Double($0.replacements)) }
    if component.repair != nil {
      add("repairs", "repairs", .neither, "repairs, before and after failures") {
        Double($0.plannedRepairs + $0.failedRepairs)
      }
      addRatio("wear_after_repair", "1", .lower, "mean wear when a repair is done") {
        Ratio($0.wearAfterRepair, per: Double($0.plannedRepairs + $0.failedRepairs))
      }
    }
    add("inspections", "inspections", .neither, "looks and inspections") { Double($0.inspections) }
    add("warnings", "warnings", .neither, "warnings") { Double($0.warnings) }
    add("false_warnings", "warnings", .lower, "warnings without a failure to come") {
      Double($0.falseWarnings)
    }
    addRatio(
      "warning_lead_time", "h", .neither,
      "mean time from a right warning to the failure that it foretells"
    ) {
      Ratio($0.warnedAhead / 3_600, per: Double($0.warnings - $0.falseWarnings))
    }
    add("missed_failures", "failures", .lower, "failures of which no warning of that life told") {
      Double($0.missedFailures)
    }
    if component.isHidden {
      add("unseen_failure", "h", .lower, "time failed before anybody noticed") { $0.unseen / 3_600 }
    }
  }
}
