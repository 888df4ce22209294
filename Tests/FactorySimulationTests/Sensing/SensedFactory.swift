import FactoryModel
import FactorySimulation

/// What a replication tells: its readings, machine by machine, and its account.
struct SensedRun {
  /// The rows of a machine, all blocks one behind the other.
  struct Rows: Equatable {
    var times: [Double] = []
    /// Sensor by sensor; bits, so that what is no number compares.
    var values: [[UInt32]] = []
    var wear: [[Float]] = []
    var states: [MachineState] = []
    var products: [Int16] = []

    /// The first column and moment that differ, in words.
    func firstDifference(from other: Rows) -> String? {
      if times != other.times { return "times" }
      for sensor in values.indices {
        for row in times.indices where values[sensor][row] != other.values[sensor][row] {
          return "sensor \(sensor), at \(times[row]) s: \(readings(sensor)[row]), "
            + "\(other.readings(sensor)[row])"
        }
      }
      if let row = times.indices.first(where: { states[$0] != other.states[$0] }) {
        return "state at \(times[row]) s"
      }
      if let row = times.indices.first(where: { products[$0] != other.products[$0] }) {
        return "product at \(times[row]) s"
      }
      return wear == other.wear ? nil : "wear"
    }

    func readings(_ sensor: Int) -> [Float] { values[sensor].map(Float.init(bitPattern:)) }
  }

  struct Place: Hashable {
    var station: Int
    var machine: Int
    var isPerPart = false
  }

  var rows: [Place: Rows] = [:]
  var account: RunAccount
  var history: PlantHistory

  init(
    _ factory: Factory, seed: UInt64 = 1, replication: UInt64 = 0,
    _ request: ReadingRequest = ReadingRequest()
  ) throws {
    var simulation = FactorySimulation(
      factory, seed: seed, replication: replication, readings: request)
    var collected: [Place: Rows] = [:]
    func collect(_ blocks: [ReadingBlock]) {
      for block in blocks {
        let place = Place(
          station: block.station, machine: block.machine, isPerPart: block.isPerPart)
        var rows = collected[place, default: Rows()]
        if rows.values.isEmpty {
          rows.values = Array(repeating: [], count: block.sensorCount)
          rows.wear = Array(repeating: [], count: block.wear.count / block.rowCount)
        }
        rows.times += block.times
        rows.states += block.states
        rows.products += block.products
        for sensor in rows.values.indices {
          rows.values[sensor] += block.readings(sensor).map(\.bitPattern)
        }
        for component in rows.wear.indices { rows.wear[component] += block.wear(of: component) }
        collected[place] = rows
      }
    }
    while try simulation.advance(maximumEvents: 1_000) { collect(simulation.takeReadings()) }
    collect(simulation.takeReadings())
    rows = collected
    account = simulation.account()
    history = simulation.history
  }
}

extension Sensor {
  /// A sensor that shows an input, or a number.
  static func reading(
    _ expression: FormulaExpression, every rhythm: Rhythm, name: String = "reading"
  ) throws -> Sensor {
    Sensor(name: name, value: try FormulaProgram(expression), rhythm: rhythm)
  }
}
