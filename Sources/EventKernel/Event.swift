/// Something that will happen: a kind, and whom it concerns.
public struct Event: Hashable, Sendable, BitwiseCopyable {
  /// What happens; the meaning belongs to the simulation.
  public var kind: UInt16
  /// Index of the entity it happens to.
  public var subject: Int32

  /// Creates an event.
  @inlinable public init(kind: UInt16, subject: Int32 = 0) {
    self.kind = kind
    self.subject = subject
  }
}

/// Names a scheduled event, so that it can be cancelled or moved.
///
/// A handle of an event that has happened or was cancelled names nothing any more.
public struct EventHandle: Hashable, Sendable, BitwiseCopyable {
  @usableFromInline let slot: Int32
  @usableFromInline let generation: UInt32

  @inlinable init(slot: Int32, generation: UInt32) {
    self.slot = slot
    self.generation = generation
  }

  /// A handle that names no event.
  public static let none = EventHandle(slot: -1, generation: 0)
}

/// An event, and when it happens.
public struct ScheduledEvent: Hashable, Sendable, BitwiseCopyable {
  /// When it happens, in seconds.
  public var time: Double
  /// Its rank among events of the same instant.
  public var phase: UInt8
  /// What happens, and to whom.
  public var event: Event

  /// Creates a scheduled event.
  @inlinable public init(time: Double, phase: UInt8, event: Event) {
    self.time = time
    self.phase = phase
    self.event = event
  }
}
