/// What a calendar keeps for a pending event beside its place in the order.
@usableFromInline struct EventSlot: BitwiseCopyable {
  /// Phase, kind and subject in one word, because a load must not wait for two smaller stores.
  @usableFromInline var content: UInt64
  /// The sequence number of the key that stands for the event, or last stood for one.
  ///
  /// A key in the heap with another number is dead: its event was cancelled or moved.
  @usableFromInline var sequence: UInt32
  /// How many events the slot has held before.
  @usableFromInline var generation: UInt32
  /// The time, mapped as in ``EventKey``; up to date while the event is in the far future.
  @usableFromInline var time: UInt64 = 0
  /// The next slot of the same list: that of free slots, or a bucket of the far future.
  @usableFromInline var next: Int32 = EventSlot.none
  /// The slot before it in the bucket, ``none`` at its head; ``inHeap`` where it is in no bucket.
  @usableFromInline var previous: Int32 = EventSlot.inHeap

  @usableFromInline static var none: Int32 { -1 }
  @usableFromInline static var inHeap: Int32 { -2 }

  @inlinable @inline(__always)
  init(content: UInt64, sequence: UInt32) {
    self.content = content
    self.sequence = sequence
    generation = 0
  }

  @inlinable @inline(__always) static func content(_ event: Event, phase: UInt8) -> UInt64 {
    UInt64(phase) &<< 48 | UInt64(event.kind) &<< 32 | UInt64(UInt32(bitPattern: event.subject))
  }

  @inlinable @inline(__always) static func event(_ content: UInt64) -> Event {
    Event(
      kind: UInt16(truncatingIfNeeded: content &>> 32),
      subject: Int32(truncatingIfNeeded: content))
  }

  @inlinable @inline(__always) var phase: UInt8 { UInt8(truncatingIfNeeded: content &>> 48) }

  /// The key that stands for the event, whose time is up to date, in the slot `number`.
  func key(number: Int) -> EventKey {
    EventKey(
      upper: time,
      lower: UInt64(phase) << 56 | UInt64(sequence) << 24 | UInt64(number))
  }
}
