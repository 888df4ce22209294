/// A number with its unit, in SI units.
package struct Quantity: Hashable, Sendable {
  /// The number in SI units (and the scenario's currency).
  package var value: Double
  package var dimension: Dimension
  /// Whether a unit was written: `0.05` has none, `5 %` has.
  package var hasUnit: Bool
  /// The currency, where the unit has one.
  package var currency: String?
  /// What a count counts, where the unit counts something: `batch` in `4 h/batch`.
  package var counted: String?
}

/// Why a text is not a quantity.
package enum QuantityProblem: Error, Hashable {
  /// It does not begin with a number.
  case noNumber
  /// The number has a decimal comma; the same text with a point.
  case decimalComma(String)
  /// The number is too large for the arithmetic.
  case tooLarge
  /// A unit that the table does not know, and the text with the unit that was probably meant.
  case unknownUnit(String, suggestion: String?)
  /// A unit such as `degC`, whose scale does not begin at zero, together with other units.
  case scaleInCompound(String)
}

extension Quantity {
  /// Reads `4 h`, `5 %`, `30 /min`, `12 EUR/h`, `9.81 m/s^2`, `860 degC`, `0.5`.
  ///
  /// That is a number, and units with whole powers joined by `/` and `*`.
  package static func parse(_ text: String) throws(QuantityProblem) -> Quantity {
    let scalars = text.unicodeScalars
    let numberEnd = endOfNumber(scalars, from: scalars.startIndex)
    let digits = String(scalars[..<numberEnd])
    let unitText = trimmed(String(scalars[numberEnd...]))
    guard let number = Double(digits) else { throw .noNumber }
    if let first = unitText.first, first == ",", digits.last != "." {
      let rest = String(unitText.dropFirst())
      if rest.first?.isNumber == true { throw .decimalComma(digits + "." + rest) }
    }
    guard number.isFinite else { throw .tooLarge }
    return try Quantity(number, in: UnitFactor.factors(of: unitText, number: digits))
  }

  /// A number in units that are multiplied.
  init(_ number: Double, in factors: [UnitFactor]) throws(QuantityProblem) {
    self.init(value: number, dimension: .ratio, hasUnit: !factors.isEmpty)
    if let scale = factors.first(where: { $0.unit.zeroInHundredths != 0 }) {
      guard factors.count == 1, scale.power == 1 else { throw .scaleInCompound(scale.unit.symbol) }
      // Hundredths, so that 860 degC is the number nearest to 1133.15 K.
      value = (number * 100 + scale.unit.zeroInHundredths) / 100
      dimension = scale.unit.dimension
      return
    }
    var numerator = 1.0
    var denominator = 1.0
    for factor in factors {
      let unit = factor.unit
      if unit.dimension == .money { currency = unit.symbol }
      if unit.dimension == .count { counted = unit.symbol }
      dimension = dimension * unit.dimension.power(factor.power)
      for _ in 0..<abs(factor.power) {
        numerator *= factor.power > 0 ? unit.numerator : unit.denominator
        denominator *= factor.power > 0 ? unit.denominator : unit.numerator
      }
    }
    value = number * numerator / denominator
    guard value.isFinite else { throw .tooLarge }
  }

  /// The end of the number that begins at an index: sign, digits, point, exponent.
  static func endOfNumber<Text: Collection<Unicode.Scalar>>(
    _ text: Text, from start: Text.Index
  ) -> Text.Index {
    var index = start
    func skipDigits(_ index: inout Text.Index) -> Bool {
      let start = index
      while index < text.endIndex, ("0"..."9") ~= text[index] { index = text.index(after: index) }
      return index > start
    }
    if index < text.endIndex, text[index] == "-" || text[index] == "+" {
      index = text.index(after: index)
    }
    var hasDigits = skipDigits(&index)
    if index < text.endIndex, text[index] == "." {
      index = text.index(after: index)
      if skipDigits(&index) { hasDigits = true }
    }
    guard hasDigits else { return start }
    var exponent = index
    if exponent < text.endIndex, text[exponent] == "e" || text[exponent] == "E" {
      exponent = text.index(after: exponent)
      if exponent < text.endIndex, text[exponent] == "-" || text[exponent] == "+" {
        exponent = text.index(after: exponent)
      }
      if skipDigits(&exponent) { index = exponent }
    }
    return index
  }
}

/// A text without blanks at its ends.
func trimmed(_ text: String) -> String {
  var view = text[...]
  while let first = view.first, first.isWhitespace { view.removeFirst() }
  while let last = view.last, last.isWhitespace { view.removeLast() }
  return String(view)
}
