import FactoryModel

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
}
