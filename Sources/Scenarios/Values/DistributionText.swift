public import RandomVariates

/// Distributions in the words of the language, for those who write scenarios.
public enum DistributionText {
  /// A distribution as a value: `lognormal mean 22 s cv 10 %`.
  ///
  /// - Parameters:
  ///   - distribution: One of the families of the language; its parameters are in the unit.
  ///   - unit: The unit of what is drawn, such as `min`; empty for plain numbers.
  ///   - digits: How many significant digits are written.
  /// - Returns: The words; `nil` where the language has none for it.
  public static func words(
    _ distribution: Distribution, unit: String, digits: Int = 5
  ) -> String? {
    func number(_ value: Double) -> String { ShortNumber.text(value, digits: digits) }
    func quantity(_ value: Double) -> String {
      unit.isEmpty ? number(value) : "\(number(value)) \(unit)"
    }
    func percent(_ ratio: Double) -> String { "\(number(ratio * 100)) %" }
    var words: String
    switch distribution.family {
    case .constant(let value): words = quantity(value + distribution.shift)
    case .exponential(let mean): words = "exponential mean \(quantity(mean))"
    case .normal(let mean, let deviation):
      words = "normal mean \(quantity(mean)) sd \(quantity(deviation))"
    case .logNormal(let mean, let deviation):
      words = "lognormal mean \(quantity(mean)) cv \(percent(deviation / mean))"
    case .gamma(let shape, let scale):
      words = "gamma shape \(number(shape)) scale \(quantity(scale))"
    case .weibull(let shape, let scale):
      words = "weibull shape \(number(shape)) scale \(quantity(scale))"
    case .uniform(let lower, let upper):
      words = "uniform \(quantity(lower)) to \(quantity(upper))"
    case .triangular(let lower, let mode, let upper):
      words = "triangular \(quantity(lower)) \(quantity(mode)) \(quantity(upper))"
    case .erlang(let stages, let mean): words = "erlang phases \(stages) mean \(quantity(mean))"
    case .inverseGaussian(let mean, let shape):
      words = "inverse_gaussian mean \(quantity(mean)) cv \(percent((mean / shape).squareRoot()))"
    case .empirical(let values, false):
      words = "empirical " + values.map(number).joined(separator: " ")
      if !unit.isEmpty { words += " " + unit }
    default: return nil
    }
    if case .constant = distribution.family { return words }
    if distribution.shift != 0 { words += " shift \(quantity(distribution.shift))" }
    if distribution.atLeast > -.infinity { words += " at_least \(quantity(distribution.atLeast))" }
    if distribution.atMost < .infinity { words += " at_most \(quantity(distribution.atMost))" }
    return words
  }
}

/// Numbers with as many digits as matter.
public enum ShortNumber {
  /// A number rounded to significant digits, without zeros at its end: `22.4`, `1e-05`.
  ///
  /// - Parameters:
  ///   - value: A finite number.
  ///   - digits: From 1 to 15.
  /// - Returns: The number.
  public static func text(_ value: Double, digits: Int) -> String {
    guard value != 0, value.isFinite else { return value == 0 ? "0" : "\(value)" }
    var exponent = 0
    var size = abs(value)
    while size >= 10 {
      size /= 10
      exponent += 1
    }
    while size < 1 {
      size *= 10
      exponent -= 1
    }
    let places = digits - 1 - exponent
    var power = 1.0
    for _ in 0..<abs(places) { power *= 10 }
    let rounded =
      places >= 0 ? (value * power).rounded() / power : (value / power).rounded() * power
    return ResolvedValues.number(rounded)
  }
}
