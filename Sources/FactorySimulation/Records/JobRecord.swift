import EventKernel

/// Work on a machine, done or to be done, for one of its failure modes, stops or components.
struct JobRecord: BitwiseCopyable {
  enum Kind: UInt8 {
    /// The repair of a failure mode, or of a component that is not replaced.
    case repair
    /// A planned stop of the machine.
    case stop
    /// A component is replaced.
    case replace
    /// A component is looked at.
    case inspect
  }

  enum Stage: UInt8 {
    case none
    /// Somebody has to agree first.
    case asked
    /// Waits for people, spares, the machine, or the time in which it may begin.
    case waiting
    /// Has begun; may rest while people are off shift.
    case begun
  }

  var kind = Kind.repair
  var stage = Stage.none
  /// Whether the machine stands until it is done: after a failure.
  var isFailure = false
  /// What is needed.
  var crews = Stretch()
  var spares = Stretch()
  var priority: Int32 = 0
  /// The calendar in which it may begin; -1 for any time.
  var window: Int32 = -1
  /// The crew of the member that is bound to it; -1 for none.
  var crew: Int32 = -1
  /// Whether it may begin although the machine stands for something else; asked for only there.
  var joinsStop = false
  /// Whether the crew has left it for something more urgent.
  var isInterrupted = false
  /// Whether it rests, or has not begun.
  var isWaiting = false
  /// Work left when it stopped, in seconds.
  var left = 0.0
  var began = 0.0
  var event = EventHandle.none
  /// When it was called for.
  var requestedAt = 0.0
  /// When its machine, which had stood for something else, came to stand for it while it waited.
  var heldAt = 0.0
  /// Since when its machine has stood for nothing but it, where it does.
  var heldSince: Double { max(requestedAt, heldAt) }
  /// The next in the line of what waits.
  var next: Int32 = -1
  /// The n-th job that a component had, counted from 0.
  var ordinal: UInt64 = 0
}

/// Spares that a job takes.
struct SpareRecord: BitwiseCopyable {
  var store: Int32
  var count: Int
}
