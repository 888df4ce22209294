import EventKernel
import FactoryModel

struct StationRecord: BitwiseCopyable {
  var firstMachine: Int32
  var machineCount: Int32
  var capacity: Int32
  /// The queues of the station, one for each level of priority, follow one another from here.
  var firstQueue: Int32
  var queueCount: Int32
  var queued: Int32 = 0
  /// Places that are kept for parts on machines that block before service.
  var reserved: Int32 = 0
  /// Parts on machines elsewhere (or here) that wait for a place.
  var waiting = Chain()
  /// Parts that were released and find no place.
  var outside = Chain()
  /// How many of the station's own machines are blocked.
  var blockedMachines: Int32 = 0
  /// The saturated products that begin here, in the list of all of them.
  var firstSaturated: Int32 = 0
  var saturatedCount: Int32 = 0
  /// The requested details of waiting times and levels, in the lists of all of them.
  var timeDetails = Stretch()
  var numberDetails = Stretch()
  var queueDetails = Stretch()
  var blocksBeforeService: Bool
  var preemption: Station.Preemption
  /// Whether some machine may not do some operation that is done here.
  var isRestricted = false
  /// Whether operations that are done here need set-ups.
  var hasSetups = false
  /// Whether the station decides what its machines do next; see `FactorySimulation+Dispatch.swift`.
  var isDispatched = false
  /// Whether operations that are done here need operators or tools.
  var isAttended = false
  /// Whether parts need more than work: set-ups, loading, batches.
  var needsPreparation = false
  /// The station's machine where it has only one, which takes parts that come; else -1.
  var directMachine: Int32 = -1
  /// Whether a part that comes may be put on a machine before others that wait.
  var choosesParts = false
  /// The power while producing where it depends on wear, and that of new components, in watts.
  var power = PowerRecord()
  /// Whether the station is on the list of stations that may be able to take a part.
  var isListed = false
  /// The last search for a deadlock that came by.
  var reachedBySearch: UInt64 = 0

  /// Whether a part waits elsewhere for a place here.
  @inline(__always)
  var isAwaited: Bool { waiting.first >= 0 || outside.first >= 0 }

  /// Whether a free machine or place may find something to take.
  @inline(__always)
  var mayTakeMore: Bool { queued > 0 || isAwaited || saturatedCount > 0 }
}

/// A stretch of one of the simulation's lists.
struct Stretch: BitwiseCopyable {
  var first: Int32 = 0
  var count: Int32 = 0
  var isEmpty: Bool { count == 0 }
  var range: Range<Int> { Int(first)..<Int(first) + Int(count) }
}

struct MachineRecord: BitwiseCopyable {
  enum Activity: UInt8 {
    case idle
    case working
    /// Holds a finished part that finds no place ahead.
    case blocked
    /// Holds a part on which work may not begin before there is a place ahead.
    case held
  }

  var station: Int32
  var firstFailure: Int32
  var failureCount: Int32
  var firstComponent: Int32
  var calendar: Int32
  /// Times of work are multiplied by it.
  var slowness: Double
  var part: Int32 = -1
  var activity = Activity.idle
  var isOpen = true
  /// Whether work or a set-up is going on this moment.
  var isRunning = false
  /// Whether the machine has to be set up, or is being so, before it works on its part.
  var isSettingUp = false
  /// Whether the present work needs operators or tools, and whether all are there.
  var isAttended = false
  var isServed = false
  /// Whether it waits for items.
  var lacksItems = false
  var state = MachineState.starved
  /// Whether the machine has been idle since its last active period.
  var hasRested = true
  /// Whether a failure mode or component counts the machine's work.
  var countsWork = false
  /// Whether a failure mode, component, rule or decider counts the machine's parts.
  var countsParts = false
  /// Whether something may be due at a number of parts.
  var awaitsParts = false
  /// The time of all work, and all parts, so far: what clocks count.
  var workedTime = 0.0
  var partsMade = 0.0
  /// Where they stand when the first of the clocks that count them comes to its target, and whose
  /// clock that is.
  var workDue = Double.infinity
  var workDueFailure: Int32 = -1
  var partsDue = Double.infinity
  /// Whether the power while producing depends on wear, and by how much it was higher than with new
  /// components when the state was last booked, in watts.
  var drawsByWear = false
  var powerOfWear = 0.0
  /// How many jobs have been begun on the machine, or keep it standing.
  var jobs: Int32 = 0
  /// The failure or stop for which the machine stands; -1 while it is up.
  var repairing: Int32 = -1
  /// The failure that has struck unseen; -1 for none.
  var hiddenFault: Int32 = -1
  /// Work left on the part when work began or stopped, in seconds.
  var workLeft = 0.0
  /// The whole work on the part, in seconds.
  var work = 0.0
  /// When work began; meaningful while ``isRunning``.
  var workBegan = 0.0
  /// The completion of the work, or the failure that strikes before.
  var workEvent = EventHandle.none
  var stateSince = 0.0
  /// The station that a blocked part waits for.
  var waitsFor: Int32 = -1
  /// The station where a place is kept for the part.
  var reservedAt: Int32 = -1

  @inline(__always)
  var canWork: Bool { isOpen && repairing < 0 }

  /// What a machine does that has a part and can work.
  @inline(__always)
  var stateAtWork: MachineState {
    if isAttended, !isServed { return lacksItems ? .starved : .waitingForOperator }
    return isSettingUp ? .settingUp : .producing
  }

  /// Takes a part and the work on it.
  @inline(__always)
  mutating func take(_ part: Int32, work: Double) {
    self.part = part
    workLeft = work
    self.work = work
  }

  /// Notes that work stops or ends.
  ///
  /// - Returns: How long it went on, in seconds.
  @inline(__always)
  mutating func stopRunning(at time: Double) -> Double {
    isRunning = false
    let elapsed = time - workBegan
    workLeft = max(0, workLeft - elapsed)
    return elapsed
  }
}

/// The power of a machine at work.
struct PowerRecord: BitwiseCopyable {
  var byWear = WearFormulaRecord()
  /// With new components, in watts.
  var ofNew = 0.0
}

/// A crew.
struct CrewRecord: BitwiseCopyable {
  var size: Int32
  var calendar: Int32
  /// Whether it leaves a repair for one of higher priority.
  var interruptsRepairs: Bool
  var isOpen = true
  /// Members that are bound to a job.
  var bound: Int32 = 0
  var openSince = 0.0
}
