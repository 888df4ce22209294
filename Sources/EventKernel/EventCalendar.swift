public import BasicContainers

/// The events to come, in the order of time, then phase, then scheduling; and the clock.
///
/// Equal times are equal bits (0 and -0 are equal too). Among events of one instant the lower phase
/// comes first, and within a phase the one that was scheduled, or last moved, first.
///
/// ```swift
/// var calendar = EventCalendar()
/// calendar.schedule(Event(kind: 0), at: 12.5)
/// let alarm = calendar.schedule(Event(kind: 1), at: 20)
/// calendar.cancel(alarm)
/// while let event = calendar.popNext() { print(calendar.now, event.kind) }   // 12.5 0
/// ```
///
/// Scheduling, cancelling, moving and taking the next event are O(log n), cancelling and moving in
/// the mean over many. Nothing is allocated once the calendar has grown to the largest number of events
/// that are pending together. At most 2²⁴ = 16,777,216 events may be pending.
///
/// How it works (measurements in decision 8): a heap of keys of 16 bytes. An event that is cancelled
/// or moved leaves a dead key behind, which is thrown away when it comes up, or when
/// half of the keys are dead. Where ten thousands of events are pending, all but the next ones
/// wait in a ``FarFuture``.
public struct EventCalendar: ~Copyable {
  @usableFromInline var heap: KeyHeap
  @usableFromInline var slots: UniqueArray<EventSlot>
  @usableFromInline var far: FarFuture
  /// A time, mapped as in a key, before which an event goes straight into the heap.
  @usableFromInline var nearEnd = UInt64.max
  @usableFromInline var firstFree: Int32 = EventSlot.none
  @usableFromInline var sequence: UInt32
  /// Keys in the heap whose events were cancelled or moved.
  @usableFromInline var dead = 0
  /// At how many keys in the heap to think of buckets.
  @usableFromInline var crowded: Int
  /// Whether the root of the heap was taken and its place not yet filled.
  ///
  /// A handler mostly schedules the successor of the event that it handles, which then goes straight
  /// into this place: one way down the heap instead of one down and one up.
  @usableFromInline var hasVacancy = false

  @usableFromInline var clock: Double

  /// The time of the event that was taken last, in seconds.
  @inlinable public var now: Double { clock }

  /// From this many events on buckets pay (decision 8).
  static let crowd = 32768

  /// Creates an empty calendar.
  ///
  /// - Parameters:
  ///   - capacity: How many pending events to reserve room for.
  ///   - time: What the clock shows, in seconds.
  public init(capacity: Int = 64, startingAt time: Double = 0) {
    self.init(capacity: capacity, startingAt: time, sequence: 0, crowd: EventCalendar.crowd)
  }

  /// Creates an empty calendar with other limits, so that tests can reach them.
  init(capacity: Int, startingAt time: Double, sequence: UInt32, crowd: Int) {
    heap = KeyHeap(minimumCapacity: min(capacity, crowd))
    slots = UniqueArray(minimumCapacity: capacity)
    far = FarFuture(fewest: crowd / 4)
    clock = time
    self.sequence = sequence
    crowded = crowd
  }

  private init(copying other: borrowing EventCalendar) {
    heap = other.heap.fork()
    slots = other.slots.clone()
    far = other.far.fork()
    nearEnd = other.nearEnd
    firstFree = other.firstFree
    sequence = other.sequence
    dead = other.dead
    crowded = other.crowded
    hasVacancy = other.hasVacancy
    clock = other.clock
  }

  /// A copy that goes its own way.
  public borrowing func fork() -> EventCalendar { EventCalendar(copying: self) }

  /// How many events are pending.
  public var count: Int { heap.count - dead - (hasVacancy ? 1 : 0) + far.count }

  /// Whether no event is pending.
  public var isEmpty: Bool { count == 0 }

  /// Whether the handle names a pending event.
  public func isPending(_ handle: EventHandle) -> Bool {
    handle.slot >= 0 && slots[Int(handle.slot)].generation == handle.generation
  }

  // MARK: - Scheduling

  /// Schedules an event.
  ///
  /// - Parameters:
  ///   - event: What will happen.
  ///   - time: When, in seconds; not before ``now``.
  ///   - phase: Its rank among events of the same instant; the lower comes first.
  /// - Returns: The handle by which the event can be cancelled or moved.
  @discardableResult @inlinable @inline(__always)
  public mutating func schedule(
    _ event: Event, at time: Double, phase: UInt8 = 0
  ) -> EventHandle {
    precondition(time >= clock, "an event lies in the future")
    sequence &+= 1
    if sequence == .max { renumber() }
    let content = EventSlot.content(event, phase: phase)
    let slot: Int
    if firstFree >= 0 {
      slot = Int(firstFree)
      firstFree = slots[slot].next
      slots[slot].content = content
      slots[slot].sequence = sequence
    } else {
      slot = addSlot(EventSlot(content: content, sequence: sequence))
    }
    enter(EventKey(time: time, phase: phase, sequence: sequence, slot: slot))
    return EventHandle(
      slot: Int32(truncatingIfNeeded: slot), generation: slots[slot].generation)
  }

  @inlinable @inline(__always) mutating func enter(_ key: EventKey) {
    guard key.upper < nearEnd else {
      enterBehindNearEnd(key)
      return
    }
    enterHeap(key)
  }

  @inlinable @inline(__always) mutating func enterHeap(_ key: EventKey) {
    if hasVacancy {
      hasVacancy = false
      heap.replaceRoot(by: key)
    } else if heap.isFull {
      makeRoom()
      enterBehindNearEnd(key)
    } else {
      heap.insert(key)
    }
  }

  /// Enters a key of which it is not known whether it is near.
  @inline(never) @usableFromInline mutating func enterBehindNearEnd(_ key: EventKey) {
    if far.isNear(key.time) {
      enterHeap(key)
    } else {
      slots[key.slot].time = key.upper
      far.insert(key.slot, in: &slots, time: key.time)
    }
  }

  @inline(never) @usableFromInline mutating func addSlot(_ slot: EventSlot) -> Int {
    precondition(slots.count < EventKey.slotLimit, "at most 2^24 events may be pending")
    slots.append(slot)
    return slots.count - 1
  }

  /// Cancels an event.
  ///
  /// - Parameter handle: The event; one that is no longer pending is let be.
  /// - Returns: Whether there was something to cancel.
  @discardableResult
  public mutating func cancel(_ handle: EventHandle) -> Bool {
    guard isPending(handle) else { return false }
    let slot = Int(handle.slot)
    withdraw(slot)
    free(slot)
    return true
  }

  /// Moves a pending event to another time; it counts as scheduled now.
  ///
  /// - Parameters:
  ///   - handle: The event; one that is no longer pending is let be.
  ///   - time: The new time, in seconds; not before ``now``.
  /// - Returns: Whether there was something to move.
  @discardableResult
  public mutating func reschedule(_ handle: EventHandle, at time: Double) -> Bool {
    precondition(time >= clock, "an event lies in the future")
    guard isPending(handle) else { return false }
    let slot = Int(handle.slot)
    withdraw(slot)
    sequence &+= 1
    if sequence == .max { renumber() }
    slots[slot].sequence = sequence
    enter(EventKey(time: time, phase: slots[slot].phase, sequence: sequence, slot: slot))
    return true
  }

  // MARK: - What comes next

  /// Takes the next event out of the calendar and sets the clock to its time.
  ///
  /// - Returns: The event; `nil` when none is pending.
  @inlinable @inline(__always)
  public mutating func popNext() -> Event? {
    popNext(through: .infinity)
  }

  /// Takes the next event out of the calendar unless it comes after a given time.
  ///
  /// - Parameter horizon: The last time that is of interest, in seconds.
  /// - Returns: The event, the clock being set to its time; `nil` when none is pending up to the
  ///   horizon, the clock being left as it is.
  @inlinable @inline(__always)
  public mutating func popNext(through horizon: Double) -> Event? {
    while true {
      fillVacancy()
      if heap.count == 0, !refill() { return nil }
      let key = heap.first
      let slot = key.slot
      guard slots[slot].sequence == key.sequence else {
        dead &-= 1
        hasVacancy = true
        continue
      }
      let time = key.time
      guard time <= horizon else { return nil }
      hasVacancy = true
      clock = time
      let content = slots[slot].content
      free(slot)
      return EventSlot.event(content)
    }
  }

  /// The time of the next event, in seconds; `nil` when none is pending.
  public mutating func nextTime() -> Double? {
    while true {
      fillVacancy()
      if heap.count == 0, !refill() { return nil }
      let key = heap.first
      if slots[key.slot].sequence == key.sequence { return key.time }
      dead -= 1
      hasVacancy = true
    }
  }

  /// Sets the clock to a later time before which, or at which, nothing is pending.
  ///
  /// - Parameter time: What the clock shall show, in seconds.
  public mutating func advance(to time: Double) {
    precondition(time >= now && nextTime() ?? .infinity >= time, "the clock passes no event")
    clock = time
  }
}
