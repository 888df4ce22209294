import FactoryModel
import FactorySimulation

/// The machines of a factory, counted over all stations: those of the first station come first, then those of the
/// second.
///
/// The one place that knows how a machine's number, as the history of a unit has it, leads to its station, its place in
/// it, and the names of what fails there.
struct MachineList: Hashable, Sendable {
  /// The stations, in the order of the factory.
  private let stations: [Station]
  /// The station of each machine.
  private let stationOfMachine: [Int]
  /// The number of each station's first machine.
  private let firstOfStation: [Int]
  /// The names, in order.
  let names: [String]

  init(_ factory: Factory) {
    stations = factory.stations
    names = factory.stations.flatMap { $0.machines.map(\.name) }
    stationOfMachine = factory.stations.enumerated().flatMap { index, station in
      [Int](repeating: index, count: station.machines.count)
    }
    var first: [Int] = []
    var count = 0
    for station in factory.stations {
      first.append(count)
      count += station.machines.count
    }
    firstOfStation = first
  }

  /// How many machines there are.
  var count: Int { names.count }

  /// The numbers of a station's machines.
  func machines(ofStation station: Int) -> Range<Int> {
    firstOfStation[station]..<firstOfStation[station] + stations[station].machines.count
  }

  /// The number of a machine that is known by its place in its station.
  func number(ofStation station: Int, machine: Int) -> Int { firstOfStation[station] + machine }

  /// The place in the factory of a machine's station.
  func stationIndex(of machine: Int) -> Int { stationOfMachine[machine] }

  /// The station of a machine.
  func station(of machine: Int) -> Station { stations[stationOfMachine[machine]] }

  /// A machine's place in its station.
  func ownIndex(of machine: Int) -> Int { machine - firstOfStation[stationOfMachine[machine]] }

  /// The component of a life.
  func component(of life: PlantHistory.Life) -> Component {
    station(of: Int(life.machine)).components[Int(life.component)]
  }

  /// The name of what an entry of the history is about: a component, a failure mode or a stop.
  func subject(of entry: PlantHistory.Entry) -> String {
    let station = station(of: Int(entry.machine))
    return entry.component >= 0
      ? station.components[Int(entry.component)].name : station.failures[Int(entry.mode)].name
  }
}
