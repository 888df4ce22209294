import Experiments

/// Numbers of metrics as texts and on axes: fractions in percent.
struct MetricScale: Sendable {
  /// By what a value is multiplied.
  let factor: Double
  /// The unit as people say it; empty where there is none.
  let unit: String

  init(unit: String) {
    factor = FigureText.scale(of: unit)
    self.unit = unit == "1" ? "%" : unit
  }

  /// `, EUR`; nothing without a unit.
  var suffix: String { unit.isEmpty ? "" : ", " + unit }

  /// A value with four digits that count, and its unit.
  func text(_ value: Double) -> String {
    number(value) + (unit.isEmpty ? "" : " " + unit)
  }

  /// A value with four digits that count.
  func number(_ value: Double) -> String {
    FigureText.grouped(NumberText.significant(factor * value))
  }

  /// `12.3 … 14.5`.
  func interval(_ lower: Double, _ upper: Double) -> String {
    FigureText.grouped(IntervalText.ends(factor * lower, factor * upper))
  }

  /// A mean with its interval: `13.4 (12.3 … 14.5)`.
  func text(_ mean: Double, _ lower: Double?, _ upper: Double?) -> String {
    guard let lower, let upper, upper > lower else { return number(mean) }
    let decimals = NumberText.decimals(
      mean: factor * mean, halfWidth: factor * (upper - lower) / 2)
    return FigureText.grouped(NumberText.fixed(factor * mean, decimals: decimals))
      + " (\(interval(lower, upper)))"
  }
}
