/// Why a simulation cannot go on.
public enum SimulationFailure: Error, Hashable, Sendable {
  /// Parts wait for each other in a circle, so that none of them will ever move.
  ///
  /// - Parameters:
  ///   - time: Simulated time, in seconds from the start.
  ///   - cycle: The stations, each of which waits for the next and the last for the first.
  case deadlock(time: Double, cycle: [String])
  /// Events follow one another without end and without time passing.
  ///
  /// - Parameters:
  ///   - time: Simulated time, in seconds from the start.
  ///   - loop: What happens, each event in the order in which one brings about the next.
  case endlessInstant(time: Double, loop: [String])
  /// Parts come faster than they leave, and have filled the memory that a replication may use.
  ///
  /// - Parameters:
  ///   - time: Simulated time, in seconds from the start.
  ///   - parts: How many parts are in the factory.
  ///   - station: The station with the longest queue; `nil` where they wait in front of the first.
  case unboundedGrowth(time: Double, parts: Int, station: String?)
  /// Nothing is left to happen, although parts are in the factory.
  ///
  /// - Parameters:
  ///   - time: Simulated time, in seconds from the start.
  ///   - waiting: Who waits for what.
  case standstill(time: Double, waiting: [String])
}

extension SimulationFailure {
  /// What happened and what to do, in one sentence without the time.
  public var explanation: String {
    switch self {
    case .deadlock(_, let cycle):
      let links = cycle.indices.map { index in
        "\(cycle[index]) waits for a place at \(cycle[(index + 1) % cycle.count])"
      }
      return "deadlock: \(links.joined(separator: ", ")), and none of them can move; "
        + "give one of them a larger buffer or send its parts elsewhere"
    case .endlessInstant(_, let loop):
      return "events follow one another without time passing: \(loop.joined(separator: ", ")), "
        + "and again; give one of the operations a time above 0 s"
    case .unboundedGrowth(_, let parts, let station):
      return "\(parts) parts are in the factory, most of them waiting "
        + (station.map { "at \($0)" } ?? "to enter")
        + ": they come faster than they leave; release fewer, or add capacity"
    case .standstill(_, let waiting):
      return "nothing moves any more: \(waiting.joined(separator: ", ")); "
        + "give what is waited for a size above 0, or send the parts elsewhere"
    }
  }

  /// Simulated time at which it happened, in seconds from the start.
  public var time: Double {
    switch self {
    case .deadlock(let time, _), .endlessInstant(let time, _), .unboundedGrowth(let time, _, _),
      .standstill(let time, _):
      time
    }
  }
}
