import FactoryModel
import SimulationStatistics

/// Metrics of rules whose models are kept up to date.
extension MetricTable {
  mutating func addKeeper(_ index: Int, _ rule: String) {
    func add(
      _ name: String, _ definition: String, _ count: @escaping @Sendable (ModelHistory) -> Int
    ) {
      self.add("maintenance.\(rule).\(name)", "1", .neither, definition) { account in
        index < account.modelHistories.count ? Double(count(account.modelHistories[index])) : 0
      }
    }
    add("drift_alarms", "times that a monitor has said that something changed, warm-up included") {
      $0.alarms
    }
    add("model_trainings", "times that a model was trained anew, warm-up included") { $0.trainings }
    add("model_promotions", "times that a new model took the old one's place, warm-up included") {
      $0.promotions
    }
  }

  mutating func addShadow(_ index: Int, _ rule: String) {
    func path(_ name: String) -> String { "maintenance.\(rule).\(name)" }
    add(
      path("shadow_warnings"), "warnings", .neither, "lives in which the shadow would have warned"
    ) {
      Double($0.shadows[index].warnings)
    }
    add(
      path("shadow_false_warnings"), "warnings", .lower,
      "those whose failure would have come later than the time ahead that is asked for"
    ) { Double($0.shadows[index].falseWarnings) }
    addRatio(
      path("shadow_warning_lead_time"), "h", .neither,
      "mean time from a right warning of the shadow to the failure that it foretells"
    ) {
      Ratio(
        $0.shadows[index].warnedAhead / 3_600,
        per: Double($0.shadows[index].warnings - $0.shadows[index].falseWarnings))
    }
    add(
      path("shadow_missed_failures"), "failures", .lower,
      "failures of which no warning of the shadow told"
    ) { Double($0.shadows[index].missedFailures) }
    addRatio(
      path("shadow_agreement"), "1", .neither, "share of looks at which both say the same"
    ) { Ratio(Double($0.shadows[index].agreements), per: Double($0.shadows[index].looks)) }
    addRatio(
      path("brier"), "1", .lower,
      "mean squared error of the chances that the model gives, where both give one"
    ) { Ratio($0.shadows[index].squaredErrors, per: Double($0.shadows[index].looks)) }
    addRatio(
      path("shadow_brier"), "1", .lower, "mean squared error of the chances that the shadow gives"
    ) { Ratio($0.shadows[index].shadowSquaredErrors, per: Double($0.shadows[index].looks)) }
  }
}
