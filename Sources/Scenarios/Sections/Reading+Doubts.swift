import FactoryModel

/// Warnings: what is legal, but probably not what was meant.
extension Reading {
  mutating func warnOfDoubts(
    _ factory: Factory, _ section: Section, _ drafts: [StationDraft]
  ) {
    if let params = section["params"] { warnOfUnusedParameters(params) }
    warnOfUnusedCalendars(factory, section)
    warnOfUnusedStations(factory, drafts)
    if let warmUp = section["warm_up"], factory.warmUp > factory.horizon {
      warn(warmUp.node.place, warmUp.path, "more time is discarded than is measured")
    }
    guard let products = section["products"], let entry = products.node.entries?.first else {
      return
    }
    let path = "products.\(factory.product.name)"
    warnOfDefects(factory, entry.keyPlace, path)
    warnOfIdealTimes(factory, entry.keyPlace, path)
    warnOfRelease(factory, entry.keyPlace, path)
  }

  private mutating func warnOfUnusedCalendars(_ factory: Factory, _ section: Section) {
    guard let calendars = section["calendars"], let entries = calendars.node.entries else { return }
    let used = Set(factory.stations.compactMap(\.calendar))
    for (index, entry) in entries.enumerated() where !used.contains(index) {
      warn(
        entry.keyPlace, calendars.path,
        "no station works by the calendar '\(entry.key)'; name it with 'calendar'")
    }
  }

  private mutating func warnOfUnusedStations(_ factory: Factory, _ drafts: [StationDraft]) {
    let used = Set(factory.product.route.map(\.station))
    for (index, draft) in drafts.enumerated() where !used.contains(index) {
      warn(draft.place, "stations", "no operation is done at '\(draft.station.name)'")
    }
  }

  private mutating func warnOfDefects(_ factory: Factory, _ place: Place, _ path: String) {
    let route = factory.product.route
    var firstMade: [Int: Int] = [:]
    var lastLookedFor: [Int: Int] = [:]
    for (index, operation) in route.enumerated() {
      for chance in operation.makes {
        firstMade[chance.defect] = firstMade[chance.defect] ?? index
      }
      for chance in operation.inspection?.finds ?? [] { lastLookedFor[chance.defect] = index }
    }
    for (defect, name) in factory.defects.enumerated() {
      guard let made = firstMade[defect], lastLookedFor[defect] ?? -1 < made else { continue }
      warn(
        place, path,
        "'\(name)' is made at '\(route[made].name)' and looked for nowhere after; every such part "
          + "escapes")
    }
    for operation in route {
      guard let inspection = operation.inspection else { continue }
      if inspection.finds.isEmpty, inspection.falseAlarm == 0 {
        warn(place, "\(path).route.\(operation.name)", "looks for nothing")
      }
    }
  }

  private mutating func warnOfIdealTimes(_ factory: Factory, _ place: Place, _ path: String) {
    for operation in factory.product.route {
      // One part in 10¹²: a rounding is no doubt.
      if let mean = Moments.mean(of: operation.time), operation.idealTime > mean * (1 + 1e-12) {
        warn(
          place, "\(path).route.\(operation.name)",
          "the ideal time is longer than the mean time, so its effectiveness is above 100 %")
      }
    }
  }

  private mutating func warnOfRelease(_ factory: Factory, _ place: Place, _ path: String) {
    guard case .keep(let parts) = factory.product.release else { return }
    var places = 0
    for station in Set(factory.product.route.map(\.station)) {
      guard let buffer = factory.stations[station].buffer else { return }
      places += buffer + factory.stations[station].machines.count
    }
    if parts > places {
      warn(
        place, path,
        "keeps \(parts) parts, but the stations have only \(places) places; the rest wait outside")
    }
  }
}
