import EventKernel
import RandomVariates

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension WearLife {
  mutating func beginShocks(
    _ shocks: ShockForm, _ beginning: Beginning, at clock: Double, key: StreamKey,
    from tables: borrowing WearTables
  ) {
    switch beginning {
    case .steady: path.level = steadyDamage(shocks, key: key, from: tables)
    case .level(let level): path.level = level
    case .new, .age, .state: break
    }
    walk.awaitShock(shocks, stretch: stretch, after: clock)
    var ahead = walk
    let (_, last) = ahead.passShocks(
      shocks, stretch: stretch, sum: path.level, until: .infinity, reaching: 1, from: tables)
    passage = last ?? clock
  }

  /// The damage of a steady unit, whose age is noted.
  ///
  /// Between shocks the times are alike, so what one finds is a number of shocks n with a
  /// probability in the ratio of P(damage after n shocks < 1), and the damages given that. Numbers
  /// are proposed alike and taken where the damages stay below 1; up to ``ShockWear/mostCount``,
  /// which leaves out less than 1e-15. The time since the last shock has the law of any of the
  /// times between them.
  private mutating func steadyDamage(
    _ shocks: ShockForm, key: StreamKey, from tables: borrowing WearTables
  ) -> Double {
    var stream = RandomStream(key, ordinal: ordinal, suborder: WearLife.ageSuborder)
    while true {
      let count = Int(stream.uniform() * Double(shocks.mostCount))
      var (sum, shock) = (0.0, 0)
      while shock < count && !ShockWear.reaches(sum, 1) {
        sum += tables.draw(shocks.damage, using: &stream)
        shock += 1
      }
      if ShockWear.reaches(sum, 1) { continue }
      for _ in 0...count { ageAtStart -= stretch * shocks.meanInterval * log(stream.uniform()) }
      return sum
    }
  }

  mutating func beginStates(
    _ chain: StatesForm, _ beginning: Beginning, at clock: Double, key: StreamKey,
    from tables: borrowing WearTables
  ) {
    switch beginning {
    case .new, .age: walk.enter(0, at: clock, chain, stretch: stretch, from: tables)
    case .steady:
      let (state, elapsed) = steadyState(chain, key: key, from: tables)
      walk.stay(
        in: state, for: elapsed, at: clock, chain, stretch: stretch, from: tables)
    case .level(let level):
      walk.enter(chain.state(near: level), at: clock, chain, stretch: stretch, from: tables)
    case .state(let state, let elapsed):
      walk.stay(in: state, for: elapsed, at: clock, chain, stretch: stretch, from: tables)
    }
    var ahead = walk
    ahead.passStates(
      chain, stretch: stretch, until: .infinity, reaching: chain.failed, from: tables)
    passage = ahead.entered
  }

  /// The state of a steady unit and the time it has been there; its age is noted.
  ///
  /// A state is found in the ratio of the time spent there; the time since it was entered has the
  /// equilibrium law of the sojourn, and the states before it are walked backwards, with the
  /// probabilities of where a unit in a state came from.
  private mutating func steadyState(
    _ chain: StatesForm, key: StreamKey, from tables: borrowing WearTables
  ) -> (state: Int32, elapsed: Double) {
    var stream = RandomStream(key, ordinal: ordinal, suborder: WearLife.ageSuborder)
    let u = stream.uniform()
    var state: Int32 = 0
    while state < chain.failed - 1 && tables.record(of: state, in: chain).timeUpTo < u {
      state += 1
    }
    let found = state
    let record = tables.record(of: state, in: chain)
    let elapsed: Double
    if record.period > 0 {
      let periods = (log(stream.uniform()) / record.logStay).rounded(.down)
      elapsed = record.period * (periods + stream.uniform())
    } else {
      let law = tables.law(record.sojourn)
      elapsed = equilibriumAge(spread: record.spread, using: &stream) { law.survival(at: $0) }
    }
    var age = elapsed
    while state > 0 {
      let later = tables.record(of: state, in: chain)
      state = tables.step(later.entries, later.entryCount, at: stream.uniform())
      let earlier = tables.record(of: state, in: chain)
      if earlier.period > 0 {
        age += earlier.period * (1 + (log(stream.uniform()) / earlier.logStay).rounded(.down))
      } else {
        age += tables.draw(earlier.sojourn, using: &stream)
      }
    }
    ageAtStart = age * stretch
    return (found, elapsed * stretch)
  }
}

extension StatesForm {
  /// The state nearest to a level, the better of two equally near.
  func state(near level: Double) -> Int32 {
    let place = (level * Double(failed) - 0.5 - 1e-9).rounded(.up)
    return Int32(max(0, min(Double(failed), place)))
  }

  /// The first state whose level is not below a level.
  func firstState(reaching level: Double) -> Int32 {
    let place = (level * Double(failed) - 1e-9).rounded(.up)
    return Int32(max(0, min(Double(failed), place)))
  }
}
