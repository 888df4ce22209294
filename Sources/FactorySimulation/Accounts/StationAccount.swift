/// The sums kept of a station while a replication runs; all machines of the station together.
public struct StationAccount: Hashable, Sendable, BitwiseCopyable {
  /// How many machines the station has.
  public var machines: Int
  /// Machine time at work on a part, in seconds.
  public var producing = 0.0
  /// Machine time being set up, in seconds.
  public var settingUp = 0.0
  /// Machine time with a part, waiting for operators or tools, in seconds.
  public var waitingForOperator = 0.0
  /// Machine time without a part, in seconds.
  public var starved = 0.0
  /// Machine time blocked, in seconds.
  public var blocked = 0.0
  /// Machine time without a part in which there was no place ahead either, in seconds; kept only where
  /// the clock goes in slots, and part of ``starved``.
  public var starvedAndBlocked = 0.0
  /// Machine time under repair within the calendar, in seconds.
  public var down = 0.0
  /// Machine time waiting for a crew within the calendar, in seconds.
  public var waitingForRepair = 0.0
  /// Machine time stopped as planned within the calendar, in seconds.
  public var plannedStop = 0.0
  /// Machine time outside the calendar, in seconds.
  public var offShift = 0.0
  /// Operations finished (ISO 22400-2: produced quantity).
  public var produced = 0
  /// Operations finished that made no defect (ISO 22400-2: good quantity).
  public var good = 0
  /// Planned run time of the operations finished, in seconds.
  public var idealTime = 0.0
  /// How often parts were put on a machine, together or alone; counted where a rule or batches decide.
  public var batches = 0
  /// Parts that had waited longer than they may when work was to begin.
  public var late = 0
  /// Set-ups finished.
  public var setups = 0
  /// Failures that began.
  public var failures = 0
  /// Parts that were put on a machine.
  public var loaded = 0
  /// Time from coming to the queue until a machine took the part, in seconds, of the parts loaded.
  public var waitingTime = 0.0
  /// Time that parts waited in the measured time, of all parts together, in seconds.
  public var queueTime = 0.0
  /// Time that parts were at the station in the measured time, of all parts together, in seconds.
  public var presence = 0.0
  /// How often a machine became active, that is, neither starved nor blocked, after it was not.
  public var activePeriods = 0
  /// Cost of repairs and planned stops beside wages and spares, in currency.
  public var repairCost = 0.0
  /// Energy that machines at work drew because they were worn, in joules; part of ``energy``.
  public var energyOfWear = 0.0
  /// Energy drawn, in joules.
  public var energy = 0.0
  /// What the energy cost, in the scenario's currency.
  public var energyCost = 0.0

  init(machines: Int) { self.machines = machines }

  /// All machine time, in seconds: the states add up to it.
  public var allTime: Double { open + plannedStop + offShift }

  /// Planned busy time (ISO 22400-2): machine time within the calendar but for planned stops, in seconds.
  public var open: Double {
    producing + settingUp + waitingForOperator + starved + blocked + failed
  }

  /// Machine time in which the machine was neither starved, blocked nor off shift, in seconds.
  public var active: Double { producing + settingUp + failed + plannedStop }

  /// Machine time ready and not at work, in seconds: for want of a part, a place or people.
  public var atRest: Double { starved + blocked + waitingForOperator }

  /// Machine time failed within the calendar, under repair or waiting for it, in seconds.
  public var failed: Double { down + waitingForRepair }

  // One call for what is noted together: the account is looked up once.

  @inline(__always)
  mutating func noteLoaded(waited wait: Double, measured: Double) {
    loaded &+= 1
    waitingTime += wait
    queueTime += measured
  }

  @inline(__always)
  mutating func noteFinished(idealTime time: Double, isGood: Bool) {
    produced &+= 1
    idealTime += time
    if isGood { good &+= 1 }
  }

  @inline(__always)
  mutating func add(_ duration: Double, in state: MachineState) {
    switch state {
    case .producing: producing += duration
    case .settingUp: settingUp += duration
    case .waitingForOperator: waitingForOperator += duration
    case .starved: starved += duration
    case .blocked: blocked += duration
    case .down: down += duration
    case .waitingForRepair: waitingForRepair += duration
    case .plannedStop: plannedStop += duration
    case .offShift: offShift += duration
    }
  }

  /// The machine time in a state, in seconds.
  public func time(in state: MachineState) -> Double {
    switch state {
    case .producing: producing
    case .settingUp: settingUp
    case .waitingForOperator: waitingForOperator
    case .starved: starved
    case .blocked: blocked
    case .down: down
    case .waitingForRepair: waitingForRepair
    case .plannedStop: plannedStop
    case .offShift: offShift
    }
  }
}
