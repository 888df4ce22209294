public import RandomVariates

/// What a factory makes: how it enters and the operations it passes.
public struct Product: Hashable, Sendable {
  /// The product's name.
  public var name: String
  /// How parts enter.
  public var release: Release
  /// The calendar in whose open time the intervals of ``Release/every(interval:lot:lostIfFull:starting:)`` run,
  /// by its place in the factory's; `nil` for wall time.
  public var releaseCalendar: Int?
  /// Which parts go first: those with the highest number.
  public var priority: Int
  /// Index in ``Factory/stores`` of where finished parts go; `nil` where they leave the factory.
  public var store: Int?
  /// When its parts should be finished, in seconds after their release; `nil` where nothing is said.
  public var due: Distribution?
  /// What the lines of its schedule are called, in the order of the lines; empty where they are not.
  public var orderNames: [String] = []
  /// The operations, in order.
  public var route: [Operation]

  /// Creates a product.
  public init(name: String, release: Release, priority: Int = 0, route: [Operation]) {
    self.name = name
    self.release = release
    self.priority = priority
    self.route = route
  }
}

extension Product {
  /// The priorities that its parts may have.
  public var priorities: [Int] {
    guard case .orders(let orders) = release else { return [priority] }
    return [priority] + orders.compactMap(\.priority)
  }
}

/// How parts enter the factory.
public enum Release: Hashable, Sendable {
  /// Raw parts always wait in front of the first station, which is never starved. A part enters
  /// when a machine takes it.
  case saturated
  /// A constant number of parts in the factory (CONWIP): a part enters when another leaves.
  case keep(parts: Int)
  /// A lot enters after each interval, in seconds of wall time; the first at `starting`, in seconds
  /// from the start of the simulation, or after one interval where that is `nil`.
  ///
  /// Parts that find the first station's buffer full wait in front of the factory, unless
  /// `lostIfFull`.
  case every(
    interval: Distribution, lot: Int = 1, lostIfFull: Bool = false, starting: Double? = nil)
  /// Kanban: a lot enters for each card that hangs on nothing. A card hangs on a lot from its release until
  /// all of it has been taken from the product's store.
  case cards(Int, lot: Int = 1)
  /// Parts enter when the product's store orders, and no more of them are inside than so many.
  case store(atMost: Int = .max)
  /// Parts enter as a schedule says, in the order of its times.
  case orders([ReleaseOrder])
}

/// A line of a schedule: parts that enter together.
public struct ReleaseOrder: Hashable, Sendable, BitwiseCopyable {
  /// When they enter, in seconds from the start of the simulation.
  public var time: Double
  /// How many.
  public var parts: Int
  /// When they should be finished, in seconds from the start of the simulation; infinite where nothing
  /// is said.
  public var due: Double
  /// Which parts go first, where it is not what the product says.
  public var priority: Int?
  /// Index of the operation of the route at which they begin, as work in process; `nil` for the first.
  public var operation: Int?

  /// Creates an order.
  public init(
    time: Double, parts: Int = 1, due: Double = .infinity, priority: Int? = nil,
    operation: Int? = nil
  ) {
    self.time = time
    self.parts = parts
    self.due = due
    self.priority = priority
    self.operation = operation
  }
}

/// Where a part may go after an operation.
public struct Branch: Hashable, Sendable {
  /// Index of the operation in the product's route; `nil` leaves the factory.
  public var operation: Int?
  /// The chance of going there, 0…1; the chances of an operation add up to 1.
  public var probability: Double

  /// Creates a branch.
  public init(operation: Int?, probability: Double) {
    self.operation = operation
    self.probability = probability
  }
}

/// One step of a route.
public struct Operation: Hashable, Sendable {
  /// The operation's name, unique within the route.
  public var name: String
  /// Index of the station in ``Factory/stations``.
  public var station: Int
  /// Time of work on one part, in seconds.
  public var time: Distribution
  /// Times by index of the machine at the station, in seconds, where they differ; then only these
  /// machines do the operation.
  public var machineTimes: [Int: Distribution]
  /// What the time is multiplied by, where it depends on wear.
  public var timeFactor: WearFormula?
  /// Planned run time per item (ISO 22400-2), in seconds per part.
  public var idealTime: Double
  /// The chance that this operation makes each kind of defect.
  public var makes: [DefectChance]
  /// The characteristics to which this operation gives values, each once.
  public var measures: [CharacteristicValue]
  /// What is looked for at the end of the operation; `nil` where nothing is.
  public var inspection: Inspection?
  /// Where parts go on, by chance; empty for the operation that follows, or out after the last.
  public var next: [Branch]
  /// Parts that stand at the station for this operation when the simulation starts.
  public var initialParts: Int
  /// The set-up that a machine needs for the operation; `nil` where any will do.
  public var setup: String?
  /// Time of that set-up, in seconds, where it is not what the station says.
  public var setupTime: PlannedTime?
  /// Whether each part needs the set-up anew, even where the machine has it already.
  public var setsUpForEach = false
  /// The mean work on a part, or batch, in seconds at speed 1, for dispatch rules and due dates.
  public var meanTime = 0.0
  /// The same by index of the machine at the station, where times differ.
  public var machineMeanTimes: [Int: Double] = [:]
  /// How parts are worked on together; `nil` for one by one.
  public var batch: BatchRule?
  /// The family of its batches.
  public var family: String?
  /// Whether ``time`` is that of each part of a batch, one after the other.
  public var timeIsPerPart = false
  /// Time after which a machine can take the next part, or batch, while this one is still inside, in
  /// seconds; `nil` for when it is finished.
  public var interval: Distribution?
  /// Share of the parts to which the operation is done, 0…1; the others pass it.
  public var share = 1.0
  /// Index of the earlier operation of the route, at the same station, whose machine does this one too.
  public var machineOf: Int?
  /// How many parts become of one when the work is finished.
  public var splitsInto = 1
  /// Whether all parts of a batch become one when the work is finished.
  public var joins = false
  /// The pieces that go into a part, each with their store.
  public var consumes: [SpareUse] = []
  /// The pieces that a part gives, each with their store.
  public var gives: [SpareUse] = []
  /// What it needs of operators and tools.
  public var needs: [ResourceNeed] = []
  /// Time on the way here from the operation before, in seconds; `nil` for none.
  public var transport: Distribution?
  /// Index in ``Factory/fleets`` of what carries the part here; `nil` for nothing.
  public var fleet: Int?
  /// How long a part may wait since an earlier operation; `nil` for any time.
  public var queueLimit: QueueLimit?

  /// Creates an operation.
  public init(
    name: String, station: Int, time: Distribution, machineTimes: [Int: Distribution] = [:],
    idealTime: Double, makes: [DefectChance] = [], measures: [CharacteristicValue] = [],
    inspection: Inspection? = nil,
    next: [Branch] = [], initialParts: Int = 0
  ) {
    self.name = name
    self.station = station
    self.time = time
    self.machineTimes = machineTimes
    self.idealTime = idealTime
    self.makes = makes
    self.measures = measures
    self.inspection = inspection
    self.next = next
    self.initialParts = initialParts
  }
}

/// The chance of one kind of defect.
public struct DefectChance: Hashable, Sendable {
  /// Index of the defect in ``Factory/defects``.
  public var defect: Int
  /// A probability, 0…1; for parts made on new components where it depends on wear.
  public var probability: Double
  /// The probability where it depends on wear; cut to 0…1.
  public var wear: WearFormula?

  /// Creates a chance.
  public init(defect: Int, probability: Double, wear: WearFormula? = nil) {
    self.defect = defect
    self.probability = probability
    self.wear = wear
  }
}

/// An inspection at the end of an operation: what it finds and what is then done.
///
/// A part with several found defects is scrapped if any of them says so; else it goes back to the
/// earliest operation that one of them names. A part that goes back loses the defects that were
/// found, and may be given new ones on its way; a value outside its limits stays until an operation
/// gives another. A false alarm, which strikes only parts on which no
/// defect was found, is treated as `otherwise` says. So is what a model rejects; sent back, such a part
/// loses all its defects but values outside their limits, since the model says not which it means.
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
  /// The characteristics that are measured, each once; none of them is among ``finds``.
  public var reads: [Gauge]
  /// What becomes of a part by the defect that was found on it, or for which a reading rejected it.
  public var dispositions: [Int: Disposition]
  /// What becomes of any other rejected part.
  public var otherwise: Disposition
  /// The model that judges each part, beside all else; `nil` for none.
  public var model: InspectionModel?

  /// Creates an inspection.
  public init(
    finds: [DefectChance] = [], falseAlarm: Double = 0, reads: [Gauge] = [],
    dispositions: [Int: Disposition] = [:],
    otherwise: Disposition = .scrap, model: InspectionModel? = nil
  ) {
    self.finds = finds
    self.falseAlarm = falseAlarm
    self.reads = reads
    self.dispositions = dispositions
    self.otherwise = otherwise
    self.model = model
  }
}
