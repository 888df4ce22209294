import TestDraws

/// Mutations of words, values and parts in brackets.
extension TextMutator {
  mutating func mutateTokens(_ bytes: inout [UInt8]) {
    switch random.below(7) {
    case 0, 1:
      guard let token = pick(TextMutator.tokens(in: bytes)) else { return }
      bytes.replaceSubrange(token, with: random.pick(words))
    case 2:
      let values = TextMutator.values(in: bytes)
      guard let value = pick(values) else { return }
      bytes.replaceSubrange(value, with: random.pick(words))
    case 3: swap(TextMutator.values(in: bytes), in: &bytes)
    case 4:
      // A key that may belong elsewhere.
      guard let place = pick(TextMutator.openings(in: bytes)) else { return }
      let entry = random.pick(words) + Array(": ".utf8) + random.pick(words) + Array(", ".utf8)
      bytes.insert(contentsOf: entry, at: place + 1)
    case 5: swap(openRanges(in: bytes), in: &bytes)
    default:
      guard let range = pick(openRanges(in: bytes)) else { return }
      if random.chance(0.5) {
        bytes.replaceSubrange(range, with: random.pick(words))
      } else {
        let copy = Array(bytes[range])
        bytes.insert(contentsOf: Array(", ".utf8) + copy, at: range.upperBound)
      }
    }
  }

  private mutating func pick(_ ranges: [Range<Int>]) -> Range<Int>? {
    ranges.isEmpty ? nil : random.pick(ranges)
  }

  private mutating func pick(_ places: [Int]) -> Int? {
    places.isEmpty ? nil : random.pick(places)
  }

  /// Exchanges two pieces that do not overlap.
  private mutating func swap(_ ranges: [Range<Int>], in bytes: inout [UInt8]) {
    guard ranges.count > 1 else { return }
    let (one, other) = (random.pick(ranges), random.pick(ranges))
    let (first, second) = one.lowerBound < other.lowerBound ? (one, other) : (other, one)
    guard first.upperBound <= second.lowerBound else { return }
    let (left, right) = (Array(bytes[first]), Array(bytes[second]))
    bytes.replaceSubrange(second, with: left)
    bytes.replaceSubrange(first, with: right)
  }

  // MARK: - Where they are

  /// The runs of what is neither blank nor punctuation of YAML.
  static func tokens(in bytes: [UInt8]) -> [Range<Int>] {
    let ends = Set(" \n,:{}[]()#;\"'".utf8)
    return runs(in: bytes) { !ends.contains($0) }
  }

  /// The single values behind a colon.
  static func values(in bytes: [UInt8]) -> [Range<Int>] {
    let ends = Set("\n,{}[]#".utf8)
    var ranges: [Range<Int>] = []
    var index = 0
    while index + 2 < bytes.count {
      defer { index += 1 }
      guard bytes[index] == UInt8(ascii: ":"), bytes[index + 1] == UInt8(ascii: " ") else {
        continue
      }
      var end = index + 2
      while end < bytes.count, !ends.contains(bytes[end]) { end += 1 }
      if end > index + 2 { ranges.append((index + 2)..<end) }
    }
    return ranges
  }

  /// Where mappings in braces begin.
  static func openings(in bytes: [UInt8]) -> [Int] {
    bytes.indices.filter { bytes[$0] == UInt8(ascii: "{") }
  }

  /// What is enclosed in braces or brackets, these included.
  private func openRanges(in bytes: [UInt8]) -> [Range<Int>] {
    var open: [Int] = []
    var ranges: [Range<Int>] = []
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["): open.append(index)
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if let start = open.popLast() { ranges.append(start..<(index + 1)) }
      default: break
      }
    }
    return ranges
  }

  private static func runs(
    in bytes: [UInt8], where belongs: (UInt8) -> Bool
  ) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start: Int?
    for (index, byte) in bytes.enumerated() {
      if belongs(byte) {
        start = start ?? index
      } else if let first = start {
        ranges.append(first..<index)
        start = nil
      }
    }
    if let start { ranges.append(start..<bytes.count) }
    return ranges
  }
}
