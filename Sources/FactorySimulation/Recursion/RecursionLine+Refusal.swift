public import FactoryModel

extension RecursionLine {
  /// Why a factory cannot be evaluated by recursion.
  ///
  /// - Parameter factory: What is to be evaluated.
  /// - Returns: What stands against it and where; `nil` where it can.
  public static func refusal(of factory: Factory) -> String? {
    if factory.products.isEmpty { return "it makes nothing" }
    if factory.clock != .events { return "its clock goes in slots" }
    return refusal(ofSerialLine: factory)
      ?? factory.stations.lazy.compactMap { refusal(of: $0) }.first
  }

  /// Why a factory is no line of single machines through which every part goes once; `nil` where it is.
  static func refusal(ofSerialLine factory: Factory) -> String? {
    if factory.products.count > 1 {
      return "it makes \(factory.products.count) products: "
        + factory.products.map(\.name).joined(separator: ", ")
    }
    if !factory.timeline.isEmpty { return "its timeline changes it in mid-run" }
    if let rule = factory.controlRules.first {
      return "the rule '\(rule.name)' moves set-points in mid-run"
    }
    if let crew = factory.crews.first {
      return "machines may have to wait for the crew '\(crew.name)'"
    }
    for station in factory.stations {
      if let component = station.components.first {
        return "component '\(component.name)' of station '\(station.name)' wears"
      }
    }
    if let store = factory.stores.first { return "it has a store, '\(store.name)'" }
    if case .cards = factory.products[0].release { return "its parts enter by cards" }
    if case .store = factory.products[0].release { return "its parts enter for a store" }
    if factory.products[0].store != nil { return "its parts go to a store" }
    if factory.products[0].releaseCalendar != nil {
      return "\(factory.products[0].name) is released by a calendar"
    }
    if factory.products[0].due != nil { return "\(factory.products[0].name) has due dates" }
    if case .orders(let orders) = factory.products[0].release,
      orders.contains(where: { $0.due < .infinity || $0.priority != nil || $0.operation != nil })
    {
      return "its orders have due dates or priorities, or begin in the middle of the route"
    }
    if !factory.transportTimes.isEmpty { return "parts take time from station to station" }
    for station in factory.stations {
      if station.dispatch != nil { return "station '\(station.name)' has a dispatch rule" }
      if station.loading != nil || station.unloading != nil {
        return "machines of station '\(station.name)' are loaded and unloaded"
      }
    }
    if factory.stations.contains(where: \.power.isDrawn), !factory.costs.tariffs.isEmpty {
      return "the price of energy changes with the hour"
    }
    if let reason = refusal(of: factory.products[0], factory.stations) { return reason }
    for station in factory.stations where station.machines.count > 1 {
      return "station '\(station.name)' has \(station.machines.count) machines, so that parts may "
        + "overtake each other"
    }
    return nil
  }

  private static func refusal(of product: Product, _ stations: [Station]) -> String? {
    var visited: Set<Int> = []
    for operation in product.route {
      let name = stations[operation.station].name
      if !visited.insert(operation.station).inserted {
        return "\(product.name) comes to station '\(name)' more than once"
      }
      if !operation.measures.isEmpty || !(operation.inspection?.reads.isEmpty ?? true) {
        return "'\(operation.name)' measures a characteristic"
      }
      if operation.inspection?.model != nil { return "a model judges parts at '\(operation.name)'" }
      if operation.splitsInto > 1 { return "'\(operation.name)' makes several parts of one" }
      if operation.batch != nil { return "'\(operation.name)' takes several parts together" }
      if operation.interval != nil {
        return "'\(operation.name)' takes parts while others are inside"
      }
      if operation.share < 1 { return "some parts pass '\(operation.name)'" }
      if operation.queueLimit != nil {
        return "parts may not wait for '\(operation.name)' for too long"
      }
      if operation.fleet != nil { return "a vehicle carries parts to '\(operation.name)'" }
      if operation.transport != nil { return "parts take time to come to '\(operation.name)'" }
      if !operation.consumes.isEmpty || !operation.gives.isEmpty {
        return "'\(operation.name)' consumes or gives items"
      }
      if !operation.needs.isEmpty { return "'\(operation.name)' needs operators or tools" }
      if operation.setup != nil { return "'\(operation.name)' needs a set-up" }
      if !operation.next.isEmpty { return "parts branch after '\(operation.name)'" }
      if let target = operation.inspection?.earliestReturn {
        return "'\(operation.name)' sends parts back to '\(product.route[target].name)'"
      }
      if operation.initialParts > 0 { return "parts stand at station '\(name)' at the start" }
      let machine = stations[operation.station].machines[0]
      if !(machine.products?.contains(0) ?? true)
        || !operation.machineTimes.isEmpty && operation.machineTimes[0] == nil
      {
        return "machine '\(machine.name)' may not do '\(operation.name)'"
      }
    }
    return nil
  }

  private static func refusal(of station: Station) -> String? {
    if station.blocking == .beforeService {
      return "station '\(station.name)' waits for a place before it works"
    }
    for mode in station.failures {
      let failure = "failure '\(mode.name)' of station '\(station.name)'"
      if mode.clock == .producing || mode.clock == .parts {
        return "\(failure) depends on what the machine does (clock: \(mode.clock.rawValue))"
      }
      if mode.plan != nil { return "station '\(station.name)' has planned stops" }
      if mode.interruptedWork != .resume { return "\(failure) undoes the work on the part" }
      if mode.timeUntilNoticed != nil { return "\(failure) goes unnoticed for a time" }
    }
    return nil
  }
}

extension Inspection {
  /// The earliest operation to which a rejected part may go back; `nil` where all are scrapped.
  fileprivate var earliestReturn: Int? {
    let all = finds.map { dispositions[$0.defect] ?? otherwise } + [otherwise]
    return all.compactMap { disposition in
      if case .back(let operation, _) = disposition { operation } else { nil }
    }.min()
  }
}
