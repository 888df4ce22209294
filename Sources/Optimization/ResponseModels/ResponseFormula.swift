import LinearAlgebra

/// A response surface as a formula of the scenario language.
///
///     79.94 + 0.995 * (time - 85 min) / (5 min) - 1.376 * ((time - 85 min) / (5 min))^2
public struct ResponseFormula: Hashable, Sendable {
  /// How an input or the response is written.
  public struct Notation: Hashable, Sendable {
    /// The name of the set-point.
    public var name: String
    /// The unit of values on its scale; empty for plain numbers.
    public var unit: String
    /// The unit of differences: `K` where that of values is `degC`.
    public var differenceUnit: String

    /// Says how something is written.
    public init(name: String, unit: String, differenceUnit: String? = nil) {
      self.name = name
      self.unit = unit
      self.differenceUnit = differenceUnit ?? unit
    }
  }

  /// The formula.
  public let text: String

  /// Writes a surface.
  ///
  /// - Parameters:
  ///   - response: The surface.
  ///   - row: The words of its choices, which the formula takes for fixed.
  ///   - inputs: How inputs are written.
  ///   - target: How the response is written.
  ///   - digits: How many significant digits coefficients have.
  public init(
    _ response: QuadraticResponse, choices row: [Double], inputs: [Notation], target: Notation,
    digits: Int = 6
  ) {
    // Columns of words are 0 or 1 here: their coefficients go to the terms of the numbers.
    var order: [[Int]] = []
    var sums: [[Int]: Double] = [:]
    for (place, term) in response.terms.enumerated() {
      var (numbers, factor) = ([Int](), response.fit.coefficients[place])
      for column in term.columns {
        switch column {
        case .number(let input): numbers.append(input)
        case .word(let input, let word): factor *= row[input] == Double(word) ? 1 : 0
        }
      }
      if sums[numbers] == nil { order.append(numbers) }
      sums[numbers, default: 0] += factor
    }
    func quantity(_ value: Double, _ unit: String) -> String {
      let number = ResponseFormula.number(value, digits: digits)
      return unit.isEmpty ? number : "\(number) \(unit)"
    }
    func coded(_ input: Int) -> String {
      let coding = response.data.inputs[input].coding
      let notation = inputs[input]
      // The middle has many digits: a large one with a narrow range loses nothing.
      let center = ResponseFormula.plain(coding.center, notation.unit)
      let half = ResponseFormula.plain(coding.half, notation.differenceUnit)
      let sign = coding.center < 0 ? "+" : "-"
      let start =
        coding.center == 0 && notation.unit == notation.differenceUnit
        ? notation.name : "(\(notation.name) \(sign) \(center))"
      return start + " / " + (notation.differenceUnit.isEmpty ? half : "(\(half))")
    }
    var text = ""
    for numbers in order {
      guard let factor = sums[numbers], factor != 0 || numbers.isEmpty else { continue }
      let unit = numbers.isEmpty ? target.unit : target.differenceUnit
      let sign = factor < 0 ? "-" : "+"
      text += text.isEmpty ? (factor < 0 ? "-" : "") : " \(sign) "
      text += quantity(abs(factor), unit)
      if numbers.count == 2, numbers[0] == numbers[1] {
        text += " * (\(coded(numbers[0])))^2"
      } else {
        for input in numbers { text += " * \(coded(input))" }
      }
    }
    self.text = text
  }

  /// The size of a number with twelve digits, and its unit.
  private static func plain(_ value: Double, _ unit: String) -> String {
    let size = number(abs(value), digits: 12)
    return unit.isEmpty ? size : "\(size) \(unit)"
  }

  /// A number with so many significant digits.
  static func number(_ value: Double, digits: Int) -> String {
    guard value != 0, value.isFinite else { return "0" }
    var (exponent, size) = (0, abs(value))
    while size >= 10 { (size, exponent) = (size / 10, exponent + 1) }
    while size < 1 { (size, exponent) = (size * 10, exponent - 1) }
    let places = digits - 1 - exponent
    var power = 1.0
    for _ in 0..<abs(places) { power *= 10 }
    let rounded =
      places >= 0 ? (value * power).rounded() / power : (value / power).rounded() * power
    return rounded == rounded.rounded() && abs(rounded) < 1e15
      ? "\(Int64(rounded))" : "\(rounded)"
  }
}
