/// What a quantity measures: the powers of the base quantities in its unit.
package struct Dimension: Hashable, Sendable {
  package var time = 0
  package var length = 0
  package var mass = 0
  package var temperature = 0
  package var money = 0
  package var count = 0
  package var current = 0

  package init(
    time: Int = 0, length: Int = 0, mass: Int = 0, temperature: Int = 0, money: Int = 0,
    count: Int = 0, current: Int = 0
  ) {
    self.time = time
    self.length = length
    self.mass = mass
    self.temperature = temperature
    self.money = money
    self.count = count
    self.current = current
  }

  package static let ratio = Dimension()
  package static let time = Dimension(time: 1)
  package static let count = Dimension(count: 1)
  package static let money = Dimension(money: 1)

  package static func * (left: Dimension, right: Dimension) -> Dimension {
    Dimension(
      time: left.time + right.time, length: left.length + right.length,
      mass: left.mass + right.mass, temperature: left.temperature + right.temperature,
      money: left.money + right.money, count: left.count + right.count,
      current: left.current + right.current)
  }

  package static func / (left: Dimension, right: Dimension) -> Dimension {
    left * right.power(-1)
  }

  /// The dimension raised to a whole power.
  package func power(_ exponent: Int) -> Dimension {
    Dimension(
      time: time * exponent, length: length * exponent, mass: mass * exponent,
      temperature: temperature * exponent, money: money * exponent, count: count * exponent,
      current: current * exponent)
  }

  /// The dimension raised to any power, if all resulting powers are whole and none beyond ±1,000.
  func power(_ exponent: Double) -> Dimension? {
    func raised(_ power: Int) -> Int? {
      let result = Double(power) * exponent
      return result == result.rounded() && abs(result) <= 1_000 ? Int(result) : nil
    }
    guard let time = raised(time), let length = raised(length), let mass = raised(mass),
      let temperature = raised(temperature), let money = raised(money), let count = raised(count),
      let current = raised(current)
    else { return nil }
    return Dimension(
      time: time, length: length, mass: mass, temperature: temperature, money: money, count: count,
      current: current)
  }

  /// The dimension as a planner calls it, with its article; its unit where it has no usual name.
  package var name: String {
    Dimension.names.first { $0.dimension == self }?.name ?? "a quantity in \(unit)"
  }

  /// A unit of this dimension in SI units, `/` last: `kg*m/s^2`; empty for plain numbers.
  ///
  /// For money, whose unit is any currency, `money` stands in its place.
  package var unit: String {
    let powers: [(symbol: String, power: Int)] = [
      ("money", money), ("part", count), ("kg", mass), ("m", length), ("K", temperature),
      ("A", current), ("s", time),
    ]
    var text = ""
    for (symbol, power) in powers where power > 0 {
      text += (text.isEmpty ? "" : "*") + symbol + (power == 1 ? "" : "^\(power)")
    }
    for (symbol, power) in powers where power < 0 {
      text += "/" + symbol + (power == -1 ? "" : "^\(-power)")
    }
    return text
  }

  private static let names: [(dimension: Dimension, name: String)] = [
    (.ratio, "a plain number"), (.time, "a time"), (.count, "a number of parts"),
    (.money, "an amount of money"), (Dimension(length: 1), "a length"),
    (Dimension(length: 2), "an area"), (Dimension(length: 3), "a volume"),
    (Dimension(mass: 1), "a mass"), (Dimension(temperature: 1), "a temperature"),
    (Dimension(current: 1), "an electric current"),
    (Dimension(time: -1), "a rate"), (Dimension(time: 1, count: -1), "a time per part"),
    (Dimension(time: -1, count: 1), "a number of parts per time"),
    (Dimension(time: -1, money: 1), "money per time"),
    (Dimension(money: 1, count: -1), "money per part"),
    (Dimension(mass: -1, money: 1), "money per mass"),
    (Dimension(length: -1, money: 1), "money per length"),
    (Dimension(length: -2, money: 1), "money per area"),
    (Dimension(length: -3, money: 1), "money per volume"),
    (Dimension(time: 2, length: -2, mass: -1, money: 1), "money per energy"),
    (Dimension(mass: 1, count: -1), "a mass per part"),
    (Dimension(time: -2, length: 2, mass: 1, count: -1), "an energy per part"),
    (Dimension(count: -1), "a number per part"),
    (Dimension(time: -1, length: 1), "a speed"),
    (Dimension(time: -2, length: 1), "an acceleration"),
    (Dimension(time: -1, mass: 1), "a mass per time"),
    (Dimension(time: -1, length: 3), "a volume per time"),
    (Dimension(time: -1, temperature: 1), "a temperature per time"),
    (Dimension(length: -3, mass: 1), "a density"),
    (Dimension(time: -2, length: 1, mass: 1), "a force"),
    (Dimension(time: -2, mass: 1), "a force per length"),
    (Dimension(time: -2, length: 2, mass: 1), "an energy or a torque"),
    (Dimension(time: -3, length: 2, mass: 1), "a power"),
    (Dimension(time: -2, length: -1, mass: 1), "a pressure"),
    (Dimension(time: -3, length: 2, mass: 1, current: -1), "a voltage"),
    (Dimension(time: 1, current: 1), "an electric charge"),
  ]
}
