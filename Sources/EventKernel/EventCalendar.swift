import BasicContainers

/// Something that will happen: a kind, and whom it concerns.
public struct Event: Hashable, Sendable, BitwiseCopyable {
  /// What happens; the meaning belongs to the simulation.
  public var kind: UInt16
  /// Index of the entity it happens to.
  public var subject: Int32

  /// Creates an event.
  public init(kind: UInt16, subject: Int32) {
    self.kind = kind
    self.subject = subject
  }
}

/// Names a scheduled event, so that it can be cancelled or moved.
///
/// A handle of an event that has happened or was cancelled names nothing any more.
public struct EventHandle: Hashable, Sendable, BitwiseCopyable {
  let slot: Int32
  let generation: UInt32

  /// A handle that names no event.
  public static let none = EventHandle(slot: -1, generation: 0)
}

/// The events to come, in the order of time, then phase, then scheduling.
///
/// Equal times are equal bits. Among events of one instant the lower phase comes first, and within a
/// phase the one that was scheduled (or last moved) first.
///
/// A 4-ary heap whose entries know their place, so scheduling, cancelling, moving and taking the
/// next event are O(log n). No allocation once the calendar has grown to the largest number of events that are pending together.
public struct EventCalendar: ~Copyable {
  struct Entry: BitwiseCopyable {
    var time: Double
    var order: UInt64
    var slot: Int32

    func precedes(_ other: Entry) -> Bool {
      time < other.time || (time == other.time && order < other.order)
    }
  }

  struct Slot: BitwiseCopyable {
    var event: Event
    /// Index in the heap; -1 - (next free slot) while the slot is free.
    var position: Int32
    var generation: UInt32
  }

  private var heap: UniqueArray<Entry>
  private var slots: UniqueArray<Slot>
  private var firstFree: Int32 = -1
  private var sequence: UInt64 = 0
  /// Whether the first entry of the heap was taken and its place not yet filled.
  ///
  /// A handler mostly schedules the successor of the event that it handles, which then goes straight
  /// into this place: one way down the heap instead of one down and one up.
  private var hasVacancy = false

  /// Creates an empty calendar.
  ///
  /// - Parameter capacity: How many pending events to reserve room for.
  public init(capacity: Int = 64) {
    heap = UniqueArray(minimumCapacity: capacity)
    slots = UniqueArray(minimumCapacity: capacity)
  }

  private init(copying other: borrowing EventCalendar) {
    heap = other.heap.clone()
    slots = other.slots.clone()
    firstFree = other.firstFree
    sequence = other.sequence
    hasVacancy = other.hasVacancy
  }

  /// A copy that goes its own way.
  public borrowing func fork() -> EventCalendar {
    EventCalendar(copying: self)
  }

  /// How many events are pending.
  public var count: Int { hasVacancy ? heap.count - 1 : heap.count }

  /// Whether no event is pending.
  public var isEmpty: Bool { count == 0 }

  /// Whether the handle names a pending event.
  public func isPending(_ handle: EventHandle) -> Bool {
    handle.slot >= 0 && slots[Int(handle.slot)].generation == handle.generation
  }

  /// Schedules an event.
  ///
  /// - Parameters:
  ///   - event: What will happen.
  ///   - time: When; not a NaN.
  ///   - phase: Its rank among events of the same instant, 0…255; the lower comes first.
  /// - Returns: The handle by which the event can be cancelled or moved.
  @discardableResult
  public mutating func schedule(_ event: Event, at time: Double, phase: UInt8) -> EventHandle {
    precondition(!time.isNaN, "an event needs a time")
    let slot: Int32
    if firstFree >= 0 {
      slot = firstFree
      firstFree = -1 - slots[Int(slot)].position
      slots[Int(slot)].event = event
    } else {
      slot = Int32(truncatingIfNeeded: slots.count)
      slots.append(Slot(event: event, position: 0, generation: 0))
    }
    let entry = Entry(time: time, order: nextOrder(phase: phase), slot: slot)
    if hasVacancy {
      hasVacancy = false
      siftDown(entry, from: 0)
    } else {
      heap.append(entry)
      siftUp(entry, from: heap.count - 1)
    }
    return EventHandle(slot: slot, generation: slots[Int(slot)].generation)
  }

  /// Cancels an event.
  ///
  /// - Parameter handle: The event; one that is no longer pending is let be.
  /// - Returns: Whether there was something to cancel.
  @discardableResult
  public mutating func cancel(_ handle: EventHandle) -> Bool {
    guard isPending(handle) else { return false }
    fillVacancy()
    let position = Int(slots[Int(handle.slot)].position)
    release(handle.slot)
    removeEntry(at: position)
    return true
  }

  /// Moves a pending event to another time; it counts as scheduled now.
  ///
  /// - Parameters:
  ///   - handle: The event; one that is no longer pending is let be.
  ///   - time: The new time; not a NaN.
  /// - Returns: Whether there was something to move.
  @discardableResult
  public mutating func reschedule(_ handle: EventHandle, at time: Double) -> Bool {
    precondition(!time.isNaN, "an event needs a time")
    guard isPending(handle) else { return false }
    fillVacancy()
    let position = Int(slots[Int(handle.slot)].position)
    var entry = heap[position]
    let phase = UInt8(truncatingIfNeeded: entry.order >> 56)
    entry.time = time
    entry.order = nextOrder(phase: phase)
    place(entry, near: position)
    return true
  }

  /// Takes the next event out of the calendar.
  ///
  /// - Returns: The event and its time; `nil` when none is pending.
  public mutating func popNext() -> (time: Double, event: Event)? {
    fillVacancy()
    guard !heap.isEmpty else { return nil }
    let entry = heap[0]
    let event = slots[Int(entry.slot)].event
    release(entry.slot)
    hasVacancy = true
    return (entry.time, event)
  }

  // MARK: - The heap

  private mutating func nextOrder(phase: UInt8) -> UInt64 {
    // 2^56 events would take decades at the speed of any machine, so the phase keeps its byte.
    sequence &+= 1
    return UInt64(phase) << 56 | sequence
  }

  private mutating func release(_ slot: Int32) {
    slots[Int(slot)].generation &+= 1
    slots[Int(slot)].position = -1 - firstFree
    firstFree = slot
  }

  private mutating func fillVacancy() {
    guard hasVacancy else { return }
    hasVacancy = false
    removeEntry(at: 0)
  }

  private mutating func removeEntry(at position: Int) {
    let last = heap.removeLast()
    if position < heap.count { place(last, near: position) }
  }

  private mutating func place(_ entry: Entry, near position: Int) {
    if position > 0, entry.precedes(heap[(position - 1) / 4]) {
      siftUp(entry, from: position)
    } else {
      siftDown(entry, from: position)
    }
  }

  private mutating func put(_ entry: Entry, at position: Int) {
    heap[position] = entry
    slots[Int(entry.slot)].position = Int32(truncatingIfNeeded: position)
  }

  private mutating func siftUp(_ entry: Entry, from start: Int) {
    var position = start
    while position > 0 {
      let parent = (position - 1) / 4
      guard entry.precedes(heap[parent]) else { break }
      put(heap[parent], at: position)
      position = parent
    }
    put(entry, at: position)
  }

  private mutating func siftDown(_ entry: Entry, from start: Int) {
    var position = start
    let count = heap.count
    while true {
      let firstChild = 4 * position + 1
      guard firstChild < count else { break }
      var smallest = firstChild
      var child = firstChild + 1
      let end = min(firstChild + 4, count)
      while child < end {
        if heap[child].precedes(heap[smallest]) { smallest = child }
        child += 1
      }
      guard heap[smallest].precedes(entry) else { break }
      put(heap[smallest], at: position)
      position = smallest
    }
    put(entry, at: position)
  }
}
