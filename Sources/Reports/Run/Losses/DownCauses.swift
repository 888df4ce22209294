import FactoryModel
import FactorySimulation
import SimulationStatistics

/// For how long machines were down, by cause, in the replications that were simulated again.
struct DownCauses: Sendable {
  /// A cause: a failure mode or a component of a station.
  struct Cause: Hashable, Sendable {
    var station: String
    var name: String
    /// Machine hours down within the calendar, per week.
    var hours: Double
    /// The ends of the interval; `nil` of a single replication.
    var lower: Double?
    var upper: Double?
    /// Its share of all down time, and that of it and all causes before it.
    var share: Double
    var cumulative: Double

    /// The station and the cause: `press · jam`.
    var title: String { name.isEmpty ? station : station + " · " + name }
  }

  /// The causes, the one with most time first; those without any are left out.
  var causes: [Cause] = []

  private static let week = 604_800.0

  /// Adds up down times.
  init(of look: SecondLook) {
    let factory = look.factory
    // A place for each mode and component of each station.
    var first: [Int] = []
    var names: [(station: String, name: String)] = []
    for station in factory.stations {
      first.append(names.count)
      names += station.failures.map { (station.name, $0.name) }
      names += station.components.map { (station.name, $0.name) }
    }
    let hours = look.replications.map { replication -> [Double] in
      let duration = replication.log.end - replication.log.start
      return DownCauses.times(in: replication, of: factory, first, names.count).map {
        duration > 0 ? $0 / 3_600 / (duration / DownCauses.week) : 0
      }
    }
    var found: [Cause] = []
    for (place, name) in names.enumerated() {
      let interval = StudentInterval(Tally(hours.map { $0[place] }), confidenceLevel: 0.95)
      guard let interval, interval.mean > 0 else { continue }
      found.append(
        Cause(
          station: name.station, name: name.name, hours: interval.mean, lower: interval.lower,
          upper: interval.upper, share: 0, cumulative: 0))
    }
    let total = found.reduce(0) { $0 + $1.hours }
    var sum = 0.0
    for (_, cause) in found.enumerated().sorted(by: {
      ($1.element.hours, $0.offset) < ($0.element.hours, $1.offset)
    }) {
      sum += cause.hours
      var cause = cause
      cause.share = cause.hours / total
      cause.cumulative = min(1, sum / total)
      causes.append(cause)
    }
  }

  /// The time failed by cause, in seconds: a machine is down for what struck it last.
  private static func times(
    in replication: SecondLook.Replication, of factory: Factory, _ first: [Int], _ count: Int
  ) -> [Double] {
    let log = replication.log
    let stations = factory.stations.enumerated().flatMap { index, station in
      station.machines.map { _ in index }
    }
    var times = Array(repeating: 0.0, count: count)
    // Until something is known, the first cause of the station: it is the only one, or what the warm-up
    // left behind.
    var cause = stations.map { station -> Int in
      factory.stations[station].failures.isEmpty && factory.stations[station].components.isEmpty
        ? -1 : first[station]
    }
    var since: [Double?] = log.initialStates.map { $0.isDown ? log.start : nil }
    func book(_ machine: Int, until time: Double) {
      guard let start = since[machine] else { return }
      if cause[machine] >= 0 { times[cause[machine]] += max(0, time - start) }
      since[machine] = nil
    }
    var entries = replication.history.entries.filter { $0.kind == .failure }[...]
    func strike(upTo time: Double) {
      while let entry = entries.first, entry.time <= time {
        entries.removeFirst()
        let machine = Int(entry.machine)
        let station = stations[machine]
        let place =
          entry.component >= 0
          ? first[station] + factory.stations[station].failures.count + Int(entry.component)
          : first[station] + Int(entry.mode)
        if since[machine] != nil, entry.time > log.start {
          book(machine, until: entry.time)
          since[machine] = entry.time
        }
        cause[machine] = place
      }
    }
    strike(upTo: log.start)
    for change in log.changes {
      strike(upTo: change.time)
      let machine = Int(change.machine)
      if change.state.isDown {
        if since[machine] == nil { since[machine] = change.time }
      } else {
        book(machine, until: change.time)
      }
    }
    strike(upTo: log.end)
    for machine in stations.indices { book(machine, until: log.end) }
    return times
  }
}

extension MachineState {
  /// Whether the machine has failed, and is under repair or waits for it.
  var isDown: Bool { self == .down || self == .waitingForRepair }
}
