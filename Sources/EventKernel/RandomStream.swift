/// Where a random stream stands: whose draws these are, in which replication of which seed.
///
/// Two streams with different keys are independent for all practical purposes, so adding a machine,
/// or drawing more numbers for it, leaves the draws of every other machine unchanged.
public struct StreamKey: Hashable, Sendable, BitwiseCopyable {
  let seed: UInt64
  let place: UInt64
  let replication: UInt64

  /// Names a stream.
  ///
  /// - Parameters:
  ///   - seed: The seed of the run.
  ///   - replication: The number of the replication.
  ///   - path: The path of the entity, such as `stations.press.press_1`.
  ///   - purpose: What is drawn, such as `time to repair`.
  public init(seed: UInt64, replication: UInt64, path: String, purpose: String) {
    self.seed = seed
    self.replication = replication
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in path.utf8 { hash = StreamKey.absorb(byte, into: hash) }
    hash = StreamKey.absorb(0, into: hash)
    for byte in purpose.utf8 { hash = StreamKey.absorb(byte, into: hash) }
    self.place = hash
  }

  /// One step of the 64-bit hash FNV-1a.
  ///
  /// Source: G. Fowler, L. C. Noll, K.-P. Vo, D. Eastlake, T. Hansen, "The FNV non-cryptographic hash
  /// algorithm", IETF internet draft.
  private static func absorb(_ byte: UInt8, into hash: UInt64) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }
}

/// A stream of random numbers that is a pure function of its key and its ordinals.
///
/// The stream holds no state that has to be kept between events: the draws of the n-th repair of a
/// machine are those of `RandomStream(key, ordinal: n)`, whatever was drawn before. This keeps
/// common random numbers common when two alternatives use their draws in a different order.
///
/// The generator is Philox 4×64 with ten rounds, counter = (block, ordinal, suborder, replication),
/// key = (seed, place).
///
/// Source: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy as
/// 1, 2, 3", SC'11, 2011.
public struct RandomStream: Sendable, BitwiseCopyable {
  private let key: StreamKey
  private let ordinal: UInt64
  private let suborder: UInt64
  private var block: UInt64 = 0
  private var word0: UInt64 = 0
  private var word1: UInt64 = 0
  private var word2: UInt64 = 0
  private var word3: UInt64 = 0
  private var left: UInt8 = 0

  /// Creates the stream at its beginning.
  ///
  /// - Parameters:
  ///   - key: Whose draws these are.
  ///   - ordinal: Which of the entity's draws: the n-th life, the n-th part.
  ///   - suborder: A second number where one is not enough: the operation's visit.
  @inline(__always)
  public init(_ key: StreamKey, ordinal: UInt64 = 0, suborder: UInt64 = 0) {
    self.key = key
    self.ordinal = ordinal
    self.suborder = suborder
  }

  /// The next 64 random bits.
  @inline(__always)
  public mutating func next() -> UInt64 {
    if left == 0 { refill() }
    left &-= 1
    switch left {
    case 3: return word0
    case 2: return word1
    case 1: return word2
    default: return word3
    }
  }

  /// The next number, uniform between 0 and 1, both excluded: (k + 1/2) · 2^-52.
  @inline(__always)
  public mutating func uniform() -> Double {
    (Double(next() &>> 12) + 0.5) * 0x1p-52
  }

  private mutating func refill() {
    (word0, word1, word2, word3) = philox(
      counter: (block, ordinal, suborder, key.replication), key: (key.seed, key.place))
    block &+= 1
    left = 4
  }
}

/// One block of Philox 4×64 with ten rounds.
///
/// - Parameters:
///   - counter: Which block.
///   - key: Which sequence of blocks.
/// - Returns: 256 random bits.
public func philox(
  counter: (UInt64, UInt64, UInt64, UInt64), key: (UInt64, UInt64)
) -> (UInt64, UInt64, UInt64, UInt64) {
  var (c0, c1, c2, c3) = counter
  var (k0, k1) = key
  for _ in 0..<10 {
    let a = c0.multipliedFullWidth(by: 0xD2E7_470E_E14C_6C93)
    let b = c2.multipliedFullWidth(by: 0xCA5A_8263_9512_1157)
    (c0, c1, c2, c3) = (b.high ^ c1 ^ k0, b.low, a.high ^ c3 ^ k1, a.low)
    k0 &+= 0x9E37_79B9_7F4A_7C15
    k1 &+= 0xBB67_AE85_84CA_A73B
  }
  return (c0, c1, c2, c3)
}
