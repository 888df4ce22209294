extension Factory {
  /// Whether an operation of some kind is done at a station.
  public func hasOperation(at station: Int, where isOfKind: (Operation) -> Bool) -> Bool {
    products.contains { $0.route.contains { $0.station == station && isOfKind($0) } }
  }

  /// Whether a station decides when all has happened that happens at a moment, by a rule, or because of
  /// batches, loading, minimum runs or set-up cycles.
  public func isDispatched(_ station: Int) -> Bool {
    let place = stations[station]
    return place.dispatch != nil || place.loading != nil || place.unloading != nil
      || place.minimumRun > 1 || place.setupCycle != nil
      || hasOperation(at: station) {
        $0.batch != nil || $0.interval != nil || $0.machineOf != nil || $0.queueLimit != nil
          || $0.splitsInto > 1
      }
  }

  /// Whether machines of a station are ever set up.
  public func hasSetups(at station: Int) -> Bool {
    let place = stations[station]
    if place.setupTime != nil || !place.setupChanges.isEmpty { return true }
    return hasOperation(at: station) { $0.setupTime != nil }
  }

  /// Whether a station takes several parts together.
  public func formsBatches(at station: Int) -> Bool {
    hasOperation(at: station) { $0.splitsInto > 1 || ($0.batch?.atMost ?? 1) > 1 }
  }

  /// Whether parts take time, or a vehicle, on their way from a station to an operation.
  public func takesTime(from station: Int, to operation: Operation) -> Bool {
    operation.transport != nil || operation.fleet != nil
      || transportTimes[Way(from: station, to: operation.station)] != nil
  }
}
