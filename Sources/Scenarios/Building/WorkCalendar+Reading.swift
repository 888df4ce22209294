import FactoryModel

extension WorkCalendar {
  private static let day: Double = 86_400

  /// The calendar that stands under a name.
  init(_ entry: TreeEntry) {
    let patterns = entry.node.section.map { [$0] } ?? entry.node.items.compactMap(\.section)
    self.init(name: entry.name, spans: patterns.flatMap { WorkCalendar.spans(of: $0) })
  }

  private static func spans(of pattern: TreeSection) -> [Span] {
    var days = Array(0...6)
    if let node = pattern["days"] {
      var named: Set<Int> = []
      for value in node.value.map({ [$0] }) ?? node.items.compactMap(\.value) {
        if case .days(let days) = value.meaning { named.formUnion(days) }
      }
      days = (0...6).filter { named.contains($0) }
    }
    var shifts = [(start: 0.0, length: day)]
    if let node = pattern["shifts"] {
      shifts = (node.value.map { [$0] } ?? node.items.compactMap(\.value)).compactMap { value in
        if case .shift(let start, let length) = value.meaning { (start, length) } else { nil }
      }
    }
    return days.flatMap { weekday in
      shifts.map { shift in
        let start = Double(weekday) * day + shift.start
        return Span(start: start, end: start + shift.length)
      }
    }
  }
}
