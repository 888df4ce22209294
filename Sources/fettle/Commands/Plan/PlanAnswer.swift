import InventoryPlanning
import Scenarios

/// What a plan says: figures, each with a name and what it means.
struct PlanAnswer: Encodable {
  /// A figure.
  struct Figure: Encodable {
    var name: String
    var value: Double
    var meaning: String
  }

  var figures: [Figure] = []

  /// Adds a figure.
  mutating func add(_ name: String, _ value: Double, _ meaning: String) {
    figures.append(Figure(name: name, value: value, meaning: meaning))
  }

  /// Adds what a rule of ordering gives.
  ///
  /// - Parameters:
  ///   - figures: The figures.
  ///   - costs: What they cost.
  ///   - prefix: What stands before their names.
  mutating func add(_ figures: InventoryFigures, _ costs: InventoryCosts, prefix: String) {
    add(prefix + "cost", figures.cost(costs), "cost per time")
    add(prefix + "fill_rate", figures.fillRate, "part of the demand served from stock")
    add(prefix + "on_hand", figures.onHand, "units on hand, in the mean")
    add(prefix + "backorders", figures.backorders, "units owed, in the mean")
    add(prefix + "order_rate", figures.orderRate, "orders per time")
  }

  /// The figures, one a line.
  var text: String {
    var table = TextTable([.left, .right, .left])
    for figure in figures {
      table.add([figure.name, ShortNumber.text(figure.value, digits: 7), figure.meaning])
    }
    return table.text
  }
}
