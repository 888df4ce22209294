/// The few different bit patterns of a long column, and for each row which of them it has.
///
/// A table with open addressing, keyed by the bits, so that -0 and every NaN keep their own. It gives up as
/// soon as the patterns are too many to be worth a dictionary.
struct BitPatternDictionary<Bits: FixedWidthInteger & UnsignedInteger & BitwiseCopyable> {
  /// The patterns.
  private(set) var patterns: [Bits] = []
  /// For each row the place of its pattern.
  private(set) var indices: [UInt32] = []

  /// Creates a dictionary; `nil` where it has more patterns than allowed.
  ///
  /// - Complexity: O(*n*), or O(`limit`) where it gives up.
  init?(of values: [Bits], limit: Int) {
    var bits = 10
    var slots = [UInt32](repeating: .max, count: 1 << bits)
    var patterns: [Bits] = []
    let isWhole = BitPatternDictionary.fill(
      values.span, limit: limit, &bits, &slots, &patterns, &indices)
    guard isWhole else { return nil }
    self.patterns = patterns
  }

  /// The place where the search for a pattern begins.
  @inline(__always)
  private static func place(_ pattern: Bits, _ bits: Int) -> Int {
    let mixed = (UInt64(truncatingIfNeeded: pattern) &* 0x9E37_79B9_7F4A_7C15)
    return Int(truncatingIfNeeded: mixed &>> UInt64(truncatingIfNeeded: 64 &- bits))
  }

  private static func fill(
    _ values: Span<Bits>, limit: Int, _ bits: inout Int, _ slots: inout [UInt32],
    _ patterns: inout [Bits], _ indices: inout [UInt32]
  ) -> Bool {
    var isWhole = true
    indices.append(addingCapacity: values.count) { output in
      var last: Bits = 0
      var lastIndex = UInt32.max
      for row in values.indices {
        let value = values[row]
        // Readings often stand still.
        if value == last, lastIndex != .max {
          output.append(lastIndex)
          continue
        }
        var slot = place(value, bits)
        while true {
          let found = slots[slot]
          if found == .max { break }
          if patterns[Int(found)] == value { break }
          slot = (slot &+ 1) & (slots.count &- 1)
        }
        if slots[slot] == .max {
          guard patterns.count < limit else {
            isWhole = false
            return
          }
          slots[slot] = UInt32(patterns.count)
          patterns.append(value)
          if patterns.count * 2 > slots.count {
            grow(&bits, &slots, patterns)
            lastIndex = UInt32(patterns.count - 1)
          } else {
            lastIndex = slots[slot]
          }
        } else {
          lastIndex = slots[slot]
        }
        last = value
        output.append(lastIndex)
      }
    }
    return isWhole
  }

  private static func grow(_ bits: inout Int, _ slots: inout [UInt32], _ patterns: [Bits]) {
    bits += 2
    slots = [UInt32](repeating: .max, count: 1 << bits)
    for (index, pattern) in patterns.enumerated() {
      var slot = place(pattern, bits)
      while slots[slot] != .max { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(index)
    }
  }

  /// Brings the patterns into an order, so that near values have near places.
  ///
  /// - Parameter rank: What the patterns are ordered by.
  mutating func sort(by rank: (Bits) -> Bits) {
    let order = patterns.indices.sorted { rank(patterns[$0]) < rank(patterns[$1]) }
    var places = [UInt32](repeating: 0, count: patterns.count)
    for (place, index) in order.enumerated() { places[index] = UInt32(place) }
    patterns = order.map { patterns[$0] }
    for row in indices.indices { indices[row] = places[Int(indices[row])] }
  }
}
