public import FactoryModel

/// How busy a station will be, worked out without simulating.
///
/// Visits follow the chances of being sent back, with each defect's chance of being there taken as
/// that of a part on its first way through. Blocking, starving and waiting are left out. Machines that
/// fail do so on their own clocks; a repair takes its mean time.
public struct StationLoad: Hashable, Sendable {
  /// The station's name.
  public var station: String
  /// How often a part is worked on at the station, mean.
  public var visits: Double
  /// Work of one part at the station, all its visits together, in seconds.
  public var workPerPart: Double
  /// Parts that the station could do if never starved or blocked, per second of wall time.
  public var capacity: Double
  /// The work that comes, as a share of what can be done; `nil` where parts come as fast as the line
  /// takes them.
  public var load: Double?

  /// Predicts the load of every station.
  ///
  /// - Parameter factory: The factory.
  /// - Returns: One for each station on the route, in the order of the stations; `nil` where a mean
  ///   cannot be calculated.
  public static func predicted(for factory: Factory) -> [StationLoad]? {
    let route = factory.product.route
    guard let visits = expectedVisits(route, defects: factory.defects.count) else { return nil }
    var work = [Double](repeating: 0, count: factory.stations.count)
    var count = [Double](repeating: 0, count: factory.stations.count)
    for (operation, visits) in zip(route, visits) {
      guard let mean = Moments.mean(of: operation.time) else { return nil }
      work[operation.station] += visits * mean
      count[operation.station] += visits
    }
    var arrivals: Double?
    if case .every(let interval, let lot, _) = factory.product.release {
      guard let mean = Moments.mean(of: interval) else { return nil }
      arrivals = Double(lot) / mean
    }
    return factory.stations.indices.compactMap { index in
      guard work[index] > 0 else { return nil }
      let station = factory.stations[index]
      let open = station.calendar.map { factory.calendars[$0].weeklyTime / WorkCalendar.week } ?? 1
      guard let up = availability(of: station, openShare: open) else { return nil }
      let capacity = Double(station.machines.count) * open * up / work[index]
      return StationLoad(
        station: station.name, visits: count[index], workPerPart: work[index], capacity: capacity,
        load: arrivals.map { $0 / capacity })
    }
  }

  /// The share of its open time in which a busy machine works.
  private static func availability(of station: Station, openShare: Double) -> Double? {
    // Down time for each unit of working time, the modes one after the other.
    var down = 0.0
    var share = 1.0
    for mode in station.failures {
      guard let life = Moments.mean(of: mode.timeToFailure),
        let repair = Moments.mean(of: mode.timeToRepair)
      else { return nil }
      switch mode.clock {
      case .producing, .running: down += repair / life
      // The clock stops during the repair, which takes place in open time only.
      case .calendar: share *= life * openShare / (life * openShare + repair)
      }
    }
    return share / (1 + down)
  }

  /// How often a part does each operation, mean.
  private static func expectedVisits(_ route: [Operation], defects: Int) -> [Double]? {
    // back[i][j]: the chance to go from operation i back to j; pass[i]: to go on.
    var back = route.map { _ in [Double](repeating: 0, count: route.count) }
    var pass = [Double](repeating: 1, count: route.count)
    var present = [Double](repeating: 0, count: defects)
    for (index, operation) in route.enumerated() {
      for chance in operation.makes {
        present[chance.defect] = 1 - (1 - present[chance.defect]) * (1 - chance.probability)
      }
      guard let inspection = operation.inspection else { continue }
      var unseen = 1.0
      for find in inspection.finds {
        // The defects that are treated first are those first in the list; for a prediction that will do.
        let seen = unseen * present[find.defect] * find.probability
        unseen -= seen
        leave(inspection.dispositions[find.defect] ?? inspection.otherwise, seen)
        present[find.defect] *= 1 - find.probability
      }
      leave(inspection.otherwise, unseen * inspection.falseAlarm)
      func leave(_ disposition: Inspection.Disposition, _ probability: Double) {
        pass[index] -= probability
        if case .back(let target, _) = disposition {
          back[index][target] += probability
        }
      }
    }
    // visits = first + Backᵀ visits, by repetition; each round leaves at most the largest chance.
    var visits = [Double](repeating: 0, count: route.count)
    for _ in 0..<10_000 {
      var next = [Double](repeating: 0, count: route.count)
      for index in route.indices {
        let before = index == 0 ? 1 : next[index - 1] * max(0, pass[index - 1])
        next[index] = before
        for later in route.indices where later >= index {
          next[index] += visits[later] * back[later][index]
        }
      }
      let change = zip(visits, next).reduce(0) { max($0, abs($1.0 - $1.1)) }
      visits = next
      if change < 1e-12 { return visits }
      if visits.contains(where: { $0 > 1e6 }) { return nil }
    }
    return visits
  }
}
