import BasicContainers

/// The keys of events to come as a heap in which every node has up to four children.
///
/// Invariant: no key precedes that of its parent. The root is at position 3, the children of
/// position p at 4 (p - 2) … 4 (p - 2) + 3, so that the children of a node share a cache line.
///
/// Complexity: O(log n) to insert and to replace the root, O(1) to look at it.
@usableFromInline struct KeyHeap: ~Copyable {
  @usableFromInline static var root: Int { 3 }

  @usableFromInline var keys: KeyStorage
  /// Behind the last key.
  @usableFromInline var end = 3

  init(minimumCapacity: Int) {
    keys = KeyStorage(capacity: max(16, minimumCapacity) + KeyHeap.root)
  }

  private init(copying other: borrowing KeyHeap) {
    keys = other.keys.clone(count: other.end)
    end = other.end
  }

  borrowing func fork() -> KeyHeap { KeyHeap(copying: self) }

  @inlinable @inline(__always) var count: Int { end &- 3 }
  @inlinable @inline(__always) var first: EventKey { keys[3] }

  /// Whether the next insertion needs more memory.
  @inlinable @inline(__always) var isFull: Bool { end == keys.capacity }

  /// Makes room for more; the memory doubles.
  mutating func grow() { keys.resize(to: 2 * keys.capacity, keeping: end) }

  /// Adds a key; there must be room.
  @inlinable @inline(__always) mutating func insert(_ key: EventKey) {
    var position = end
    end &+= 1
    while position > 3 {
      let parent = position &>> 2 &+ 2
      let candidate = keys[parent]
      guard key.precedes(candidate) else { break }
      keys[position] = candidate
      position = parent
    }
    keys[position] = key
  }

  /// Takes the root away; the heap must not be empty.
  @inlinable @inline(__always) mutating func removeRoot() {
    end &-= 1
    if end > 3 { replaceRoot(by: keys[end]) }
  }

  /// Puts a key in the place of the root; the heap must not be empty.
  @inlinable @inline(__always) mutating func replaceRoot(by key: EventKey) {
    // Up to three children are looked at here, where the compiler sees the caller: such a heap is
    // that of a single machine, and takes less time than the call.
    guard end <= 7 else {
      sift(key, from: 3)
      return
    }
    var position = 3
    if end > 4 {
      var smallest = keys[4]
      var child = 4
      if end > 5 {
        let other = keys[5]
        if other.precedes(smallest) { (smallest, child) = (other, 5) }
        if end > 6 {
          let other = keys[6]
          if other.precedes(smallest) { (smallest, child) = (other, 6) }
        }
      }
      if smallest.precedes(key) {
        keys[3] = smallest
        position = child
      }
    }
    keys[position] = key
  }

  /// Lets a key sink from a position to its place.
  @usableFromInline mutating func sift(_ key: EventKey, from start: Int) {
    let end = end
    var position = start
    while true {
      let child = (position &- 2) &<< 2
      guard child &+ 3 < end else { break }
      // The smallest of four without a branch, which would be guessed wrongly every other time.
      let (first, second) = (keys[child].whole, keys[child &+ 1].whole)
      let (third, fourth) = (keys[child &+ 2].whole, keys[child &+ 3].whole)
      let (isSecond, isFourth) = (second < first, fourth < third)
      let (left, right) = (isSecond ? second : first, isFourth ? fourth : third)
      let isRight = right < left
      let smallest = isRight ? right : left
      if smallest >= key.whole {
        keys[position] = key
        return
      }
      keys[position] = EventKey(
        upper: UInt64(truncatingIfNeeded: smallest &>> 64),
        lower: UInt64(truncatingIfNeeded: smallest))
      position = child &+ (isRight ? (isFourth ? 3 : 2) : (isSecond ? 1 : 0))
    }
    siftAtEnd(key, from: position)
  }

  /// As `sift`, where the position has fewer than four children, and they have none.
  private mutating func siftAtEnd(_ key: EventKey, from position: Int) {
    var child = (position - 2) << 2
    guard child < end else {
      keys[position] = key
      return
    }
    var smallest = child
    child += 1
    while child < end {
      if keys[child].precedes(keys[smallest]) { smallest = child }
      child += 1
    }
    guard keys[smallest].precedes(key) else {
      keys[position] = key
      return
    }
    keys[position] = keys[smallest]
    keys[smallest] = key
  }

  /// Keeps the keys that satisfy a condition and makes a heap of them.
  mutating func filter(_ isKept: (EventKey) -> Bool) {
    var kept = KeyHeap.root
    for position in KeyHeap.root..<end where isKept(keys[position]) {
      keys[kept] = keys[position]
      kept += 1
    }
    end = kept
    heapify()
  }

  /// Throws away the keys whose slots have other sequence numbers.
  mutating func removeDead(_ slots: borrowing UniqueArray<EventSlot>) {
    filter { slots[$0.slot].sequence == $0.sequence }
  }

  /// Adds a key without regard to the order, which ``heapify()`` will restore.
  mutating func append(_ key: EventKey) {
    if isFull { grow() }
    keys[end] = key
    end += 1
  }

  /// Restores the order of all keys, in O(n).
  mutating func heapify() {
    guard end > 4 else { return }
    var position = (end - 1) >> 2 + 2
    while position >= KeyHeap.root {
      sift(keys[position], from: position)
      position -= 1
    }
  }

  mutating func removeAll() { end = KeyHeap.root }
}
