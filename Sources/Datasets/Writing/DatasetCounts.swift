import DataTables
import FactoryModel
import FactorySimulation

/// What there is in a part of a dataset.
public struct DatasetCounts: Hashable, Sendable {
  /// Units.
  public private(set) var units = 0
  /// Rows, by table.
  public private(set) var rows: [String: Int] = [:]
  /// Readings that are there, of all sensors.
  public private(set) var readings = 0
  /// Failures, by what failed: `press.die`.
  public private(set) var failures: [String: Int] = [:]
  /// Lives that are known only to have lasted longer.
  public private(set) var censoredLives = 0
  /// Which lives are trajectories, where rows are those of whole lives.
  public private(set) var trajectories = TrajectoryCounts()

  /// All failures.
  public var allFailures: Int { failures.values.reduce(0, +) }

  mutating func add(_ history: UnitHistory, _ layout: DatasetLayout, unit: Int) {
    units += 1
    let factory = layout.shownFactory(of: unit)
    let machines = MachineList(factory)
    let from = history.window.from
    for entry in history.entries where entry.kind == .failure && entry.time >= from {
      let station = machines.stationIndex(of: Int(entry.machine))
      guard layout.selection.includes(station: station) else { continue }
      failures[
        "\(factory.stations[station].name).\(machines.subject(of: entry))", default: 0] += 1
    }
    let followed = layout.followedComponents
    for life in history.lives where life.ended >= from {
      let station = machines.stationIndex(of: Int(life.machine))
      let component = Int(life.component)
      guard layout.selection.includes(component: component, ofStation: station) else { continue }
      if life.end != .failure { censoredLives += 1 }
      if let choice = layout.plan.trajectories, followed[station] == component {
        trajectories.add(life, choice, in: history.window)
      }
    }
  }

  mutating func add(_ table: ColumnarTable, of description: DatasetTable) {
    rows[description.name, default: 0] += table.rowCount
    guard description.isReadings else { return }
    for column in table.columns where description.sensors.contains(column.description.name) {
      readings += column.isPresent?.count { $0 } ?? table.rowCount
    }
  }

  mutating func add(_ other: DatasetCounts) {
    units += other.units
    readings += other.readings
    censoredLives += other.censoredLives
    trajectories.add(other.trajectories)
    rows.merge(other.rows, uniquingKeysWith: +)
    failures.merge(other.failures, uniquingKeysWith: +)
  }
}
