/// Weekly hours as the patterns of a calendar.
enum CalendarText {
  private static let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  /// One pattern for all days that have the same shifts, in the order of their first day.
  static func patterns(_ hours: WorkHours) -> [String] {
    var groups: [(shifts: [String], days: [String])] = []
    for day in 0..<7 {
      let shifts = shifts(of: day, hours)
      guard !shifts.isEmpty else { continue }
      if let place = groups.firstIndex(where: { $0.shifts == shifts }) {
        groups[place].days.append(days[day])
      } else {
        groups.append((shifts, [days[day]]))
      }
    }
    return groups.map {
      "{days: [\($0.days.joined(separator: ", "))], shifts: [\($0.shifts.joined(separator: ", "))]}"
    }
  }

  private static func shifts(of day: Int, _ hours: WorkHours) -> [String] {
    var shifts: [String] = []
    var begin: Int?
    for hour in 0...24 {
      let isOpen = hour < 24 && hours.isOpen[day * 24 + hour]
      if isOpen, begin == nil { begin = hour }
      if !isOpen, let from = begin {
        shifts.append("\(clock(from))-\(clock(hour))")
        begin = nil
      }
    }
    return shifts
  }

  private static func clock(_ hour: Int) -> String { (hour < 10 ? "0" : "") + "\(hour):00" }
}
