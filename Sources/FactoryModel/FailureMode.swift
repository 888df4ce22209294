public import RandomVariates

/// One way in which a machine fails and is repaired.
///
/// Each machine of a station has its own clock for each mode. The clock starts anew when the repair
/// ends. Repair work is done while the crew is on shift, or, where there is no crew, while the machine's
/// calendar is open.
///
/// A mode with ``timeUntilNoticed`` strikes unseen: the machine works on, and its parts get the defects
/// that the mode makes and values that it shifts, until the time has run on the mode's clock; then it goes down. Meanwhile the
/// machine's other modes whose clocks stand when it does not run do not count: a machine has one
/// hidden fault at a time (Gershwin & Kim 2005).
public struct FailureMode: Hashable, Sendable {
  /// What makes the clock of a failure run.
  public enum Clock: String, Hashable, Sendable, CaseIterable, BitwiseCopyable {
    /// Wall time, shifts or not, from the end of the mode's last repair.
    case calendar
    /// The time in which the calendar is open and the machine is not down.
    case running
    /// The time in which the machine works on a part.
    case producing
    /// The parts that the machine finishes; it stops after one of them.
    case parts
  }

  /// What becomes of the work that a failure interrupts.
  public enum InterruptedWork: String, Hashable, Sendable, CaseIterable, BitwiseCopyable {
    /// It goes on after the repair where it stopped.
    case resume
    /// It begins again after the repair and takes as long as before.
    case restart
    /// The part leaves as scrap.
    case scrap
  }

  /// The mode's name.
  public var name: String
  /// Time to failure on the clock, in seconds; in parts where parts are counted.
  public var timeToFailure: Distribution
  /// The clock on which the time to failure counts.
  public var clock: Clock
  /// Time of repair work, in seconds.
  public var timeToRepair: Distribution
  /// Indices in ``Factory/crews`` of those that may repair, the first that is free goes; empty where
  /// somebody is always there.
  public var crews: [Int]
  /// Which of the waiting repairs a crew does first: the one with the highest number.
  public var priority: Int
  /// What becomes of the work on the part.
  public var interruptedWork: InterruptedWork
  /// Time on the clock from the fault until it is noticed and the machine stops; `nil` for at once.
  public var timeUntilNoticed: Distribution?
  /// The chances that a part gets defects while the fault is not noticed.
  public var makes: [DefectChance]
  /// The spares that the repair takes.
  public var spares: [SpareUse]
  /// Cost of each repair or stop, beside wages and spares, in currency.
  public var cost: Double
  /// Where it is no failure but a planned stop, how it is planned.
  public var plan: StopPlan?
  /// The machines of the station that it concerns, by index; `nil` for all.
  public var machines: Set<Int>?
  /// What is added to the values that the machine gives while the fault is not noticed.
  public var shifts: [CharacteristicShift]

  /// Creates a failure mode.
  public init(
    name: String, timeToFailure: Distribution, clock: Clock = .calendar,
    timeToRepair: Distribution, crew: Int? = nil, crews: [Int]? = nil, priority: Int = 0,
    interruptedWork: InterruptedWork = .resume, timeUntilNoticed: Distribution? = nil,
    makes: [DefectChance] = [], shifts: [CharacteristicShift] = [], spares: [SpareUse] = [],
    cost: Double = 0
  ) {
    self.name = name
    self.timeToFailure = timeToFailure
    self.clock = clock
    self.timeToRepair = timeToRepair
    self.crews = crews ?? crew.map { [$0] } ?? []
    self.priority = priority
    self.interruptedWork = interruptedWork
    self.timeUntilNoticed = timeUntilNoticed
    self.makes = makes
    self.shifts = shifts
    self.spares = spares
    self.cost = cost
  }
}

/// People who repair: a number of them, alike.
public struct Crew: Hashable, Sendable {
  /// The crew's name.
  public var name: String
  /// How many people; each does one repair at a time.
  public var size: Int
  /// Index of the calendar in ``Factory/calendars``; `nil` for always there.
  public var calendar: Int?
  /// Whether a repair of higher priority interrupts one that has begun, which later goes on where it
  /// stopped.
  public var interruptsRepairs: Bool

  /// Creates a crew.
  public init(
    name: String, size: Int = 1, calendar: Int? = nil, interruptsRepairs: Bool = false
  ) {
    self.name = name
    self.size = size
    self.calendar = calendar
    self.interruptsRepairs = interruptsRepairs
  }
}

extension FailureMode {
  /// Whether it concerns a machine of its station, by index.
  public func concerns(machine: Int) -> Bool { machines?.contains(machine) ?? true }
}
