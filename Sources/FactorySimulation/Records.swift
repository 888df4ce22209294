import EventKernel
import RandomVariates

// The flat records of which the simulation's state consists. Indices stand for references; -1 means
// "none", so that a record stays small and trivially copyable.

/// What an event does.
enum EventKind: UInt16 {
  /// A machine finishes the work on its part. Subject: machine.
  case completion
  /// A failure mode strikes. Subject: failure.
  case failure
  /// A repair ends. Subject: machine.
  case repairEnd
  /// A calendar opens or closes. Subject: calendar.
  case shiftChange
  /// A lot arrives.
  case arrival
  /// A step of the timeline. Subject: step.
  case timelineStep
  /// Measuring begins: all sums start from zero.
  case warmUpEnd
  /// The replication is over.
  case end
}

/// The rank of events within one instant.
enum Phase {
  static let recovery: UInt8 = 0
  static let completion: UInt8 = 1
  static let arrival: UInt8 = 2
  static let failure: UInt8 = 3
  /// A shift ends after all else that happens at its last moment.
  static let shiftEnd: UInt8 = 4
  static let observation: UInt8 = 255
}

/// A part in the factory.
struct PartRecord: BitwiseCopyable {
  /// The part is the n-th of the product, counted from 0; its draws are addressed by this number.
  var number: UInt64 = 0
  var enteredAt = 0.0
  var queuedAt = 0.0
  /// One bit for each defect that the part carries.
  var defects: UInt64 = 0
  /// The operation that is done or waited for.
  var operation: Int32 = 0
  /// How often the part was sent back.
  var returns: UInt32 = 0
  /// The next part in the same queue, or the next free record.
  var next: Int32 = -1
}

/// First in, first out, threaded through the records of its members.
struct Chain: BitwiseCopyable {
  var first: Int32 = -1
  var last: Int32 = -1
  var isEmpty: Bool { first < 0 }
}

struct StationRecord: BitwiseCopyable {
  var firstMachine: Int32
  var machineCount: Int32
  var capacity: Int32
  var calendar: Int32
  var queued: Int32 = 0
  var queue = Chain()
  /// Machines elsewhere (or here) that hold a finished part for this station.
  var waiting = Chain()
  /// How many of the station's own machines are blocked.
  var blockedMachines: Int32 = 0
  /// Whether the station is on the list of stations that may be able to take a part.
  var isListed = false
  /// The last search for a deadlock that came by.
  var reachedBySearch: UInt64 = 0
}

struct MachineRecord: BitwiseCopyable {
  enum Activity: UInt8 {
    case idle
    case working
    case blocked
  }

  var station: Int32
  var firstFailure: Int32
  var failureCount: Int32
  var part: Int32 = -1
  var activity = Activity.idle
  var isOpen = true
  /// The failure under repair; -1 while the machine is up.
  var repairing: Int32 = -1
  /// Work left on the part when work began or stopped, in seconds.
  var workLeft = 0.0
  /// When work began; meaningful while ``isRunning``.
  var workBegan = 0.0
  /// Whether work is going on this moment.
  var isRunning = false
  /// The completion of the work, or the failure that strikes before.
  var workEvent = EventHandle.none
  var repairEvent = EventHandle.none
  /// Repair work left when the calendar closed, in seconds.
  var repairLeft = 0.0
  var repairBegan = 0.0
  var state = MachineState.starved
  var stateSince = 0.0
  /// The station that a blocked part waits for.
  var waitsFor: Int32 = -1
  var nextWaiting: Int32 = -1
}

/// One failure mode of one machine.
struct FailureRecord: BitwiseCopyable {
  enum Clock: UInt8 {
    case calendar
    case running
    case producing
  }

  var machine: Int32
  var clock: Clock
  var life: Sampler
  var repair: Sampler
  var lifeKey: StreamKey
  var repairKey: StreamKey
  /// The n-th life and repair of this mode, counted from 0.
  var ordinal: UInt64 = 0
  /// The whole life that was drawn, in seconds on the mode's clock.
  var lifeDrawn = 0.0
  /// Time to failure left on the clock when it last started or stopped, in seconds.
  var lifeLeft = 0.0
  /// When the clock last started; meaningful while an event of the mode is pending.
  var clockStarted = 0.0
  /// The failure's own event; modes that count producing time have none of their own.
  var event = EventHandle.none
  /// Struck, and not yet repaired.
  var hasStruck = false
}

struct OperationRecord: BitwiseCopyable {
  var station: Int32
  var time: Sampler
  /// The time where it is always the same, so that no stream is made for it; NaN elsewhere.
  var certainTime: Double
  var idealTime: Double
  var timeKey: StreamKey
  var defectKey: StreamKey
  var inspectionKey: StreamKey
  var firstMade: Int32
  var madeCount: Int32
  var hasInspection: Bool
  var firstFound: Int32 = 0
  var foundCount: Int32 = 0
  var falseAlarm = 0.0
  /// Where a part goes that is rejected without a found defect.
  var otherwise = DispositionRecord(target: -1, limit: .max, counter: -1)
}

/// What becomes of a rejected part; `target` -1 is scrap.
struct DispositionRecord: BitwiseCopyable {
  var target: Int32
  var limit: UInt32
  /// Which of a part's counters of returns this one uses; -1 where there is no limit.
  var counter: Int32
}

/// A chance of a defect: to be made, or to be found.
struct ChanceRecord: BitwiseCopyable {
  var bit: UInt64
  var probability: Double
  var disposition = DispositionRecord(target: -1, limit: .max, counter: -1)
}

struct CalendarRecord: BitwiseCopyable {
  var firstChange: Int32
  var changeCount: Int32
  /// The change to come: index within the calendar, and the week counted from the start's.
  var nextChange: Int32
  var week: Double
  /// Whether the calendar is open when the simulation starts.
  let startsOpen: Bool
}

/// A moment of the week at which a calendar opens or closes.
struct CalendarChange: BitwiseCopyable {
  /// Seconds from Monday 00:00.
  var time: Double
  var opens: Bool
}
