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
}

extension Quantity {
  /// Reads `4 h`, `5 %`, `30 /min`, `12 EUR/h`, `0.5`: a number, and units joined by `/` and `*`.
  package static func parse(_ text: String) throws(QuantityProblem) -> Quantity {
    let scalars = text.unicodeScalars
    let numberEnd = endOfNumber(scalars)
    let digits = String(scalars[..<numberEnd])
    let unitText = trimmed(String(scalars[numberEnd...]))
    guard let number = Double(digits) else { throw .noNumber }
    if let first = unitText.first, first == ",", digits.last != "." {
      let rest = String(unitText.dropFirst())
      if rest.first?.isNumber == true { throw .decimalComma(digits + "." + rest) }
    }
    guard number.isFinite else { throw .tooLarge }
    var quantity = Quantity(value: number, dimension: .ratio, hasUnit: !unitText.isEmpty)
    var numerator = 1.0
    var denominator = 1.0
    for factor in try factors(of: unitText, number: digits) {
      if factor.unit.dimension == .money { quantity.currency = factor.unit.symbol }
      if factor.unit.dimension == .count { quantity.counted = factor.unit.symbol }
      if factor.isDivisor {
        quantity.dimension = quantity.dimension / factor.unit.dimension
        numerator *= factor.unit.denominator
        denominator *= factor.unit.numerator
      } else {
        quantity.dimension = quantity.dimension * factor.unit.dimension
        numerator *= factor.unit.numerator
        denominator *= factor.unit.denominator
      }
    }
    quantity.value = number * numerator / denominator
    guard quantity.value.isFinite else { throw .tooLarge }
    return quantity
  }

  /// The end of the number at the beginning of a text: sign, digits, point, exponent.
  private static func endOfNumber(_ text: String.UnicodeScalarView) -> String.Index {
    var index = text.startIndex
    func skipDigits(_ index: inout String.Index) -> Bool {
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
    guard hasDigits else { return text.startIndex }
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

  private static func factors(
    of text: String, number: String
  ) throws(QuantityProblem) -> [(unit: Unit, isDivisor: Bool)] {
    guard !text.isEmpty else { return [] }
    var factors: [(unit: Unit, isDivisor: Bool)] = []
    var suggested = ""
    var wrong: String?
    var canSuggest = true
    var word = ""
    var isDivisor = false
    func finish() {
      defer { word = "" }
      if word.isEmpty, factors.isEmpty, wrong == nil, suggested.isEmpty { return }
      if let unit = UnitTable.unit(word) {
        factors.append((unit, isDivisor))
        suggested += word
      } else {
        wrong = wrong ?? word
        if let meant = UnitTable.suggestion(for: word) {
          suggested += meant
        } else {
          canSuggest = false
        }
      }
    }
    for character in text {
      if character == "/" || character == "*" {
        finish()
        isDivisor = character == "/"
        suggested.append(character)
      } else {
        word.append(character)
      }
    }
    finish()
    if let wrong {
      let whole = wrong.isEmpty ? text : wrong
      throw .unknownUnit(whole, suggestion: canSuggest ? "\(number) \(suggested)" : nil)
    }
    return factors
  }
}

/// A text without blanks at its ends.
func trimmed(_ text: String) -> String {
  var view = text[...]
  while let first = view.first, first.isWhitespace { view.removeFirst() }
  while let last = view.last, last.isWhitespace { view.removeLast() }
  return String(view)
}
