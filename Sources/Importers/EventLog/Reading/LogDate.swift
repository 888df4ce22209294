import FactoryModel

/// Dates and times as logs write them.
public enum LogDate {
  /// In which order a date's parts stand.
  public enum Order: String, CaseIterable, Hashable, Sendable {
    case yearMonthDay = "ymd"
    case dayMonthYear = "dmy"
    case monthDayYear = "mdy"
  }

  /// Seconds since 1970-01-01 00:00 of `2012-01-02T07:00`, `2.1.2012 7:00:30` or `1/2/2012 07:00`.
  ///
  /// A zone (`Z`, `+02:00`) is left out: the clock on the wall counts. A date alone is its midnight.
  ///
  /// - Parameters:
  ///   - text: The date, without blanks around it.
  ///   - order: How it is written; a year of four digits at the beginning is one anyway.
  /// - Returns: `nil` where there is no such date.
  public static func seconds(_ text: String, order: Order = .yearMonthDay) -> Double? {
    let scalars = Array(text.utf8)
    guard let gap = scalars.firstIndex(where: { $0 == letterT || $0 == blank }) else {
      return day(scalars[...], order)
    }
    guard let day = day(scalars[..<gap], order), let time = time(scalars[(gap + 1)...]) else {
      return nil
    }
    return day + time
  }

  private static let letterT = UInt8(ascii: "T")
  private static let blank = UInt8(ascii: " ")

  private static func day(_ text: ArraySlice<UInt8>, _ order: Order) -> Double? {
    let parts = text.split(omittingEmptySubsequences: false) {
      $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ".")
    }
    guard parts.count == 3, let first = whole(parts[0]), let second = whole(parts[1]),
      let third = whole(parts[2])
    else { return nil }
    let (year, month, day) =
      switch parts[0].count == 4 ? .yearMonthDay : order {
      case .yearMonthDay: (first, second, third)
      case .dayMonthYear: (third, second, first)
      case .monthDayYear: (third, first, second)
      }
    guard year >= 1000 else { return nil }
    return PlantTime(year: year, month: month, day: day)?.seconds
  }

  private static func time(_ text: ArraySlice<UInt8>) -> Double? {
    var end = text.startIndex
    while end < text.endIndex,
      isDigit(text[end]) || text[end] == UInt8(ascii: ":")
        || text[end] == UInt8(ascii: ".")
    {
      end += 1
    }
    guard isZone(text[end...]) else { return nil }
    let parts = text[..<end].split(
      separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), let hour = whole(parts[0]), let minute = whole(parts[1]),
      hour < 24, minute < 60
    else { return nil }
    var seconds = 0.0
    if parts.count == 3 {
      guard let read = Double(String(decoding: parts[2], as: UTF8.self)), read < 61 else {
        return nil
      }
      seconds = read
    }
    return Double(hour * 3_600 + minute * 60) + seconds
  }

  private static func isZone(_ text: ArraySlice<UInt8>) -> Bool {
    guard let first = text.first else { return true }
    if first == UInt8(ascii: "Z") { return text.count == 1 }
    guard first == UInt8(ascii: "+") || first == UInt8(ascii: "-") else { return false }
    return (2...5).contains(text.count - 1)
      && text.dropFirst().allSatisfy { isDigit($0) || $0 == UInt8(ascii: ":") }
  }

  private static func whole(_ text: ArraySlice<UInt8>) -> Int? {
    guard (1...4).contains(text.count), text.allSatisfy(isDigit) else { return nil }
    return Int(String(decoding: text, as: UTF8.self))
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}
