/// A growing block of memory for the keys of a heap.
///
/// Raw, because with the checks of `UniqueArray` a heap takes twice the time (decision 8). Begins on a cache line of 64 bytes, which is just a node's four children.
///
/// Positions count from ``KeyHeap/root``. Nothing here looks whether a position is in use: the heap
/// reads none at or beyond its end, and makes room before it writes.
@usableFromInline @safe struct KeyStorage: ~Copyable {
  @usableFromInline private(set) var base: UnsafeMutablePointer<EventKey>
  @usableFromInline private(set) var capacity: Int

  @inlinable init(capacity: Int) {
    self.capacity = capacity
    unsafe base = KeyStorage.allocate(capacity)
  }

  @inlinable deinit {
    unsafe base.deallocate()
  }

  @inlinable static func allocate(_ capacity: Int) -> UnsafeMutablePointer<EventKey> {
    let bytes = capacity * MemoryLayout<EventKey>.stride
    return unsafe UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
      .bindMemory(to: EventKey.self, capacity: capacity)
  }

  /// A copy of the first `count` places.
  func clone(count: Int) -> KeyStorage {
    let copy = KeyStorage(capacity: capacity)
    unsafe copy.base.update(from: base, count: count)
    return copy
  }

  /// Moves to a block of another size and takes along the first `count` places.
  @inline(never) @usableFromInline
  mutating func resize(to capacity: Int, keeping count: Int) {
    let next = unsafe KeyStorage.allocate(capacity)
    unsafe next.update(from: base, count: count)
    unsafe base.deallocate()
    unsafe base = next
    self.capacity = capacity
  }

  /// The key at a position.
  @inlinable @inline(__always) subscript(position: Int) -> EventKey {
    get {
      assert(position >= 0 && position < capacity)
      return unsafe base[position]
    }
    nonmutating set {
      assert(position >= 0 && position < capacity)
      unsafe base[position] = newValue
    }
  }
}
