import EventKernel
import FactoryModel
import RandomVariates

/// Vehicles: who fetches which parts, and the trips.
///
/// A finished part that is carried leaves its machine and waits beside it. When all has happened that happens
/// at a moment, parts are given to free vehicles: those of higher priority first, then those that have waited
/// for longest; of several free vehicles the nearest comes, the first among equals. It takes along what waits
/// for the same way, as far as it has room. A vehicle stays where it brought its parts.
extension FactorySimulation {
  // MARK: - Waiting

  /// Lets a part wait for a vehicle; its operation is that to which it goes.
  mutating func callVehicle(_ part: Int32, fleet: Int) {
    let level = parts[Int(part)].level
    dispatch.plans[Int(part)].calledAt = now
    var before: Int32 = -1
    var next = transport.fleets[fleet].waiting.first
    if transport.fleets[fleet].waiting.last >= 0,
      parts[Int(transport.fleets[fleet].waiting.last)].level <= level
    {
      before = transport.fleets[fleet].waiting.last
      next = -1
    }
    while next >= 0, parts[Int(next)].level <= level {
      before = next
      next = parts[Int(next)].next
    }
    parts[Int(part)].next = next
    if before >= 0 {
      parts[Int(before)].next = part
    } else {
      transport.fleets[fleet].waiting.first = part
    }
    if next < 0 { transport.fleets[fleet].waiting.last = part }
    requestTrips(fleet)
  }

  private mutating func requestTrips(_ fleet: Int) {
    guard !transport.fleets[fleet].isDeciding, transport.fleets[fleet].waiting.first >= 0 else {
      return
    }
    transport.fleets[fleet].isDeciding = true
    _ = schedule(
      .trips, Int32(truncatingIfNeeded: fleet), at: now, phase: Phase.decision)
  }

  // MARK: - Trips

  /// Sends free vehicles to the parts that wait.
  mutating func beginTrips(of subject: Int32) {
    let fleet = Int(subject)
    transport.fleets[fleet].isDeciding = false
    guard transport.fleets[fleet].isOpen else { return }
    while transport.fleets[fleet].waiting.first >= 0 {
      let part = Int(transport.fleets[fleet].waiting.first)
      let vehicle = nearestVehicle(of: fleet, to: Int(dispatch.plans[part].leftFrom))
      guard vehicle >= 0 else { return }
      beginTrip(vehicle, of: fleet)
    }
  }

  private mutating func nearestVehicle(of fleet: Int, to station: Int) -> Int {
    var best = -1
    var least = Double.infinity
    let first = Int(transport.fleets[fleet].firstVehicle)
    for vehicle in first..<first + Int(transport.fleets[fleet].size)
    where !transport.vehicles[vehicle].isBusy {
      let time = meanEmptyTime(vehicle, to: station)
      if time < least { (best, least) = (vehicle, time) }
    }
    return best
  }

  private mutating func meanEmptyTime(_ vehicle: Int, to station: Int) -> Double {
    let way = emptyWay(vehicle, to: station)
    return way >= 0 ? dispatch.meanTimes[way] : 0
  }

  /// The way of a vehicle to a station, in the list of all times; -1 for none.
  private mutating func emptyWay(_ vehicle: Int, to station: Int) -> Int {
    let from = Int(transport.vehicles[vehicle].station)
    return from >= 0 && from != station ? way(from: from, to: station) : -1
  }

  private mutating func beginTrip(_ vehicle: Int, of fleet: Int) {
    let first = Int(transport.fleets[fleet].waiting.first)
    let from = Int(dispatch.plans[first].leftFrom)
    let operation = Int(parts[first].operation)
    let target = operations[operation].station
    load(vehicle, of: fleet, from: from, to: target)
    let empty = emptyWay(vehicle, to: from)
    let fetching = empty >= 0 ? sampleTrip(vehicle, empty) : 0
    let carrying = timeOnTheWay(Int32(truncatingIfNeeded: first), from: from, to: operation)
    transport.vehicles[vehicle].isBusy = true
    transport.vehicles[vehicle].station = target
    transport.vehicles[vehicle].began = now
    transport.vehicles[vehicle].fetches = now + fetching
    transport.vehicles[vehicle].ends = now + fetching + carrying
    var part = transport.vehicles[vehicle].load.first
    while part >= 0 {
      let waited = now + fetching - dispatch.plans[Int(part)].calledAt
      dispatch.plans[Int(part)].travelled += waited + carrying
      transport.accounts[fleet].carried += 1
      transport.accounts[fleet].waited += waited
      part = parts[Int(part)].next
    }
    _ = schedule(
      .tripEnd, Int32(truncatingIfNeeded: vehicle), at: now + fetching + carrying,
      phase: Phase.arrival)
  }

  /// Takes the parts onto a vehicle that wait for one way.
  private mutating func load(_ vehicle: Int, of fleet: Int, from: Int, to target: Int32) {
    var room = transport.fleets[fleet].carries
    var load = Chain()
    var before: Int32 = -1
    var part = transport.fleets[fleet].waiting.first
    while part >= 0, room > 0 {
      let next = parts[Int(part)].next
      if Int(dispatch.plans[Int(part)].leftFrom) == from,
        operations[Int(parts[Int(part)].operation)].station == target
      {
        if before >= 0 {
          parts[Int(before)].next = next
        } else {
          transport.fleets[fleet].waiting.first = next
        }
        if next < 0 { transport.fleets[fleet].waiting.last = before }
        load = append(part, to: load)
        room -= 1
      } else {
        before = part
      }
      part = next
    }
    transport.vehicles[vehicle].load = load
  }

  private mutating func sampleTrip(_ vehicle: Int, _ way: Int) -> Double {
    var stream = RandomStream(
      transport.key, ordinal: transport.vehicles[vehicle].ordinal, suborder: UInt64(vehicle))
    transport.vehicles[vehicle].ordinal += 1
    return max(0, dispatch.times[way].sample(using: &stream, from: samplerTables))
  }

  /// A vehicle brings its parts.
  mutating func endTrip(_ subject: Int32) {
    let vehicle = Int(subject)
    let fleet = Int(transport.vehicles[vehicle].fleet)
    bookTrip(vehicle)
    transport.vehicles[vehicle].isBusy = false
    var part = transport.vehicles[vehicle].load.first
    transport.vehicles[vehicle].load = Chain()
    while part >= 0 {
      let next = parts[Int(part)].next
      arrive(part: part)
      part = next
    }
    requestTrips(fleet)
  }

  // MARK: - Shifts and accounts

  mutating func setFleet(_ fleet: Int, open: Bool) {
    bookFleet(fleet)
    transport.fleets[fleet].isOpen = open
    if open { requestTrips(fleet) }
  }

  /// Books the time on shift of a fleet since it was booked last.
  mutating func bookFleet(_ fleet: Int) {
    let record = transport.fleets[fleet]
    if record.isOpen {
      transport.accounts[fleet].onShift += (now - record.bookedAt) * Double(record.size)
    }
    transport.fleets[fleet].bookedAt = now
  }

  /// Books what a vehicle has been on its way, within the measured time.
  mutating func bookTrip(_ vehicle: Int) {
    let record = transport.vehicles[vehicle]
    guard record.isBusy else { return }
    let fleet = Int(record.fleet)
    let since = max(record.began, measuringSince)
    transport.accounts[fleet].empty += max(0, min(now, record.fetches) - since)
    transport.accounts[fleet].loaded += max(0, now - max(since, record.fetches))
    transport.vehicles[vehicle].began = now
  }
}
