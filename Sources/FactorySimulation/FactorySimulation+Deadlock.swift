import FactoryModel

extension FactorySimulation {
  /// Looks for a deadlock after a machine began to wait for a place at a station.
  ///
  /// A place at a station can become free only through one of its machines, and a blocked machine
  /// only through the station it waits for. So the wait will end unless every station that can be
  /// reached along "all machines blocked, waiting for …" has all its machines blocked too.
  mutating func checkDeadlock(from station: Int) throws(SimulationFailure) {
    guard isStuck(station) else { return }
    deadlockSearches &+= 1
    reached.removeAll()
    reach(station)
    var next = 0
    while next < reached.count {
      for machine in machines(of: Int(reached[next])) {
        let target = Int(machines[machine].waitsFor)
        guard stations[target].reachedBySearch != deadlockSearches else { continue }
        guard isStuck(target) else { return }
        reach(target)
      }
      next += 1
    }
    throw .deadlock(time: now, cycle: cycle(from: station).map { factory.stations[$0].name })
  }

  private mutating func reach(_ station: Int) {
    stations[station].reachedBySearch = deadlockSearches
    reached.append(Int32(truncatingIfNeeded: station))
  }

  private mutating func isStuck(_ station: Int) -> Bool {
    stations[station].blockedMachines == stations[station].machineCount
  }

  /// A cycle of waiting among stuck stations, found by following the first machine of each.
  private mutating func cycle(from station: Int) -> [Int] {
    var path = [station]
    while true {
      let first = Int(stations[path[path.count - 1]].firstMachine)
      let next = Int(machines[first].waitsFor)
      if let start = path.firstIndex(of: next) { return Array(path[start...]) }
      path.append(next)
    }
  }
}
