public import RandomVariates

/// A place where operations are done: one or more machines behind one input buffer.
public struct Station: Hashable, Sendable {
  /// When a machine must know that its part will find a place ahead.
  public enum Blocking: String, Hashable, Sendable, CaseIterable {
    /// When the work is done: a finished part keeps its machine until there is a place.
    case afterService
    /// When the work is to begin: until there is a place, the part waits on the machine unworked.
    case beforeService
  }

  /// What a part of higher priority does to the work on one of lower priority.
  public enum Preemption: String, Hashable, Sendable, CaseIterable, BitwiseCopyable {
    /// It waits until the work is done.
    case never
    /// It takes the machine; the work on the other part goes on later where it stopped.
    case resume
    /// It takes the machine; the work on the other part begins again, and takes as long as before.
    case restart
  }

  /// The station's name.
  public var name: String
  /// The machines; at least one.
  public var machines: [Machine]
  /// Places in front of the machines, their own places not counted; `nil` for no limit.
  public var buffer: Int?
  /// When a full place ahead stops a machine.
  public var blocking: Blocking
  /// Whether parts of higher priority interrupt the work on others.
  public var preemption: Preemption
  /// Index of the calendar in ``Factory/calendars``; `nil` for always open.
  ///
  /// It is that of every machine that has none of its own.
  public var calendar: Int?
  /// The ways in which each machine fails.
  public var failures: [FailureMode]
  /// The parts of each machine that wear.
  public var components: [Component] = []
  /// What is set at its machines, for those who read of it; formulas have been worked out with these values.
  public var setPoints: [SetPoint] = []
  /// What tells of each machine.
  public var sensors: [Sensor] = []
  /// What takes snapshots at each machine.
  public var waveforms: [Waveform] = []
  /// Time of a set-up, in seconds; `nil` where operations ask for none.
  public var setupTime: Distribution?
  /// Times of set-ups by what was and what comes, in seconds; ``setupTime`` holds for all others.
  public var setupChanges: [SetupChange: PlannedTime] = [:]
  /// The order in which machines go round their set-ups; `nil` where there is none.
  public var setupCycle: SetupCycle?
  /// The mean of ``setupTime``, in seconds, for dispatch rules.
  public var meanSetupTime = 0.0
  /// Parts that a machine makes with a set-up before it may be set up for another.
  public var minimumRun = 1
  /// How long a free machine waits for parts that go on with its run, in seconds.
  ///
  /// Then it may be set up for others all the same. `nil` for as long as it takes.
  public var minimumRunExpires: Double?
  /// The set-up of the machines at the start; `nil` for none.
  public var setupAtStart: String?
  /// Which of the parts that wait goes next; `nil` for the first that came of the highest priority,
  /// which is taken the moment that there is a machine for it.
  public var dispatch: DispatchRule?
  /// Time to load a machine, in seconds; `nil` for none.
  public var loading: Distribution?
  /// Time to unload a machine, in seconds; `nil` for none.
  public var unloading: Distribution?
  /// What each machine draws in each state.
  public var power: StatePower

  /// Creates a station; without machines it has one, `name_1`.
  public init(
    name: String, machines: [Machine]? = nil, buffer: Int? = nil,
    blocking: Blocking = .afterService, preemption: Preemption = .never, calendar: Int? = nil,
    failures: [FailureMode] = [], power: StatePower = StatePower()
  ) {
    self.name = name
    self.machines = machines ?? [Machine(name: name + "_1")]
    self.buffer = buffer
    self.blocking = blocking
    self.preemption = preemption
    self.calendar = calendar
    self.failures = failures
    self.power = power
  }
}

/// A setting of a station's process.
public struct SetPoint: Hashable, Sendable {
  /// Its name.
  public var name: String
  /// What is set, in SI units.
  public var value: Double
  /// The unit in which it is shown.
  public var unit: ShownScale

  /// Creates a set-point.
  public init(name: String, value: Double, unit: ShownScale = ShownScale()) {
    self.name = name
    self.value = value
    self.unit = unit
  }
}

/// A machine of a station.
public struct Machine: Hashable, Sendable, ExpressibleByStringLiteral {
  /// The machine's name.
  public var name: String
  /// How fast it works: times of work are divided by it; above 0.
  public var speed: Double
  /// Index of its own calendar in ``Factory/calendars``; `nil` for the station's.
  public var calendar: Int?
  /// Indices of the products that it may work on; `nil` for all.
  public var products: Set<Int>?

  /// Creates a machine.
  public init(
    name: String, speed: Double = 1, calendar: Int? = nil, products: Set<Int>? = nil
  ) {
    self.name = name
    self.speed = speed
    self.calendar = calendar
    self.products = products
  }

  /// Creates a machine like the others.
  public init(stringLiteral name: String) { self.init(name: name) }
}

/// Electric power that a machine draws in each state, in watts.
public struct StatePower: Hashable, Sendable {
  /// While working on a part.
  public var producing: Double
  /// While being set up.
  public var settingUp: Double
  /// While ready or blocked.
  public var idle: Double
  /// While failed.
  public var down: Double
  /// Outside the calendar.
  public var offShift: Double
  /// The power while producing where it depends on wear; ``producing`` is that of new components.
  public var producingByWear: WearFormula?

  /// Creates powers; what is not said is 0.
  public init(
    producing: Double = 0, settingUp: Double = 0, idle: Double = 0, down: Double = 0,
    offShift: Double = 0
  ) {
    self.producing = producing
    self.settingUp = settingUp
    self.idle = idle
    self.down = down
    self.offShift = offShift
  }

  /// Whether any power is drawn in any state.
  public var isDrawn: Bool {
    producing != 0 || settingUp != 0 || idle != 0 || down != 0 || offShift != 0
  }
}
