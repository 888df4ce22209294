import EventKernel
import FactoryModel
import RandomVariates

/// One failure mode of one machine.
struct FailureRecord: BitwiseCopyable {
  var machine: Int32
  var clock: FailureMode.Clock
  var interruptedWork: FailureMode.InterruptedWork
  /// Where the mode stands among those of its station.
  var place: Int32
  /// Whether it is a planned stop, and when the first one is due by wall time.
  var isPlanned: Bool
  var firstAt: Double
  /// Whether the mode strikes unseen.
  var isHidden: Bool
  var crew: Int32
  var priority: Int32
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
  /// The whole life, or the whole time until notice, that was drawn, in seconds on the mode's clock.
  var lifeDrawn = 0.0
  /// Time left on the clock when it last started or stopped, in seconds.
  var lifeLeft = 0.0
  /// When the clock last started; meaningful while an event of the mode is pending.
  var clockStarted = 0.0
  /// The failure's own event; modes that count work or parts have none of their own.
  var event = EventHandle.none
  /// Struck, and not yet repaired.
  var hasStruck = false
}
