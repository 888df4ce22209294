import Experiments
import FactoryModel

/// How much of what was wanted stores gave at once, against what they had on hand.
struct ServicePoints: Sendable {
  /// A store in an arm.
  struct Point: Sendable {
    var arm: String
    var store: String
    /// Mean stock on hand, in the item's unit.
    var stock: RunSummary.Entry
    /// The share of what was wanted that was given at once.
    var fillRate: RunSummary.Entry
  }

  /// The points of each unit in which stock is counted, in the order of the stores.
  var groups: [(unit: String, points: [Point])] = []

  /// Gathers the stores from which somebody takes.
  init(of arms: [ReportArm]) {
    for arm in arms {
      for store in arm.factory.stores {
        guard let stock = arm.entry.entry("stores.\(store.name).on_hand"),
          let fillRate = arm.entry.entry("stores.\(store.name).fill_rate"),
          stock.mean != nil, fillRate.mean != nil
        else { continue }
        let point = Point(
          arm: arm.entry.arm, store: store.name, stock: stock, fillRate: fillRate)
        if let place = groups.firstIndex(where: { $0.unit == stock.unit }) {
          groups[place].points.append(point)
        } else {
          groups.append((stock.unit, [point]))
        }
      }
    }
  }
}
