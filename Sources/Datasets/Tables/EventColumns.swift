import DataTables
import FactoryModel
import FactorySimulation

/// Tables of what happened to machines.
enum EventColumns {
  private static let unit = ColumnDescription(
    name: "unit", type: .int32, meaning: "The plant, from 1")
  private static let machine = ColumnDescription(
    name: "machine", type: .category, meaning: "The machine")
  private static func time(_ meaning: String) -> ColumnDescription {
    ColumnDescription(name: "time", type: .timestamp, meaning: meaning)
  }
  private static func subject(_ meaning: String) -> ColumnDescription {
    ColumnDescription(name: "subject", type: .text, meaning: meaning)
  }

  /// The tables.
  ///
  /// - Parameter isCut: Whether parts end while units go on, so that it is not known what comes of a warning or a life.
  /// - Returns: The tables, in order.
  static func tables(isCut: Bool) -> [DatasetTable] {
    [
      DatasetTable(
        name: "machines", meaning: "A machine of a unit",
        schema: [
          unit, machine,
          ColumnDescription(
            name: "station", type: .category, meaning: "The station to which it belongs"),
        ], rows: .machines),
      DatasetTable(
        name: "failures", meaning: "A failure of a machine",
        schema: [
          unit, machine, time("When it failed"), subject("The component, or the failure mode"),
          ColumnDescription(
            name: "is_component", type: .boolean, meaning: "Whether a component failed"),
        ], rows: .failures),
      DatasetTable(
        name: "maintenance", meaning: "Work on a machine",
        schema: [
          unit, machine, time("When the work began"),
          ColumnDescription(
            name: "duration", type: .float64, unit: "s",
            meaning: "How long it took; missing where it was not done at the end of the record",
            isOptional: true),
          subject("The component, failure mode or stop"),
          ColumnDescription(name: "work", type: .category, meaning: "What was done"),
          ColumnDescription(
            name: "after_failure", type: .boolean,
            meaning: "Whether it was done because of a failure"
          ),
        ], rows: .maintenance),
      DatasetTable(
        name: "inspections", meaning: "A look at a component",
        schema: [
          unit, machine, time("When it was looked at"), subject("The component"),
          ColumnDescription(
            name: "wear", type: .float64, meaning: "Label: its wear, 0 when new and 1 at failure"),
        ], rows: .inspections, labels: ["wear"]),
      DatasetTable(
        name: "warnings", meaning: "A warning of a failure",
        schema: [
          unit, machine, time("When it came"), subject("The component"),
          ColumnDescription(
            name: "is_right", type: .boolean,
            meaning: "Label: whether it is right"
              + (isCut ? "; missing where that is not known at the end of the part" : ""),
            isOptional: isCut),
        ], rows: .warnings, labels: ["is_right"]),
      DatasetTable(
        name: "lives", meaning: "A life of a component, from its beginning or latest repair",
        schema: [
          unit, machine,
          ColumnDescription(name: "component", type: .text, meaning: "The component"),
          ColumnDescription(name: "life", type: .int32, meaning: "Which of its lives, from 0"),
          ColumnDescription(
            name: "began", type: .timestamp,
            meaning: "When it began; at the start of the simulation where it had begun before"),
          ColumnDescription(name: "ended", type: .timestamp, meaning: "When it ended"),
          ColumnDescription(
            name: "ends_by", type: .category,
            meaning: "How it ended; by anything but failure it is censored"),
          ColumnDescription(
            name: "age_at_beginning", type: .float64,
            meaning:
              "Its age on its own clock when this life began, in seconds, or parts where those are counted"
          ),
          ColumnDescription(
            name: "age_at_end", type: .float64,
            meaning:
              "Its age on its own clock when this life ended, in seconds, or parts where those are counted"
              + (isCut ? "; missing where it went on at the end of the part" : ""),
            isOptional: isCut),
        ], rows: .lives),
    ]
  }

  /// The rows of a table of events that a unit gives.
  static func table(
    _ table: DatasetTable, unit: Int, _ history: UnitHistory, _ factory: Factory,
    _ selection: ComponentSelection
  ) -> ColumnarTable {
    let rows = EventRows(table, unit: unit, history, factory, selection)
    switch table.rows {
    case .readings, .milling, .demand, .parts, .measurements, .inspectedParts:
      preconditionFailure("they are made of readings, or of the flow")
    case .machines: return rows.machines()
    case .failures: return rows.failures()
    case .maintenance: return rows.maintenance()
    case .inspections: return rows.looks()
    case .warnings: return rows.warnings()
    case .lives: return rows.lives()
    }
  }
}

/// The rows of tables of events, while they are collected.
private struct EventRows {
  let schema: [ColumnDescription]
  let history: UnitHistory
  let factory: Factory
  let selection: ComponentSelection
  let unit: Int32
  private let machineList: MachineList
  /// Readings begin after the warm-up, and so do the tables.
  private let entries: [PlantHistory.Entry]

  init(
    _ table: DatasetTable, unit: Int, _ history: UnitHistory, _ factory: Factory,
    _ selection: ComponentSelection
  ) {
    schema = table.schema
    self.history = history
    self.factory = factory
    self.selection = selection
    self.unit = Int32(unit + 1)
    let machineList = MachineList(factory)
    self.machineList = machineList
    entries = history.entries.filter {
      $0.time >= history.window.from
        && selection.includes(station: machineList.stationIndex(of: Int($0.machine)))
    }
  }

  private func machine(_ codes: [Int32]) -> ColumnValues {
    .category(codes: codes, levels: machineList.names)
  }

  private func units(_ count: Int) -> ColumnValues {
    .int32([Int32](repeating: unit, count: count))
  }

  private func moment(_ time: Double) -> Int64 { factory.start.microseconds(after: time) }

  private func subjects(_ entries: [PlantHistory.Entry]) -> ColumnValues {
    .text(entries.map(machineList.subject))
  }

  private func table(_ values: [ColumnValues], _ presence: [Int: [Bool]] = [:]) -> ColumnarTable {
    ColumnarTable(
      schema.indices.map { TableColumn(schema[$0], values[$0], isPresent: presence[$0]) })
  }

  func machines() -> ColumnarTable {
    let machines = (0..<machineList.count).filter {
      selection.includes(station: machineList.stationIndex(of: $0))
    }
    return table([
      units(machines.count), machine(machines.map { Int32($0) }),
      .category(
        codes: machines.map { Int32(machineList.stationIndex(of: $0)) },
        levels: factory.stations.map(\.name)),
    ])
  }

  /// The columns that tables of events begin with.
  private func beginning(_ entries: [PlantHistory.Entry]) -> [ColumnValues] {
    [
      units(entries.count), machine(entries.map(\.machine)),
      .timestamp(entries.map { moment($0.time) }),
    ]
  }

  func failures() -> ColumnarTable {
    let entries = entries.filter { $0.kind == .failure }
    return table(
      beginning(entries) + [
        subjects(entries), .boolean(entries.map { $0.component >= 0 }),
      ])
  }

  func maintenance() -> ColumnarTable {
    let begun = entries.indices.filter { entries[$0].kind == .workBegins }
    let chosen = begun.map { entries[$0] }
    let durations = durations()
    let found = begun.map { durations[$0] }
    return table(
      beginning(chosen) + [
        .float64(found.map { $0 ?? 0 }), subjects(chosen),
        .category(
          codes: chosen.map { Int32($0.work.rawValue) },
          levels: PlantHistory.Work.allCases.map(\.name)),
        .boolean(chosen.map(\.isAfterFailure)),
      ], [3: found.map { $0 != nil }])
  }

  /// How long the work took that began with each entry.
  private func durations() -> [Int: Double] {
    struct Job: Hashable {
      var machine: Int32
      var mode: Int32
      var component: Int32
    }
    var open: [Job: Int] = [:]
    var durations: [Int: Double] = [:]
    for (index, entry) in entries.enumerated() {
      let job = Job(machine: entry.machine, mode: entry.mode, component: entry.component)
      switch entry.kind {
      case .workBegins: open[job] = index
      case .workEnds:
        if let begun = open.removeValue(forKey: job) {
          durations[begun] = entry.time - entries[begun].time
        }
      case .failure, .found, .warning, .look: break
      }
    }
    return durations
  }

  func looks() -> ColumnarTable {
    let entries = entries.filter { $0.kind == .look }
    return table(
      beginning(entries) + [subjects(entries), .float64(entries.map { $0.wear ?? 0 })])
  }

  func warnings() -> ColumnarTable {
    let entries = entries.filter { $0.kind == .warning }
    let isSettled = entries.map(history.isSettled)
    return table(
      beginning(entries) + [subjects(entries), .boolean(entries.map(\.isAfterFailure))],
      isSettled.contains(false) ? [4: isSettled] : [:])
  }

  func lives() -> ColumnarTable {
    // In the order of machines and components, and not of ends.
    let lives = history.lives.filter { life in
      life.ended >= history.window.from
        && selection.includes(
          component: Int(life.component),
          ofStation: machineList.stationIndex(of: Int(life.machine)))
    }.sorted {
      ($0.machine, $0.component, $0.ordinal) < ($1.machine, $1.component, $1.ordinal)
    }
    let hasAge = lives.map { !$0.ageAtEnd.isNaN }
    return table(
      [
        units(lives.count), machine(lives.map(\.machine)),
        .text(lives.map { machineList.component(of: $0).name }), .int32(lives.map(\.ordinal)),
        .timestamp(lives.map { moment($0.began) }),
        .timestamp(lives.map { moment($0.ended) }),
        .category(
          codes: lives.map { Int32($0.end.rawValue) },
          levels: PlantHistory.Life.End.allCases.map(\.name)),
        .float64(lives.map(\.ageAtBeginning)), .float64(lives.map(\.ageAtEnd)),
      ], hasAge.contains(false) ? [8: hasAge] : [:])
  }
}

extension PlantHistory.Work {
  /// What stands in tables.
  fileprivate var name: String {
    switch self {
    case .repair: "repair"
    case .stop: "stop"
    case .replace: "replacement"
    case .inspect: "inspection"
    }
  }
}
