import EventKernel
import FactoryModel

/// What keeps a simulation from going on.
extension FactorySimulation {
  /// Looks at the end whether the factory stands still with parts in it that nothing will ever move.
  ///
  /// It does where nothing is pending but shifts, readings and steps of the timeline, although machines that hold
  /// parts, or that parts wait for, are on shift.
  mutating func checkStandstill() throws(SimulationFailure) {
    var shifts = 0
    for calendar in calendars.indices where calendars[calendar].changeCount > 0 { shifts += 1 }
    for panel in sensing.panels.indices where !sensing.panels[panel].isPerPart { shifts += 1 }
    guard events.count == shifts else { return }
    var waiting: [String] = []
    for machine in machines.indices {
      let station = Int(machines[machine].station)
      let name = factory.stations[station].name
      if machines[machine].repairing >= 0, jobs[Int(machines[machine].repairing)].isWaiting {
        guard let reason = reasonForWaiting(Int(machines[machine].repairing)) else { return }
        waiting.append("\(name) waits for \(reason)")
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

  /// What a job will wait for until the end; `nil` where it need not.
  private mutating func reasonForWaiting(_ job: Int) -> String? {
    var people: [Int] = []
    for place in jobs[job].crews.range { people.append(Int(jobCrews[place])) }
    if let first = people.first {
      var isAny = false
      for crew in people where crews[crew].size > 0 { isAny = true }
      if !isAny { return "\(factory.crews[first].name), who are none" }
    }
    for spare in jobs[job].spares.range {
      let store = Int(spareUses[spare].store)
      if stores[store].onHand < spareUses[spare].count, stores[store].onOrder == 0 {
        return "a spare from \(factory.stores[store].name), which is empty"
      }
    }
    return nil
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
    case .jobEnd:
      "repair ends at \(stationName(ofMachine: failures[Int(event.subject)].machine))"
    case .approval: "somebody agrees to work"
    case .look: "components are looked at"
    case .dispatch: "\(factory.stations[Int(event.subject)].name) decides what comes next"
    case .trips: "vehicles are sent to parts"
    case .tripEnd: "a vehicle brings parts"
    case .service: "operators and tools are given work"
    case .transfer: "a part comes to a station"
    case .vacated: "a part leaves a machine that others follow into"
    case .replacementDue:
      "maintenance is due at "
        + stationName(ofMachine: failures[Int(components[Int(event.subject)].failure)].machine)
    case .delivery: "an order comes to a store"
    case .review: "stores are looked at"
    case .orderArrival: "an order reaches who is to send it"
    case .customerLeaves: "a customer waits no longer"
    case .spoilage: "something perishes in \(factory.stores[Int(event.subject)].name)"
    case .stockLoss: "stock is lost"
    case .customerOrder: "\(factory.customers[Int(event.subject)].name) orders"
    case .failure:
      "failure at \(stationName(ofMachine: failures[Int(event.subject)].machine))"
    case .arrival: "\(factory.products[Int(event.subject)].name) arrives"
    case .reading:
      "sensors are read at \(stationName(ofMachine: sensing.panels[Int(event.subject)].machine))"
    case .shiftChange: "shift changes"
    case .timelineStep: "the timeline moves factors"
    case .control, .controlApproval:
      "\(factory.controlRules[Int(event.subject)].name) moves set-points"
    case .restart, .end, nil: "measuring begins or ends"
    }
  }

  private func stationName(ofMachine machine: Int32) -> String {
    factory.stations[Int(machines[Int(machine)].station)].name
  }
}
