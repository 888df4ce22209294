public import DataTables
import FactoryModel
import FactorySimulation

/// A table of a dataset: what it is called, what its rows are, and its columns.
public struct DatasetTable: Hashable, Sendable {
  /// What the rows of a table are.
  enum Rows: Hashable, Sendable {
    /// Readings of the machines of a station: of sensors of one rhythm, or snapshots.
    case readings(station: Int, ReadingPanel)
    case failures, maintenance, inspections, warnings, lives, machines
    /// What customers wanted, parts that left, and what gauges read of them.
    case demand, parts, measurements
    /// Parts that operations of a station inspected.
    case inspectedParts(station: Int)
    /// Parts of a mill, as AI4I 2020 has them.
    case milling(station: Int)
  }

  /// The name, which files bear.
  public let name: String
  /// What a row is, in a sentence without a full stop.
  public let meaning: String
  /// The columns.
  public let schema: [ColumnDescription]
  /// The names of the columns that sensors show.
  public let sensors: Set<String>
  /// The names of the columns that are made of what sensors showed before.
  public let features: Set<String>
  /// The names of the columns that tell what nobody sees in a real factory, or what has still to come.
  public let labels: Set<String>
  let rows: Rows
  /// How many samples stand in a row beside its other values.
  let samplesPerRow: Int

  /// The most rows that are encoded together.
  var groupRows: Int {
    max(64, min(262_144, 4_194_304 / max(1, schema.count + samplesPerRow)))
  }

  init(
    name: String, meaning: String, schema: [ColumnDescription], rows: Rows, samplesPerRow: Int = 0,
    sensors: Set<String> = [], features: Set<String> = [], labels: Set<String> = []
  ) {
    self.name = name
    self.meaning = meaning
    self.schema = schema
    self.rows = rows
    self.samplesPerRow = samplesPerRow
    self.sensors = sensors
    self.features = features
    self.labels = labels
  }

  /// The tables of a dataset, before anything is chosen of them.
  ///
  /// - Parameters:
  ///   - factories: The factories of its arms; the readings of all of them have the same columns.
  ///   - shape: The well-known set in whose shape there is a table more.
  ///   - isCut: Whether parts of the split end while units go on.
  ///   - keepsParts: Whether tables of parts and measurements are asked for.
  /// - Returns: The tables, readings first.
  /// - Throws: ``DatasetProblem`` where the name of a sensor is that of a label, or the factory has not what the shape needs.
  static func tables(
    of factories: [Factory], shape: DatasetShape? = nil, isCut: Bool = false,
    keepsParts: Bool = false
  ) throws(DatasetProblem) -> [DatasetTable] {
    let factory = factories[0]
    var tables: [DatasetTable] = []
    for (index, station) in factory.stations.enumerated() {
      for panel in ReadingPanel.all(of: station) {
        let columns = ReadingColumns(station, factory, panel)
        let schema = columns.schema
        var seen: Set<String> = []
        for column in schema where !seen.insert(column.name).inserted {
          throw DatasetProblem(
            .input,
            "station '\(station.name)' has two columns called '\(column.name)' in the dataset: a sensor, a feature of one, "
              + "a set-point or a label; call one of them something else")
        }
        tables.append(
          DatasetTable(
            name: panel.tableName(station), meaning: panel.meaning(station), schema: schema,
            rows: .readings(station: index, panel),
            samplesPerRow: panel.samplesPerRow(station), sensors: Set(columns.readingNames),
            features: Set(columns.featureNames), labels: Set(columns.labels.map(\.name))))
      }
    }
    tables += EventColumns.tables(isCut: isCut).filter { table in
      factories.contains { table.canHaveRows(in: $0) }
    }
    tables += FlowColumns.tables(of: factory, keepsParts: keepsParts)
    if keepsParts { tables += try InspectionColumns.tables(of: factory) }
    if shape == .ai4i { tables.append(try MillingTable.table(of: factory)) }
    var names: Set<String> = []
    for table in tables where !names.insert(table.name).inserted {
      throw DatasetProblem(
        .input,
        "a station called '\(table.name)' would have its readings in a table of that name, which the dataset "
          + "has already; call the station something else")
    }
    return tables
  }
}

extension DatasetTable {
  /// Whether anything in a factory gives it rows.
  fileprivate func canHaveRows(in factory: Factory) -> Bool {
    let rules = ([factory] + factory.timeline.map(\.factory)).flatMap(\.rules)
    return switch rows {
    case .readings, .failures, .maintenance, .machines, .milling: true
    case .demand, .parts, .measurements, .inspectedParts: true
    case .inspections: rules.contains { $0.inspection != nil || $0.look != .always }
    case .warnings: rules.contains { if case .warning = $0.trigger { true } else { false } }
    case .lives: factory.stations.contains { !$0.components.isEmpty }
    }
  }

  /// Whether its rows are orders of customers, parts, or what gauges read of them.
  var isFlow: Bool {
    switch rows {
    case .demand, .parts, .measurements, .inspectedParts: true
    default: false
    }
  }

  /// Whether its rows are readings of sensors.
  var isReadings: Bool { if case .readings = rows { true } else { false } }
}
