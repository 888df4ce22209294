import FactoryModel

/// The hours of the week in which something works: 168 of them, from Monday 00:00.
public struct WorkHours: Hashable, Sendable {
  /// Whether work is done in each hour.
  public var isOpen: [Bool]

  static let week = 168
  static let always = WorkHours(isOpen: [Bool](repeating: true, count: week))

  /// How many hours a week are open.
  public var weekly: Int { isOpen.count { $0 } }

  /// Whether it is open at a moment, in seconds since 1970.
  func isOpen(at moment: Double) -> Bool { isOpen[WorkHours.hour(of: moment)] }

  /// The hour of the week of a moment, from 0.
  static func hour(of moment: Double) -> Int {
    min(week - 1, Int(PlantTime(seconds: moment).secondsIntoWeek / 3_600))
  }

  /// The spans of open time between two moments, in order.
  func spans(from: Double, to: Double) -> [(start: Double, end: Double)] {
    var spans: [(start: Double, end: Double)] = []
    var hour = (from / 3_600).rounded(.down) * 3_600
    while hour < to {
      if isOpen(at: hour) {
        let (start, end) = (max(from, hour), min(to, hour + 3_600))
        if let last = spans.last, last.end == start {
          spans[spans.count - 1].end = end
        } else if end > start {
          spans.append((start, end))
        }
      }
      hour += 3_600
    }
    return spans
  }

  /// Open time between two moments, in seconds.
  func time(from: Double, to: Double) -> Double {
    spans(from: from, to: to).reduce(0) { $0 + $1.end - $1.start }
  }
}
