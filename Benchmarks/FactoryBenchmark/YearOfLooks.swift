import Degradation
import FactoryModel
import FactorySimulation
import RandomVariates

/// A year of twenty machines in a row, each with three components that somebody looks at.
///
/// The looks see nothing, or ask a decider that leaves everything alone: so both have the same history,
/// and differ by what it costs to ask.
struct YearOfLooks {
  /// Time from one look at a component to the next, in seconds.
  var interval: Double
  /// Whether a decider is asked at each.
  var asks: Bool

  var factory: Factory {
    let hour = 3_600.0
    let restoration = Restoration(planned: .constant(hour), failed: .constant(4 * hour))
    let processes: [WearProcess] = [
      .gamma(GammaWear(shapeRate: 11 / (900 * hour), scale: 1 / 11)),
      .wiener(WienerWear(rate: 1 / (1_500 * hour), variance: 0.0625 / (1_500 * hour))),
      .life(Distribution(.weibull(shape: 2, scale: 2_000 * hour))),
    ]
    let components = processes.enumerated().map {
      Component(
        name: "c\($0)", wear: $1, clock: ComponentClock(.producing), start: .steady,
        replace: restoration)
    }
    let stations = (0..<20).map { index in
      var station = Station(name: "s\(index)", buffer: index == 0 ? nil : 10)
      station.components = components
      return station
    }
    let time = Distribution(.logNormal(mean: 600, standardDeviation: 60))
    var factory = Factory(
      name: "year", horizon: 365 * 24 * hour,
      product: Product(
        name: "part", release: .saturated,
        route: stations.indices.map {
          Operation(name: "o\($0)", station: $0, time: time, idealTime: 600)
        }), stations: stations)
    let places = stations.indices.flatMap { station in
      components.indices.map { ComponentPlace(station: station, machine: 0, component: $0) }
    }
    factory.rules = [
      MaintenanceRule(
        name: "looks", components: Set(places),
        trigger: asks ? .decider("watchman") : .onFailure, look: .every(interval))
    ]
    return factory
  }

  var deciders: [String: any MaintenanceDecider] { asks ? ["watchman": Watchman()] : [:] }
}

/// Counts how often it is asked, and leaves whatever is younger than for ever.
private struct Watchman: MaintenanceDecider {
  var limit = Double.infinity
  var asked = 0

  mutating func decide(on component: ComponentObservation) -> WearAction.Action {
    asked += 1
    return component.age >= limit ? .replace : .leave
  }
}
