/// Reads plain decimal numbers.
public enum DecimalNumber {
  /// The double nearest to a decimal number: `-12.5`, `.5`, `1e-3`; blanks may stand around it.
  ///
  /// Up to 2⁵³ and 10^±22 a whole number and a power of ten are both exact doubles, so that their
  /// product or quotient rounds once, to the nearest; other numbers are left to the library, which
  /// rounds correctly too. Source: W. D. Clinger, "How to read floating point numbers accurately",
  /// PLDI 1990, section 3.
  ///
  /// - Parameter text: The number in ASCII.
  /// - Returns: The number; `nil` where there is none, where anything else stands beside it, or where
  ///   it is beyond the largest double.
  public static func value(of text: Span<UInt8>) -> Double? {
    var index = 0
    var end = text.count
    while index < end, isBlank(text[index]) { index += 1 }
    while end > index, isBlank(text[end - 1]) { end -= 1 }
    let start = index
    var isNegative = false
    if index < end, text[index] == minus || text[index] == plus {
      isNegative = text[index] == minus
      index += 1
    }
    var digits = 0
    var whole: UInt64 = 0
    var exponent = 0
    while index < end, let digit = digit(text[index]) {
      // Beyond 19 digits the product wraps; such numbers are not taken from it.
      whole = whole &* 10 &+ digit
      digits += 1
      index += 1
    }
    if index < end, text[index] == point {
      index += 1
      let fraction = index
      while index < end, let digit = digit(text[index]) {
        whole = whole &* 10 &+ digit
        index += 1
      }
      exponent = fraction - index
      digits += index - fraction
    }
    guard digits > 0 else { return nil }
    if index < end, text[index] | 0x20 == letterE {
      index += 1
      var isSmall = false
      if index < end, text[index] == minus || text[index] == plus {
        isSmall = text[index] == minus
        index += 1
      }
      let first = index
      var written = 0
      while index < end, let digit = digit(text[index]) {
        written = min(written * 10 + Int(digit), 100_000)
        index += 1
      }
      guard index > first else { return nil }
      exponent += isSmall ? -written : written
    }
    guard index == end else { return nil }
    if digits <= 19, whole <= 1 << 53, abs(exponent) <= 22 {
      let power = powersOfTen[abs(exponent)]
      let size = exponent < 0 ? Double(whole) / power : Double(whole) * power
      return isNegative ? -size : size
    }
    return libraryValue(of: text.extracting(start..<end))
  }

  private static func libraryValue(of text: Span<UInt8>) -> Double? {
    var characters: [UInt8] = []
    characters.reserveCapacity(text.count)
    for index in 0..<text.count { characters.append(text[index]) }
    guard let value = Double(String(decoding: characters, as: UTF8.self)), value.isFinite else {
      return nil
    }
    return value
  }

  private static let minus = UInt8(ascii: "-")
  private static let plus = UInt8(ascii: "+")
  private static let point = UInt8(ascii: ".")
  private static let letterE = UInt8(ascii: "e")

  @inline(__always) private static func isBlank(_ byte: UInt8) -> Bool {
    byte == Ascii.blank || byte == Ascii.tab
  }

  @inline(__always) private static func digit(_ byte: UInt8) -> UInt64? {
    let value = byte &- 48
    return value < 10 ? UInt64(value) : nil
  }

  /// 10⁰ … 10²², all of them exact.
  private static let powersOfTen: InlineArray<23, Double> = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
    1e18, 1e19, 1e20, 1e21, 1e22,
  ]
}
