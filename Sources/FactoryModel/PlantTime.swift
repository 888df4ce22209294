/// A moment in plant time: seconds since 1970-01-01 00:00, without time zone or daylight saving.
public struct PlantTime: Hashable, Sendable, Comparable {
  /// Seconds since 1970-01-01 00:00.
  public var seconds: Double

  /// Creates a moment from seconds since 1970-01-01 00:00.
  public init(seconds: Double) {
    self.seconds = seconds
  }

  /// Creates a moment from a date of the Gregorian calendar and a time of day.
  ///
  /// There is none (`nil`) where there is no such date or time.
  ///
  /// - Parameters:
  ///   - year: The year, 1…9999.
  ///   - month: The month, 1…12.
  ///   - day: The day of the month, from 1.
  ///   - hour: The hour, 0…23.
  ///   - minute: The minute, 0…59.
  public init?(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0) {
    guard (1...9999).contains(year), (1...12).contains(month),
      (0...23).contains(hour), (0...59).contains(minute),
      day >= 1, day <= PlantTime.days(inMonth: month, of: year)
    else { return nil }
    let days = PlantTime.dayNumber(year: year, month: month, day: day)
    self.seconds = Double(days * 86_400 + hour * 3_600 + minute * 60)
  }

  /// Monday, 2026-01-05 00:00: the start of a scenario that names none.
  public static let monday = PlantTime(seconds: 20_458 * 86_400)

  /// Seconds since the last Monday, 00:00.
  public var secondsIntoWeek: Double {
    // 1970-01-01 was a Thursday: three days into the week.
    let shifted = seconds + 3 * 86_400
    return shifted - (shifted / WorkCalendar.week).rounded(.down) * WorkCalendar.week
  }

  /// Seconds since the last January 1, 00:00.
  public var secondsIntoYear: Double {
    seconds - Double(PlantTime.dayNumber(year: date.year, month: 1, day: 1)) * 86_400
  }

  /// Whether one moment comes before another.
  public static func < (left: PlantTime, right: PlantTime) -> Bool { left.seconds < right.seconds }

  /// Days from 1970-01-01 to a date of the Gregorian calendar.
  ///
  /// Source: E. G. Richards, "Calendars", in *Explanatory Supplement to the Astronomical Almanac*,
  /// 3rd ed., 2013, §15.11: the year is taken to begin in March, so that the leap day is its last.
  static func dayNumber(year: Int, month: Int, day: Int) -> Int {
    let yearFromMarch = month > 2 ? year : year - 1
    let monthFromMarch = (month + 9) % 12
    let daysBeforeMonth = (153 * monthFromMarch + 2) / 5
    let daysBeforeYear =
      365 * yearFromMarch + yearFromMarch / 4 - yearFromMarch / 100 + yearFromMarch / 400
    return daysBeforeYear + daysBeforeMonth + day - 1 - 719_468
  }

  static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension PlantTime {
  /// The month, 1…12.
  public var month: Int { date.month }

  /// The date of the Gregorian calendar.
  private var date: (year: Int, month: Int, day: Int) {
    let dayNumber = Int((seconds / 86_400).rounded(.down))
    var year = 1970 + dayNumber / 366
    while PlantTime.dayNumber(year: year + 1, month: 1, day: 1) <= dayNumber { year += 1 }
    while PlantTime.dayNumber(year: year, month: 1, day: 1) > dayNumber { year -= 1 }
    var month = 12
    while PlantTime.dayNumber(year: year, month: month, day: 1) > dayNumber { month -= 1 }
    return (year, month, dayNumber - PlantTime.dayNumber(year: year, month: month, day: 1) + 1)
  }
}

extension PlantTime: CustomStringConvertible {
  /// The date and time, to the minute: `2026-01-05 06:00`.
  public var description: String {
    let minutes = Int((seconds / 60).rounded(.down))
    let dayNumber = minutes >= 0 ? minutes / 1_440 : -((-minutes + 1_439) / 1_440)
    let minuteOfDay = minutes - dayNumber * 1_440
    let (year, month, day) = date
    return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2) + " "
      + padded(minuteOfDay / 60, 2) + ":" + padded(minuteOfDay % 60, 2)
  }

  private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
