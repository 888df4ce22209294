/// The values of an empirical distribution: `12 15 15 40 min`.
///
/// A number without a unit has that of the next one that has a unit.
struct ListedValues: Sendable {
  /// The values, in SI units, in the order in which they were written.
  var values: [Double]
  var dimension: Dimension
  var currency: String?

  /// Reads the values.
  ///
  /// - Parameters:
  ///   - arguments: What was written, at least one.
  ///   - expectation: What kind of quantity is drawn.
  /// - Throws: ``ValueProblem`` at the first that is not such a quantity.
  init(
    _ arguments: [DistributionWords.Argument], _ expectation: Expectation
  ) throws(ValueProblem) {
    values = []
    dimension = expectation.dimensions.first ?? .ratio
    var unit = ""
    var wanted = expectation
    for (index, argument) in arguments.enumerated().reversed() {
      let end = ListedValues.endOfNumber(argument.text)
      let own = String(argument.text[end...])
      if !own.isEmpty { unit = own }
      let quantity: Quantity
      do {
        quantity = try wanted.quantity(own.isEmpty ? argument.text + unit : argument.text)
      } catch {
        throw ValueProblem(
          "value \(index + 1): \(error.message)", offset: argument.offset,
          length: max(1, argument.text.unicodeScalars.count))
      }
      // Where any kind of quantity may be drawn, the last value says which it is.
      if wanted.dimensions.count != 1 { wanted.dimensions = [quantity.dimension] }
      dimension = quantity.dimension
      currency = currency ?? quantity.currency
      values.append(quantity.value)
    }
    values.reverse()
  }

  /// Values in words, each unit written once where those that follow have it too.
  static func words(_ texts: [String]) -> String {
    var words: [String] = []
    for (index, text) in texts.enumerated() {
      let end = endOfNumber(text)
      let unit = trimmed(String(text[end...]))
      let next = index + 1 < texts.count ? texts[index + 1] : ""
      let isRepeated =
        !unit.isEmpty && index + 1 < texts.count
        && trimmed(String(next[endOfNumber(next)...])) == unit
      words.append(isRepeated ? String(text[..<end]) : text)
    }
    return words.joined(separator: " ")
  }

  private static func endOfNumber(_ text: String) -> String.Index {
    Quantity.endOfNumber(text.unicodeScalars, from: text.startIndex)
  }
}
