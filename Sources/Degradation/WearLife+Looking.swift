public import EventKernel
import RandomVariates

extension WearLife {
  /// The level at a moment.
  ///
  /// From the failure on it is that at failure: 1, or of shocks the sum of the damages, or of a
  /// life its length divided by the mean. Of a Wiener process it may be below 0.
  ///
  /// - Parameters:
  ///   - clock: The moment, not before the last one asked for; of an earlier one, the answer is
  ///     that of the last. The same moment has the same answer.
  ///   - wear: The sampler with which this life began.
  ///   - pathKey: Whose paths these are; another key than that of the lives.
  ///   - tables: The tables that made the sampler, or a fork of them.
  /// - Returns: The level: 0 is new.
  public mutating func level(
    at clock: Double, of wear: WearSampler, pathKey: StreamKey, from tables: borrowing WearTables
  ) -> Double {
    switch wear.form {
    case .life, .linear, .crack:
      path.clock = max(path.clock, clock)
      return certainLevel(at: clock, wear)
    case .gamma(let gamma):
      if clock >= passage { return 1 }
      lookBeforeFailure(gamma, pathKey: pathKey)
      var stream = pathStreamIfNeeded(at: clock, pathKey: pathKey)
      return path.gammaLevel(
        at: clock, shapeRate: gamma.shapeRate / stretch, end: passage, endLevel: beforeFailure,
        using: &stream)
    case .wiener(let wiener):
      if clock >= passage { return 1 }
      var stream = pathStreamIfNeeded(at: clock, pathKey: pathKey)
      return path.wienerLevel(
        at: clock, variance: wiener.variance / stretch, end: passage, using: &stream)
    case .shocks(let shocks):
      path.clock = max(path.clock, clock)
      (path.level, _) = walk.passShocks(
        shocks, stretch: stretch, sum: path.level, until: clock, reaching: 1, from: tables)
      return clock >= passage ? max(1, path.level) : path.level
    case .states(let chain):
      path.clock = max(path.clock, clock)
      walk.passStates(chain, stretch: stretch, until: clock, reaching: chain.failed, from: tables)
      return chain.level(walk.state)
    }
  }

  /// The level at a moment, without a look at it: nothing is drawn, and looks to come find what they would have found.
  ///
  /// Of a gamma or Wiener process it lies on the straight line from the last look to the next point that is known, at
  /// the latest the failure, which is the expectation of a gamma process given those two points. Of all other
  /// processes it is the level itself.
  ///
  /// - Parameters:
  ///   - clock: The moment; of one before the last look, the answer is that of the look.
  ///   - wear: The sampler with which this life began.
  ///   - pathKey: Whose paths these are; another key than that of the lives.
  ///   - tables: The tables that made the sampler, or a fork of them.
  /// - Returns: The level: 0 is new.
  public func interpolatedLevel(
    at clock: Double, of wear: WearSampler, pathKey: StreamKey, from tables: borrowing WearTables
  ) -> Double {
    switch wear.form {
    case .life, .linear, .crack, .shocks, .states:
      var copy = self
      return copy.level(at: clock, of: wear, pathKey: pathKey, from: tables)
    case .gamma, .wiener:
      if clock >= passage { return 1 }
      var known = path
      known.passAnchors(to: clock)
      guard clock > known.clock else { return known.level }
      let end = WearPath.Anchor(
        clock: passage, before: beforeFailure.isNaN ? 1 : beforeFailure, after: 1)
      let next = known.anchorCount > 0 ? known.anchor(0) : end
      guard next.clock < .infinity else { return known.level }
      return known.level
        + (next.before - known.level) * ((clock - known.clock) / (next.clock - known.clock))
    }
  }

  /// The moment when the level first reaches a threshold.
  ///
  /// Levels that are asked for later agree with it. Of a Wiener process, which may come back, it is
  /// the first moment from the last look on. Where ``mostThresholds`` are ahead already, they are
  /// forgotten, and come at other moments if they are asked for again.
  ///
  /// - Parameters:
  ///   - threshold: The level, above 0; from 1 on the answer is ``passage``.
  ///   - wear: The sampler with which this life began.
  ///   - pathKey: Whose paths these are; another key than that of the lives.
  ///   - tables: The tables that made the sampler, or a fork of them.
  /// - Returns: The clock; ``passage`` where only the failure reaches it, and the last moment
  ///   looked at, or 0, where it has been reached by then.
  public mutating func moment(
    reaching threshold: Double, of wear: WearSampler, pathKey: StreamKey,
    from tables: borrowing WearTables
  ) -> Double {
    let last = max(0, path.clock)
    guard threshold < 1 else { return passage }
    if path.anchorCount == WearLife.mostThresholds { path.forgetAnchors() }
    switch wear.form {
    case .life, .linear, .crack:
      return certainMoment(reaching: threshold, from: last, wear)
    case .gamma(let gamma):
      if level(at: last, of: wear, pathKey: pathKey, from: tables) >= threshold { return last }
      var stream = pathStream(pathKey)
      return path.gammaMoment(
        reaching: threshold, shapeRate: gamma.shapeRate / stretch, end: passage,
        endLevel: beforeFailure, using: &stream)
    case .wiener(let wiener):
      if level(at: last, of: wear, pathKey: pathKey, from: tables) >= threshold { return last }
      var stream = pathStream(pathKey)
      return path.wienerMoment(
        reaching: threshold, variance: wiener.variance / stretch, end: passage, using: &stream)
    case .shocks(let shocks):
      if ShockWear.reaches(path.level, threshold) { return last }
      var ahead = walk
      let (_, moment) = ahead.passShocks(
        shocks, stretch: stretch, sum: path.level, until: .infinity, reaching: threshold,
        from: tables)
      return moment ?? last
    case .states(let chain):
      let state = chain.firstState(reaching: threshold)
      if walk.state >= state { return last }
      var ahead = walk
      ahead.passStates(
        chain, stretch: stretch, until: .infinity, reaching: state, from: tables)
      return ahead.entered
    }
  }

  /// How many thresholds ahead a life keeps in mind.
  public static var mostThresholds: Int { WearPath.capacity }

  // MARK: - Lives whose failure says all

  private func certainLevel(at clock: Double, _ wear: WearSampler) -> Double {
    let age = ageAtStart + min(clock, passage)
    switch wear.form {
    case .life(_, let mean, _): return age / (mean * stretch)
    case .linear(let mean): return clock >= passage ? 1 : min(1, age / (mean * stretch))
    case .crack(_, let shape, _):
      let life = ageAtStart + passage
      return clock >= passage || life == 0 ? 1 : shape.level(afterShare: age / life)
    default: preconditionFailure("the levels of this process are drawn")
    }
  }

  private func certainMoment(
    reaching threshold: Double, from last: Double, _ wear: WearSampler
  ) -> Double {
    let age: Double
    switch wear.form {
    case .life(_, let mean, _), .linear(let mean): age = threshold * mean * stretch
    case .crack(_, let shape, _):
      age = shape.share(reaching: threshold) * (ageAtStart + passage)
    default: preconditionFailure("the levels of this process are drawn")
    }
    var moment = age - ageAtStart
    if moment <= last { return min(last, passage) }
    // Rounding may have left the level a hair below the threshold.
    var step = max(moment.ulp, ageAtStart.ulp)
    while moment < passage && certainLevel(at: moment, wear) < threshold {
      moment += step
      step *= 2
    }
    return min(moment, passage)
  }

  // MARK: - Draws

  /// Draws, once, the level of a gamma process just before the failure.
  private mutating func lookBeforeFailure(_ gamma: GammaWear, pathKey: StreamKey) {
    guard beforeFailure.isNaN else { return }
    var stream = pathStream(pathKey)
    let shape = gamma.shapeRate / stretch * (passage - path.clock)
    beforeFailure =
      min(
        1.0.nextDown,
        path.level
          + gammaRise(
            beforePassing: 1 - path.level, shape: shape, scale: gamma.scale, using: &stream))
  }

  /// A stream for a look; that of the last draw where the moment needs none.
  private mutating func pathStreamIfNeeded(at clock: Double, pathKey: StreamKey) -> RandomStream {
    clock > path.clock
      ? pathStream(pathKey) : RandomStream(pathKey, ordinal: ordinal, suborder: 0)
  }
}
