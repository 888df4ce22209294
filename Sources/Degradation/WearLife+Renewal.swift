public import EventKernel
import RandomVariates

extension WearLife {
  /// The life of the same unit after a repair.
  ///
  /// Of a life and of straight wear the repair takes away age (the virtual age of Kijima), and the
  /// next failure is drawn given that this age is survived: a failed unit from which nothing is
  /// taken goes on at the age at which it failed. Of the other processes it takes away level, and
  /// the wear goes on from there; at failure the level counts as 1, so that a failed unit from
  /// which nothing is taken has failed again at once. States go to the one nearest to the level
  /// that is left; a failed unit from which something is taken leaves the failed state. The factor
  /// of the unit stays.
  ///
  /// - Parameters:
  ///   - clock: The moment of the repair on the clock of this life, from the last look to the
  ///     failure.
  ///   - share: What is taken away, from 0 (minimal repair) to 1 (as new).
  ///   - gain: Of which wear it is taken.
  ///   - wear: The sampler with which this life began; the next begins with it too.
  ///   - key: Whose lives these are.
  ///   - pathKey: Whose paths these are.
  ///   - ordinal: The ordinal of the next life.
  ///   - tables: The tables that made the sampler, or a fork of them.
  /// - Returns: The next life, whose clock begins at 0.
  public func repaired(
    at clock: Double, takingAway share: Double, of gain: RepairedWear, wear: WearSampler,
    key: StreamKey, pathKey: StreamKey, ordinal: UInt64, from tables: borrowing WearTables
  ) -> WearLife {
    precondition(share >= 0 && share <= 1, "a share lies from 0 to 1")
    var seen = self
    let hasFailed = clock >= passage
    var next = continued(key: key, ordinal: ordinal)
    next.walk.spent = 0
    next.walk.spentUntil = 0
    switch wear.form {
    case .life, .linear:
      let age = ageAtStart + min(clock, passage)
      next.leftByRepair = left(of: age, takingAway: share, of: gain)
      next.begin(.age(next.leftByRepair), at: 0, wear, key: key, from: tables)
    case .crack, .gamma, .wiener, .shocks:
      let level = hasFailed ? 1 : seen.level(at: clock, of: wear, pathKey: pathKey, from: tables)
      next.leftByRepair = left(of: level, takingAway: share, of: gain)
      next.ageAtStart = 0
      next.begin(.level(next.leftByRepair), at: 0, wear, key: key, from: tables)
    case .states(let chain):
      let level = seen.level(at: clock, of: wear, pathKey: pathKey, from: tables)
      let state = seen.walk.state
      let kept = chain.state(near: left(of: level, takingAway: share, of: gain))
      // A repair that takes something away does at least make it work again.
      let entered = hasFailed && share > 0 ? min(kept, chain.failed - 1) : kept
      next.leftByRepair = chain.level(entered)
      next.ageAtStart = 0
      let elapsed = entered == state ? clock - seen.walk.entered : 0
      let beginning: Beginning =
        elapsed > 0 ? .state(entered, elapsed: elapsed) : .level(chain.level(entered))
      next.begin(beginning, at: 0, wear, key: key, from: tables)
    }
    return next
  }

  private func left(of wear: Double, takingAway share: Double, of gain: RepairedWear) -> Double {
    let gained =
      switch gain {
      case .all: max(0, wear)
      case .sinceLastRepair: max(0, wear - leftByRepair)
      }
    return wear - share * gained
  }

  /// Draws the future anew, given all that has happened up to a moment.
  ///
  /// For a copy of a simulation that is given a future of its own. A life is drawn given that it
  /// has lasted so far, the other processes from their level. Straight wear and cracks stay as they
  /// are: whoever knows how they have grown so far knows when they fail. So does a unit that has
  /// failed. Moments that thresholds were to be reached are to be asked for again.
  ///
  /// - Parameters:
  ///   - clock: The moment, not before the last look.
  ///   - wear: The sampler with which this life began.
  ///   - key: The key of the lives in the other future.
  ///   - pathKey: The key of the paths so far.
  ///   - ordinal: The ordinal of this life in the other future.
  ///   - tables: The tables that made the sampler, or a fork of them.
  public mutating func redraw(
    at clock: Double, of wear: WearSampler, key: StreamKey, pathKey: StreamKey, ordinal: UInt64,
    from tables: borrowing WearTables
  ) {
    guard clock < passage else { return }
    let level = level(at: clock, of: wear, pathKey: pathKey, from: tables)
    var next = continued(key: key, ordinal: ordinal)
    switch wear.form {
    case .linear, .crack: return
    case .life: next.begin(.age(ageAtStart + clock), at: clock, wear, key: key, from: tables)
    case .gamma, .wiener, .shocks:
      next.begin(.level(level), at: clock, wear, key: key, from: tables)
    case .states:
      next.begin(
        .state(walk.state, elapsed: clock - walk.entered), at: clock, wear, key: key, from: tables)
    }
    self = next
  }
}
