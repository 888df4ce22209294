/// A value that is not what its key takes: what was read, what was expected, what to do.
struct ValueProblem: Error {
  var message: String

  init(_ message: String) {
    self.message = message
  }
}

/// What a key takes: the dimension of its quantity and the numbers that make sense.
struct Expectation {
  /// Which numbers make sense.
  enum Range {
    case any, notNegative, positive, probability
  }

  var dimension: Dimension
  /// What the value is, with its article: `a duration`.
  var noun: String
  /// What to write, for a message: `a time such as '4 h'`.
  var example: String
  /// The unit to suggest where none was written.
  var usualUnit: String
  var range: Range
  /// Whether a time may be one per part, which is the same number.
  var mayBePerPart = false

  static let duration = Expectation(
    dimension: .time, noun: "a duration", example: "a time such as '4 h'", usualUnit: "s",
    range: .positive)
  static let durationOrZero = Expectation(
    dimension: .time, noun: "a duration", example: "a time such as '4 h'", usualUnit: "s",
    range: .notNegative)
  static let anyTime = Expectation(
    dimension: .time, noun: "a duration", example: "a time such as '4 h'", usualUnit: "s",
    range: .any)
  static let workTime = Expectation(
    dimension: .time, noun: "a duration", example: "a time such as '40 s'", usualUnit: "s",
    range: .positive, mayBePerPart: true)
  static let probability = Expectation(
    dimension: .ratio, noun: "a probability", example: "a probability such as '5 %'",
    usualUnit: "%", range: .probability)
  static let positiveRatio = Expectation(
    dimension: .ratio, noun: "a ratio", example: "a ratio such as '10 %'", usualUnit: "",
    range: .positive)
  static let costPerTime = Expectation(
    dimension: Dimension(time: -1, money: 1), noun: "money per time",
    example: "money per time such as '420 EUR/h'", usualUnit: "EUR/h", range: .notNegative)
  static let costPerPart = Expectation(
    dimension: Dimension(money: 1, count: -1), noun: "money per part",
    example: "money per part such as '1.35 EUR/part'", usualUnit: "EUR/part", range: .notNegative)

  /// The quantity that `text` gives, in SI units.
  func quantity(_ text: String) throws(ValueProblem) -> Quantity {
    let quantity: Quantity
    do {
      quantity = try Quantity.parse(text)
    } catch {
      throw ValueProblem(message(error, text))
    }
    try checkDimension(quantity, text)
    try checkRange(quantity, text)
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

  private func fits(_ found: Dimension) -> Bool {
    found == dimension || (mayBePerPart && found == dimension / .count)
  }

  private func checkDimension(_ quantity: Quantity, _ text: String) throws(ValueProblem) {
    if mayBePerPart, quantity.dimension == dimension / .count {
      switch quantity.counted {
      case "lot", "lots": throw ValueProblem("times per lot are not simulated yet")
      case "batch", "batches": throw ValueProblem("times per batch are not simulated yet")
      default: return
      }
    }
    guard quantity.dimension != dimension else { return }
    if !quantity.hasUnit {
      throw ValueProblem(
        "\(quoted(text)) has no unit; did you mean '\(text) \(usualUnit)'?")
    }
    throw ValueProblem("\(quoted(text)) is \(quantity.dimension.name); expected \(example)")
  }

  private func checkRange(_ quantity: Quantity, _ text: String) throws(ValueProblem) {
    if range != .any, quantity.value < 0 {
      throw ValueProblem("\(quoted(text)) is negative; expected \(example)")
    }
    if range == .positive, quantity.value == 0 {
      throw ValueProblem("\(quoted(text)) is not more than zero; expected \(example)")
    }
    guard range == .probability, quantity.value > 1 else { return }
    if quantity.hasUnit {
      throw ValueProblem("\(quoted(text)) is more than 100 %; expected \(example)")
    }
    let meant = quantity.value <= 100 ? "did you mean '\(text) %'?" : "expected \(example)"
    throw ValueProblem("\(quoted(text)) is more than 1, which is 100 %; \(meant)")
  }
}
