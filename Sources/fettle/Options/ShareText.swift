/// Shares as options give them: `95 %`, `95%` or `0.95`.
enum ShareText {
  /// The share.
  ///
  /// - Parameter text: The option's value.
  /// - Returns: The number; `nil` where it is none. Whether it lies between 0 and 1 is for the caller to ask.
  static func value(of text: String) -> Double? {
    let digits = text.filter { !$0.isWhitespace }
    return digits.hasSuffix("%") ? Double(digits.dropLast()).map { $0 / 100 } : Double(digits)
  }
}
