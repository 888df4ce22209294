import EventKernel
import FactoryModel
import RandomVariates

/// A station of the line with its one machine.
///
/// Times are booked up to ``clock``, whatever the clocks of other machines say: each machine goes from
/// part to part, and meets the warm-up's end and the run's end when it comes to them.
struct LineMachine: BitwiseCopyable {
  /// What happens next to the machine itself, in the order of phases within an instant.
  enum Change: UInt8 {
    case repairEnd
    case opening
    case failure
    case closing
    /// Measuring begins, or is over.
    case boundary
  }

  /// Up to when the machine's time is booked; ∞ once it has come to the end of the run.
  var clock = 0.0
  /// Until when it surely can work and nothing is to be noted; -∞ where each step has to be looked at.
  var quietUntil = -Double.infinity
  /// The sums since measuring began, in seconds.
  var producing = 0.0
  var starved = 0.0
  var blocked = 0.0
  var waitingTime = 0.0
  /// Operations finished since measuring began.
  var produced = 0
  /// When the machine was last active, that is, at work or down, and how often it became so.
  var activeUntil = -Double.infinity
  var activePeriods = 0
  /// Where the time stands at which the next part to come finds a place; see ``RecursionLine/places``.
  var nextPlace: Int32
  var firstPlace: Int32
  var endPlace: Int32
  /// Places in front of the machine; ``unlimited``, or 0 where a part that comes needs the machine itself.
  var buffer: Int32
  /// The next machine on the route, from this one on, whose operation makes or finds defects; the length
  /// of the route where there is none.
  var nextCheck: Int32

  var isMeasuring = false
  /// Whether parts may still be loaded that were waiting already when measuring began.
  var isCatchingUp = false
  /// Whether a part is being worked on, which has been loaded and is not finished.
  var hasPart = false
  /// The same when measuring began.
  var hadPart = false
  /// What the parts waiting at the beginning and at the end of measuring add to the area under the queue,
  /// beside the waiting time of those loaded.
  var queueArea = 0.0
  var down = 0.0
  var offShift = 0.0
  /// Time down or off shift without a part.
  var stoppedEmpty = 0.0
  var failures = 0
  /// Operations finished that made a defect.
  var defective = 0

  var isOpen = true
  /// The failure mode under repair; -1 while the machine is up.
  var repairing: Int32 = -1
  var repairLeft = 0.0
  var repairBegan = 0.0
  /// When the repair ends; ∞ while none goes on.
  var repairEnd = Double.infinity
  var firstMode: Int32
  var endMode: Int32
  /// When the next change comes, which it is, and of which failure mode.
  var nextChange = 0.0
  var nextKind = Change.boundary
  var nextMode: Int32 = -1
  /// How many changes have come since time last went on.
  var changesAtOnce = 0
  /// How many clocks of failure modes have been started: which of two that strike at once comes first.
  var clockStarts = 0
  /// Times of work are multiplied by it.
  var slowness: Double
  /// The calendar with the machine's own place in it.
  var calendar: CalendarRecord
  /// When it changes next; ∞ where it never does.
  var calendarChange = Double.infinity
  let station: Int32

  static let unlimited: Int32 = -1

  var canWork: Bool { isOpen && repairing < 0 }
  var isOver: Bool { clock == .infinity }

  /// Goes on to the next place of the buffer, behind the last one to the first.
  mutating func takePlace() {
    nextPlace &+= 1
    if nextPlace == endPlace { nextPlace = firstPlace }
  }

  /// Notes that the machine was active from one time to another.
  ///
  /// Between two active periods there is time, so that what follows at once is the same period.
  @inline(__always)
  mutating func noteActive(_ begin: Double, _ end: Double) {
    // Nobody can foretell whether the machine was starved or blocked before: no branch.
    activePeriods &+= begin > activeUntil ? 1 : 0
    activeUntil = end
  }

  /// The machine's sums, as those of its station.
  ///
  /// - Parameters:
  ///   - duration: The measured time, in seconds.
  ///   - idealTime: Planned run time of an operation, in seconds.
  ///   - power: What the machine draws.
  ///   - price: What energy costs, in currency per joule.
  /// - Returns: The sums; crews are not waited for.
  func account(
    over duration: Double, idealTime: Double, power: StatePower, price: Double
  ) -> StationAccount {
    var account = StationAccount(machines: 1)
    account.producing = producing
    account.starved = starved
    account.blocked = blocked
    account.down = down
    account.offShift = offShift
    account.produced = produced
    account.good = produced - defective
    account.idealTime = Double(produced) * idealTime
    account.failures = failures
    account.loaded = produced + (hasPart ? 1 : 0) - (hadPart ? 1 : 0)
    account.waitingTime = waitingTime
    account.queueTime = waitingTime + queueArea
    // Whatever it does, a machine has a part unless it is starved, or stopped without one.
    account.presence = account.queueTime + (duration - starved - stoppedEmpty)
    account.activePeriods = activePeriods
    account.energy =
      producing * power.producing + (starved + blocked) * power.idle + down * power.down
      + offShift * power.offShift
    account.energyCost = account.energy * price
    return account
  }
}

/// A failure mode of a machine of the line, whose clock does not depend on the parts.
struct LineFailure: BitwiseCopyable {
  var countsRunningTime: Bool
  var life: Sampler
  var repair: Sampler
  var lifeKey: StreamKey
  var repairKey: StreamKey
  var lifeBlock = DrawBlock()
  var repairBlock = DrawBlock()
  var ordinal: UInt64 = 0
  var lifeLeft = 0.0
  var clockStarted = 0.0
  /// When it strikes; ∞ while its clock stands.
  var strikesAt = Double.infinity
  /// The number of this start among those of the machine's modes.
  var startNumber = 0
  /// Struck, and not yet repaired.
  var hasStruck = false
}
