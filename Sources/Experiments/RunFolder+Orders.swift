import FactoryModel
import FactorySimulation
import Scenarios

/// The table of orders in a run folder.
extension RunFolder {
  /// What became of the lines of schedules.
  static let ordersName = "orders.csv"

  /// One row an order of each replication, with times in seconds from the start of the simulation; `queue`,
  /// `process` and `transport` are means over the order's finished parts.
  func ordersText() -> String {
    var text = CommaSeparated.line([
      "arm", "replication", "product", "order", "parts", "finished", "release", "start", "finish",
      "due", "tardiness", "queue", "process", "transport",
    ])
    for ((name, run), arm) in zip(zip(outcome.names, outcome.arms), plan.arms) {
      let lines = RunFolder.lines(of: arm.scenario.factory)
      for replication in run.replications {
        for (line, order) in zip(lines, replication.orders) {
          text += CommaSeparated.line(
            [name, "\(replication.replication)", line.product, line.order]
              + RunFolder.cells(of: order))
        }
      }
    }
    return text
  }

  private static func lines(of factory: Factory) -> [(product: String, order: String)] {
    factory.products.flatMap { product -> [(product: String, order: String)] in
      guard case .orders(let orders) = product.release else { return [] }
      return orders.indices.map { index in
        let name = index < product.orderNames.count ? product.orderNames[index] : ""
        return (product.name, name.isEmpty ? "\(index + 1)" : name)
      }
    }
  }

  private static func cells(of order: OrderAccount) -> [String] {
    func number(_ value: Double) -> String { value.isFinite ? "\(value)" : "" }
    let isDone = order.finished > 0 && order.finished == order.released
    let count = Double(order.finished)
    func mean(_ sum: Double) -> String { order.finished > 0 ? "\(sum / count)" : "" }
    return [
      "\(order.released)", "\(order.finished)", number(order.releasedAt), number(order.startedAt),
      isDone ? "\(order.finishedAt)" : "", number(order.due),
      isDone && order.due.isFinite ? "\(max(0, order.finishedAt - order.due))" : "",
      mean(order.waited), mean(order.worked), mean(order.travelled),
    ]
  }
}
