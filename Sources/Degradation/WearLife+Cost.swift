extension WearLife {
  /// What the states of a chain have cost since this life began; 0 for other processes.
  ///
  /// - Parameters:
  ///   - clock: Up to which moment, not before the last look.
  ///   - wear: The sampler with which this life began.
  ///   - tables: The tables that made the sampler, or a fork of them.
  /// - Returns: The sum over the states of their time on the clock times their cost.
  public mutating func cost(
    until clock: Double, of wear: WearSampler, from tables: borrowing WearTables
  ) -> Double {
    guard case .states(let chain) = wear.form else { return 0 }
    path.clock = max(path.clock, clock)
    walk.passStates(chain, stretch: stretch, until: clock, reaching: chain.failed, from: tables)
    walk.spend(chain, until: clock, from: tables)
    return walk.spent
  }
}
