import EventKernel
import FactoryModel
import RandomVariates

extension FactoryTables {
  /// Lays out vehicles, and the ways between stations; see `FactorySimulation+Fleets.swift`.
  mutating func addTransport(_ factory: Factory) {
    for (index, fleet) in factory.fleets.enumerated() {
      transport.fleets.append(
        FleetRecord(
          firstVehicle: Int32(transport.vehicles.count), size: Int32(clamping: fleet.size),
          carries: Int32(clamping: fleet.carries), calendar: Int32(fleet.calendar ?? -1)))
      for _ in 0..<fleet.size { transport.vehicles.append(VehicleRecord(fleet: Int32(index))) }
    }
    transport.key = key("vehicles", "empty trips")
    guard !factory.transportTimes.isEmpty else { return }
    let count = factory.stations.count
    dispatch.ways = [Int32](repeating: -1, count: count * count)
    let ways = factory.transportTimes.sorted { ($0.key.from, $0.key.to) < ($1.key.from, $1.key.to) }
    for (way, planned) in ways {
      dispatch.ways[way.from * count + way.to] = add(time: planned.time, mean: planned.mean)
    }
  }
}
