import FactoryModel
import RandomVariates

/// Stations and costs.
extension FactoryBuilder {
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
