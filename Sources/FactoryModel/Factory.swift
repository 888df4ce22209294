public import RandomVariates

/// A factory as plain values in SI units: what there is, not what happens over time.
///
/// Names are those of the scenario file. Indices (`station`, `calendar`, `operation`, `defect`)
/// refer to the arrays of this structure. Whoever builds a factory sees to it that they exist.
public struct Factory: Hashable, Sendable {
  /// What the scenario is called.
  public var name: String
  /// Plant time at which the simulation starts; calendars count from here.
  public var start: PlantTime
  /// Time that is simulated and discarded before measuring begins, in seconds.
  public var warmUp: Double
  /// Time that is measured, in seconds.
  public var horizon: Double
  /// The shift calendars that stations refer to.
  public var calendars: [WorkCalendar]
  /// The kinds of defect that operations make, in the order in which the scenario names them.
  ///
  /// At most ``mostDefects``: a part carries a bit for each.
  public var defects: [String]
  /// What the factory makes.
  public var product: Product
  /// The stations, in the order of the scenario.
  public var stations: [Station]
  /// What things cost.
  public var costs: CostRates
  /// The changes in mid-run, in the order of their times.
  public var timeline: [TimelineStep]

  /// How many kinds of defect there may be.
  public static let mostDefects = 64

  /// Creates a factory; see the properties for units.
  public init(
    name: String, start: PlantTime = .monday, warmUp: Double = 0, horizon: Double,
    calendars: [WorkCalendar] = [], defects: [String] = [], product: Product,
    stations: [Station], costs: CostRates = CostRates(), timeline: [TimelineStep] = []
  ) {
    self.name = name
    self.start = start
    self.warmUp = warmUp
    self.horizon = horizon
    self.calendars = calendars
    self.defects = defects
    self.product = product
    self.stations = stations
    self.costs = costs
    self.timeline = timeline
  }
}

/// A change in mid-run: the factory as it is from then on.
///
/// It differs from the factory before in what may move: times, chances, failures, parts kept, costs.
/// Names, stations, machines, routes and calendars are the same.
public struct TimelineStep: Hashable, Sendable {
  /// Seconds since the start of the simulation, warm-up included.
  public var time: Double
  /// The factory from then on; its own timeline is empty.
  public var factory: Factory

  /// Creates a step.
  public init(time: Double, factory: Factory) {
    self.time = time
    self.factory = factory
  }
}

extension Factory {
  /// What two factories must have in common so that one can become the other in mid-run: everything
  /// but times, chances, lives and repairs, the number of parts kept, and money.
  ///
  /// Equal for factories that differ only in what may move.
  public var structure: Factory {
    var fixed = self
    fixed.timeline = []
    fixed.costs = CostRates()
    for station in fixed.stations.indices {
      for mode in fixed.stations[station].failures.indices {
        fixed.stations[station].failures[mode].timeToFailure = .constant(0)
        fixed.stations[station].failures[mode].timeToRepair = .constant(0)
      }
    }
    switch product.release {
    case .saturated: break
    case .keep: fixed.product.release = .keep(parts: 1)
    case .every(_, let lot, let isLost):
      fixed.product.release = .every(interval: .constant(1), lot: lot, lostIfFull: isLost)
    }
    for operation in fixed.product.route.indices {
      fixed.product.route[operation].time = .constant(0)
      fixed.product.route[operation].idealTime = 0
      for chance in fixed.product.route[operation].makes.indices {
        fixed.product.route[operation].makes[chance].probability = 0
      }
      for chance in fixed.product.route[operation].inspection?.finds.indices ?? 0..<0 {
        fixed.product.route[operation].inspection?.finds[chance].probability = 0
      }
      fixed.product.route[operation].inspection?.falseAlarm = 0
    }
    return fixed
  }
}

/// A place where operations are done: one or more like machines behind one input buffer.
public struct Station: Hashable, Sendable {
  /// The station's name.
  public var name: String
  /// The machines' names; at least one.
  ///
  /// A station of n machines that names none calls them `name_1` … `name_n`.
  public var machines: [String]
  /// Places in front of the machines, their own places not counted; `nil` for no limit.
  public var buffer: Int?
  /// Index of the calendar in ``Factory/calendars``; `nil` for always open.
  public var calendar: Int?
  /// The ways in which each machine fails.
  public var failures: [FailureMode]

  /// Creates a station.
  public init(
    name: String, machines: [String]? = nil, buffer: Int? = nil, calendar: Int? = nil,
    failures: [FailureMode] = []
  ) {
    self.name = name
    self.machines = machines ?? [name + "_1"]
    self.buffer = buffer
    self.calendar = calendar
    self.failures = failures
  }
}

/// One way in which a machine fails and is repaired.
///
/// Each machine of a station has its own clock for each mode. The clock starts anew when the repair
/// ends. Repair work is done while the station's calendar is open.
public struct FailureMode: Hashable, Sendable {
  /// What makes the clock of a failure run.
  public enum Clock: String, Hashable, Sendable, CaseIterable {
    /// Wall time, shifts or not, from the end of the mode's last repair.
    case calendar
    /// The time in which the calendar is open and the machine is not down.
    case running
    /// The time in which the machine works on a part.
    case producing
  }

  /// The mode's name.
  public var name: String
  /// Time to failure on the clock, in seconds.
  public var timeToFailure: Distribution
  /// The clock on which the time to failure counts.
  public var clock: Clock
  /// Time of repair work, in seconds.
  public var timeToRepair: Distribution

  /// Creates a failure mode.
  public init(
    name: String, timeToFailure: Distribution, clock: Clock = .calendar,
    timeToRepair: Distribution
  ) {
    self.name = name
    self.timeToFailure = timeToFailure
    self.clock = clock
    self.timeToRepair = timeToRepair
  }
}

/// What a factory makes: how it enters and the operations it passes.
public struct Product: Hashable, Sendable {
  /// The product's name.
  public var name: String
  /// How parts enter.
  public var release: Release
  /// The operations, in order.
  public var route: [Operation]

  /// Creates a product.
  public init(name: String, release: Release, route: [Operation]) {
    self.name = name
    self.release = release
    self.route = route
  }
}

/// How parts enter the factory.
public enum Release: Hashable, Sendable {
  /// Raw parts always wait in front of the first station, which is never starved. A part enters
  /// when a machine takes it.
  case saturated
  /// A constant number of parts in the factory (CONWIP): a part enters when another leaves.
  case keep(parts: Int)
  /// A lot enters after each interval, in seconds of wall time.
  ///
  /// Parts that find the first station's buffer full wait in front of the factory, unless
  /// `lostIfFull`.
  case every(interval: Distribution, lot: Int = 1, lostIfFull: Bool = false)
}

/// One step of a route.
public struct Operation: Hashable, Sendable {
  /// The operation's name, unique within the route.
  public var name: String
  /// Index of the station in ``Factory/stations``.
  public var station: Int
  /// Time of work on one part, in seconds.
  public var time: Distribution
  /// Planned run time per item (ISO 22400-2), in seconds per part.
  public var idealTime: Double
  /// The chance that this operation makes each kind of defect.
  public var makes: [DefectChance]
  /// What is looked for at the end of the operation; `nil` where nothing is.
  public var inspection: Inspection?

  /// Creates an operation.
  public init(
    name: String, station: Int, time: Distribution, idealTime: Double,
    makes: [DefectChance] = [], inspection: Inspection? = nil
  ) {
    self.name = name
    self.station = station
    self.time = time
    self.idealTime = idealTime
    self.makes = makes
    self.inspection = inspection
  }
}

/// The chance of one kind of defect.
public struct DefectChance: Hashable, Sendable {
  /// Index of the defect in ``Factory/defects``.
  public var defect: Int
  /// A probability, 0…1.
  public var probability: Double

  /// Creates a chance.
  public init(defect: Int, probability: Double) {
    self.defect = defect
    self.probability = probability
  }
}

/// An inspection at the end of an operation: what it finds and what is then done.
///
/// A part with several found defects is scrapped if any of them says so; else it goes back to the
/// earliest operation that one of them names. A part that goes back loses the defects that were
/// found, and may be given new ones on its way. A false alarm, which strikes only parts on which no
/// defect was found, is treated as `otherwise` says.
public struct Inspection: Hashable, Sendable {
  /// What becomes of a rejected part.
  public enum Disposition: Hashable, Sendable {
    /// The part leaves the factory as scrap.
    case scrap
    /// The part repeats the route from the operation with this index, at most so many times
    /// (`nil`: without limit) in its life; after that it is scrapped.
    case back(operation: Int, atMost: Int? = nil)
  }

  /// The chance to find each kind of defect on a part that has it.
  public var finds: [DefectChance]
  /// The chance to reject a part on which no defect was found, 0…1.
  public var falseAlarm: Double
  /// What becomes of a part by the defect that was found on it.
  public var dispositions: [Int: Disposition]
  /// What becomes of any other rejected part.
  public var otherwise: Disposition

  /// Creates an inspection.
  public init(
    finds: [DefectChance], falseAlarm: Double = 0, dispositions: [Int: Disposition] = [:],
    otherwise: Disposition = .scrap
  ) {
    self.finds = finds
    self.falseAlarm = falseAlarm
    self.dispositions = dispositions
    self.otherwise = otherwise
  }
}

/// What things cost, in the scenario's currency.
public struct CostRates: Hashable, Sendable {
  /// The currency's ISO 4217 code; `nil` where the scenario names no money.
  public var currency: String?
  /// Cost of a machine's unplanned downtime within its calendar, in currency per second, by index
  /// of the station.
  public var downtime: [Int: Double]
  /// Cost of a scrapped part, in currency per part.
  public var scrap: Double
  /// Cost of a part that leaves as good with a defect on it, in currency per part.
  public var escape: Double

  /// Creates cost rates.
  public init(
    currency: String? = nil, downtime: [Int: Double] = [:], scrap: Double = 0, escape: Double = 0
  ) {
    self.currency = currency
    self.downtime = downtime
    self.scrap = scrap
    self.escape = escape
  }
}
