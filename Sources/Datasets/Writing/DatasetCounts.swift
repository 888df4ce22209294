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

  /// All failures.
  public var allFailures: Int { failures.values.reduce(0, +) }

  mutating func add(_ record: UnitRecord, _ factory: Factory) {
    units += 1
    let machines = MachineList(factory)
    for entry in record.history.entries
    where entry.kind == .failure && entry.time >= factory.warmUp {
      let station = machines.station(of: Int(entry.machine)).name
      failures["\(station).\(machines.subject(of: entry))", default: 0] += 1
    }
    censoredLives += record.history.lives.count { $0.end != .failure && $0.ended >= factory.warmUp }
  }

  mutating func add(_ table: ColumnarTable, of description: DatasetTable) {
    rows[description.name, default: 0] += table.rowCount
    for column in table.columns where description.sensors.contains(column.description.name) {
      readings += column.isPresent?.count { $0 } ?? table.rowCount
    }
  }

  mutating func add(_ other: DatasetCounts) {
    units += other.units
    readings += other.readings
    censoredLives += other.censoredLives
    rows.merge(other.rows, uniquingKeysWith: +)
    failures.merge(other.failures, uniquingKeysWith: +)
  }
}
