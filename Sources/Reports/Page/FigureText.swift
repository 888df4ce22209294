import Experiments

/// A metric's value over all replications, written for people: fractions in percent, long numbers in
/// groups of three digits.
struct FigureText: Sendable {
  /// The value in its unit, such as `306 609`; `–` where there is none.
  var value = "–"
  /// The unit; empty where it is plain.
  var unit: String
  /// Half the width of the interval, such as `± 910`; empty where there is none.
  var halfWidth = ""
  /// The interval, such as `305 699 … 307 518`; empty where there is none.
  var interval = ""
  /// Whether every replication has the same value.
  var isConstant = false

  /// Writes a metric's value.
  ///
  /// - Parameters:
  ///   - entry: The metric.
  ///   - unit: The unit to name; `nil` for the metric's own.
  init(_ entry: RunSummary.Entry, unit: String? = nil) {
    let scale = FigureText.scale(of: entry.unit)
    self.unit = entry.unit == "1" ? "%" : unit ?? entry.unit
    guard let mean = entry.mean else { return }
    let width = entry.halfWidth.map { scale * $0 }
    let decimals = NumberText.decimals(mean: scale * mean, halfWidth: width)
    func text(_ number: Double) -> String {
      FigureText.grouped(NumberText.fixed(scale * number, decimals: decimals))
    }
    value = text(mean)
    guard let lower = entry.lower, let upper = entry.upper, let width else { return }
    // What is below this is the rounding of sums.
    isConstant = width <= 1e-9 * abs(scale * mean)
    guard !isConstant else { return }
    halfWidth = "± " + FigureText.grouped(NumberText.fixed(width, decimals: decimals))
    interval = text(lower) + " … " + text(upper)
  }

  /// The value with its half-width: `147.4 ± 0.4`.
  var valueAndHalfWidth: String { halfWidth.isEmpty ? value : value + " " + halfWidth }

  /// By what values in a unit are multiplied to be shown: fractions are shown in percent.
  static func scale(of unit: String) -> Double { unit == "1" ? 100 : 1 }

  /// A share as percent: `43.2 %`.
  static func percent(_ share: Double) -> String {
    NumberText.fixed(100 * share, decimals: 1) + " %"
  }

  /// A text whose numbers have narrow no-break spaces between their thousands, from five digits on.
  static func grouped(_ text: String) -> String {
    var result = ""
    var digits = ""
    func end(_ digits: String) -> String {
      // What follows a point stays together.
      guard digits.count > 4, result.last != "." else { return digits }
      return String(
        digits.enumerated().flatMap { index, digit in
          index > 0 && (digits.count - index).isMultiple(of: 3) ? ["\u{202F}", digit] : [digit]
        })
    }
    for character in text {
      if ("0"..."9").contains(character) {
        digits.append(character)
      } else {
        result += end(digits)
        digits = ""
        result.append(character)
      }
    }
    return result + end(digits)
  }
}
