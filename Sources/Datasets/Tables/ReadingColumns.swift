import DataTables
import FactoryModel
import FactorySimulation
import SensorSignals
import SignalFeatures

/// The columns of readings: where and when, what the sensors show, what was set, what the machine did, and what is true
/// and nobody sees.
struct ReadingColumns {
  let station: Station
  let panel: ReadingPanel
  /// The sensors of one number; empty for snapshots.
  private let sensors: [Sensor]
  /// What takes the snapshots; `nil` for sensors of one number.
  private let waveform: Waveform?
  private let products: [String]
  private let machineNames: [String]
  /// What may fail: components, then failure modes.
  private let failureNames: [String]
  private let start: PlantTime
  /// The set-points before the first step of the timeline, and from each on.
  private let setPoints: [(from: Double, values: [SetPoint])]

  init(_ station: Station, _ factory: Factory, _ panel: ReadingPanel) {
    self.station = station
    self.panel = panel
    switch panel {
    case .moments: (sensors, waveform) = (station.sensors.filter { $0.rhythm != .part }, nil)
    case .parts: (sensors, waveform) = (station.sensors.filter { $0.rhythm == .part }, nil)
    case .snapshots(let place): (sensors, waveform) = ([], station.waveforms[place])
    }
    products = factory.products.map(\.name)
    machineNames = MachineList(factory).names
    failureNames = station.components.map(\.name) + station.failures.map(\.name)
    start = factory.start
    let place = factory.stations.firstIndex { $0.name == station.name } ?? 0
    setPoints =
      [(from: -Double.infinity, values: station.setPoints)]
      + factory.timeline.map { ($0.time, $0.factory.stations[place].setPoints) }
  }

  /// Whether some row may come when its time stamp does not say it.
  private var hasArrivals: Bool {
    sensors.contains { sensor in
      sensor.faults.contains { plan in
        switch plan.behavior {
        case .late, .clockSkew: true
        default: false
        }
      }
    }
  }

  // MARK: - Schema

  var schema: [ColumnDescription] { observed + labels }

  /// The names of the columns that sensors show.
  var readingNames: [String] {
    sensors.map(\.name) + (waveform == nil ? [] : [ReadingColumns.samples])
  }

  /// The names of the columns that are made of what sensors show.
  var featureNames: [String] { features.map(\.name) }

  /// What the column of a snapshot's samples is called.
  static let samples = "samples"

  /// The names of the columns that tell of a component.
  static func labelNames(of component: String) -> [String] {
    ["wear", "life", "remaining_useful_life", "ends_by"].map { component + "_" + $0 }
  }

  /// What could be seen in a real factory.
  private var observed: [ColumnDescription] {
    var schema = [
      ColumnDescription(name: "unit", type: .int32, meaning: "The plant, from 1"),
      ColumnDescription(name: "machine", type: .category, meaning: "The machine"),
      ColumnDescription(name: "time", type: .timestamp, meaning: "When, by the clock of the plant"),
    ]
    for sensor in sensors {
      schema.append(
        ColumnDescription(
          name: sensor.name, type: .float32, unit: sensor.unit.shownName,
          meaning: "What the sensor \(sensor.name) shows", isOptional: true))
    }
    schema += features
    if let waveform {
      schema.append(
        ColumnDescription(
          name: ReadingColumns.samples, type: .float32List, unit: waveform.unit.shownName,
          meaning: "The samples of the snapshot, one behind the other"))
    }
    if hasArrivals {
      schema.append(
        ColumnDescription(
          name: "received", type: .timestamp, meaning: "When the row came, by a clock that is right"
        ))
    }
    for point in station.setPoints {
      schema.append(
        ColumnDescription(
          name: "set_" + point.name, type: .float64, unit: point.unit.shownName,
          meaning: "The set-point \(point.name)"))
    }
    schema += [
      ColumnDescription(name: "state", type: .category, meaning: "What the machine did"),
      ColumnDescription(
        name: "product", type: .category, meaning: "The product on the machine", isOptional: true),
    ]
    return schema
  }

  /// What is made of readings, row by row.
  private var features: [ColumnDescription] {
    if let waveform {
      return waveform.features.map { feature in
        ColumnDescription(
          name: feature.name, type: .float32, unit: unit(of: feature, waveform.unit.name),
          meaning: "What is made of the snapshot: \(feature.name)", isOptional: true)
      }
    }
    return sensors.flatMap { sensor in
      sensor.features.map { feature in
        ColumnDescription(
          name: "\(sensor.name)_\(feature.name)", type: .float64,
          unit: unit(of: feature, sensor.unit.name),
          meaning: "What is made of the readings of \(sensor.name) so far: \(feature.name)",
          isOptional: true)
      }
    }
  }

  private func unit(of feature: ReadingFeature, _ unit: String) -> String? {
    switch feature {
    case .last, .mean, .deviation, .least, .greatest, .exponentialMean, .aboveBaseline,
      .meanDifference, .exceedance, .lifeMean, .lifeGreatest:
      unit.isEmpty ? nil : unit
    case .slope, .lifeSlope: unit.isEmpty ? "1/s" : "\(unit)/s"
    case .age, .silence: "s"
    case .baselineScore, .count, .missing: nil
    }
  }

  private func unit(of feature: SnapshotFeature, _ unit: String) -> String? {
    guard !unit.isEmpty, feature.unitPower > 0 else { return nil }
    return feature.unitPower == 1 ? unit : "(\(unit))^2"
  }

  /// What nobody sees, or what has still to come.
  var labels: [ColumnDescription] {
    var schema: [ColumnDescription] = []
    for component in station.components.map(\.name) {
      schema += [
        ColumnDescription(
          name: component + "_wear", type: .float32,
          meaning:
            "Label: the hidden wear of \(component), 0 when new and 1 at failure; of a life, "
            + "age by mean life"),
        ColumnDescription(
          name: component + "_life", type: .int32,
          meaning: "Label: which life of \(component) in this machine, from 0"),
        ColumnDescription(
          name: component + "_remaining_useful_life", type: .int64, unit: "s",
          meaning: "Label: the time until this life of \(component) ends, whichever way"),
        ColumnDescription(
          name: component + "_ends_by", type: .category,
          meaning:
            "Label: how this life of \(component) ends; by anything but failure it is censored"),
      ]
    }
    for sensor in sensors where !sensor.faults.isEmpty {
      schema.append(
        ColumnDescription(
          name: sensor.name + "_fault", type: .category,
          meaning: "Label: what was wrong with the sensor \(sensor.name); 'none', or 'several'"))
    }
    if !failureNames.isEmpty {
      schema += [
        ColumnDescription(
          name: "time_to_failure", type: .int64, unit: "s",
          meaning:
            "Label: the time until the machine fails next; missing where it does not any more",
          isOptional: true),
        ColumnDescription(
          name: "next_failure", type: .category, meaning: "Label: what fails next",
          isOptional: true),
      ]
    }
    return schema
  }

  // MARK: - Rows

  /// The rows of a block.
  func table(_ block: ReadingBlock, unit: Int, machine: Int, _ labels: MachineLabels)
    -> ColumnarTable
  {
    let count = block.rowCount
    var columns: [ColumnValues] = [
      .int32([Int32](repeating: Int32(unit + 1), count: count)),
      .category(codes: [Int32](repeating: Int32(machine), count: count), levels: machineNames),
      .timestamp(stamps(block)),
    ]
    var presence = [[Bool]?](repeating: nil, count: columns.count)
    for sensor in sensors.indices {
      let readings = Array(block.readings(sensor))
      columns.append(.float32(readings))
      presence.append(readings.contains(where: \.isNaN) ? readings.map { !$0.isNaN } : nil)
    }
    if let waveform {
      for feature in waveform.features.indices {
        let values = Array(block.readings(feature))
        columns.append(.float32(values))
        presence.append(values.contains(where: \.isNaN) ? values.map { !$0.isNaN } : nil)
      }
      columns.append(.float32List(block.samples, length: waveform.length))
      presence.append(nil)
    } else {
      for feature in features.indices {
        let values = Array(block.feature(feature))
        columns.append(.float64(values))
        presence.append(values.contains(where: \.isNaN) ? values.map { !$0.isNaN } : nil)
      }
    }
    if hasArrivals {
      columns.append(.timestamp(arrivals(block)))
      presence.append(nil)
    }
    for point in station.setPoints.indices {
      columns.append(.float64(setValues(point, block.times)))
      presence.append(nil)
    }
    columns.append(
      .category(
        codes: block.states.map { Int32($0.rawValue) }, levels: MachineState.allCases.map(\.name)))
    presence.append(nil)
    columns.append(.category(codes: block.products.map { Int32(max(0, $0)) }, levels: products))
    presence.append(block.products.contains { $0 < 0 } ? block.products.map { $0 >= 0 } : nil)
    for component in station.components.indices {
      columns.append(.float32(Array(block.wear(of: component))))
      let lives = labels.lives(of: component, at: block.times)
      columns.append(.int32(lives.map(\.ordinal)))
      columns.append(.int64(lives.map(\.remaining)))
      columns.append(
        .category(
          codes: lives.map { Int32($0.end.rawValue) },
          levels: PlantHistory.Life.End.allCases.map(\.name)))
      presence += [nil, nil, nil, nil]
    }
    for (index, sensor) in sensors.enumerated() where !sensor.faults.isEmpty {
      columns.append(
        .category(codes: block.masks(index).map(FaultLabel.code), levels: FaultLabel.levels))
      presence.append(nil)
    }
    if !failureNames.isEmpty {
      let failures = labels.nextFailures(at: block.times)
      columns.append(.int64(failures.map { $0?.remaining ?? 0 }))
      columns.append(
        .category(codes: failures.map { $0?.what ?? 0 }, levels: failureNames))
      let isPresent = failures.contains { $0 == nil } ? failures.map { $0 != nil } : nil
      presence += [isPresent, isPresent]
    }
    return ColumnarTable(
      zip(schema, zip(columns, presence)).map { TableColumn($0, $1.0, isPresent: $1.1) })
  }

  /// The time stamps of the rows, by the clock that stamped them.
  private func stamps(_ block: ReadingBlock) -> [Int64] {
    guard block.hasFaults else { return block.times.map { start.microseconds(after: $0) } }
    return zip(block.times, block.stampErrors).map { start.microseconds(after: $0 + Double($1)) }
  }

  /// When the rows came.
  private func arrivals(_ block: ReadingBlock) -> [Int64] {
    zip(block.times, block.delays).map { start.microseconds(after: $0 + Double($1)) }
  }

  private func setValues(_ point: Int, _ times: [Double]) -> [Double] {
    var step = 0
    return times.map { time in
      while step + 1 < setPoints.count, setPoints[step + 1].from <= time { step += 1 }
      let value = setPoints[step].values[point]
      return value.unit.shown(value.value)
    }
  }
}

extension PlantTime {
  /// A moment so many seconds after this one, in whole microseconds since 1970-01-01 00:00.
  func microseconds(after seconds: Double) -> Int64 {
    Int64((self.seconds * 1_000_000).rounded()) + Int64((seconds * 1_000_000).rounded())
  }
}

extension PlantHistory.Life.End {
  /// What stands in tables.
  var name: String {
    switch self {
    case .failure: "failure"
    case .maintenance: "maintenance"
    case .ongoing: "end_of_record"
    }
  }
}

/// What was wrong with a sensor, as a label.
private enum FaultLabel {
  static let levels = ["none"] + SensorFaultKind.allCases.map(\.rawValue) + ["several"]

  /// The label of what acted on a reading.
  static func code(_ mask: UInt16) -> Int32 {
    let kinds = SensorFaultMask(rawValue: mask).kinds
    guard let first = kinds.first else { return 0 }
    return Int32(
      kinds.count > 1
        ? levels.count - 1 : 1 + (SensorFaultKind.allCases.firstIndex(of: first) ?? 0))
  }
}

extension ShownScale {
  /// The name of the unit; `nil` for plain numbers.
  var shownName: String? { name.isEmpty ? nil : name }
}
