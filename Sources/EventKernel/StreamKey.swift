/// Where a random stream stands: whose draws these are, in which replication of which seed.
///
/// Two streams with different keys are independent for all practical purposes, so adding a machine,
/// or drawing more numbers for it, leaves the draws of every other machine unchanged.
public struct StreamKey: Hashable, Sendable, BitwiseCopyable {
  let seed: UInt64
  private(set) var place: UInt64
  let replication: UInt64
  /// All ones where the draws are mirrored.
  @usableFromInline private(set) var mirror: UInt64 = 0

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

  /// The key of the stream whose every uniform number is one less that of this one.
  ///
  /// Two replications, one with the keys and one with their mirrors, are an antithetic pair where
  /// every draw is monotone in one uniform number, as under inversion.
  public var antithetic: StreamKey {
    var key = self
    key.mirror = ~mirror
    return key
  }

  /// The key of the same entity in another future.
  ///
  /// A fork that goes on with rekeyed streams shares the past of the original, and draws
  /// independent numbers from there on. Branches with the same number draw the same.
  ///
  /// - Parameter branch: The number of the branch.
  /// - Returns: A key that no path, purpose or other branch has.
  public func rekeyed(branch: UInt64) -> StreamKey {
    var key = self
    // The byte 255 occurs in no UTF-8 text, so no longer path is taken for a branch.
    key.place = StreamKey.absorb(0xFF, into: place)
    for shift in stride(from: 0, to: 64, by: 8) {
      key.place = StreamKey.absorb(UInt8(truncatingIfNeeded: branch >> shift), into: key.place)
    }
    return key
  }

  /// One step of the 64-bit hash FNV-1a.
  ///
  /// Source: G. Fowler, L. C. Noll, K.-P. Vo, D. Eastlake, T. Hansen, "The FNV non-cryptographic hash
  /// algorithm", IETF internet draft.
  private static func absorb(_ byte: UInt8, into hash: UInt64) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }
}
