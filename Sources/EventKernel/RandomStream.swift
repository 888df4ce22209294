/// A stream of random numbers that is a pure function of its key and its ordinals.
///
/// The stream holds no state that has to be kept between events: the draws of the n-th repair of a
/// machine are those of `RandomStream(key, ordinal: n)`, whatever was drawn before. This keeps
/// common random numbers common when two alternatives use their draws in a different order. Where
/// the order of use cannot differ, one stream may also be kept and drawn from again and again.
///
/// Philox 4×64, with the counter (0, ordinal, suborder, replication) and the key (seed, place), gives
/// the state with which xoshiro256++ begins: random access where it is asked for, and within
/// a stream a third of the time a block of Philox for every four numbers takes (decision 2).
///
/// Source: D. Blackman, S. Vigna, "Scrambled linear pseudorandom number generators", ACM Transactions
/// on Mathematical Software 47 (2021) 36.
public struct RandomStream: Sendable, BitwiseCopyable {
  @usableFromInline var word0: UInt64
  @usableFromInline var word1: UInt64
  @usableFromInline var word2: UInt64
  @usableFromInline var word3: UInt64
  @usableFromInline let mirror: UInt64

  /// Creates the stream at its beginning.
  ///
  /// - Parameters:
  ///   - key: Whose draws these are.
  ///   - ordinal: Which of the entity's draws: the n-th life, the n-th part.
  ///   - suborder: A second number where one is not enough: the operation's visit.
  public init(_ key: StreamKey, ordinal: UInt64 = 0, suborder: UInt64 = 0) {
    (word0, word1, word2, word3) = philox(
      counter: (0, ordinal, suborder, key.replication), key: (key.seed, key.place))
    mirror = key.mirror
  }

  /// Creates a stream whose state is given, not all zero.
  init(words: (UInt64, UInt64, UInt64, UInt64)) {
    (word0, word1, word2, word3) = words
    mirror = 0
  }

  /// The next 64 random bits.
  @inlinable @inline(__always)
  public mutating func next() -> UInt64 {
    let sum = word0 &+ word3
    let result = (sum &<< 23 | sum &>> 41) &+ word0
    let shifted = word1 &<< 17
    word2 ^= word0
    word3 ^= word1
    word1 ^= word2
    word0 ^= word3
    word2 ^= shifted
    word3 = word3 &<< 45 | word3 &>> 19
    return result ^ mirror
  }

  /// The next number, uniform between 0 and 1, both excluded: (k + 1/2) · 2^-52.
  @inlinable @inline(__always)
  public mutating func uniform() -> Double {
    (Double(next() &>> 12) + 0.5) * 0x1p-52
  }
}
