import FactoryModel

/// A factory as it is watched: the same, with sensors that change nothing.
///
/// Sensors of the scenario that no rule reads are left out, since nobody reads them here. Two are added. One makes
/// time stop at equal distances, so that levels can be read at those moments. The other has the wear of components
/// noted. What they show is nothing, and reading draws no random numbers of the factory.
struct ReplayFactory {
  /// The factory to simulate.
  let factory: Factory
  /// The station whose sensor stops time; `nil` where rules read the sensors of every station.
  let tickStation: Int?

  /// Lets a factory be watched.
  ///
  /// - Parameters:
  ///   - factory: The factory.
  ///   - step: The time from one moment at which levels are read to the next, in seconds.
  ///   - wearStep: The time from one moment at which wear is noted to the next, in seconds; a multiple of `step`.
  init(_ factory: Factory, step: Double, wearStep: Double) {
    let read = factory.stationsReadByRules
    let free = factory.stations.indices.filter { !read.contains($0) }
    let tick = free.min {
      factory.stations[$0].machines.count < factory.stations[$1].machines.count
    }
    @Sendable func watched(_ factory: Factory) -> Factory {
      var factory = factory
      for station in free {
        factory.stations[station].waveforms = []
        factory.stations[station].sensors = []
        if station == tick {
          factory.stations[station].sensors = [ReplayFactory.sensor(every: step)]
        } else if !factory.stations[station].components.isEmpty {
          factory.stations[station].sensors = [ReplayFactory.sensor(every: wearStep)]
        }
      }
      for index in factory.timeline.indices {
        factory.timeline[index].factory = watched(factory.timeline[index].factory)
      }
      return factory
    }
    var result = watched(factory)
    if let door = factory.setPointDoor {
      // Factories with other set-points are watched in the same way.
      result.setPointDoor = SetPointDoor(origin: door.origin) { step, values in
        door.factory(after: step, with: values).map(watched)
      }
    }
    self.factory = result
    tickStation = tick
  }

  private static func sensor(every period: Double) -> Sensor {
    Sensor(name: "replay", value: .zero, rhythm: .every(period))
  }
}
