public import FactoryModel
public import SimulationStatistics

/// What a metric is: its name, unit, meaning and standard.
public struct MetricDefinition: Hashable, Sendable {
  /// How the value over all replications is made from those of each.
  public enum Estimate: String, Hashable, Sendable {
    /// The mean of the replications' values.
    case mean
    /// The ratio of two sums over all replications, since what is divided by varies by chance.
    case ratio
  }

  /// Which way is better.
  public enum Direction: String, Hashable, Sendable {
    case higher
    case lower
    case neither
  }

  /// The dotted path, such as `stations.press.oee`.
  public var name: String
  /// The unit of the value, such as `parts/h`; `1` for a fraction.
  public var unit: String
  /// What is meant, in one sentence.
  public var definition: String
  /// The standard or book that defines it, where there is one.
  public var standard: String?
  /// Which way is better.
  public var better: Direction
  /// How replications are put together.
  public var estimate: Estimate
}

/// The one table of metrics: every number that a run reports is declared here.
public struct MetricTable: Sendable {
  private struct Row: Sendable {
    var definition: MetricDefinition
    var value: @Sendable (RunAccount) -> Ratio
  }

  private var rows: [Row] = []
  private var indices: [String: Int] = [:]

  /// The metrics, in the order in which values are given.
  public var definitions: [MetricDefinition] { rows.map(\.definition) }

  /// The values of all metrics for one replication.
  ///
  /// - Parameter account: The sums of the replication.
  /// - Returns: One value a metric, as numerator and denominator; the denominator is 1 where the
  ///   metric is no ratio.
  public func values(of account: RunAccount) -> [Ratio] {
    rows.map { $0.value(account) }
  }

  /// The index of a metric; `nil` where there is no such name.
  public func index(of name: String) -> Int? { indices[name] }

  /// The metrics of a factory.
  public init(for factory: Factory) {
    addLine(exit: factory.product.route[factory.product.route.count - 1].station, factory)
    for (index, station) in factory.stations.enumerated() { addStation(index, station) }
    addCosts(factory.costs)
  }

  private mutating func add(
    _ name: String, _ unit: String, _ better: MetricDefinition.Direction, _ definition: String,
    standard: String? = nil, value: @escaping @Sendable (RunAccount) -> Double
  ) {
    append(
      MetricDefinition(
        name: name, unit: unit, definition: definition, standard: standard, better: better,
        estimate: .mean)
    ) { Ratio(value($0)) }
  }

  private mutating func addRatio(
    _ name: String, _ unit: String, _ better: MetricDefinition.Direction, _ definition: String,
    standard: String? = nil, value: @escaping @Sendable (RunAccount) -> Ratio
  ) {
    append(
      MetricDefinition(
        name: name, unit: unit, definition: definition, standard: standard, better: better,
        estimate: .ratio), value)
  }

  private mutating func append(
    _ definition: MetricDefinition, _ value: @escaping @Sendable (RunAccount) -> Ratio
  ) {
    indices[definition.name] = rows.count
    rows.append(Row(definition: definition, value: value))
  }

  // MARK: - The line

  private mutating func addLine(exit: Int, _ factory: Factory) {
    addRatio(
      "throughput", "parts/h", .higher,
      "good parts that left, per hour in which the last station's calendar is open"
    ) { account in
      let station = account.stations[exit]
      return Ratio(
        Double(account.line.good), per: station.open / Double(station.machines) / hour)
    }
    add("released_parts", "parts", .neither, "parts that entered") {
      Double($0.line.released)
    }
    add("good_parts", "parts", .higher, "parts that left as good, escaped defects included") {
      Double($0.line.good)
    }
    add("scrapped_parts", "parts", .lower, "parts that left as scrap") {
      Double($0.line.scrapped)
    }
    add("sent_back_parts", "parts", .lower, "how often an inspection sent a part back") {
      Double($0.line.sentBack)
    }
    add("escaped_parts", "parts", .lower, "parts that left as good with a defect on them") {
      Double($0.line.escaped)
    }
    if case .every(_, _, true) = factory.product.release {
      add("lost_parts", "parts", .lower, "parts turned away because the first buffer was full") {
        Double($0.line.lost)
      }
    }
    addRatio(
      "first_pass_yield", "1", .higher,
      "parts that left as good without ever being sent back, per part that left"
    ) { Ratio(Double($0.line.goodFirstTime), per: Double($0.line.good + $0.line.scrapped)) }
    add("work_in_process", "parts", .lower, "time average of the parts in the factory") {
      $0.meanWorkInProcess
    }
    addRatio(
      "cycle_time", "h", .lower,
      "mean time from entering to leaving as good, nights and weekends included"
    ) { Ratio($0.line.cycleTime.sum / hour, per: Double($0.line.cycleTime.count)) }
  }

  // MARK: - Stations

  private mutating func addStation(_ index: Int, _ station: Station) {
    func add(
      _ name: String, _ unit: String, _ better: MetricDefinition.Direction,
      _ definition: String, value: @escaping @Sendable (StationAccount) -> Double
    ) {
      self.add("stations.\(station.name).\(name)", unit, better, definition) {
        value($0.stations[index])
      }
    }
    func addRatio(
      _ name: String, _ unit: String, _ better: MetricDefinition.Direction,
      _ definition: String, standard: String? = nil,
      value: @escaping @Sendable (StationAccount) -> Ratio
    ) {
      self.addRatio(
        "stations.\(station.name).\(name)", unit, better, definition, standard: standard
      ) { value($0.stations[index]) }
    }
    func share(
      _ name: String, _ better: MetricDefinition.Direction, _ definition: String,
      _ time: @escaping @Sendable (StationAccount) -> Double
    ) {
      addRatio(name, "1", better, "share of all machine time \(definition)") {
        Ratio(time($0), per: $0.open + $0.offShift)
      }
    }

    addRatio(
      "oee", "1", .higher,
      "overall equipment effectiveness: availability × effectiveness × quality",
      standard: "ISO 22400-2"
    ) { station in
      let quality = station.produced > 0 ? Double(station.good) / Double(station.produced) : 1
      return Ratio(station.idealTime * quality, per: station.open)
    }
    addRatio(
      "availability", "1", .higher, "production time per planned busy time",
      standard: "ISO 22400-2"
    ) { Ratio($0.producing, per: $0.open) }
    addRatio(
      "effectiveness", "1", .higher, "planned run time of the parts made, per production time",
      standard: "ISO 22400-2"
    ) { Ratio($0.idealTime, per: $0.producing) }
    addRatio(
      "quality_ratio", "1", .higher, "operations that made no defect, per operation",
      standard: "ISO 22400-2"
    ) { Ratio(Double($0.good), per: Double($0.produced)) }
    share("producing", .higher, "spent working on parts") { $0.producing }
    share("starved", .lower, "ready, without a part") { $0.starved }
    share("blocked", .lower, "holding a finished part that finds no place ahead") { $0.blocked }
    share("down", .lower, "failed, within the calendar") { $0.down }
    share("off_shift", .neither, "outside the calendar") { $0.offShift }
    addRatio(
      "utilization", "1", .neither, "production time per time in which the calendar is open"
    ) { Ratio($0.producing, per: $0.open) }
    add("produced_parts", "parts", .higher, "operations finished") { Double($0.produced) }
    self.add(
      "stations.\(station.name).unplanned_downtime", "h/wk", .lower,
      "machine hours down within the calendar, per calendar week"
    ) { $0.stations[index].down / hour / ($0.duration / WorkCalendar.week) }
    add("failures", "failures", .lower, "failures that began") { Double($0.failures) }
    addRatio(
      "mean_time_between_failures", "h", .higher,
      "production time per failure, failures off shift included", standard: "IEC 60050-192-05-13"
    ) { Ratio($0.producing / hour, per: Double($0.failures)) }
    addRatio(
      "mean_time_to_repair", "h", .lower, "down time within the calendar, per failure",
      standard: "IEC 60050-192-07-23"
    ) { Ratio($0.down / hour, per: Double($0.failures)) }
    self.add(
      "stations.\(station.name).queue", "parts", .lower,
      "time average of the parts waiting in the buffer"
    ) { $0.meanQueue[index] }
    addRatio(
      "waiting_time", "min", .lower,
      "mean time from coming to the station until a machine takes the part"
    ) { Ratio($0.waitingTime / minute, per: Double($0.loaded)) }
  }

  // MARK: - Costs

  private mutating func addCosts(_ costs: CostRates) {
    guard let currency = costs.currency else { return }
    let downtime: @Sendable (RunAccount) -> Double = { account in
      account.stations.indices.reduce(0) {
        $0 + account.stations[$1].down * costs.downtime[$1, default: 0]
      }
    }
    let scrap: @Sendable (RunAccount) -> Double = { Double($0.line.scrapped) * costs.scrap }
    let escape: @Sendable (RunAccount) -> Double = { Double($0.line.escaped) * costs.escape }
    let total: @Sendable (RunAccount) -> Double = { downtime($0) + scrap($0) + escape($0) }
    add("cost.downtime", currency, .lower, "unplanned downtime at the rate of its station") {
      downtime($0)
    }
    add("cost.scrap", currency, .lower, "parts that left as scrap") { scrap($0) }
    add("cost.escape", currency, .lower, "parts that left as good with a defect on them") {
      escape($0)
    }
    add("cost.total", currency, .lower, "all cost lines together") { total($0) }
    addRatio(
      "cost.per_good_part", "\(currency)/part", .lower, "all cost lines per part left as good"
    ) { Ratio(total($0), per: Double($0.line.good)) }
  }
}

private let hour = 3_600.0
private let minute = 60.0
