public import FactoryModel

/// How busy a station will be, worked out without simulating.
///
/// Visits follow the chances of ways on and of being sent back, with each defect's chance of being there
/// taken as that of a part on its first way through. Blocking, starving, waiting, crews, wear, set-ups and
/// parts that are lost are left out, as is work in process, and batches are full: the load is the least that
/// comes. Machines that fail do so on their own clocks; a repair takes its mean time.
public struct StationLoad: Hashable, Sendable {
  /// The station's name.
  public var station: String
  /// How often a part is worked on at the station, mean over the products as they arrive.
  public var visits: Double
  /// Work of one part at the station, all its visits together, in seconds, mean over the products.
  public var workPerPart: Double
  /// Parts that the station could do if never starved or blocked, per second of wall time.
  public var capacity: Double
  /// The work that comes, as a share of the time that breakdowns and planned stops leave; `nil` where parts
  /// come as fast as the line takes them.
  public var load: Double?

  /// Predicts the load of every station.
  ///
  /// - Parameter factory: The factory.
  /// - Returns: One for each station on a route, in the order of the stations; `nil` where a mean
  ///   cannot be calculated.
  public static func predicted(for factory: Factory) -> [StationLoad]? {
    var rates: [Double?] = []
    for product in factory.products {
      guard let rate = arrivalRate(of: product, in: factory) else { return nil }
      rates.append(rate.isNaN ? nil : rate)
    }
    // Where no product's rate is known, all come alike.
    let known = rates.contains(where: { $0 == nil }) ? rates.map { _ in 1 } : rates.map { $0 ?? 1 }
    let all = known.reduce(0, +)
    guard all > 0 else { return nil }
    var work = [Double](repeating: 0, count: factory.stations.count)
    var count = [Double](repeating: 0, count: factory.stations.count)
    for (product, rate) in zip(factory.products, known) {
      guard let visits = expectedVisits(product.route, defects: factory.defects.count) else {
        return nil
      }
      for (operation, reached) in zip(product.route, visits) {
        guard let time = timeOnMachine(operation, factory.stations[operation.station]) else {
          return nil
        }
        let visits = reached * operation.share
        work[operation.station] += visits * time * rate / all
        count[operation.station] += visits * rate / all
      }
    }
    return factory.stations.indices.compactMap { index in
      guard work[index] > 0 else { return nil }
      let station = factory.stations[index]
      guard let machines = workingMachines(of: station, factory),
        let stop = stopPerPart(at: station)
      else { return nil }
      // Stops after so many parts take their time from every part.
      let capacity = machines / (work[index] + count[index] * stop)
      // Below 1 what stops take is no time to work in; from 1 on there is no such time to speak of.
      let load =
        all < capacity
        ? all * work[index] / (machines - all * count[index] * stop) : all / capacity
      return StationLoad(
        station: factory.stations[index].name, visits: count[index], workPerPart: work[index],
        capacity: capacity, load: rates.contains { $0 == nil } ? nil : load)
    }
  }

  /// The mean time for which a part keeps a machine, in seconds at speed 1.
  static func timeOnMachine(_ operation: Operation, _ station: Station) -> Double? {
    guard let time = Moments.mean(of: operation.time) else { return nil }
    let most = Double(operation.batch?.atMost ?? 1)
    if let interval = operation.interval {
      return Moments.mean(of: interval).map { min($0, time) / most }
    }
    let handling = [station.loading, station.unloading].compactMap { $0 }
      .reduce(0) { $0 + (Moments.mean(of: $1) ?? 0) }
    return operation.timeIsPerPart ? time + handling / most : (time + handling) / most
  }

  /// The mean time that planned stops after so many parts take, for each part, in seconds.
  private static func stopPerPart(at station: Station) -> Double? {
    var sum = 0.0
    for mode in station.failures where mode.plan != nil && mode.clock == .parts {
      guard let parts = Moments.mean(of: mode.timeToFailure),
        let stop = Moments.mean(of: mode.timeToRepair)
      else { return nil }
      let concerned = station.machines.indices.count { mode.concerns(machine: $0) }
      sum += stop / parts * Double(concerned) / Double(station.machines.count)
    }
    return sum
  }

  /// How many parts of a product arrive, per second; not a number where they come as fast as the line
  /// takes them, `nil` where the mean cannot be calculated.
  static func arrivalRate(of product: Product, in factory: Factory) -> Double? {
    switch product.release {
    case .saturated, .keep, .cards, .store: return .nan
    case .every(let interval, let lot, _, _):
      let open = product.releaseCalendar.map { openShare(of: factory.calendars[$0]) } ?? 1
      return Moments.mean(of: interval).map { Double(lot) * open / $0 }
    case .orders(let orders):
      // Work in process is done once; it says nothing of what goes on coming.
      let span = factory.warmUp + factory.horizon
      let entering = orders.filter { $0.operation == nil && $0.time < span }
      return Double(entering.reduce(0) { $0 + $1.parts }) / span
    }
  }

  private static func openShare(of calendar: WorkCalendar) -> Double {
    calendar.weeklyTime / WorkCalendar.week
  }

  /// How many machines of a station work at a time where all are always busy, at speed 1.
  private static func workingMachines(of station: Station, _ factory: Factory) -> Double? {
    var sum = 0.0
    for machine in station.machines {
      let calendar = machine.calendar ?? station.calendar
      let open = calendar.map { openShare(of: factory.calendars[$0]) } ?? 1
      guard let up = availability(of: station, openShare: open) else { return nil }
      sum += machine.speed * open * up
    }
    return sum
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
      if mode.plan != nil {
        // Of stops that come off shift only the last is made up for: at least so much is lost.
        if mode.clock == .calendar { share *= max(0, 1 - repair / life) }
        continue
      }
      switch mode.clock {
      case .producing, .running: down += repair / life
      // The life counts parts, whose time is not known here; it is left out.
      case .parts: break
      // The clock stops during the repair, which takes place in open time only.
      case .calendar: share *= life * openShare / (life * openShare + repair)
      }
    }
    return share / (1 + down)
  }

  /// How often a part does each operation, mean.
  static func expectedVisits(_ route: [Operation], defects: Int) -> [Double]? {
    let ways = waysOn(route, defects: defects)
    // visits = first + Waysᵀ visits, by repetition; each round leaves at most the largest chance.
    var visits = [Double](repeating: 0, count: route.count)
    for _ in 0..<10_000 {
      var next = [Double](repeating: 0, count: route.count)
      next[0] = 1
      for index in route.indices {
        for target in 0...index { next[target] += visits[index] * ways[index][target] }
      }
      for index in route.indices {
        for target in route.indices.dropFirst(index + 1) {
          next[target] += next[index] * ways[index][target]
        }
      }
      let change = zip(visits, next).reduce(0) { max($0, abs($1.0 - $1.1)) }
      visits = next
      if change < 1e-12 { return visits }
      if visits.contains(where: { $0 > 1e6 }) { return nil }
    }
    return visits
  }

  /// The chance to go from each operation to each other.
  private static func waysOn(_ route: [Operation], defects: Int) -> [[Double]] {
    var ways = route.map { _ in [Double](repeating: 0, count: route.count) }
    var present = [Double](repeating: 0, count: defects)
    for (index, operation) in route.enumerated() {
      var pass = 1.0
      func reject(_ disposition: Inspection.Disposition, _ probability: Double) {
        let probability = probability * operation.share
        pass -= probability
        if case .back(let target, _) = disposition { ways[index][target] += probability }
      }
      for chance in operation.makes {
        present[chance.defect] = 1 - (1 - present[chance.defect]) * (1 - chance.probability)
      }
      if let inspection = operation.inspection {
        var unseen = 1.0
        for find in inspection.finds {
          // The defects first in the list are treated first; for a prediction that will do.
          let seen = unseen * present[find.defect] * find.probability
          unseen -= seen
          reject(inspection.dispositions[find.defect] ?? inspection.otherwise, seen)
          present[find.defect] *= 1 - find.probability
        }
        reject(inspection.otherwise, unseen * inspection.falseAlarm)
      }
      if operation.next.isEmpty {
        if index + 1 < route.count { ways[index][index + 1] += max(0, pass) }
      } else {
        for branch in operation.next {
          guard let target = branch.operation else { continue }
          ways[index][target] += max(0, pass) * branch.probability
        }
      }
    }
    return ways
  }
}
