/// A station found in a log: machines of which any does the work of the others.
struct LogStation: Hashable, Sendable {
  /// What it is called in the log.
  var name: String
  /// The machines, by their places in the log.
  var machines: [Int]
  /// How many orders it works on at a time.
  var capacity = 1
  var hours = WorkHours.always
}

/// Puts the machines of a log together to stations.
enum StationGrouping {
  /// The share of an activity that a machine must do to count as one of those that do it.
  private static let leastShareOfActivity = 0.2
  /// The share of its own work that it must be.
  private static let leastShareOfMachine = 0.5

  /// The stations, and for each machine the one to which it belongs.
  static func stations(
    of log: EventLog, groups: [String: [String]]
  ) -> (stations: [LogStation], station: [Int]) {
    var root = Array(log.machines.indices)
    func find(_ machine: Int) -> Int {
      var machine = machine
      while root[machine] != machine { machine = root[machine] }
      return machine
    }
    func join(_ machines: [Int]) {
      guard let first = machines.min() else { return }
      for machine in machines { root[find(machine)] = find(first) }
    }
    var names: [Int: String] = [:]
    let places = Dictionary(uniqueKeysWithValues: zip(log.machines, log.machines.indices))
    for name in groups.keys.sorted() {
      let machines = (groups[name] ?? []).compactMap { places[$0] }
      join(machines)
      if let first = machines.first { names[find(first)] = name }
    }
    let grouped = Set(groups.values.joined().compactMap { places[$0] })
    for (activity, machines) in alike(log) where grouped.isDisjoint(with: machines) {
      join(machines)
      names[find(machines[0])] = log.activities[activity]
    }
    var stations: [LogStation] = []
    var station = [Int](repeating: 0, count: log.machines.count)
    var placeOfRoot: [Int: Int] = [:]
    for machine in log.machines.indices {
      let top = find(machine)
      if let place = placeOfRoot[top] {
        stations[place].machines.append(machine)
        station[machine] = place
      } else {
        placeOfRoot[top] = stations.count
        station[machine] = stations.count
        stations.append(LogStation(name: names[top] ?? log.machines[top], machines: [machine]))
      }
    }
    return (stations, station)
  }

  /// Activities that several machines do, each of which does little else.
  private static func alike(_ log: EventLog) -> [(activity: Int, machines: [Int])] {
    var counts = [[Int: Int]](repeating: [:], count: log.activities.count)
    var totals = [Int](repeating: 0, count: log.machines.count)
    for report in log.reports {
      counts[report.activity][report.machine, default: 0] += 1
      totals[report.machine] += 1
    }
    return counts.indices.compactMap { activity in
      let all = Double(counts[activity].values.reduce(0, +))
      let machines = counts[activity].keys.sorted().filter { machine in
        let count = Double(counts[activity][machine] ?? 0)
        return count >= leastShareOfActivity * all
          && count >= leastShareOfMachine * Double(totals[machine])
      }
      return machines.count > 1 ? (activity, machines) : nil
    }
  }
}
