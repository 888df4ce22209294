/// Texts as one run of UTF-8 bytes and the ends of each.
///
/// Texts are told apart by their bytes: `String` calls two spellings of é equal, a file must not.
struct TextBytes {
  private(set) var bytes: [UInt8] = []
  private(set) var ends: [Int] = []

  /// How many texts there are.
  var count: Int { ends.count }

  /// Appends a text.
  mutating func append(_ text: String) {
    bytes.appendBytes(text.utf8Span.span)
    ends.append(bytes.count)
  }

  /// Appends the bytes of a text.
  mutating func append(_ text: Span<UInt8>) {
    bytes.appendBytes(text)
    ends.append(bytes.count)
  }

  /// Where a text stands in the bytes.
  func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }

  /// How many bytes two texts begin with alike.
  func countShared(_ one: Int, _ other: Int) -> Int {
    let span = bytes.span
    let one = span.extracting(range(one))
    let other = span.extracting(range(other))
    var count = 0
    while count < min(one.count, other.count), one[count] == other[count] { count += 1 }
    return count
  }

  /// The lengths of texts, in bytes.
  func lengths(_ range: Range<Int>) -> [Int32] { range.map { Int32(self.range($0).count) } }

  /// Appends texts, each behind its length in four bytes, as PLAIN asks.
  func appendPlain(_ range: Range<Int>, to output: inout [UInt8]) {
    for index in range {
      let place = self.range(index)
      output.append(littleEndian: UInt32(place.count))
      output.appendBytes(bytes.span.extracting(place))
    }
  }

  /// The first of the different texts, and for each text which of them it is; `nil` where there are more
  /// than allowed.
  func dictionary(limit: Int) -> (firsts: [Int], indices: [UInt32])? {
    var firsts: [Int] = []
    var indices: [UInt32] = []
    indices.reserveCapacity(count)
    var slots = [UInt32](repeating: .max, count: 1024)
    var hashes: [UInt64] = []
    let span = bytes.span
    for index in 0..<count {
      let place = range(index)
      let hash = TextBytes.hash(span.extracting(place))
      var slot = Int(truncatingIfNeeded: hash >> 32) & (slots.count - 1)
      while slots[slot] != .max {
        let other = Int(slots[slot])
        if hashes[other] == hash, isEqual(range(firsts[other]), place) { break }
        slot = (slot + 1) & (slots.count - 1)
      }
      if slots[slot] == .max {
        guard firsts.count < limit else { return nil }
        slots[slot] = UInt32(firsts.count)
        firsts.append(index)
        hashes.append(hash)
      }
      indices.append(slots[slot])
      if firsts.count * 2 > slots.count { TextBytes.grow(&slots, hashes) }
    }
    return (firsts, indices)
  }

  private static func grow(_ slots: inout [UInt32], _ hashes: [UInt64]) {
    slots = [UInt32](repeating: .max, count: slots.count * 4)
    for (index, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash >> 32) & (slots.count - 1)
      while slots[slot] != .max { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(index)
    }
  }

  private func isEqual(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
    guard one.count == other.count else { return false }
    let span = bytes.span
    for offset in 0..<one.count
    where span[one.lowerBound + offset] != span[other.lowerBound + offset] {
      return false
    }
    return true
  }

  /// FNV-1a, its upper half mixed once more.
  ///
  /// Source: G. Fowler, L. C. Noll, K.-P. Vo, draft-eastlake-fnv.
  private static func hash(_ bytes: Span<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in bytes.indices {
      hash = (hash ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01B3
    }
    return hash ^ hash << 32
  }
}
