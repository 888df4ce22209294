import DataTables

/// A number as its source writes it, and its value.
struct Amount: Hashable {
  var text: String
  var value: Double

  /// The number of a text; `nil` for what is no plain, finite number.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard let value = DecimalNumber.value(of: bytes.span), value.isFinite else { return nil }
    self.init(text: text, value: value)
  }

  init(text: String, value: Double) {
    self.text = text
    self.value = value
  }

  /// A whole number.
  init(_ value: Int) {
    self.init(text: "\(value)", value: Double(value))
  }

  static let zero = Amount(0)

  /// The largest that is taken, so that sums stay far from where doubles lose their units.
  static let largest = 1e9

  /// Why it cannot be what it is for; `nil` where it can.
  func problem(_ what: String) -> String? {
    if value < 0 { return "\(text) is below 0; \(what) is 0 at least" }
    if value > Amount.largest {
      return "\(text) is more than 1e9; \(what) is less: take a larger unit"
    }
    return nil
  }
}
