import FactoryModel

/// Shift calendars.
extension Reading {
  /// The word for a station that never closes.
  static let alwaysOpen = "always"

  private static let dayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
  private static let day: Double = 86_400

  /// Reads `calendars`.
  mutating func readCalendars(_ value: Value) -> [WorkCalendar] {
    var calendars: [WorkCalendar] = []
    for entry in entries(value, of: "calendars, each a name with its days and shifts") ?? [] {
      if entry.name == Reading.alwaysOpen {
        error(
          entry.place, value.path, "'always' is the calendar that never closes; take another name")
        continue
      }
      var spans: [WorkCalendar.Span] = []
      if case .list(let patterns) = entry.value.node.content {
        for pattern in patterns {
          spans += readPattern(Value(node: pattern, path: entry.value.path))
        }
        if patterns.isEmpty { error(entry.value, "has no shifts") }
      } else {
        spans = readPattern(entry.value)
      }
      warnOfOverlap(spans, entry.name, entry.value)
      // One that is wrong still has its name, so that its uses are not errors too.
      calendars.append(WorkCalendar(name: entry.name, spans: spans))
    }
    return calendars
  }

  private mutating func readPattern(_ value: Value) -> [WorkCalendar.Span] {
    guard let section = open(value, as: .calendar) else { return [] }
    if section.values.isEmpty {
      if isEmptyMapping(value) {
        error(value, "needs 'days', 'shifts' or both, as in {days: mon-fri, shifts: [06:00-14:00]}")
      }
      return []
    }
    let days = section["days"].map { readDays($0) } ?? Array(0...6)
    let shifts = section["shifts"].map { readShifts($0) } ?? [(0, Reading.day)]
    return days.flatMap { day in
      shifts.map { shift in
        let start = Double(day) * Reading.day + shift.start
        return WorkCalendar.Span(start: start, end: start + shift.length)
      }
    }
  }

  private func isEmptyMapping(_ value: Value) -> Bool {
    value.node.entries?.isEmpty ?? false
  }

  private mutating func warnOfOverlap(
    _ spans: [WorkCalendar.Span], _ name: String, _ value: Value
  ) {
    let total = spans.reduce(0) { $0 + $1.end - $1.start }
    if !spans.isEmpty, total > WorkCalendar(name: name, spans: spans).weeklyTime {
      warn(value.node.place, value.path, "shifts overlap; the time they share counts once")
    }
  }

  // MARK: - Days

  private mutating func readDays(_ value: Value) -> [Int] {
    let example = "days such as mon-fri, sat or [mon, wed]"
    var items = [value]
    if case .list(let nodes) = value.node.content {
      items = nodes.map { Value(node: $0, path: value.path) }
    }
    var isOpen = [Bool](repeating: false, count: 7)
    for item in items {
      guard let text = text(item, expecting: example) else { continue }
      let ends = text.split(separator: "-", omittingEmptySubsequences: false).map {
        trimmed(String($0))
      }
      guard ends.count <= 2 else {
        error(item, "\(quoted(text)) is not a range of days; expected \(example)")
        continue
      }
      let numbers = ends.map { dayNumber($0, item) }
      guard let first = numbers.first ?? nil, let last = numbers.last ?? nil else { continue }
      var day = first
      isOpen[day] = true
      while day != last {
        day = (day + 1) % 7
        isOpen[day] = true
      }
    }
    if items.isEmpty { error(value, "names no day; expected \(example)") }
    return (0...6).filter { isOpen[$0] }
  }

  private mutating func dayNumber(_ word: String, _ value: Value) -> Int? {
    if let number = Reading.dayNames.firstIndex(of: word) { return number }
    let short = String(word.lowercased().prefix(3))
    let hint =
      Reading.dayNames.contains(short)
      ? "; did you mean '\(short)'?"
      : question(word, among: Reading.dayNames)
        ?? "; days are \(enumerated(Reading.dayNames))"
    error(value, "unknown day \(quoted(word))\(hint)")
    return nil
  }

  // MARK: - Shifts

  private mutating func readShifts(_ value: Value) -> [(start: Double, length: Double)] {
    let example = "shifts such as [06:00-14:00, 14:00-22:00]"
    if refusesForm(value) { return [] }
    var items = [value]
    switch value.node.content {
    case .list(let nodes): items = nodes.map { Value(node: $0, path: value.path) }
    case .scalar: break
    case .mapping, .nothing:
      error(value, "expected \(example), not \(value.node.kindInWords)")
      return []
    }
    if items.isEmpty { error(value, "has no shift; expected \(example)") }
    return items.compactMap { readShift($0) }
  }

  private mutating func readShift(_ value: Value) -> (start: Double, length: Double)? {
    guard let text = text(value, expecting: "a shift such as 06:00-14:00") else { return nil }
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map {
      Reading.minuteOfDay(trimmed(String($0)))
    }
    guard ends.count == 2, let start = ends[0], let end = ends[1], start < 1_440 else {
      error(value, "\(quoted(text)) is not a shift; expected times of day such as '06:00-14:00'")
      return nil
    }
    guard start != end else {
      error(value, "\(quoted(text)) is empty; a shift of a whole day is '00:00-24:00'")
      return nil
    }
    // A shift that ends before it begins runs over midnight.
    let minutes = end > start ? end - start : end + 1_440 - start
    return (Double(start * 60), Double(minutes * 60))
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

  // MARK: - Names

  /// The index of the calendar that a value names; `.some(nil)` for `always`.
  mutating func calendarIndex(_ value: Value, among calendars: NameIndex) -> Int?? {
    guard let name = text(value, expecting: "a calendar's name") else { return nil }
    if name == Reading.alwaysOpen { return .some(nil) }
    if let index = calendars.index(of: name) { return .some(index) }
    guard !calendars.names.isEmpty else {
      error(value, "there is no calendar \(quoted(name)); describe it in 'calendars'")
      return nil
    }
    unknownName(
      value, name, kind: "calendar", among: NameIndex(calendars.names + [Reading.alwaysOpen]))
    return nil
  }
}
