import EventKernel
import RandomVariates

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where the walk of a life through shocks or states has come.
struct WearWalk: Sendable, BitwiseCopyable {
  /// Where the next numbers come from.
  var stream: RandomStream
  /// The clock at which the state was entered.
  var entered = 0.0
  /// The clock of the next shock, or of the end of the state.
  var ends = Double.infinity
  /// The state of a chain.
  var state: Int32 = 0
  /// The state that follows.
  var next: Int32 = 0
  /// What the states have cost up to a moment of the clock.
  var spent = 0.0
  var spentUntil = 0.0

  init(_ stream: RandomStream) {
    self.stream = stream
  }
}

// MARK: - Shocks

extension WearWalk {
  /// Draws when the next shock comes.
  mutating func awaitShock(_ shocks: ShockForm, stretch: Double, after clock: Double) {
    ends = clock + stretch * shocks.meanInterval * -log(stream.uniform())
  }

  /// The shocks up to a moment, or up to a sum of damages.
  ///
  /// - Returns: The sum, and the moment of the last shock where there was one.
  mutating func passShocks(
    _ shocks: ShockForm, stretch: Double, sum: Double, until clock: Double, reaching level: Double,
    from tables: borrowing WearTables
  ) -> (sum: Double, last: Double?) {
    var sum = sum
    var last: Double?
    while ends <= clock && !ShockWear.reaches(sum, level) {
      sum += tables.draw(shocks.damage, using: &stream)
      last = ends
      awaitShock(shocks, stretch: stretch, after: ends)
    }
    return (sum, last)
  }
}

// MARK: - States

extension WearWalk {
  /// Enters a state and draws how long it lasts and what follows.
  mutating func enter(
    _ state: Int32, at clock: Double, _ chain: StatesForm, stretch: Double,
    from tables: borrowing WearTables
  ) {
    self.state = state
    entered = clock
    guard state < chain.failed else { return ends = .infinity }
    let record = tables.record(of: state, in: chain)
    let sojourn =
      record.period > 0
      ? record.period * (1 + periods(record))
      : tables.draw(record.sojourn, using: &stream)
    ends = clock + stretch * sojourn
    chooseNext(record, from: tables)
  }

  /// Goes on in a state in which it has been for a time, in seconds of the clock.
  mutating func stay(
    in state: Int32, for elapsed: Double, at clock: Double, _ chain: StatesForm, stretch: Double,
    from tables: borrowing WearTables
  ) {
    self.state = state
    entered = clock - elapsed
    guard state < chain.failed else { return ends = .infinity }
    let record = tables.record(of: state, in: chain)
    let lasted = elapsed / stretch
    let sojourn: Double
    if record.period > 0 {
      sojourn = record.period * ((lasted / record.period).rounded(.down) + 1 + periods(record))
    } else {
      sojourn =
        tables.draw(record.sojourn, beyond: lasted, using: &stream)
    }
    ends = max(clock, entered + stretch * sojourn)
    chooseNext(record, from: tables)
  }

  /// The number of further periods in a state: geometric from 0.
  private mutating func periods(_ record: StateRecord) -> Double {
    (log(stream.uniform()) / record.logStay).rounded(.down)
  }

  private mutating func chooseNext(_ record: StateRecord, from tables: borrowing WearTables) {
    next = tables.step(record.exits, record.exitCount, at: stream.uniform())
  }

  /// The states up to a moment, or up to a state.
  mutating func passStates(
    _ chain: StatesForm, stretch: Double, until clock: Double, reaching state: Int32,
    from tables: borrowing WearTables
  ) {
    while ends <= clock && self.state < state {
      spend(chain, until: ends, from: tables)
      enter(next, at: ends, chain, stretch: stretch, from: tables)
    }
  }

  /// Adds what the present state costs up to a moment.
  mutating func spend(_ chain: StatesForm, until clock: Double, from tables: borrowing WearTables) {
    if state < chain.failed, clock > spentUntil {
      spent += (clock - spentUntil) * tables.record(of: state, in: chain).cost
    }
    spentUntil = max(spentUntil, clock)
  }
}
