/// Where an event stands in the order of events: by time, then phase, then scheduling.
///
/// One integer of 128 bits, so that two events are compared without a branch:
///
///     63 … 0 of the upper half   the time, mapped so that the order of doubles is that of integers
///     63 … 56 of the lower half  the phase
///     55 … 24                    the sequence number: which was scheduled, or last moved, first
///     23 … 0                     the slot of the event
///
/// The slot never decides, because no two events in a calendar have the same sequence number.
@usableFromInline struct EventKey: BitwiseCopyable {
  @usableFromInline var upper: UInt64
  @usableFromInline var lower: UInt64

  @inlinable @inline(__always) init(upper: UInt64, lower: UInt64) {
    self.upper = upper
    self.lower = lower
  }

  @inlinable @inline(__always)
  init(time: Double, phase: UInt8, sequence: UInt32, slot: Int) {
    upper = EventKey.ordered(time)
    lower =
      UInt64(phase) &<< 56 | UInt64(sequence) &<< 24 | UInt64(truncatingIfNeeded: slot)
  }

  /// How many slots a key can tell apart.
  static let slotLimit = 1 << 24

  @inlinable @inline(__always) var slot: Int { Int(lower & 0xFF_FFFF) }
  @inlinable @inline(__always) var sequence: UInt32 { UInt32(truncatingIfNeeded: lower &>> 24) }
  @inlinable @inline(__always) var phase: UInt8 { UInt8(truncatingIfNeeded: lower &>> 56) }

  /// The time; that of 0 and -0 is 0.
  @inlinable @inline(__always) var time: Double {
    // Times below 0 are rare, and a branch that is always guessed rightly takes no time.
    let isNegative = upper < EventKey.zero
    return Double(bitPattern: isNegative ? ~upper : upper ^ EventKey.zero)
  }

  /// An integer that grows with the time, and is the same for 0 and -0.
  @inlinable @inline(__always) static func ordered(_ time: Double) -> UInt64 {
    let bits = time.bitPattern
    guard bits < zero else { return time == 0 ? zero : ~bits }
    return bits ^ zero
  }

  /// The integer of time 0: the bit that is the sign of a double.
  @inlinable @inline(__always) static var zero: UInt64 { 0x8000_0000_0000_0000 }

  @inlinable @inline(__always) var whole: UInt128 { UInt128(upper) &<< 64 | UInt128(lower) }

  @inlinable @inline(__always) func precedes(_ other: EventKey) -> Bool { whole < other.whole }
}
