import FactoryModel

/// A factory whose names are pseudonyms, of which tables tell; what is simulated is the factory itself.
struct PseudonymousFactory {
  /// The factory under its pseudonyms.
  private(set) var factory: Factory

  /// Renames what a factory has.
  ///
  /// Sensors and set-points keep their names, which say what is measured, but for those in which another name stands as a
  /// word: `die_force` of a component `die`.
  ///
  /// - Parameters:
  ///   - original: The factory.
  ///   - pseudonyms: The key.
  ///   - map: Where what stands for what is noted.
  /// - Throws: ``DatasetProblem`` where two names have one pseudonym.
  init(
    of original: Factory, _ pseudonyms: Pseudonyms, noting map: inout PseudonymMap
  ) throws(DatasetProblem) {
    factory = original
    func renamed(_ kind: Pseudonyms.Kind, _ name: String) throws(DatasetProblem) -> String {
      let pseudonym = pseudonyms.name(kind, name)
      try map.note(kind, name, pseudonym)
      return pseudonym
    }
    factory.name = try renamed(.factory, original.name)
    factory.start = PlantTime(seconds: original.start.seconds - Double(pseudonyms.days) * 86_400)
    for index in factory.products.indices {
      factory.products[index].name = try renamed(.product, factory.products[index].name)
    }
    for index in factory.customers.indices {
      factory.customers[index].name = try renamed(.customer, factory.customers[index].name)
    }
    for index in factory.stores.indices {
      factory.stores[index].name = try renamed(.store, factory.stores[index].name)
    }
    for index in factory.items.indices {
      factory.items[index].name = try renamed(.item, factory.items[index].name)
    }
    for index in factory.defects.indices {
      factory.defects[index] = try renamed(.defect, factory.defects[index])
    }
    let words = PseudonymousFactory.words(of: original)
    for index in factory.characteristics.indices
    where PseudonymousFactory.tells(factory.characteristics[index].name, of: words) {
      factory.characteristics[index].name = try renamed(
        .reading, factory.characteristics[index].name)
    }
    for station in factory.stations.indices {
      for machine in factory.stations[station].machines.indices {
        factory.stations[station].machines[machine].name = try renamed(
          .machine, factory.stations[station].machines[machine].name)
      }
      for component in factory.stations[station].components.indices {
        factory.stations[station].components[component].name = try renamed(
          .component, factory.stations[station].components[component].name)
      }
      for mode in factory.stations[station].failures.indices {
        factory.stations[station].failures[mode].name = try renamed(
          .failure, factory.stations[station].failures[mode].name)
      }
      for sensor in factory.stations[station].sensors.indices {
        let name = factory.stations[station].sensors[sensor].name
        if PseudonymousFactory.tells(name, of: words) {
          factory.stations[station].sensors[sensor].name = try renamed(.reading, name)
        }
      }
      for waveform in factory.stations[station].waveforms.indices {
        let name = factory.stations[station].waveforms[waveform].name
        if PseudonymousFactory.tells(name, of: words) {
          factory.stations[station].waveforms[waveform].name = try renamed(.reading, name)
        }
      }
      for point in factory.stations[station].setPoints.indices {
        let name = factory.stations[station].setPoints[point].name
        if PseudonymousFactory.tells(name, of: words) {
          factory.stations[station].setPoints[point].name = try renamed(.reading, name)
        }
      }
      factory.stations[station].name = try renamed(.station, factory.stations[station].name)
    }
  }

  /// The names that must not be told, in small letters.
  private static func words(of factory: Factory) -> Set<String> {
    var names = factory.products.map(\.name) + factory.customers.map(\.name)
    names += factory.stores.map(\.name) + factory.items.map(\.name) + factory.defects
    for station in factory.stations {
      names.append(station.name)
      names += station.machines.map(\.name) + station.components.map(\.name)
      names += station.failures.map(\.name)
    }
    return Set(names.map { $0.lowercased() })
  }

  /// Whether one of some names stands in a name, as the whole or as words between underscores.
  private static func tells(_ name: String, of words: Set<String>) -> Bool {
    let pieces = name.lowercased().split { $0 == "_" || $0 == "-" || $0 == "." || $0 == " " }
    for first in pieces.indices {
      for last in first..<pieces.endIndex
      where words.contains(pieces[first...last].joined(separator: "_")) {
        return true
      }
    }
    return false
  }
}
