public import SimulationStatistics

/// What a machine does at a moment; the states exclude each other and leave nothing out.
public enum MachineState: UInt8, CaseIterable, Sendable, BitwiseCopyable {
  /// Working on a part.
  case producing
  /// Ready, but without a part.
  case starved
  /// Holding a finished part that finds no place ahead.
  case blocked
  /// Failed, within the calendar.
  case down
  /// Outside the calendar, whatever else is the case.
  case offShift
}

/// The sums kept of a station while a replication runs; all machines of the station together.
public struct StationAccount: Hashable, Sendable, BitwiseCopyable {
  /// How many machines the station has.
  public var machines: Int
  /// Machine time at work on a part, in seconds.
  public var producing = 0.0
  /// Machine time without a part, in seconds.
  public var starved = 0.0
  /// Machine time blocked, in seconds.
  public var blocked = 0.0
  /// Machine time down within the calendar, in seconds.
  public var down = 0.0
  /// Machine time outside the calendar, in seconds.
  public var offShift = 0.0
  /// Operations finished (ISO 22400-2: produced quantity).
  public var produced = 0
  /// Operations finished that made no defect (ISO 22400-2: good quantity).
  public var good = 0
  /// Planned run time of the operations finished, in seconds.
  public var idealTime = 0.0
  /// Failures that began.
  public var failures = 0
  /// Parts that were put on a machine.
  public var loaded = 0
  /// Time from coming to the station until a machine took the part, in seconds, of the parts loaded.
  public var waitingTime = 0.0

  init(machines: Int) { self.machines = machines }

  /// Planned busy time (ISO 22400-2): machine time within the calendar, in seconds.
  public var open: Double { producing + starved + blocked + down }

  mutating func add(_ duration: Double, in state: MachineState) {
    switch state {
    case .producing: producing += duration
    case .starved: starved += duration
    case .blocked: blocked += duration
    case .down: down += duration
    case .offShift: offShift += duration
    }
  }
}

/// The sums kept of the line as a whole while a replication runs.
public struct LineAccount: Hashable, Sendable, BitwiseCopyable {
  /// Parts that entered.
  public var released = 0
  /// Parts that left as good, with or without a defect that nobody found.
  public var good = 0
  /// Parts that left as good and had never been sent back.
  public var goodFirstTime = 0
  /// Parts that left as good with a defect.
  public var escaped = 0
  /// Parts that left as scrap.
  public var scrapped = 0
  /// How often a part was sent back.
  public var sentBack = 0
  /// Parts turned away because the first buffer was full.
  public var lost = 0
  /// Parts in the factory.
  public var workInProcess = TimeWeightedLevel()
  /// Time from entering to leaving as good, in seconds.
  public var cycleTime = Tally()

  init() {}

  mutating func restart(at time: Double) {
    var fresh = LineAccount()
    fresh.workInProcess = workInProcess
    fresh.workInProcess.restart(at: time)
    self = fresh
  }
}

/// The sums of one replication over the measured time, from which all metrics are worked out.
public struct RunAccount: Hashable, Sendable {
  /// Length of the measured time, in seconds.
  public var duration: Double
  /// The line as a whole.
  public var line: LineAccount
  /// Time average of the parts in the factory.
  public var meanWorkInProcess: Double
  /// Time average of the parts waiting at each station.
  public var meanQueue: [Double]
  /// The stations, in the order of the factory.
  public var stations: [StationAccount]
}
