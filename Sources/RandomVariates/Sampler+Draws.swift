public import EventKernel

extension Sampler {
  /// The draw of an entity that has an address, through the block that it remembers.
  ///
  /// One call for the whole way from the address to the value. Which call is decided where the sampler lies,
  /// so that it is not copied for the exponential, most common in models of queues.
  ///
  /// - Parameters:
  ///   - draws: What is remembered of the key's latest block.
  ///   - key: Whose draws these are.
  ///   - ordinal: Which of the entity's draws.
  ///   - suborder: A second number where one is not enough.
  ///   - tables: The tables that made this sampler, or a fork of them.
  /// - Returns: The value that `RandomStream(key, ordinal: ordinal, suborder: suborder)` gives.
  @inlinable
  @inline(__always)
  public func sample(
    _ draws: inout DrawBlock, _ key: StreamKey, ordinal: UInt64, suborder: UInt64,
    from tables: borrowing SamplerTables
  ) -> Double {
    plainMean > 0
      ? plainMean * Ziggurat.exponential(&draws, key, ordinal: ordinal, suborder: suborder)
      : adjusted(&draws, key, ordinal: ordinal, suborder: suborder, from: tables)
  }

  @usableFromInline @inline(never)
  func adjusted(
    _ draws: inout DrawBlock, _ key: StreamKey, ordinal: UInt64, suborder: UInt64,
    from tables: borrowing SamplerTables
  ) -> Double {
    var stream = draws.stream(key, ordinal: ordinal, suborder: suborder)
    return adjusted(using: &stream, from: tables)
  }
}

extension Ziggurat {
  /// An exponential number of mean 1 at an address, through the block that its entity remembers.
  ///
  /// It takes one random word and mostly nothing else.
  ///
  /// - Parameters:
  ///   - draws: What is remembered of the key's latest block.
  ///   - key: Whose draws these are.
  ///   - ordinal: Which of the entity's draws.
  ///   - suborder: A second number where one is not enough.
  /// - Returns: A number above 0.
  @inline(never)
  public static func exponential(
    _ draws: inout DrawBlock, _ key: StreamKey, ordinal: UInt64, suborder: UInt64
  ) -> Double {
    exponential(fromStartOf: draws.stream(key, ordinal: ordinal, suborder: suborder))
  }
}
