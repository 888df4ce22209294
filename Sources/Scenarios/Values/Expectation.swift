/// A value that is not what its key takes: what was read, what was expected, what to do.
struct ValueProblem: Error {
  var message: String
  /// Where in the text, in Unicode scalars from its beginning; `nil` for the whole of it.
  var offset: Int?
  /// How many Unicode scalars are meant, with ``offset``.
  var length: Int

  init(_ message: String, offset: Int? = nil, length: Int = 1) {
    self.message = message
    self.offset = offset
    self.length = length
  }
}

/// What a key takes: the kinds of its quantity and the numbers that make sense.
struct Expectation: Sendable {
  /// Which numbers make sense.
  enum Range: Sendable {
    case any, notNegative, positive, probability
  }

  /// The dimensions that a quantity may have; empty where any will do.
  var dimensions: [Dimension]
  /// What the value is, with its article: `a duration`.
  var noun: String
  /// What to write, for a message: `a time such as '4 h'`.
  var example: String
  /// The unit to suggest where none was written.
  var usualUnit: String
  var range: Range
  /// Whether a time may be one per part, which is the same number.
  var mayBePerPart = false

  // MARK: - Times

  static let duration = Expectation(
    dimensions: [.time], noun: "a duration", example: "a time such as '4 h'", usualUnit: "s",
    range: .positive)
  static let durationOrZero = Expectation(
    dimensions: [.time], noun: "a duration", example: "a time such as '4 h'", usualUnit: "s",
    range: .notNegative)
  static let workTime = Expectation(
    dimensions: [.time], noun: "a duration", example: "a time such as '40 s'", usualUnit: "s",
    range: .positive, mayBePerPart: true)
  static let durationOrCount = Expectation(
    dimensions: [.time, .count], noun: "a duration or a count",
    example: "a time such as '8 h', or '1 part'",
    usualUnit: "h", range: .positive)

  // MARK: - Ratios

  static let probability = Expectation(
    dimensions: [.ratio], noun: "a probability", example: "a probability such as '5 %'",
    usualUnit: "%", range: .probability)
  static let ratio = Expectation(
    dimensions: [.ratio], noun: "a ratio", example: "a ratio such as '40 %'", usualUnit: "",
    range: .notNegative)
  static let anyRatio = Expectation(
    dimensions: [.ratio], noun: "a ratio", example: "a ratio such as '-40 %'", usualUnit: "%",
    range: .any)
  static let positiveRatio = Expectation(
    dimensions: [.ratio], noun: "a ratio", example: "a ratio such as '10 %'", usualUnit: "",
    range: .positive)
  /// What a shock adds to the wear.
  static let damage = Expectation(
    dimensions: [.ratio], noun: "a damage", example: "a share such as '8 %'", usualUnit: "%",
    range: .positive)
  static let ratioPerTime = Expectation(
    dimensions: [Dimension(time: -1)], noun: "a ratio per time",
    example: "a ratio per time such as '18 %/yr'", usualUnit: "%/yr", range: .notNegative)
  static let anyRatioPerTime = Expectation(
    dimensions: [Dimension(time: -1)], noun: "a ratio per time",
    example: "a ratio per time such as '5 %/yr'", usualUnit: "%/yr", range: .any)
  /// How fast a component's clock runs, as a multiple of the calendar's.
  static let speedOfClock = Expectation(
    dimensions: [.ratio], noun: "a clock",
    example: "'calendar', 'running', 'producing', 'parts' or a formula such as 'producing * 1.3'",
    usualUnit: "", range: .any)

  // MARK: - Money

  static let money = Expectation(
    dimensions: [.money], noun: "an amount of money", example: "money such as '180 EUR'",
    usualUnit: "EUR", range: .notNegative)
  static let costPerTime = Expectation(
    dimensions: [Dimension(time: -1, money: 1)], noun: "money per time",
    example: "money per time such as '420 EUR/h'", usualUnit: "EUR/h", range: .notNegative)
  static let costPerPart = Expectation(
    dimensions: [Dimension(money: 1, count: -1)], noun: "money per part",
    example: "money per part such as '1.35 EUR/part'", usualUnit: "EUR/part", range: .notNegative)
  static let costPerItemAndTime = Expectation(
    dimensions: Dimension.ofItems.map { Dimension.money / $0 / .time },
    noun: "money per unit and time",
    example: "money per unit and time such as '0.4 EUR/part/d'", usualUnit: "EUR/part/d",
    range: .notNegative)
  /// A share of the value per time, or money per unit and time.
  static let holdingCost = Expectation(
    dimensions: [Dimension(time: -1)] + Dimension.ofItems.map { Dimension.money / $0 / .time },
    noun: "a holding cost",
    example: "a holding cost such as '18 %/yr' or '0.50 EUR/piece/wk'", usualUnit: "%/yr",
    range: .notNegative)
  static let costPerEnergy = Expectation(
    dimensions: [Dimension.money / Dimension.energy], noun: "money per energy",
    example: "money per energy such as '0.19 EUR/kWh'", usualUnit: "EUR/kWh", range: .notNegative)
  static let costPerItem = Expectation(
    dimensions: Dimension.ofItems.map { Dimension.money / $0 }, noun: "money per unit of an item",
    example: "money per unit such as '1.10 EUR/kg' or '900 EUR/piece'", usualUnit: "EUR/piece",
    range: .notNegative)

  // MARK: - Amounts of items

  /// An amount of an item: pieces, mass, length, volume; a plain number counts its units.
  static let itemAmount = Expectation(
    dimensions: Dimension.ofItems + [.ratio], noun: "an amount",
    example: "an amount such as '300' or '5 t'", usualUnit: "", range: .notNegative)
  static let itemPerPart = Expectation(
    dimensions: Dimension.ofItems + [.ratio] + Dimension.ofItems.map { $0 / .count },
    noun: "an amount per part", example: "an amount such as '1' or '0.8 kg'", usualUnit: "",
    range: .positive)
  static let itemPerItem = itemPerPart
  static let itemPerTime = Expectation(
    dimensions: Dimension.ofItems.map { $0 / .time }, noun: "an amount per time",
    example: "an amount per time such as '5 t/wk'", usualUnit: "piece/d", range: .positive)

  // MARK: - Others

  static let frequency = Expectation(
    dimensions: [Dimension(time: -1)], noun: "a frequency",
    example: "a number per time such as '0.2 /wk'", usualUnit: "/wk", range: .notNegative)

  /// Of signals and shafts.
  static let signalFrequency = Expectation(
    dimensions: [Dimension(time: -1)], noun: "a frequency",
    example: "a frequency such as '25.6 kHz'",
    usualUnit: "Hz", range: .positive)
  static let size = Expectation(
    dimensions: [Dimension(length: 1)], noun: "a length", example: "a length such as '7.9 mm'",
    usualUnit: "mm", range: .positive)

  /// Something that happens so often on a component's clock, which may count parts.
  static let frequencyOnClock = Expectation(
    dimensions: [Dimension(time: -1), Dimension(count: -1)], noun: "a frequency",
    example: "a number per time such as '0.2 /wk'", usualUnit: "/wk", range: .notNegative)

  static let power = Expectation(
    dimensions: [.power], noun: "a power", example: "a power such as '18 kW'", usualUnit: "kW",
    range: .notNegative)
  /// A standard deviation of anything.
  static let deviation = Expectation(
    dimensions: [], noun: "a standard deviation",
    example: "a number with its unit such as '0.2 mm'", usualUnit: "", range: .notNegative)
  static let positiveDeviation = Expectation(
    dimensions: [], noun: "a standard deviation above zero",
    example: "a number with its unit such as '0.2 mm'", usualUnit: "", range: .positive)
  /// A distance in standard deviations.
  static let deviations = Expectation(
    dimensions: [.ratio], noun: "a number of standard deviations", example: "a number such as '3'",
    usualUnit: "", range: .positive)
  static let deviationsOrZero = Expectation(
    dimensions: [.ratio], noun: "a number of standard deviations, or zero",
    example: "a number such as '0.5'", usualUnit: "", range: .notNegative)
  static let share = Expectation(
    dimensions: [.ratio], noun: "a share", example: "a share such as '0.2' or '20 %'",
    usualUnit: "%", range: .probability)
  static let anyQuantity = Expectation(
    dimensions: [], noun: "a quantity", example: "a number with its unit such as '30 /min'",
    usualUnit: "", range: .any)

  // MARK: - Reading

  /// The quantity that `text` gives, in SI units.
  func quantity(_ text: String) throws(ValueProblem) -> Quantity {
    let quantity: Quantity
    do {
      quantity = try Quantity.parse(text)
    } catch {
      throw ValueProblem(message(error, text))
    }
    try checkDimension(quantity, text)
    try checkRange(quantity.value, text, hasUnit: quantity.hasUnit)
    return quantity
  }

  private func message(_ problem: QuantityProblem, _ text: String) -> String {
    switch problem {
    case .noNumber:
      return "\(quoted(text)) is not \(noun); expected \(example)"
    case .decimalComma(let meant):
      return "\(quoted(text)) has a decimal comma; did you mean '\(meant)'?"
    case .tooLarge:
      return "\(quoted(text)) is too large a number"
    case .scaleInCompound(let unit):
      return "\(quoted(text)) joins '\(unit)' with other units; write 'K' instead"
    case .unknownUnit(let unit, let suggestion):
      if let suggestion, let meant = try? Quantity.parse(suggestion), fits(meant.dimension) {
        return "\(quoted(text)) is not \(noun); did you mean '\(suggestion)'?"
      }
      let hint =
        ["month", "months", "mo"].contains(unit.lowercased())
        ? "a month has no fixed length; write days ('30 d') or weeks" : "expected \(example)"
      return "\(quoted(text)) is not \(noun): there is no unit \(quoted(unit)); \(hint)"
    }
  }

  /// Whether a quantity of this dimension is what is wanted.
  func fits(_ found: Dimension) -> Bool {
    dimensions.isEmpty || dimensions.contains(found)
      || (mayBePerPart && dimensions.contains { found == $0 / .count })
  }

  private func checkDimension(_ quantity: Quantity, _ text: String) throws(ValueProblem) {
    guard !fits(quantity.dimension) else { return }
    if !quantity.hasUnit {
      throw ValueProblem("\(quoted(text)) has no unit; did you mean '\(text) \(usualUnit)'?")
    }
    throw ValueProblem("\(quoted(text)) is \(quantity.dimension.name); expected \(example)")
  }

  /// Checks that a number, of which `text` was written, makes sense.
  func checkRange(_ value: Double, _ text: String, hasUnit: Bool) throws(ValueProblem) {
    if range != .any, value < 0 {
      throw ValueProblem("\(quoted(text)) is negative; expected \(example)")
    }
    if range == .positive, value == 0 {
      throw ValueProblem("\(quoted(text)) is not more than zero; expected \(example)")
    }
    guard range == .probability, value > 1 else { return }
    if hasUnit {
      throw ValueProblem("\(quoted(text)) is more than 100 %; expected \(example)")
    }
    let meant = value <= 100 ? "did you mean '\(text) %'?" : "expected \(example)"
    throw ValueProblem("\(quoted(text)) is more than 1, which is 100 %; \(meant)")
  }
}

extension Dimension {
  static let energy = Dimension(time: -2, length: 2, mass: 1)
  static let power = Dimension(time: -3, length: 2, mass: 1)
  /// What an item may be counted in: pieces, mass, length, volume.
  static let ofItems = [
    Dimension.count, Dimension(mass: 1), Dimension(length: 1), Dimension(length: 3),
  ]
}
