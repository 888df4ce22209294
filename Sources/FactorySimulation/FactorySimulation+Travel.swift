import EventKernel
import FactoryModel
import RandomVariates

/// Parts on their way: out of a machine that has taken the next part already, and from station to station.
extension FactorySimulation {
  /// Whether a finished part takes time to come to its next operation, or out of the factory.
  mutating func travels(from machine: Int, _ operation: Int, to next: Int32) -> Bool {
    if stay(on: machine, operation) > 0 { return true }
    guard next >= 0 else { return false }
    let plan = dispatch.operations[Int(next)]
    return plan.transport >= 0 || plan.fleet >= 0
      || way(from: Int(machines[machine].station), to: Int(operations[Int(next)].station)) >= 0
  }

  /// The time from one station to another, in the list of all times; -1 for none.
  func way(from: Int, to: Int) -> Int {
    dispatch.ways.count > 0 ? Int(dispatch.ways[from * stations.count + to]) : -1
  }

  private mutating func stay(on machine: Int, _ operation: Int) -> Double {
    dispatch.operations[operation].interval >= 0 ? dispatch.machines[machine].stay : 0
  }

  /// Lets a finished part leave its station for the next one, or the factory; it may still be inside its
  /// machine, which can take others.
  mutating func sendOff(
    _ part: Int32, _ operation: Int, to next: Int32, from machine: Int
  ) {
    let stay = stay(on: machine, operation)
    let station = Int(machines[machine].station)
    var way = 0.0
    var fleet = -1
    if next >= 0 {
      fleet = Int(dispatch.operations[Int(next)].fleet)
      if fleet < 0 {
        way = timeOnTheWay(part, from: station, to: Int(next))
        dispatch.plans[Int(part)].travelled += way
      }
      parts[Int(part)].operation = next
      if Int(next) <= operation { parts[Int(part)].visit += 1 }
    }
    if stay > 0 {
      dispatch.machines[machine].insideUntil = max(
        dispatch.machines[machine].insideUntil, now + stay)
    }
    dispatch.plans[Int(part)].isLeaving = next < 0
    dispatch.plans[Int(part)].place = .travelling
    dispatch.plans[Int(part)].leftFrom = Int32(truncatingIfNeeded: station)
    depart(part, from: machine)
    if fleet >= 0, stay <= 0 {
      callVehicle(part, fleet: fleet)
    } else {
      dispatch.plans[Int(part)].awaitsVehicle = fleet >= 0
      _ = schedule(.transfer, part, at: now + stay + way, phase: Phase.arrival)
    }
    empty(machine)
  }

  /// Draws how long a part is on its way: as its operation says, or by the table of ways.
  mutating func timeOnTheWay(_ part: Int32, from station: Int, to operation: Int) -> Double {
    let own = Int(dispatch.operations[operation].transport)
    let time = own >= 0 ? own : way(from: station, to: Int(operations[operation].station))
    guard time >= 0 else { return 0 }
    var stream = RandomStream(
      dispatch.operations[operation].key, ordinal: parts[Int(part)].number,
      suborder: UInt64(parts[Int(part)].visit) << 2 | 2)
    return max(0, dispatch.times[time].sample(using: &stream, from: samplerTables))
  }

  /// Whether parts are inside a machine that can take the next one.
  mutating func isOccupied(_ machine: Int) -> Bool {
    stations[Int(machines[machine].station)].isDispatched
      && dispatch.machines[machine].insideUntil > now
  }

  /// Sees to it that a machine that nothing follows counts as starved when the last part has left it.
  mutating func awaitLastPart(of machine: Int) {
    _ = schedule(
      .vacated, Int32(truncatingIfNeeded: machine), at: dispatch.machines[machine].insideUntil,
      phase: Phase.recovery)
  }

  /// The last part may have left a machine.
  mutating func noteVacated(_ subject: Int32) {
    let machine = Int(subject)
    guard machines[machine].activity == .idle, canWork(machine), !isOccupied(machine) else {
      return
    }
    setActivity(machine, .idle, state: .starved)
  }

  /// A part has come to its next station, or out of its last machine.
  ///
  /// Where the station is full it waits in front of it, with those that have not yet entered the factory.
  mutating func arrive(part: Int32) {
    let operation = Int(parts[Int(part)].operation)
    if dispatch.plans[Int(part)].awaitsVehicle {
      dispatch.plans[Int(part)].awaitsVehicle = false
      callVehicle(part, fleet: Int(dispatch.operations[operation].fleet))
      return
    }
    dispatch.plans[Int(part)].place = .elsewhere
    if dispatch.plans[Int(part)].isLeaving {
      leaveAsGood(part, Int(operations[operation].product))
      return
    }
    let station = Int(operations[operation].station)
    if stations[station].outside.first >= 0 || stations[station].waiting.first >= 0
      || !canTake(station, operation)
    {
      stations[station].outside = append(part, to: stations[station].outside)
    } else {
      put(part, at: station)
    }
  }
}
