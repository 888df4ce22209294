import JSONDocuments
import Scenarios

/// Numbers as pages show them: charts and tables hold the same digits.
enum Digits {
  /// A number to four digits that count, as text: `1 234`, `0.01235`; `–` for none.
  static func text(_ value: Double?, digits: Int = 4) -> String {
    guard let value, value.isFinite else { return "–" }
    let text = ShortNumber.text(value, digits: digits)
    return text.contains("e") ? text : FigureText.grouped(text)
  }

  /// The number of that text.
  static func rounded(_ value: Double, digits: Int = 4) -> Double {
    guard value.isFinite else { return value }
    return Double(ShortNumber.text(value, digits: digits)) ?? value
  }

  /// The number of that text, for a chart; nothing where there is none.
  static func number(_ value: Double?, digits: Int = 4) -> JSONValue {
    guard let value, value.isFinite else { return .null }
    return .number(rounded(value, digits: digits))
  }

  /// A share: `43.2 %`.
  static func percent(_ share: Double?) -> String {
    guard let share, share.isFinite else { return "–" }
    return FigureText.percent(share)
  }

  /// An interval: `1.2 … 3.4`; empty where an end is missing.
  static func interval(_ lower: Double?, _ upper: Double?, digits: Int = 3) -> String {
    guard let lower, let upper, lower.isFinite, upper.isFinite else { return "" }
    return "\(text(lower, digits: digits)) … \(text(upper, digits: digits))"
  }

  /// A count with its word: `1 life`, `12 lives`.
  static func count(_ number: Int, _ one: String, _ many: String) -> String {
    "\(FigureText.grouped("\(number)")) \(number == 1 ? one : many)"
  }

  /// A list of words: `a, b and c`.
  static func list(_ words: [String]) -> String {
    guard words.count > 1, let last = words.last else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }
}
