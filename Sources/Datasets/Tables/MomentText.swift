/// Moments as tables write them, in microseconds since 1970-01-01 00:00 by the clock on the wall.
public enum MomentText {
  /// In which order the parts of a date stand.
  public enum Order: Hashable, Sendable {
    case yearMonthDay
    case dayMonthYear
    case monthDayYear
  }

  /// A moment, and how it was written.
  public struct Reading: Hashable, Sendable {
    /// Microseconds since 1970-01-01 00:00; the zone's offset, if one was written, is taken off.
    public var microseconds: Int64
    /// In which order the date's parts stood.
    public var order: Order
    /// Whether a zone was named.
    public var hasZone: Bool
    /// Whether the date would be one with day and month changed over.
    public var isOrderUnsure: Bool
  }

  /// Reads `2020-01-03 07:00:00.25`, `2020-01-03T07:00Z`, `3.1.2020 7:00`, `1/3/2020 7:00:00 PM`, `2020-01-03`.
  ///
  /// A date with points is day, month, year; one with slashes that does not begin with the year is what
  /// `slashes` says.
  ///
  /// - Parameters:
  ///   - text: The moment in ASCII, without blanks around it.
  ///   - slashes: The order of a date with slashes.
  /// - Returns: `nil` where there is no such moment.
  public static func read(_ text: Span<UInt8>, slashes: Order = .monthDayYear) -> Reading? {
    var scanner = Scanner()
    guard let first = scanner.number(4, text), let mark = scanner.next(text), isDateMark(mark),
      let second = scanner.number(2, text), scanner.take(mark, text),
      let third = scanner.number(4, text)
    else { return nil }
    let order: Order
    if first.digits == 4 {
      order = .yearMonthDay
    } else if mark == UInt8(ascii: ".") {
      order = .dayMonthYear
    } else if mark == UInt8(ascii: "/"), third.digits == 4 {
      order = slashes
    } else {
      return nil
    }
    let (year, month, day) =
      switch order {
      case .yearMonthDay: (first.value, second.value, third.value)
      case .dayMonthYear: (third.value, second.value, first.value)
      case .monthDayYear: (third.value, first.value, second.value)
      }
    guard year >= 1000, let days = days(year: year, month: month, day: day) else { return nil }
    var reading = Reading(
      microseconds: Int64(days) * microsecondsOfDay, order: order, hasZone: false,
      isOrderUnsure: mark == UInt8(ascii: "/") && order != .yearMonthDay && month <= 12
        && day <= 12 && month != day)
    guard !scanner.isAtEnd(text) else { return reading }
    guard scanner.take(UInt8(ascii: "T"), text) || scanner.take(UInt8(ascii: " "), text),
      let time = scanner.timeOfDay(text)
    else { return nil }
    reading.microseconds += time
    guard !scanner.isAtEnd(text) else { return reading }
    guard let offset = scanner.zone(text), scanner.isAtEnd(text) else { return nil }
    reading.hasZone = true
    reading.microseconds -= offset
    return reading
  }

  /// A moment as it is written: `2020-01-03 07:00:00`, with as many decimals as it has.
  ///
  /// - Parameters:
  ///   - microseconds: Since 1970-01-01 00:00.
  ///   - isDateOnly: Whether the time of day is left out.
  /// - Returns: The text.
  public static func text(_ microseconds: Int64, isDateOnly: Bool = false) -> String {
    let days = floorDivided(microseconds, microsecondsOfDay)
    let rest = microseconds - days * microsecondsOfDay
    let date = date(days: Int(days))
    let day = "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
    if isDateOnly { return day }
    let seconds = Int(rest / 1_000_000)
    var text =
      "\(day) \(padded(seconds / 3_600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
    let fraction = Int(rest % 1_000_000)
    if fraction > 0 {
      var digits = padded(fraction, 6)
      while digits.last == "0" { digits.removeLast() }
      text += "." + digits
    }
    return text
  }

  /// The microseconds of a day.
  public static let microsecondsOfDay: Int64 = 86_400_000_000

  // MARK: - Days

  /// Days since 1970-01-01 of a date of the Gregorian calendar; `nil` where there is no such date.
  ///
  /// Source: H. Hinnant, "chrono-compatible low-level date algorithms", 2021, `days_from_civil`.
  static func days(year: Int, month: Int, day: Int) -> Int? {
    guard (1...12).contains(month), day >= 1, day <= lastDay(year: year, month: month) else {
      return nil
    }
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The date of a day since 1970-01-01; `civil_from_days` of the same source.
  static func date(days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let part = (5 * dayOfYear + 2) / 153
    let month = part < 10 ? part + 3 : part - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * part + 2) / 5 + 1
    )
  }

  private static func lastDay(year: Int, month: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func isDateMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".")
  }

  private static func floorDivided(_ value: Int64, _ divisor: Int64) -> Int64 {
    value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor)
  }

  private static func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
