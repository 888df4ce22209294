import DataTables
import EventKernel
import FactoryModel
import FactorySimulation

/// The table `ai4i`: the parts of a mill in the columns of AI4I 2020, with failures by its rules.
///
/// What is read comes from the factory's parts, row for row: the products `L`, `M` and `H`, sensors that are read `every: part`,
/// and a component `tool`. Labels follow from what the table shows (``MillingCut``), but two:
/// - TWF is the last part that a tool cut before it failed;
/// - RNF is drawn, with a chance of 0.1 %.
///
/// A machine fails if any of the five is there, as the description of the set says. (In the published file it is not so in
/// 27 of 10,000 rows: 18 have RNF alone and count as sound, 9 have none and count as failed.)
struct MillingTable {
  /// The sensors that a station needs, in the order of the columns, and the unit in which each shows its readings.
  static let sensors = [
    (name: "air_temperature", unit: "K"), (name: "process_temperature", unit: "K"),
    (name: "rotational_speed", unit: "rpm"), (name: "torque", unit: "N*m"),
    (name: "cutting_minutes", unit: "min"),
  ]
  /// The component whose failures are TWF.
  static let tool = "tool"
  /// The chance of RNF.
  static let randomFailure = 0.001
  /// The serial number of a part less its row number, by variant, as in the published table.
  static func serialStart(_ variant: MillingCut.Variant) -> Int64 {
    switch variant {
    case .low: 47_179
    case .medium: 14_859
    case .high: 29_413
    }
  }
  /// By how much the row numbers of a unit are ahead of those of the unit before.
  static let rowsOfUnit: Int64 = 1_000_000

  let station: Int
  private let factory: Factory
  /// The places of the sensors among those that are read when a part is finished.
  private let places: [Int]
  private let component: Int
  /// The variant of each product.
  private let variants: [MillingCut.Variant?]

  // MARK: - The table

  /// Describes the table of a factory.
  ///
  /// - Throws: ``DatasetProblem`` where no station has what the table needs.
  static func table(of factory: Factory) throws(DatasetProblem) -> DatasetTable {
    let stations = factory.stations.indices.filter { MillingTable($0, factory) != nil }
    guard let station = stations.first else {
      let needed = sensors.map { "'\($0.name)' in \($0.unit)" }.joined(separator: ", ")
      throw DatasetProblem(
        .input,
        "the table ai4i needs a station with the component 'tool' and the sensors \(needed), each of them "
          + "'every: part', and products called L, M and H; scenarios/milling-ai4i.yaml has them")
    }
    return DatasetTable(
      name: "ai4i", meaning: "A part, in the columns of AI4I 2020", schema: schema,
      rows: .milling(station: station),
      sensors: Set(schema[3..<7].map(\.name)), labels: Set(schema[8...].map(\.name)))
  }

  /// The columns of AI4I 2020, with its names.
  static let schema: [ColumnDescription] = {
    func failure(_ name: String, _ meaning: String) -> ColumnDescription {
      ColumnDescription(name: name, type: .int32, meaning: "Label: " + meaning)
    }
    return [
      ColumnDescription(
        name: "UDI", type: .int64, meaning: "The row, from 1; from a million more for each unit"),
      ColumnDescription(
        name: "Product ID", type: .text, meaning: "The variant and a serial number"),
      ColumnDescription(
        name: "Type", type: .category, meaning: "The variant: L, M or H for low, medium, high"),
      ColumnDescription(name: "Air temperature [K]", type: .float64, unit: "K"),
      ColumnDescription(name: "Process temperature [K]", type: .float64, unit: "K"),
      ColumnDescription(name: "Rotational speed [rpm]", type: .int64, unit: "1/min"),
      ColumnDescription(name: "Torque [Nm]", type: .float64, unit: "N*m"),
      ColumnDescription(
        name: "Tool wear [min]", type: .int64, unit: "min",
        meaning: "How long the tool had cut before this part"),
      failure("Machine failure", "1 if any of the following is 1"),
      failure("TWF", "1 if it is the last part before the tool failed"),
      failure("HDF", "1 if process and air differ by less than 8.6 K below 1380 rpm"),
      failure("PWF", "1 if the power is below 3500 W or above 9000 W"),
      failure("OSF", "1 if wear times torque is above 11000, 12000 or 13000 min N m (L, M, H)"),
      failure("RNF", "1 with a chance of 0.1 %"),
    ]
  }()

  // MARK: - Rows

  /// The mill of a factory; `nil` where the station is none.
  init?(_ station: Int, _ factory: Factory) {
    let mill = factory.stations[station]
    let read = mill.sensors.filter { $0.rhythm == .part }
    var places: [Int] = []
    for (name, unit) in MillingTable.sensors {
      guard let place = read.firstIndex(where: { $0.name == name && $0.unit.name == unit }) else {
        return nil
      }
      places.append(place)
    }
    guard let component = mill.components.firstIndex(where: { $0.name == MillingTable.tool }) else {
      return nil
    }
    let variants = factory.products.map { MillingCut.Variant(rawValue: $0.name) }
    guard Set(variants.compactMap(\.self)).count == MillingCut.Variant.allCases.count else {
      return nil
    }
    self.station = station
    self.factory = factory
    self.places = places
    self.component = component
    self.variants = variants
  }

  /// A part with what is known of it beside its readings.
  private struct Row {
    var time: Double
    var cut: MillingCut
    var isLastOfFailedTool: Bool
  }

  /// The rows that a unit gives, in the order in which its parts were finished; parts of which a reading is missing are left out.
  func table(
    _ record: UnitRecord, _ history: UnitHistory, seed: UInt64
  ) throws(DataFileProblem) -> ColumnarTable {
    var rows: [Row] = []
    let machines = MachineList(factory)
    let mill = factory.stations[station]
    for machine in mill.machines.indices {
      let labels = MachineLabels(
        history, machine: machines.number(ofStation: station, machine: machine),
        components: mill.components.count)
      let begin = rows.count
      for place in record.readings.blocks(ofStation: station, machine: machine, panel: .parts) {
        add(try record.readings.block(place), in: history.window, to: &rows)
      }
      let lives = labels.lives(of: component, at: rows[begin...].map(\.time))
      markFailedTools(lives, from: begin, &rows)
    }
    rows.sort { $0.time < $1.time }
    return table(rows, unit: record.unit, seed: seed)
  }

  private func add(_ block: ReadingBlock, in window: RecordWindow, to rows: inout [Row]) {
    let columns = places.map { Array(block.readings($0)) }
    for row in 0..<block.rowCount where window.contains(block.times[row]) {
      let product = Int(block.products[row])
      guard product >= 0, let variant = variants[product],
        !columns.contains(where: { $0[row].isNaN })
      else { continue }
      /// A reading in whole tenths or whole units, as the table shows it.
      func shown(_ column: Int, digits scale: Double) -> Double {
        (Double(columns[column][row]) * scale).rounded() / scale
      }
      rows.append(
        Row(
          time: block.times[row],
          cut: MillingCut(
            variant: variant, airTemperature: shown(0, digits: 10),
            processTemperature: shown(1, digits: 10), rotationalSpeed: shown(2, digits: 1),
            torque: shown(3, digits: 10), toolWear: shown(4, digits: 1)),
          isLastOfFailedTool: false))
    }
  }

  private func markFailedTools(
    _ lives: [MachineLabels.LifeLabel], from begin: Int, _ rows: inout [Row]
  ) {
    for (place, life) in lives.enumerated() where life.end == .failure {
      let isLast = place + 1 == lives.count || lives[place + 1].ordinal != life.ordinal
      if isLast { rows[begin + place].isLastOfFailedTool = true }
    }
  }

  private func table(_ rows: [Row], unit: Int, seed: UInt64) -> ColumnarTable {
    let key = StreamKey(
      seed: seed, replication: UInt64(unit), path: "dataset.ai4i", purpose: "random failure")
    let random = rows.indices.map { row in
      var stream = RandomStream(key, ordinal: UInt64(row))
      return stream.uniform() < MillingTable.randomFailure
    }
    let cuts = rows.map(\.cut)
    let modes = [
      rows.map(\.isLastOfFailedTool), cuts.map(\.failsByHeat), cuts.map(\.failsByPower),
      cuts.map(\.failsByOverstrain), random,
    ]
    let failed = rows.indices.map { row in modes.contains { $0[row] } }
    let numbers = rows.indices.map { Int64(unit) * MillingTable.rowsOfUnit + Int64($0) + 1 }
    let names = zip(cuts, numbers).map { cut, number in
      cut.variant.rawValue + "\(MillingTable.serialStart(cut.variant) + number)"
    }
    let levels = MillingCut.Variant.allCases
    let columns: [ColumnValues] =
      [
        .int64(numbers), .text(names),
        .category(
          codes: cuts.map { Int32(levels.firstIndex(of: $0.variant) ?? 0) },
          levels: levels.map(\.rawValue)),
        .float64(cuts.map(\.airTemperature)), .float64(cuts.map(\.processTemperature)),
        .int64(cuts.map { Int64($0.rotationalSpeed) }), .float64(cuts.map(\.torque)),
        .int64(cuts.map { Int64($0.toolWear) }),
      ] + ([failed] + modes).map { .int32($0.map { $0 ? 1 : 0 }) }
    return ColumnarTable(
      zip(MillingTable.schema, columns).map { TableColumn($0, $1, isPresent: nil) })
  }
}
