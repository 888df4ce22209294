public import FactoryModel
public import FactorySimulation

/// How the machines of a station spent their time, as shares of all of it.
public struct StationUse: Hashable, Sendable {
  /// The station's name.
  public var station: String
  /// Each state with its share, in the order of ``MachineState``; those that the run measured.
  public var shares: [Share]

  /// A state and its share of all machine time.
  public struct Share: Hashable, Sendable {
    /// The state.
    public var state: MachineState
    /// The share of all machine time, 0…1.
    public var share: Double
  }

  /// Gathers the shares from an arm's metrics.
  public init(of station: String, in arm: ExperimentSummary.ArmEntry) {
    self.station = station
    shares = MachineState.allCases.compactMap { state in
      arm.entry("stations.\(station).\(state.name)")?.mean.map { Share(state: state, share: $0) }
    }
  }

  /// Every station of a factory, in its order.
  public static func all(of factory: Factory, in arm: ExperimentSummary.ArmEntry) -> [StationUse] {
    factory.stations.map { StationUse(of: $0.name, in: arm) }
  }

  /// The states that any of some stations measured, in the order of ``MachineState``.
  public static func states(of stations: [StationUse]) -> [MachineState] {
    MachineState.allCases.filter { state in
      stations.contains { $0.shares.contains { $0.state == state } }
    }
  }

  /// A state's share of all machine time; 0 where it was not measured.
  public subscript(state: MachineState) -> Double {
    shares.first { $0.state == state }?.share ?? 0
  }

  /// The share of all machine time within the calendar but for planned stops.
  public var open: Double { 1 - self[.offShift] - self[.plannedStop] }

  /// The share of open time in which machines were not idle: working, down, or kept from work by
  /// anything but the want of a part or of a place.
  public var busy: Double {
    let idle = shares.reduce(0) { $0 + ($1.state.isIdle ? $1.share : 0) }
    return open > .ulpOfOne ? (open - idle) / open : 0
  }

  /// The station that is idle least; the first of equals.
  public static func busiest(of stations: [StationUse]) -> StationUse? {
    stations.reduce(nil as StationUse?) { best, next in
      guard let best, best.busy >= next.busy else { return next }
      return best
    }
  }
}
