/// A date of the format, such as `01/31/18 07:29:20`: month, day, year and time of day.
struct AutoSchedDate: Comparable {
  /// Minutes since 1970-01-01 00:00.
  var minutes: Double

  /// The date of a text; `nil` for what is none.
  init?(_ text: String) {
    let words = text.split(whereSeparator: \.isWhitespace)
    guard let first = words.first, words.count <= 2 else { return nil }
    let parts = first.split(separator: "/").map { Int($0) }
    guard parts.count == 3, let month = parts[0], let day = parts[1], let short = parts[2],
      (1...12).contains(month), (0...9_999).contains(short)
    else { return nil }
    // Two digits are of this century up to 69, as POSIX has it.
    let year = short > 99 ? short : short < 70 ? 2_000 + short : 1_900 + short
    guard (1...AutoSchedDate.length(ofMonth: month, year)).contains(day) else { return nil }
    var seconds = 0
    if words.count == 2 {
      let clock = words[1].split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
      guard (2...3).contains(clock.count), let hour = clock[0], let minute = clock[1],
        (0...23).contains(hour), (0...59).contains(minute)
      else { return nil }
      guard let second = clock.count == 3 ? clock[2] : 0, (0...59).contains(second) else {
        return nil
      }
      seconds = hour * 3_600 + minute * 60 + second
    }
    let days = AutoSchedDate.days(before: year, month, day)
    minutes = Double(days) * 1_440 + Double(seconds) / 60
  }

  static func < (one: AutoSchedDate, other: AutoSchedDate) -> Bool { one.minutes < other.minutes }

  /// As the language writes it, to the minute.
  var text: String {
    let whole = Int(minutes.rounded(.down))
    var (day, rest) = (whole / 1_440, whole % 1_440)
    if rest < 0 { (day, rest) = (day - 1, rest + 1_440) }
    var year = 1970
    while AutoSchedDate.days(before: year + 1, 1, 1) <= day { year += 1 }
    while AutoSchedDate.days(before: year, 1, 1) > day { year -= 1 }
    day -= AutoSchedDate.days(before: year, 1, 1)
    var month = 1
    while day >= AutoSchedDate.length(ofMonth: month, year) {
      day -= AutoSchedDate.length(ofMonth: month, year)
      month += 1
    }
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(two(month))-\(two(day + 1)) \(two(rest / 60)):\(two(rest % 60))"
  }

  private static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  private static func length(ofMonth month: Int, _ year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days from 1970-01-01 to a date.
  private static func days(before year: Int, _ month: Int, _ day: Int) -> Int {
    let before = year - 1
    var days = before * 365 + before / 4 - before / 100 + before / 400 - 719_162
    for earlier in 1..<month { days += length(ofMonth: earlier, year) }
    return days + day - 1
  }
}
