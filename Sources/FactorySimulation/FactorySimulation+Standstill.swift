import EventKernel
import FactoryModel

/// What keeps a simulation from going on.
extension FactorySimulation {
  /// Looks at the end whether the factory stands still with parts in it that nothing will ever move.
  ///
  /// It does where nothing is pending but shifts and steps of the timeline, although machines that hold
  /// parts, or that parts wait for, are on shift.
  mutating func checkStandstill() throws(SimulationFailure) {
    var shifts = 0
    for calendar in calendars.indices where calendars[calendar].changeCount > 0 { shifts += 1 }
    guard events.count == shifts else { return }
    var waiting: [String] = []
    for machine in machines.indices {
      let station = Int(machines[machine].station)
      let name = factory.stations[station].name
      if machines[machine].repairing >= 0, machines[machine].waitsForCrew {
        let failure = failures[Int(machines[machine].repairing)]
        guard failure.crew >= 0, crews[Int(failure.crew)].size == 0 else { return }
        waiting.append("\(name) waits for \(factory.crews[Int(failure.crew)].name), who are none")
      } else if !machines[machine].isOpen {
        // It may go on when the shift begins.
        return
      } else if machines[machine].part >= 0, machines[machine].waitsFor >= 0 {
        waiting.append(
          "\(name) waits for a place at \(factory.stations[Int(machines[machine].waitsFor)].name)")
      }
    }
    for station in stations.indices where stations[station].queued > 0 {
      waiting.append(
        "\(stations[station].queued) parts wait for a machine at \(factory.stations[station].name)")
    }
    guard !waiting.isEmpty else { return }
    throw .standstill(time: now, waiting: waiting)
  }

  func unboundedGrowth() -> SimulationFailure {
    let longest = stations.indices.max { stations[$0].queued < stations[$1].queued } ?? 0
    let inside = stations.indices.reduce(0) { $0 + Int(stations[$1].queued) }
    return .unboundedGrowth(
      time: now, parts: parts.count,
      station: 2 * inside > parts.count ? factory.stations[longest].name : nil)
  }

  /// An event in words.
  func description(of event: Event) -> String {
    switch EventKind(rawValue: event.kind) {
    case .completion: "work ends at \(stationName(ofMachine: event.subject))"
    case .repairEnd: "repair ends at \(stationName(ofMachine: event.subject))"
    case .failure:
      "failure at \(stationName(ofMachine: failures[Int(event.subject)].machine))"
    case .arrival: "\(factory.products[Int(event.subject)].name) arrives"
    case .shiftChange: "shift changes"
    case .timelineStep: "the timeline moves factors"
    case .restart, .end, nil: "measuring begins or ends"
    }
  }

  private func stationName(ofMachine machine: Int32) -> String {
    factory.stations[Int(machines[Int(machine)].station)].name
  }
}
