import DistributionFitting

/// What happened in a period of a log, in the figures that a simulation gives.
public struct HeldBack: Sendable {
  /// A figure of a station.
  public struct Station: Hashable, Sendable {
    /// What the scenario calls it.
    public var name: String
    /// What the log calls it.
    public var title: String
    /// Hours of work and set-ups.
    public var hours: Double
    /// Hours in which its machines were open.
    public var openHours: Double
    /// Stays that ended.
    public var stays: Int
  }

  /// When the period begins, in seconds since 1970.
  public var from: Double
  /// When it ends.
  public var to: Double
  /// Orders of which something was reported for the first time, and that rather began then than came back.
  public var begun: Int
  /// Orders of which something was reported for the last time, each by the chance that it is finished.
  public var finished: Double
  /// The same, each with the time since its first report, or the beginning of the log where it was under way
  /// then, in seconds, by increasing times.
  public var cycleTimes: [(seconds: Double, weight: Double)]
  /// Time average of the orders that had begun and were not finished.
  public var workInProcess: Double
  /// The figures of the stations, in the order of the fit's.
  public var stations: [Station]

  /// Works out the figures of the part that a fit held back.
  public init(_ fit: FactoryFit, of whole: EventLog) {
    (from, to) = (fit.end, max(fit.last, fit.end))
    let (from, to) = (from, to)
    let stays = StayFinder(log: whole, stations: fit.stations, station: fit.stationOfMachine).find()
    let ends = OrderEnds(stays, from: whole.begin, to: to)
    (begun, finished, workInProcess) = (0, 0, 0)
    cycleTimes = []
    for (order, list) in stays.byOrder.enumerated() {
      guard let first = list.first else { continue }
      let last = list.reduce(first.end) { max($0, $1.end) }
      let weight = ends.finished[order]
      if first.start >= from, ends.begun[order] >= 0.5 { begun += 1 }
      if last > from {
        finished += weight
        // One that was under way counts from the beginning of the log, as in the scenario.
        let since = ends.begun[order] < 0.5 ? whole.begin : first.start
        cycleTimes.append((last - since, weight))
      }
      let (began, seen) = (max(first.start, from), max(last, from))
      workInProcess +=
        (max(0, seen - began) + (1 - weight) * max(0, to - max(seen, began))) / max(1, to - from)
    }
    cycleTimes.sort { $0.seconds < $1.seconds }
    stations = fit.stations.enumerated().map { place, station in
      Station(
        name: fit.stationNames[place], title: station.name, hours: 0,
        openHours: Double(station.capacity) * station.hours.time(from: from, to: to) / 3_600,
        stays: 0)
    }
    var spans = [[Int: [(start: Double, end: Double)]]](repeating: [:], count: stations.count)
    for report in whole.reports where report.kind != .breakdown {
      spans[fit.stationOfMachine[report.machine]][report.order, default: []]
        .append((report.start, report.end))
    }
    for place in stations.indices {
      for order in spans[place].keys.sorted() {
        stations[place].hours +=
          Spans.length(Spans.clipped(spans[place][order] ?? [], from: from, to: to)) / 3_600
      }
      stations[place].stays = stays.all.count { $0.station == place && $0.end > from }
    }
  }

  /// The mean time from first to last report, in seconds; `nil` where no order was finished.
  public var meanCycleTime: Double? {
    let weight = cycleTimes.reduce(0) { $0 + $1.weight }
    return weight > 0
      ? cycleTimes.reduce(0) { $0 + $1.seconds * $1.weight } / weight : nil
  }

  /// The time that a share of the finished orders does not exceed, in seconds.
  public func cycleTime(at share: Double) -> Double? {
    let weight = cycleTimes.reduce(0) { $0 + $1.weight }
    var sum = 0.0
    for time in cycleTimes {
      sum += time.weight
      if sum >= share * weight, weight > 0 { return time.seconds }
    }
    return nil
  }
}
