/// For how long each station was the bottleneck, by active periods.
///
/// At any moment the machine with the longest uninterrupted active period is the bottleneck: the one that
/// has least to wait for others. While the active periods of a bottleneck and the next one overlap, the
/// bottleneck shifts from one to the other; the rest of its time it is the only one.
///
/// Source: C. Roser, M. Nakano, M. Tanaka, "Shifting bottleneck detection", Proceedings of the Winter
/// Simulation Conference (2002) 1079–1086.
public struct BottleneckTimes: Hashable, Sendable {
  /// Time in which a machine of the station was the only bottleneck, by station, in seconds.
  public private(set) var alone: [Double]
  /// Time in which the bottleneck shifted to or from a machine of the station, by station, in seconds.
  public private(set) var shifting: [Double]
  /// Time that was looked at, in seconds.
  public private(set) var duration: Double

  /// A stretch in which a machine was active.
  private struct Period {
    var start: Double
    var end: Double
    var length: Double { end - start }
  }

  /// Finds the bottlenecks of a log.
  ///
  /// A period that the beginning or the end of the log cuts counts with its part within.
  ///
  /// - Parameters:
  ///   - log: What the machines did.
  ///   - stations: The station of each machine, in the order of the log.
  ///   - stationCount: How many stations there are.
  public init(of log: StateLog, stations: [Int], stationCount: Int) {
    alone = Array(repeating: 0, count: stationCount)
    shifting = alone
    duration = log.end - log.start
    var search = Search(BottleneckTimes.periods(of: log))
    guard var current = search.longest(at: log.start) ?? search.next(after: log.start) else {
      return
    }
    var aloneFrom = search.period(current).start
    while true {
      let end = search.period(current).end
      let station = stations[current]
      if let next = search.longest(at: end) {
        let overlap = max(aloneFrom, search.period(next).start)
        add(alone: overlap - aloneFrom, at: station)
        add(shifting: end - overlap, between: station, and: stations[next])
        (current, aloneFrom) = (next, end)
      } else {
        add(alone: end - aloneFrom, at: station)
        guard let next = search.next(after: end) else { return }
        (current, aloneFrom) = (next, search.period(next).start)
      }
    }
  }

  private mutating func add(alone time: Double, at station: Int) { alone[station] += time }

  /// Machines of one station that follow each other are one bottleneck.
  private mutating func add(shifting time: Double, between station: Int, and next: Int) {
    guard station != next else {
      alone[station] += time
      return
    }
    shifting[station] += time
    shifting[next] += time
  }

  /// The active periods of each machine, in the order of time.
  private static func periods(of log: StateLog) -> [[Period]] {
    var periods: [[Period]] = log.initialStates.map { _ in [] }
    var since: [Double?] = log.initialStates.map { $0.isActive ? log.start : nil }
    func close(_ machine: Int, at time: Double) {
      if let start = since[machine], time > start {
        periods[machine].append(Period(start: start, end: time))
      }
      since[machine] = nil
    }
    for change in log.changes {
      let machine = Int(change.machine)
      guard change.state.isActive else {
        close(machine, at: change.time)
        continue
      }
      guard since[machine] == nil else { continue }
      // Between two active periods there is time: what follows at once is the same period.
      if let last = periods[machine].last, last.end == change.time {
        since[machine] = last.start
        periods[machine].removeLast()
      } else {
        since[machine] = change.time
      }
    }
    for machine in periods.indices { close(machine, at: log.end) }
    return periods
  }

  /// A search that goes on in time.
  private struct Search {
    private let periods: [[Period]]
    /// The first period of each machine that ends after the time looked at last.
    private var places: [Int]

    init(_ periods: [[Period]]) {
      self.periods = periods
      places = periods.map { _ in 0 }
    }

    func period(_ machine: Int) -> Period { periods[machine][places[machine]] }

    private mutating func pass(to time: Double) {
      for machine in periods.indices {
        while places[machine] < periods[machine].count, period(machine).end <= time {
          places[machine] += 1
        }
      }
    }

    /// The machine with the longest period that goes on at a time; the first of several.
    mutating func longest(at time: Double) -> Int? {
      pass(to: time)
      var longest: Int?
      for machine in periods.indices
      where places[machine] < periods[machine].count && period(machine).start <= time {
        if longest.map({ period(machine).length > period($0).length }) ?? true {
          longest = machine
        }
      }
      return longest
    }

    /// The machine whose period begins first after a time at which none goes on.
    mutating func next(after time: Double) -> Int? {
      pass(to: time)
      let coming = periods.indices.filter { places[$0] < periods[$0].count }
      guard let start = coming.map({ period($0).start }).min() else { return nil }
      return longest(at: start)
    }
  }
}
