import FactorySimulation

/// One replication of a factory that goes on in steps, so that whoever waits for it can look up.
protocol Replicating: ~Copyable {
  /// Goes on.
  ///
  /// - Parameter steps: How many steps to take at most; what a step is depends on the engine.
  /// - Returns: Whether there is more to do.
  /// - Throws: ``SimulationFailure`` when it cannot go on.
  mutating func advance(steps: Int) throws(SimulationFailure) -> Bool
  /// How many events took place, parts were followed, or slots passed.
  var stepCount: Int { get }
  /// The sums of each batch, once all is done.
  var finishedAccounts: [RunAccount] { get }
}

extension Replicating where Self: ~Copyable {
  /// Goes on to the end.
  ///
  /// - Parameter isInterrupted: Asked now and then; when it says yes, the replication stops.
  /// - Returns: Whether it came to the end.
  /// - Throws: ``SimulationFailure`` when it cannot go on.
  mutating func finish(unless isInterrupted: () -> Bool) throws(SimulationFailure) -> Bool {
    while try advance(steps: 50_000) {
      if isInterrupted() { return false }
    }
    return true
  }
}

extension FactorySimulation: Replicating {
  mutating func advance(steps: Int) throws(SimulationFailure) -> Bool {
    try advance(maximumEvents: steps)
  }
  var stepCount: Int { eventCount }
  var finishedAccounts: [RunAccount] { batchAccounts }
}

extension RecursionLine: Replicating {
  mutating func advance(steps: Int) throws(SimulationFailure) -> Bool {
    try advance(maximumParts: steps)
  }
  var stepCount: Int { partCount }
  var finishedAccounts: [RunAccount] { [account()] }
}

extension SlottedLine: Replicating {
  mutating func advance(steps: Int) throws(SimulationFailure) -> Bool {
    advance(maximumSlots: steps)
  }
  var stepCount: Int { slotCount }
  var finishedAccounts: [RunAccount] { [account()] }
}
