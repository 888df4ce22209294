import EventKernel
import FactoryModel
import RandomVariates

/// One failure mode, planned stop or component of one machine: what happens when its clock comes to a
/// moment.
struct FailureRecord: BitwiseCopyable {
  var machine: Int32
  var clock: FailureMode.Clock
  var interruptedWork: FailureMode.InterruptedWork
  /// Where the mode stands among those of its station; the components come after the modes.
  var place: Int32
  /// The component whose failure it is; -1 for a failure mode.
  var component: Int32 = -1
  /// Whether it is a planned stop, and when the first one is due by wall time.
  var isPlanned: Bool
  var firstAt: Double
  /// Whether the mode strikes unseen.
  var isHidden: Bool
  var life: Sampler
  var repair: Sampler
  /// Time until a hidden fault is noticed.
  var notice: Sampler
  var lifeKey: StreamKey
  var repairKey: StreamKey
  var noticeKey: StreamKey
  var defectKey: StreamKey
  /// The chances of defects while a fault is hidden.
  var made: Stretch
  /// What is added to characteristics while a fault is hidden.
  var shifted: Stretch
  /// When a fault last began to hide, and that it was the n-th of all machines, counted from 1.
  var hiddenSince = 0.0
  var hiddenOrdinal: UInt64 = 0
  /// The n-th life and repair of this mode, counted from 0.
  var ordinal: UInt64 = 0

  /// Seconds on the clock per second that counts, or parts per part.
  var speed = 1.0
  /// What the clock showed when it last started or stopped, from the beginning of the life.
  var reading = 0.0
  /// What it shows when something happens: the failure, the notice of a fault, or what a rule asks for.
  var target = 0.0
  /// Whether the clock is on, be it that what it counts stands still.
  var isCounting = false
  /// What it counts stood there when the clock last started: wall time, the machine's time of work or
  /// its parts.
  var startedAt = 0.0
  /// The event of a clock that counts wall time; others have none of their own.
  var event = EventHandle.none
  /// Cost of each repair or stop, in currency.
  var cost = 0.0
  /// Struck, and not yet repaired.
  var hasStruck = false

  /// Where what is counted stands when the clock comes to its target.
  @inline(__always)
  var due: Double { startedAt + (target - reading) / speed }
}
