public import BasicContainers

/// Room in the heap, dead keys, free slots and sequence numbers.
extension EventCalendar {
  @inlinable @inline(__always) mutating func fillVacancy() {
    guard hasVacancy else { return }
    hasVacancy = false
    heap.removeRoot()
  }

  /// Gives a slot back for which no key is left, or a dead one.
  @inlinable @inline(__always) mutating func free(_ slot: Int) {
    slots[slot].generation &+= 1
    slots[slot].next = firstFree
    firstFree = Int32(truncatingIfNeeded: slot)
  }

  /// Takes an event out of the order; its slot stays.
  mutating func withdraw(_ slot: Int) {
    if slots[slot].previous != EventSlot.inHeap {
      far.remove(slot, from: &slots)
      return
    }
    // No key has the number 0, so that in the heap is dead.
    slots[slot].sequence = 0
    dead += 1
    if dead > 64, 2 * dead > heap.count { removeDead() }
  }

  mutating func removeDead() {
    fillVacancy()
    heap.removeDead(slots)
    dead = 0
  }

  /// Brings the next events from the far future into the empty heap; says whether there are any.
  @inline(never) @usableFromInline mutating func refill() -> Bool {
    guard far.count > 0 else { return false }
    far.refill(&heap, from: &slots)
    nearEnd = far.nearEnd
    return true
  }

  /// Enlarges the heap, or, where it is crowded, leaves it only what comes next.
  @inline(never) @usableFromInline mutating func makeRoom() {
    if heap.count >= crowded {
      removeDead()
      far.drain(into: &heap, slots: &slots)
      let isSpread = heap.count >= crowded && far.takeOver(&heap, slots: &slots)
      nearEnd = far.nearEnd
      crowded = isSpread ? max(crowded, 2 * heap.count) : 2 * crowded
    }
    if heap.isFull { heap.grow() }
  }

  /// Gives the pending events the smallest sequence numbers in the order they have, and the next
  /// number to the event that asked for one.
  ///
  /// Happens once in 4 billion times that something is scheduled.
  @inline(never) @usableFromInline mutating func renumber() {
    removeDead()
    far.drain(into: &heap, slots: &slots)
    nearEnd = far.nearEnd
    var keys: [EventKey] = []
    for position in KeyHeap.root..<heap.end { keys.append(heap.keys[position]) }
    keys.sort { $0.precedes($1) }
    sequence = 0
    heap.removeAll()
    for key in keys {
      sequence += 1
      slots[key.slot].sequence = sequence
      // Keys in order are a heap.
      heap.append(
        EventKey(time: key.time, phase: key.phase, sequence: sequence, slot: key.slot))
    }
    sequence += 1
  }
}
