/// The latest block of random words of an entity, so that four draws in a row cost one block.
///
/// ```swift
/// var draws = DrawBlock()
/// for part in 0..<4 as Range<UInt64> {
///   var stream = draws.stream(key, ordinal: part)     // one block of Philox for all four
/// }
/// ```
///
/// What it gives is what ``RandomStream/init(_:ordinal:suborder:)`` gives, in whatever order it is asked;
/// it only remembers. It belongs to one key: whoever changes the key starts with a fresh one.
public struct DrawBlock: Sendable, BitwiseCopyable {
  @usableFromInline var words = InlineWords()
  /// The number of the block; `.max` before the first.
  @usableFromInline var number = UInt64.max
  @usableFromInline var suborder: UInt64 = 0

  /// Four words that can be indexed without a bounds check.
  @usableFromInline
  struct InlineWords: Sendable, BitwiseCopyable {
    @usableFromInline var word0: UInt64 = 0
    @usableFromInline var word1: UInt64 = 0
    @usableFromInline var word2: UInt64 = 0
    @usableFromInline var word3: UInt64 = 0

    @inlinable init() {}

    @inlinable @inline(__always)
    subscript(_ place: UInt64) -> UInt64 {
      let low = place & 1 == 0 ? word0 : word1
      let high = place & 1 == 0 ? word2 : word3
      return place & 2 == 0 ? low : high
    }
  }

  /// Creates a block that remembers nothing yet.
  @inlinable public init() {}

  /// The stream of a draw.
  ///
  /// - Parameters:
  ///   - key: Whose draws these are; always the same.
  ///   - ordinal: Which of the entity's draws.
  ///   - suborder: A second number where one is not enough.
  /// - Returns: The same as `RandomStream(key, ordinal: ordinal, suborder: suborder)`.
  @inlinable @inline(__always)
  public mutating func stream(
    _ key: StreamKey, ordinal: UInt64, suborder: UInt64 = 0
  ) -> RandomStream {
    if ordinal &>> 2 != number || suborder != self.suborder {
      fill(key, number: ordinal &>> 2, suborder: suborder)
    }
    return RandomStream(first: words[ordinal & 3], mirror: key.mirror)
  }

  @inline(never) @usableFromInline
  mutating func fill(_ key: StreamKey, number: UInt64, suborder: UInt64) {
    self.number = number
    self.suborder = suborder
    (words.word0, words.word1, words.word2, words.word3) = philox(
      counter: (0, number, suborder, key.replication), key: (key.seed, key.place))
  }
}
