import FactoryModel
import RandomVariates

/// Calendars, stations and costs.
extension FactoryBuilder {
  private static let day: Double = 86_400

  func calendar(_ entry: TreeEntry) -> WorkCalendar {
    let patterns = entry.node.section.map { [$0] } ?? entry.node.items.compactMap(\.section)
    return WorkCalendar(name: entry.name, spans: patterns.flatMap { spans(of: $0) })
  }

  private func spans(of pattern: TreeSection) -> [WorkCalendar.Span] {
    var days = Array(0...6)
    if let node = pattern["days"] {
      var named: Set<Int> = []
      for value in node.value.map({ [$0] }) ?? node.items.compactMap(\.value) {
        if case .days(let days) = value.meaning { named.formUnion(days) }
      }
      days = (0...6).filter { named.contains($0) }
    }
    var shifts = [(start: 0.0, length: FactoryBuilder.day)]
    if let node = pattern["shifts"] {
      shifts = (node.value.map { [$0] } ?? node.items.compactMap(\.value)).compactMap { value in
        if case .shift(let start, let length) = value.meaning { (start, length) } else { nil }
      }
    }
    return days.flatMap { day in
      shifts.map { shift in
        let start = Double(day) * FactoryBuilder.day + shift.start
        return WorkCalendar.Span(start: start, end: start + shift.length)
      }
    }
  }

  mutating func station(
    _ names: Plant.StationNames, calendars: NameIndex, standard: Int?
  ) -> Station {
    var station = Station(name: names.name, machines: names.machines)
    station.buffer = names.section["buffer"]?.count
    station.calendar = standard
    if let calendar = names.section["calendar"]?.text {
      station.calendar = calendars.index(of: calendar)
    }
    let scope = scope(of: names.name)
    for entry in names["failures"]?.entries ?? [] {
      guard let section = entry.node.section,
        let after = distribution(section["after"], scope),
        let repair = distribution(section["repair"], scope)
      else { continue }
      let clock =
        section["clock"]?.text.flatMap { FailureMode.Clock(rawValue: $0) } ?? .calendar
      station.failures.append(
        FailureMode(name: entry.name, timeToFailure: after, clock: clock, timeToRepair: repair))
    }
    return station
  }

  /// The names that formulas at a station may use.
  func scope(of station: String) -> StationScope {
    reading.declarations.stationScopes[station] ?? StationScope()
  }

  func costs(_ section: TreeSection?) -> CostRates {
    var costs = CostRates()
    guard let section else { return costs }
    func rate(_ node: TreeNode?) -> Double {
      guard let quantity = node?.quantity else { return 0 }
      costs.currency = costs.currency ?? quantity.currency
      return quantity.value
    }
    for entry in section["downtime"]?.entries ?? [] {
      if let index = plant.index(of: entry.name) { costs.downtime[index] = rate(entry.node) }
    }
    costs.scrap = rate(section["scrap"])
    costs.escape = rate(section["escape"])
    return costs
  }
}
