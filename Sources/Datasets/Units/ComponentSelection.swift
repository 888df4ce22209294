import FactoryModel
import FactorySimulation
import Scenarios

/// The components of which a dataset tells; all of them, or those that were asked for.
struct ComponentSelection: Hashable, Sendable {
  /// The components that are chosen, by index, of each station.
  let components: [[Int]]
  /// Whether all of them are, and machines without any are in, too.
  let isWhole: Bool

  /// Finds the components that some names mean.
  ///
  /// - Parameters:
  ///   - names: `press.die`, `press.*.die`, or `die` for those of all stations; empty for everything.
  ///   - factory: The factory.
  /// - Throws: ``DatasetProblem`` where a name means none.
  init(_ names: [String], in factory: Factory) throws(DatasetProblem) {
    isWhole = names.isEmpty
    var chosen = factory.stations.map { _ in Set<Int>() }
    for name in names {
      let places = ComponentSelection.places(of: name, in: factory)
      guard !places.isEmpty else { throw ComponentSelection.unknown(name, in: factory) }
      for (station, component) in places { chosen[station].insert(component) }
    }
    components =
      names.isEmpty
      ? factory.stations.map { Array($0.components.indices) } : chosen.map { $0.sorted() }
  }

  private static func places(of name: String, in factory: Factory) -> [(Int, Int)] {
    let words = name.split(separator: ".", omittingEmptySubsequences: false)
    guard let last = words.last, words.count < 3 || (words.count == 3 && words[1] == "*") else {
      return []
    }
    var places: [(Int, Int)] = []
    for (index, station) in factory.stations.enumerated()
    where words.count == 1 || station.name == words[0] {
      for (component, described) in station.components.enumerated() where described.name == last {
        places.append((index, component))
      }
    }
    return places
  }

  private static func unknown(_ name: String, in factory: Factory) -> DatasetProblem {
    let known = factory.stations.flatMap { station in
      station.components.map { "\(station.name).\($0.name)" }
    }
    guard !known.isEmpty else {
      return DatasetProblem(
        .input, "there is no component '\(name)': no station of the factory has components")
    }
    let short = known.map { String($0.split(separator: ".").last ?? "") }
    let plain = name.replacing(".*.", with: ".")
    let meant =
      NearestName.of(plain, among: plain.contains(".") ? known : short)
      .map { "; did you mean '\($0)'?" } ?? ""
    return DatasetProblem(
      .usage,
      "there is no component '\(name)'\(meant.isEmpty ? ";" : meant) known are \(known.joined(separator: ", "))"
    )
  }

  /// Whether the machines of a station are in.
  func includes(station: Int) -> Bool { isWhole || !components[station].isEmpty }

  /// Whether a component of a station is in.
  func includes(component: Int, ofStation station: Int) -> Bool {
    components[station].contains(component)
  }
}
