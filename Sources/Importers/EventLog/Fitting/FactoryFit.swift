import Scenarios
import DistributionFitting
import FactoryModel
import RandomVariates

/// A factory fitted to a log: all that its scenario says.
public struct FactoryFit: Sendable {
  /// A product: orders that go the same ways.
  struct Product: Sendable {
    /// What the scenario calls it.
    var name: String
    var arrivals: ArrivalFit
    var route: RouteModel
    /// How many orders of the log are its own.
    var orders: Int

    /// How many orders were under way when the log began.
    var underWay: Int { route.resumes.values.reduce(0, +) }
  }

  /// What is known of a step.
  struct StepTimes: Sendable {
    /// What the scenario calls it.
    var name: String
    /// The names of its times; no set-up where there is none.
    var work: String
    var setup: String?
    /// The share of stays that begin with a set-up.
    var setupShare = 0.0
    /// The name of the time before it that no machine explains; `nil` where it is never reached so.
    var wait: String?
  }

  /// The log that was fitted to.
  let log: EventLog
  /// The beginning of the first day, in seconds since 1970: when the scenario starts.
  public let start: Double
  /// The end of what was fitted to.
  public let end: Double
  /// The end of the log, held-back part included.
  public let last: Double
  var stations: [LogStation]
  var stationNames: [String]
  /// The station of each machine.
  var stationOfMachine: [Int]
  var plantHours: WorkHours
  var stays: StayList
  var stepTimes: [StepTimes] = []
  var products: [Product] = []
  /// Breakdowns of each station; `nil` for one without.
  var breakdowns: [BreakdownFit?] = []
  /// All times, each with how well it fits.
  public var times: [TimeFit] = []
  /// How times grow with quantities; `nil` where no quantities are known.
  public var quantityEffect: QuantityEffect?
  /// What is to be known of the fit, each a sentence.
  public var notes: [String] = []

  /// How many orders there are in what was fitted to.
  public var orderCount: Int { Set(log.reports.map(\.order)).count }
  /// How many reports.
  public var reportCount: Int { log.reports.count }
  /// How many stays of orders at stations.
  public var stayCount: Int { stays.byOrder.reduce(0) { $0 + $1.count } }
  /// How many stations.
  public var stationCount: Int { stations.count }
  /// The products, each with how many orders it has, and how many variants its routes are, if they are.
  public var productList: [(name: String, orders: Int, variants: Int?)] {
    products.map { ($0.name, $0.orders, $0.route.variants) }
  }
  /// How many orders stand in the factory at the start.
  public var initialCount: Int { products.reduce(0) { $0 + $1.underWay } }
  /// How many breakdowns were found.
  public var breakdownCount: Int { breakdowns.reduce(0) { $0 + ($1?.count ?? 0) } }
  /// Open hours of the plant in a week.
  public var plantHoursPerWeek: Int { plantHours.weekly }

  /// Fits a factory.
  ///
  /// - Parameters:
  ///   - whole: The log.
  ///   - groups: Machines that are one station, by its name.
  ///   - cut: The end of what is fitted to, in seconds since 1970; later reports are held back.
  ///   - leastOrders: From how many orders on a part is a product of its own.
  ///   - seed: The seed of the samples behind p-values.
  ///   - file: What the log is called in messages.
  /// - Throws: ``ImportFailure`` where there is too little to fit to.
  public init(
    _ whole: EventLog, groups: [String: [String]] = [:], until cut: Double, leastOrders: Int = 10,
    seed: UInt64 = 1, file: String = "the log"
  ) throws(ImportFailure) {
    let log = whole.until(cut)
    self.log = log
    start = (log.begin / 86_400).rounded(.down) * 86_400
    end = cut
    last = whole.end
    (stations, stationOfMachine) = StationGrouping.stations(of: log, groups: groups)
    var names = Names()
    _ = names.unique(ScenarioWriter.entry)
    _ = names.unique(ScenarioWriter.underWay)
    stationNames = stations.map { names.unique($0.name) }
    plantHours = .always
    stays = StayList()
    let unseen = Set(whole.reports.map(\.machine)).subtracting(log.reports.map(\.machine)).count
    if unseen > 0 {
      notes.append(
        "\(unseen) of \(whole.machines.count) machines are first seen in the part that is held back; of "
          + "them the model knows nothing")
    }
    findHours()
    let finder = StayFinder(log: log, stations: stations, station: stationOfMachine)
    stays = finder.find()
    findCapacities()
    let ends = OrderEnds(stays, from: log.begin, to: cut)
    guard stayCount > 0, ends.finished.reduce(0, +) > 0 else {
      throw ImportFailure([
        Diagnostic(
          file: file,
          message: "there is too little to fit to: no order seems finished before the end of the "
            + "period; take a longer one")
      ])
    }
    nameSteps()
    fitTimes(TimeFitter(seed: seed))
    fitBreakdowns(TimeFitter(seed: seed))
    fitProducts(ends, leastOrders: leastOrders, seed: seed)
    quantityEffect = QuantityEffect(stays.all, log.orders)
  }

  /// The hours of the plant and of each station.
  private mutating func findHours() {
    let fit = WorkHoursFit(from: log.begin, to: end)
    let spans = log.reports.map { (start: $0.start, end: $0.end) }
    plantHours = fit.plant(spans)
    for place in stations.indices {
      let own = log.reports.filter { stationOfMachine[$0.machine] == place }
      stations[place].hours = fit.station(own.map { ($0.start, $0.end) }, in: plantHours)
    }
  }

  /// How many orders a station works on at a time: more than these in less than a tenth of its time.
  private mutating func findCapacities() {
    var spans = [[Int: [(start: Double, end: Double)]]](repeating: [:], count: stations.count)
    for report in log.reports where report.kind != .breakdown {
      spans[stationOfMachine[report.machine]][report.order, default: []]
        .append((report.start, report.end))
    }
    for place in stations.indices {
      let times = Spans.overlaps(
        spans[place].keys.sorted().flatMap { Spans.union(spans[place][$0] ?? []) })
      let busy = times.total
      var capacity = 1
      while times.filter({ $0.key > capacity }).total > busy / 10 { capacity += 1 }
      stations[place].capacity = max(capacity, stations[place].machines.count)
    }
  }

  private mutating func nameSteps() {
    var names = Names()
    _ = names.unique(ScenarioWriter.entry)
    _ = names.unique(ScenarioWriter.underWay)
    let shared = Dictionary(grouping: stays.steps, by: \.activity).filter { $0.value.count > 1 }
    stepTimes = stays.steps.map { step in
      let activity = log.activities[step.activity]
      let text =
        shared[step.activity] == nil ? activity : "\(activity) at \(stations[step.station].name)"
      let name = names.unique(text)
      return StepTimes(name: name, work: "work_\(name)")
    }
  }
}
