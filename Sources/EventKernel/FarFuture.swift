import BasicContainers

/// The events of a crowded calendar that are not due soon, sorted into buckets of time.
///
/// With 10⁵ events and more a heap waits for memory at every level. Here an event is only linked
/// into the bucket of its time; a bucket goes into the heap as a whole when the heap has run
/// empty, so that the heap stays small. What lies beyond the last bucket waits in one more list,
/// from which the next buckets are made.
///
/// Events of equal time fall into the same bucket, so the heap alone decides their order, and
/// what comes out is what a heap of all events would give. Lists are linked both ways through the
/// slots: an event can leave in O(1), and nothing is allocated per event.
///
/// A calendar with buckets of which one is refilled at a time is a ladder queue with one rung and a
/// heap for its bottom. Source: W. T. Tang, R. S. M. Goh, I. L.-J. Thng, "Ladder queue: an O(1)
/// priority queue structure for large-scale discrete event simulation", ACM TOMACS 15 (2005)
/// 175–204.
@usableFromInline struct FarFuture: ~Copyable {
  /// First slot of each bucket, and last of all that of the list beyond; `EventSlot.none` if empty.
  private var heads: UniqueArray<Int32>
  private var bucketCount: Int
  /// Where the buckets begin, in seconds.
  private var start = 0.0
  /// One over the width of a bucket; 0 while there are none.
  private var bucketsPerSecond = 0.0
  /// The last bucket that was given to the heap.
  private var current = -1
  /// How many events are here.
  @usableFromInline private(set) var count = 0

  /// With fewer events than this the heap alone does better.
  private let fewest: Int

  init(fewest: Int) {
    self.fewest = fewest
    heads = UniqueArray(repeating: EventSlot.none, count: 1)
    bucketCount = 0
  }

  private init(copying other: borrowing FarFuture) {
    heads = other.heads.clone()
    fewest = other.fewest
    bucketCount = other.bucketCount
    start = other.start
    bucketsPerSecond = other.bucketsPerSecond
    current = other.current
    count = other.count
  }

  borrowing func fork() -> FarFuture { FarFuture(copying: self) }

  /// The bucket of a time, `bucketCount` for the list beyond; it never falls as the time grows.
  private func bucket(of time: Double) -> Int {
    let position = (time - start) * bucketsPerSecond
    if position < 0 { return 0 }
    return position < Double(bucketCount) ? Int(position) : bucketCount
  }

  /// A time, mapped as in a key, before which everything belongs into the heap.
  ///
  /// Rounding may put it a little early; ``isNear(_:)`` decides what lies behind it.
  var nearEnd: UInt64 {
    guard bucketCount > 0 else { return .max }
    return EventKey.ordered(start + (Double(current + 1) - 0.001) / bucketsPerSecond)
  }

  /// Whether an event of this time belongs into the heap.
  func isNear(_ time: Double) -> Bool { bucketCount == 0 || bucket(of: time) <= current }

  // MARK: - Lists

  /// Links a slot whose time is set into its bucket; it must not be near.
  mutating func insert(_ slot: Int, in slots: inout UniqueArray<EventSlot>, time: Double) {
    link(slot, to: bucket(of: time), in: &slots)
    count += 1
  }

  private mutating func link(
    _ slot: Int, to bucket: Int, in slots: inout UniqueArray<EventSlot>
  ) {
    let head = heads[bucket]
    slots[slot].next = head
    slots[slot].previous = EventSlot.none
    if head >= 0 { slots[Int(head)].previous = Int32(truncatingIfNeeded: slot) }
    heads[bucket] = Int32(truncatingIfNeeded: slot)
  }

  /// Takes a slot out of its bucket.
  mutating func remove(_ slot: Int, from slots: inout UniqueArray<EventSlot>) {
    let (next, previous) = (slots[slot].next, slots[slot].previous)
    if next >= 0 { slots[Int(next)].previous = previous }
    if previous >= 0 {
      slots[Int(previous)].next = next
    } else {
      heads[bucket(of: slots[slot].key(number: slot).time)] = next
    }
    slots[slot].previous = EventSlot.inHeap
    count -= 1
  }

  // MARK: - From bucket to heap

  /// Gives the heap, which is empty, the events of the next bucket that has any.
  ///
  /// There must be events here.
  mutating func refill(_ heap: inout KeyHeap, from slots: inout UniqueArray<EventSlot>) {
    while true {
      current += 1
      if current >= bucketCount {
        spread(&heap, slots: &slots)
        if heap.count > 0 { return }
        continue
      }
      guard heads[current] >= 0 else { continue }
      empty(current, into: &heap, slots: &slots)
      heap.heapify()
      return
    }
  }

  /// Gives all events to the heap, which keeps its own, and has no buckets any more.
  mutating func drain(into heap: inout KeyHeap, slots: inout UniqueArray<EventSlot>) {
    for bucket in heads.indices { empty(bucket, into: &heap, slots: &slots) }
    forgetBuckets()
    heap.heapify()
  }

  private mutating func empty(
    _ bucket: Int, into heap: inout KeyHeap, slots: inout UniqueArray<EventSlot>
  ) {
    var slot = Int(heads[bucket])
    heads[bucket] = EventSlot.none
    while slot >= 0 {
      heap.append(slots[slot].key(number: slot))
      count -= 1
      slots[slot].previous = EventSlot.inHeap
      slot = Int(slots[slot].next)
    }
  }

  // MARK: - New buckets

  /// Has no buckets any more; they are empty.
  private mutating func forgetBuckets() {
    bucketCount = 0
    bucketsPerSecond = 0
    current = -1
  }

  /// Makes buckets for the list beyond, or gives it to the heap where it is short.
  private mutating func spread(_ heap: inout KeyHeap, slots: inout UniqueArray<EventSlot>) {
    empty(bucketCount, into: &heap, slots: &slots)
    forgetBuckets()
    if heap.count < fewest || !takeOver(&heap, slots: &slots) { heap.heapify() }
  }

  /// Makes buckets for the keys of a heap, whose order need not hold, and leaves it the first of
  /// them.
  ///
  /// - Parameters:
  ///   - heap: The keys, at least one and none of them dead.
  ///   - slots: The slots of these keys.
  /// - Returns: Whether it could be done; not so where half of the events have the same time.
  mutating func takeOver(
    _ heap: inout KeyHeap, slots: inout UniqueArray<EventSlot>
  ) -> Bool {
    precondition(count == 0 && bucketCount == 0)
    guard let scale = TimeScale(heap) else { return false }
    start = scale.first
    bucketCount = max(1, heap.count / FarFuture.eventsPerBucket)
    bucketsPerSecond = Double(bucketCount) / (scale.most - scale.first)
    guard bucketsPerSecond.isFinite else {
      forgetBuckets()
      return false
    }
    if heads.count <= bucketCount {
      heads = UniqueArray(repeating: EventSlot.none, count: bucketCount + 1)
    }
    current = 0
    heap.filter { key in
      let bucket = bucket(of: key.time)
      if bucket <= current { return true }
      slots[key.slot].time = key.upper
      link(key.slot, to: bucket, in: &slots)
      count += 1
      return false
    }
    return true
  }

  /// How many events a new bucket holds in the mean.
  private static let eventsPerBucket = 4
}

/// The range of time in which most of the events of a heap lie.
private struct TimeScale {
  /// The earliest time.
  var first: Double
  /// A time before which lie about seven of eight events.
  var most: Double

  /// Looks at every key for the first, and at 512 of them for the rest.
  ///
  /// There is no scale (`nil`) where these are too much alike.
  init?(_ heap: borrowing KeyHeap) {
    var first = Double.infinity
    for position in KeyHeap.root..<heap.end { first = min(first, heap.keys[position].time) }
    let step = max(1, heap.count / 512)
    var times: [Double] = []
    times.reserveCapacity(1024)
    for position in stride(from: KeyHeap.root, to: heap.end, by: step) {
      times.append(heap.keys[position].time)
    }
    times.sort()
    let most = times[times.count * 7 / 8]
    guard first.isFinite, most.isFinite, times[times.count / 2] > first else { return nil }
    self.first = first
    self.most = most
  }
}
