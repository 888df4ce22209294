/// The parts that wait at dispatched stations: heaps whose links lie in the records of the parts.
///
/// A pairing heap: a part joins in constant time, and the first leaves in amortized logarithmic time, with
/// no memory beside the two links that each part has. Source: M. L. Fredman, R. Sedgewick, D. D. Sleator,
/// R. E. Tarjan, "The pairing heap", *Algorithmica* 1, 1986.
extension RecordTable where Record == PlanRecord {
  /// Whether a part goes before another of its class.
  @inline(__always)
  private mutating func precedes(_ part: Int, _ other: Int) -> Bool {
    if self[part].first != self[other].first { return self[part].first < self[other].first }
    if self[part].second != self[other].second { return self[part].second < self[other].second }
    if self[part].third != self[other].third { return self[part].third < self[other].third }
    return self[part].entry < self[other].entry
  }

  /// Joins two heaps; -1 stands for an empty one.
  ///
  /// - Returns: The part that goes first.
  private mutating func join(_ left: Int32, _ right: Int32) -> Int32 {
    guard left >= 0 else { return right }
    guard right >= 0 else { return left }
    let (first, other) = precedes(Int(left), Int(right)) ? (left, right) : (right, left)
    self[Int(other)].sibling = self[Int(first)].child
    self[Int(first)].child = other
    return first
  }

  /// Adds a part to a heap.
  ///
  /// - Returns: The part that goes first.
  mutating func insert(_ part: Int32, intoHeap root: Int32) -> Int32 {
    self[Int(part)].child = -1
    self[Int(part)].sibling = -1
    return join(root, part)
  }

  /// Takes the first part off a heap.
  ///
  /// - Returns: The part that goes first then; -1 for none.
  mutating func removeFirst(ofHeap root: Int32) -> Int32 {
    // The children are joined in pairs from the left, and the pairs one by one from the right.
    var next = self[Int(root)].child
    var pairs: Int32 = -1
    while next >= 0 {
      let left = next
      let right = self[Int(left)].sibling
      next = right >= 0 ? self[Int(right)].sibling : -1
      self[Int(left)].sibling = -1
      if right >= 0 { self[Int(right)].sibling = -1 }
      let pair = join(left, right)
      self[Int(pair)].sibling = pairs
      pairs = pair
    }
    var heap: Int32 = -1
    while pairs >= 0 {
      let following = self[Int(pairs)].sibling
      self[Int(pairs)].sibling = -1
      heap = join(heap, pairs)
      pairs = following
    }
    self[Int(root)].child = -1
    self[Int(root)].sibling = -1
    return heap
  }

  // MARK: - Lists

  /// Adds a part at the end of a list, whose last part stands for it.
  ///
  /// - Returns: The last part.
  mutating func insert(_ part: Int32, intoList last: Int32) -> Int32 {
    self[Int(part)].child = last
    self[Int(part)].sibling = -1
    if last >= 0 { self[Int(last)].sibling = part }
    return part
  }

  /// Takes a part off a list.
  ///
  /// - Returns: The last part then; -1 for none.
  mutating func remove(_ part: Int32, fromList last: Int32) -> Int32 {
    let (before, after) = (self[Int(part)].child, self[Int(part)].sibling)
    if before >= 0 { self[Int(before)].sibling = after }
    if after >= 0 { self[Int(after)].child = before }
    return part == last ? before : last
  }
}
