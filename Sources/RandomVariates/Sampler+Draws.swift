public import EventKernel

extension Sampler {
  /// The draw of an entity that has an address, through the block that it remembers.
  ///
  /// One call for the whole way from the address to the value; the exponential, most common in models of
  /// queues, takes one random word and mostly nothing else.
  ///
  /// - Parameters:
  ///   - draws: What is remembered of the key's latest block.
  ///   - key: Whose draws these are.
  ///   - ordinal: Which of the entity's draws.
  ///   - suborder: A second number where one is not enough.
  ///   - tables: The tables that made this sampler, or a fork of them.
  /// - Returns: The value that `RandomStream(key, ordinal: ordinal, suborder: suborder)` gives.
  @inline(never)
  public func sample(
    _ draws: inout DrawBlock, _ key: StreamKey, ordinal: UInt64, suborder: UInt64,
    from tables: borrowing SamplerTables
  ) -> Double {
    var stream = draws.stream(key, ordinal: ordinal, suborder: suborder)
    return plainMean > 0
      ? plainMean * Ziggurat.exponential(fromStartOf: stream)
      : adjusted(using: &stream, from: tables)
  }
}
