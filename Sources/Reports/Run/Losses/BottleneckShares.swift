import Experiments
import FactoryModel
import FactorySimulation
import SimulationStatistics

/// For how much of the time each station was the bottleneck, and which way the line's arrows point.
struct BottleneckShares: Sendable {
  /// A station.
  struct Row: Sendable {
    var station: String
    /// Share of time in which it was the bottleneck, alone or while that shifted, with its interval.
    var share: Double
    var lower: Double?
    var upper: Double?
    /// Share of time in which it was the only one.
    var alone: Double
    /// Shares of machine time without a part, and without a place ahead.
    var starved: Double
    var blocked: Double

    /// Share of time in which the bottleneck shifted to it or from it.
    var shifting: Double { max(0, share - alone) }
  }

  /// The stations, in the order of the route where there is one line, else of the factory.
  var rows: [Row]
  /// Between each row and the next: whether the arrow goes on to the next; `nil` where the factory is
  /// no open line of one product.
  var pointsAhead: [Bool]?
  /// The stations at which the line is held up by the arrows.
  var heldUp: [String] = []
  /// Whether machines changed their states more often than is kept, so that a part of the time is left out.
  var isCut: Bool

  /// Follows the machines through the replications that were simulated again.
  ///
  /// It is `nil` where there is but one station.
  init?(of look: SecondLook, in arm: ReportArm) {
    let factory = look.factory
    guard factory.stations.count > 1 else { return nil }
    let places = factory.stations.enumerated().flatMap { index, station in
      station.machines.map { _ in index }
    }
    let times = look.replications.map {
      BottleneckTimes(of: $0.log, stations: places, stationCount: factory.stations.count)
    }
    func shares(_ time: (BottleneckTimes) -> Double) -> StudentInterval? {
      StudentInterval(times.map { Ratio(time($0), per: $0.duration) }, confidenceLevel: 0.95)
    }
    isCut = look.replications.contains { $0.log.end < look.end }
    func state(_ state: MachineState, _ station: Int) -> Double {
      arm.stations.first { $0.station == factory.stations[station].name }?[state] ?? 0
    }
    let arrows = LineArrows(
      of: factory, blocked: { state(.blocked, $0) }, starved: { state(.starved, $0) })
    pointsAhead = arrows?.pointsAhead
    heldUp = (arrows?.heldUp ?? []).map { factory.stations[$0].name }
    let order = arrows?.stations ?? Array(factory.stations.indices)
    rows = order.compactMap { station in
      guard let share = shares({ $0.alone[station] + $0.shifting[station] }) else { return nil }
      return Row(
        station: factory.stations[station].name, share: share.mean, lower: share.lower,
        upper: share.upper, alone: shares { $0.alone[station] }?.mean ?? 0,
        starved: state(.starved, station), blocked: state(.blocked, station))
    }
  }
}
