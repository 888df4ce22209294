public import FactoryModel
import RandomVariates

extension SlottedLine {
  /// Why a factory cannot be simulated in slots.
  ///
  /// - Parameter factory: What is to be simulated; its clock goes in slots.
  /// - Returns: What stands against it and where; `nil` where it can.
  public static func refusal(of factory: Factory) -> String? {
    guard case .slots(let clock) = factory.clock else { return "its clock does not go in slots" }
    if !clock.divides(factory.warmUp) || !clock.divides(factory.horizon) {
      return "warm-up and horizon are to be whole numbers of slots"
    }
    guard !factory.products.isEmpty else { return "it makes nothing" }
    if factory.products[0].release != .saturated {
      return "the first machine always has a part: release is to be 'saturated'"
    }
    if let reason = RecursionLine.refusal(ofSerialLine: factory) { return reason }
    let route = factory.products[0].route
    for (index, station) in factory.stations.enumerated() {
      guard let position = route.firstIndex(where: { $0.station == index }) else {
        return "no operation is done at station '\(station.name)'"
      }
      if let reason = refusal(of: station, isFirst: position == 0) { return reason }
      let time = route[position].machineTimes[0] ?? route[position].time
      if time.certainValue.map({ abs($0 / clock.slot - 1) <= 1e-9 }) != true {
        return "'\(route[position].name)' is to take one slot, no more and no less"
      }
    }
    return nil
  }

  private static func refusal(of station: Station, isFirst: Bool) -> String? {
    let name = station.name
    if station.machines[0].speed != 1 { return "the machine of station '\(name)' has a speed" }
    if (station.machines[0].calendar ?? station.calendar) != nil {
      return "station '\(name)' works by a calendar"
    }
    if !isFirst, station.buffer == 0 {
      return
        "station '\(name)' has no place for the part on its machine, which counts as one of the "
        + "buffer's: 'buffer' is to be 1 at least"
    }
    if station.failures.count > 1 {
      return
        "the machine of station '\(name)' may fail in \(station.failures.count) ways; there may be "
        + "one"
    }
    if station.failures.contains(where: { $0.plan != nil }) {
      return "station '\(name)' has planned stops"
    }
    for mode in station.failures
    where mode.interruptedWork != .resume || mode.timeUntilNoticed != nil {
      return "failure '\(mode.name)' of station '\(name)' "
        + (mode.timeUntilNoticed != nil
          ? "goes unnoticed for a time" : "undoes work, and none is under way when it strikes")
    }
    return nil
  }
}
