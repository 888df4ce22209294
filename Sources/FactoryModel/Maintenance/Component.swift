public import Degradation

/// A part of a machine that wears and fails, on a clock of its own.
///
/// Each machine of the station has one. It lives until its wear reaches 100 %; then the machine stops and
/// the component is replaced, or repaired where ``repair`` says how. A rule may do so before; see
/// ``MaintenanceRule``.
public struct Component: Hashable, Sendable {
  /// The component's name.
  public var name: String
  /// How it wears; times are on its ``clock``, in seconds, or in parts where parts are counted.
  public var wear: WearProcess
  /// Coefficient of variation of the mean life from unit to unit.
  public var unitToUnit: Double
  /// What makes its clock run, and how fast.
  public var clock: ComponentClock
  /// Its state at the start.
  public var start: WearStart
  /// Whether a failure shows only to those who look; the machine works on until then.
  public var isHidden: Bool
  /// What an unseen failure costs, in currency per second.
  public var hiddenCost: Double
  /// What becomes of the work that its failure interrupts.
  public var interruptedWork: FailureMode.InterruptedWork
  /// What it takes to replace it.
  public var replace: Restoration
  /// What it takes to repair it; with a time for failed ones, failures are repaired and not replaced.
  public var repair: Restoration?
  /// Where machines differ, by index in the station.
  public var machines: [Int: MachineComponent]

  /// Creates a component; what is not said is as in a scenario that does not say it.
  public init(
    name: String, wear: WearProcess, unitToUnit: Double = 0,
    clock: ComponentClock = ComponentClock(), start: WearStart = .new, isHidden: Bool = false,
    hiddenCost: Double = 0, interruptedWork: FailureMode.InterruptedWork = .resume,
    replace: Restoration, repair: Restoration? = nil, machines: [Int: MachineComponent] = [:]
  ) {
    self.name = name
    self.wear = wear
    self.unitToUnit = unitToUnit
    self.clock = clock
    self.start = start
    self.isHidden = isHidden
    self.hiddenCost = hiddenCost
    self.interruptedWork = interruptedWork
    self.replace = replace
    self.repair = repair
    self.machines = machines
  }
}

/// What makes a component's clock run, and how fast.
public struct ComponentClock: Hashable, Sendable {
  /// What makes it run.
  public var counts: FailureMode.Clock
  /// Seconds on the clock per second that counts, or parts per part: the load; not negative.
  public var speed: Double

  /// Creates a clock; it runs by wall time where nothing is said.
  public init(_ counts: FailureMode.Clock = .calendar, speed: Double = 1) {
    self.counts = counts
    self.speed = speed
  }
}

/// What of a component differs on one machine.
public struct MachineComponent: Hashable, Sendable {
  /// Its state at the start; `nil` for that of the others.
  public var start: WearStart?
  /// How fast its clock runs, as a multiple of the others'.
  public var speed: Double

  /// Creates a difference.
  public init(start: WearStart? = nil, speed: Double = 1) {
    self.start = start
    self.speed = speed
  }
}
