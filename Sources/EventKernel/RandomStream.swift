/// A stream of random numbers that is a pure function of its key and its ordinals.
///
/// The stream holds no state that has to be kept between events: the draws of the n-th repair of a
/// machine are those of `RandomStream(key, ordinal: n)`, whatever was drawn before. This keeps
/// common random numbers common when two alternatives use their draws in a different order. Where
/// the order of use cannot differ, one stream may also be kept and drawn from again and again.
///
/// Philox 4×64, with the counter (0, ordinal ÷ 4, suborder, replication) and the key (seed, place),
/// gives a block of four words, one for each of four ordinals in a row. That word is the stream's first
/// number, and all that most draws need. Where more are asked for, it seeds xoshiro256++ through
/// SplitMix64, as the authors of both advise (decision 2).
///
/// Source: D. Blackman, S. Vigna, "Scrambled linear pseudorandom number generators", ACM Transactions
/// on Mathematical Software 47 (2021) 36.
public struct RandomStream: Sendable, BitwiseCopyable {
  /// How far the stream has been used: not at all, its first number, or more.
  @usableFromInline enum Progress: UInt8, Sendable, BitwiseCopyable {
    case fresh, begun, seeded
  }

  /// The first number until the stream is seeded, then the generator's first word.
  @usableFromInline var word0: UInt64
  @usableFromInline var word1: UInt64 = 0
  @usableFromInline var word2: UInt64 = 0
  @usableFromInline var word3: UInt64 = 0
  @usableFromInline let mirror: UInt64
  @usableFromInline var progress = Progress.fresh

  /// Creates the stream at its beginning.
  ///
  /// - Parameters:
  ///   - key: Whose draws these are.
  ///   - ordinal: Which of the entity's draws: the n-th life, the n-th part.
  ///   - suborder: A second number where one is not enough: the operation's visit.
  @inlinable
  public init(_ key: StreamKey, ordinal: UInt64 = 0, suborder: UInt64 = 0) {
    var draws = DrawBlock()
    self = draws.stream(key, ordinal: ordinal, suborder: suborder)
  }

  /// Creates the stream that begins with a word of a block.
  @inlinable @inline(__always)
  init(first: UInt64, mirror: UInt64) {
    word0 = first
    self.mirror = mirror
  }

  /// Creates the stream that begins with a given word.
  ///
  /// - Parameters:
  ///   - beginning: One of those that ``beginnings(of:fourFrom:into:)`` gives.
  ///   - key: The key for which it was given.
  @inlinable @inline(__always)
  public init(beginning: UInt64, of key: StreamKey) {
    self.init(first: beginning, mirror: key.mirror)
  }

  /// The words with which the streams of several entities begin, for four ordinals in a row.
  ///
  /// One block after the other, so that the processor works on several of them at a time.
  ///
  /// - Parameters:
  ///   - keys: Whose streams.
  ///   - ordinal: The first of the four ordinals, a multiple of 4.
  ///   - words: Where the words go: four of the first key, four of the second, and so on.
  public static func beginnings(
    of keys: Span<StreamKey>, fourFrom ordinal: UInt64, into words: inout MutableSpan<UInt64>
  ) {
    precondition(ordinal & 3 == 0 && words.count == 4 * keys.count, "four words of each key")
    for place in 0..<keys.count {
      let key = keys[place]
      (words[4 * place], words[4 * place + 1], words[4 * place + 2], words[4 * place + 3]) =
        philox(counter: (0, ordinal &>> 2, 0, key.replication), key: (key.seed, key.place))
    }
  }

  /// The next 64 random bits.
  @inlinable @inline(__always)
  public mutating func next() -> UInt64 {
    if progress != .seeded {
      if progress == .fresh {
        progress = .begun
        return word0 ^ mirror
      }
      seed()
    }
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

  /// Fills the generator's words from the first number by SplitMix64.
  @inline(never) @usableFromInline
  mutating func seed() {
    var state = word0
    func mixed() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var word = state
      word = (word ^ word &>> 30) &* 0xBF58_476D_1CE4_E5B9
      word = (word ^ word &>> 27) &* 0x94D0_49BB_1331_11EB
      return word ^ word &>> 31
    }
    (word0, word1, word2, word3) = (mixed(), mixed(), mixed(), mixed())
    progress = .seeded
  }

  /// The next number, uniform between 0 and 1, both excluded: (k + 1/2) · 2^-52.
  @inlinable @inline(__always)
  public mutating func uniform() -> Double {
    (Double(next() &>> 12) + 0.5) * 0x1p-52
  }
}
