/// Moments by the clock of the plant, as people write them.
///
/// Source of the calendar: H. Hinnant, "chrono-compatible low-level date algorithms", 2021,
/// `civil_from_days`.
enum PlantTime {
  /// Appends `YYYY-MM-DD HH:MM:SS`, and microseconds where there are any, or always.
  static func append(
    _ microseconds: Int64, showsMicroseconds: Bool = false, to bytes: inout [UInt8]
  ) {
    let (days, time) = divided(microseconds, by: 86_400_000_000)
    append(date: days, to: &bytes)
    bytes.append(Ascii.blank)
    appendTime(microseconds: time, showsMicroseconds: showsMicroseconds, to: &bytes)
  }

  /// Appends `YYYY-MM-DD`.
  ///
  /// - Parameters:
  ///   - days: The days since 1970-01-01.
  ///   - bytes: Where the date is appended.
  static func append(date days: Int64, to bytes: inout [UInt8]) {
    let (era, dayOfEra) = divided(days + 719_468, by: 146_097)
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let year = yearOfEra + era * 400 + (month < 10 ? 0 : 1)
    if year < 0 { bytes.append(UInt8(ascii: "-")) }
    append(abs(year), digits: 4, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    append(month < 10 ? month + 3 : month - 9, digits: 2, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    append(dayOfYear - (153 * month + 2) / 5 + 1, digits: 2, to: &bytes)
  }

  /// Appends `HH:MM:SS`, and microseconds where there are any.
  static func appendTime(
    microseconds: Int64, showsMicroseconds: Bool = false, to bytes: inout [UInt8]
  ) {
    let seconds = microseconds / 1_000_000
    append(seconds / 3_600, digits: 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    append(seconds / 60 % 60, digits: 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    append(seconds % 60, digits: 2, to: &bytes)
    let rest = microseconds % 1_000_000
    if rest != 0 || showsMicroseconds {
      bytes.append(UInt8(ascii: "."))
      append(rest, digits: 6, to: &bytes)
    }
  }

  /// The quotient rounded down, and the rest, which is never negative.
  private static func divided(_ number: Int64, by divisor: Int64) -> (Int64, Int64) {
    let rest = number % divisor
    return rest < 0 ? (number / divisor - 1, rest + divisor) : (number / divisor, rest)
  }

  /// Appends a number with zeros before it.
  private static func append(_ number: Int64, digits: Int, to bytes: inout [UInt8]) {
    var text: [UInt8] = []
    var rest = number
    while rest > 0 || text.count < digits {
      text.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    }
    bytes.append(contentsOf: text.reversed())
  }
}
