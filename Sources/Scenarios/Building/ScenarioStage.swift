import FactoryModel

/// A scenario as it is from the start, or from a step of its timeline on: read, with its formulas.
struct ScenarioStage: Sendable {
  let reading: Reading
  let tree: TreeSection

  /// Builds the factory of this stage with other set-points.
  ///
  /// - Parameters:
  ///   - values: The set-points that are not as the stage has them, in SI units.
  ///   - first: The factory at the start, for the names of set-points.
  /// - Returns: `nil` where it cannot be simulated.
  func factory(with values: [SetPointDoor.Place: Double], of first: Factory) -> Factory? {
    var reading = reading
    for place in values.keys.sorted() {
      let station = first.stations[place.station]
      let name = station.setPoints[place.setPoint].name
      guard let value = values[place],
        let old = reading.declarations.stationScopes[station.name]?.names.first(where: {
          $0.name == name
        })
      else { return nil }
      reading.declarations.stationScopes[station.name]?.replace(
        StationScope.Name(name: name, dimension: old.dimension, origin: .setPoint(value)))
    }
    var builder = FactoryBuilder(reading: reading, standardName: first.name, tree: tree)
    guard var factory = builder.build(tree) else { return nil }
    factory.name = first.name
    for (place, value) in values {
      factory.stations[place.station].setPoints[place.setPoint].value = value
    }
    return factory
  }
}

extension Factory {
  /// Gives the factory the way by which rules move its set-points.
  ///
  /// - Parameters:
  ///   - stages: The scenario from the start, and from each step of its timeline on.
  ///   - origin: The scenario in canonical form.
  mutating func openDoor(into stages: [ScenarioStage], origin: String) {
    let first = self
    setPointDoor = SetPointDoor(origin: origin) { step, values in
      stages.indices.contains(step + 1)
        ? stages[step + 1].factory(with: values, of: first) : nil
    }
  }
}
