import BasicContainers
import FactoryModel

extension FactorySimulation {
  /// Looks for a deadlock after a machine began to wait for a place at a station.
  ///
  /// A place at a station can become free only through one of its machines, and a blocked machine
  /// only through the station it waits for. So the wait will end unless every station that can be
  /// reached along "all machines blocked, waiting for …" has all its machines blocked too.
  mutating func checkDeadlock(from station: Int) throws(SimulationFailure) {
    guard isStuck(station) else { return }
    var reached = [station]
    var next = 0
    while next < reached.count {
      for target in targets(of: reached[next]) where !reached.contains(target) {
        guard isStuck(target) else { return }
        reached.append(target)
      }
      next += 1
    }
    throw .deadlock(time: now, cycle: cycle(from: station).map { factory.stations[$0].name })
  }

  private mutating func isStuck(_ station: Int) -> Bool {
    stations[station].blockedMachines == stations[station].machineCount
  }

  /// The stations for which the machines of a station wait.
  private mutating func targets(of station: Int) -> [Int] {
    let first = Int(stations[station].firstMachine)
    return (first..<first + Int(stations[station].machineCount)).map {
      Int(machines[$0].waitsFor)
    }
  }

  /// A cycle of waiting among stuck stations, found by following the first machine of each.
  private mutating func cycle(from station: Int) -> [Int] {
    var path = [station]
    while true {
      let next = targets(of: path[path.count - 1])[0]
      if let start = path.firstIndex(of: next) { return Array(path[start...]) }
      path.append(next)
    }
  }
}
