/// A clock that goes in slots of one length, in each of which every machine moves a part or does not.
///
/// The discrete model of production lines: J. Li, S. M. Meerkov, *Production Systems Engineering*,
/// Springer, 2009; S. B. Gershwin, *Manufacturing Systems Engineering*, Prentice Hall, 1994.
public struct SlotClock: Hashable, Sendable {
  /// Whether a place that the next machine frees in a slot may be taken in the same slot.
  public enum Room: String, Hashable, Sendable, CaseIterable {
    /// It may: a machine is blocked where the place ahead is full and the next machine moves no part.
    case thisSlot = "this_slot"
    /// It may not: a machine is blocked where the place ahead was full when the slot began.
    case lastSlot = "last_slot"
  }

  /// Length of a slot, in seconds; > 0.
  public var slot: Double
  /// When a place counts as free.
  public var room: Room

  /// Creates a clock.
  public init(slot: Double, room: Room = .thisSlot) {
    self.slot = slot
    self.room = room
  }

  /// How many slots a time lasts, a begun one counted as a whole.
  ///
  /// - Parameter time: In seconds, ≥ 0.
  /// - Returns: At least 1; at most 2⁶².
  public func slots(in time: Double) -> Int {
    // One part in 10⁹ of a slot: 0.3 s are three slots of 0.1 s, whatever the rounding.
    let slots = (time / slot - 1e-9).rounded(.up)
    return slots < 0x1p62 ? max(1, Int(slots)) : 1 << 62
  }

  /// Whether a time is a whole number of slots.
  public func divides(_ time: Double) -> Bool {
    abs(time / slot - (time / slot).rounded()) <= 1e-9
  }
}
