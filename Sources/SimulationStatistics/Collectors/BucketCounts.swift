/// Counts by whole-number index, in a window below the highest index seen.
///
/// An index more than `capacity - 1` below the highest is counted at the window's lowest index. What
/// is held therefore depends on which indices were counted and not on their order: an index that
/// falls below some earlier window falls below the final one as well, since the window only rises.
struct BucketCounts: Sendable {
  /// The greatest width of the window.
  let capacity: Int
  /// How much was counted.
  private(set) var total: Int = 0
  /// Indices base ..< base + slots.count are stored; all counts outside low...high are 0.
  private var slots: [Int] = []
  private var base: Int = 0
  private var low: Int = 0
  private var high: Int = -1

  init(capacity: Int) { self.capacity = capacity }

  /// The indices from the lowest to the highest counted; empty at first.
  var indices: Range<Int> { low..<high + 1 }

  subscript(index: Int) -> Int { slots[index - base] }

  /// Counts an index; allocates only where the range of indices grows.
  mutating func add(_ index: Int, _ count: Int = 1) {
    if total == 0 || index < low || index > high { widen(to: index) }
    slots[max(index, low) - base] += count
    total += count
  }

  mutating func merge(_ other: BucketCounts) {
    guard other.total > 0 else { return }
    widen(to: other.high)
    for index in other.indices.reversed() where other[index] > 0 { add(index, other[index]) }
  }

  /// Stretches the window to an index, or to its own floor where the index lies below that.
  private mutating func widen(to index: Int) {
    guard total > 0 else {
      (low, high) = (index, index)
      return store(index...index)
    }
    let newHigh = max(high, index)
    let newLow = max(min(low, index), newHigh - capacity + 1)
    var folded = 0
    if newLow > low {
      for index in low...min(newLow - 1, high) {
        folded += slots[index - base]
        slots[index - base] = 0
      }
    }
    store(newLow...newHigh)
    (low, high) = (newLow, newHigh)
    slots[low - base] += folded
  }

  /// Sees to it that all of a range has a slot.
  private mutating func store(_ range: ClosedRange<Int>) {
    if range.lowerBound >= base, range.upperBound < base + slots.count { return }
    // Room to spare on both sides, so that growth by one index at a time stays cheap on average.
    let spare = min(64, capacity)
    let newBase = range.lowerBound - spare
    var moved = Array(repeating: 0, count: range.count + 2 * spare)
    for index in indices.clamped(to: range.lowerBound..<range.upperBound + 1) where total > 0 {
      moved[index - newBase] = slots[index - base]
    }
    slots = moved
    base = newBase
  }
}

extension BucketCounts: Hashable {
  /// Compares what was counted, not where there is room to count more.
  static func == (a: BucketCounts, b: BucketCounts) -> Bool {
    a.capacity == b.capacity && a.total == b.total && a.indices == b.indices
      && a.indices.allSatisfy { a[$0] == b[$0] }
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(indices)
    for index in indices { hasher.combine(self[index]) }
  }
}
