import FactoryModel

/// Dates, times of day and shifts as they are written.
enum DateText {
  static let dayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  /// `2026-01-05`, or `2026-01-05 06:00`.
  static func date(_ text: String) throws(ValueProblem) -> PlantTime {
    let words = text.split { $0 == " " || $0 == "T" }
    let date = (words.first ?? "").split(separator: "-", omittingEmptySubsequences: false)
    let numbers = date.compactMap { part in
      part.utf8.count <= 4 && part.utf8.allSatisfy { (48...57).contains($0) } ? Int(part) : nil
    }
    let minute = words.count == 2 ? minuteOfDay(String(words[1])) : 0
    guard words.count <= 2, date.count == 3, numbers.count == 3, date[0].utf8.count == 4,
      let minute, minute < 1_440,
      let time = PlantTime(
        year: numbers[0], month: numbers[1], day: numbers[2], hour: minute / 60,
        minute: minute % 60)
    else {
      throw ValueProblem("\(quoted(text)) is not a date; expected \(Shape.date.what)")
    }
    return time
  }

  /// `06:00-14:00`; one that ends before it begins runs over midnight.
  static func shift(_ text: String) throws(ValueProblem) -> TreeValue.Meaning {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map {
      minuteOfDay(trimmed(String($0)))
    }
    guard ends.count == 2, let start = ends[0], let end = ends[1], start < 1_440 else {
      throw ValueProblem(
        "\(quoted(text)) is not a shift; expected times of day such as '06:00-14:00'")
    }
    guard start != end else {
      throw ValueProblem("\(quoted(text)) is empty; a shift of a whole day is '00:00-24:00'")
    }
    let minutes = end > start ? end - start : end + 1_440 - start
    return .shift(start: Double(start * 60), length: Double(minutes * 60))
  }

  /// Minutes from midnight of `06:00`; 1,440 for `24:00`.
  static func minuteOfDay(_ text: String) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2,
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let hour = Int(parts[0]), let minute = Int(parts[1]), minute < 60,
      hour < 24 || (hour == 24 && minute == 0)
    else { return nil }
    return hour * 60 + minute
  }
}
