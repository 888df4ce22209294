/// What a quantity measures: the powers of the base quantities in its unit.
package struct Dimension: Hashable, Sendable {
  package var time = 0
  package var length = 0
  package var mass = 0
  package var temperature = 0
  package var money = 0
  package var count = 0

  package static let ratio = Dimension()
  package static let time = Dimension(time: 1)
  package static let count = Dimension(count: 1)
  package static let money = Dimension(money: 1)

  package static func * (left: Dimension, right: Dimension) -> Dimension {
    Dimension(
      time: left.time + right.time, length: left.length + right.length,
      mass: left.mass + right.mass, temperature: left.temperature + right.temperature,
      money: left.money + right.money, count: left.count + right.count)
  }

  package static func / (left: Dimension, right: Dimension) -> Dimension {
    left * right.power(-1)
  }

  /// The dimension raised to a whole power.
  package func power(_ exponent: Int) -> Dimension {
    Dimension(
      time: time * exponent, length: length * exponent, mass: mass * exponent,
      temperature: temperature * exponent, money: money * exponent, count: count * exponent)
  }

  /// The dimension as a planner calls it, with its article.
  package var name: String {
    Dimension.names.first { $0.dimension == self }?.name ?? "a quantity of another kind"
  }

  private static let names: [(dimension: Dimension, name: String)] = [
    (.ratio, "a plain number"), (.time, "a time"), (.count, "a number of parts"),
    (.money, "an amount of money"), (Dimension(length: 1), "a length"),
    (Dimension(mass: 1), "a mass"), (Dimension(temperature: 1), "a temperature"),
    (Dimension(time: -1), "a rate"), (Dimension(time: 1, count: -1), "a time per part"),
    (Dimension(time: -1, count: 1), "a number of parts per time"),
    (Dimension(time: -1, money: 1), "money per time"),
    (Dimension(money: 1, count: -1), "money per part"),
    (Dimension(mass: -1, money: 1), "money per mass"),
    (Dimension(time: -1, length: 1), "a speed"),
    (Dimension(time: -2, length: 1, mass: 1), "a force"),
    (Dimension(time: -2, length: 2, mass: 1), "an energy"),
    (Dimension(time: -3, length: 2, mass: 1), "a power"),
    (Dimension(time: -2, length: -1, mass: 1), "a pressure"),
  ]
}
