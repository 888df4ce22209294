import DataTables
import FactoryModel
import FactorySimulation

/// The columns of parts that a station inspected: what was known of each, by the headings that models read, and whether it had
/// a defect.
struct InspectionColumns {
  private let factory: Factory
  private let place: Int
  private let station: Station
  /// The characteristics that some operation of the station reads, by index in the factory.
  private let read: [Int]

  /// The column that tells whether a part had a defect.
  static let label = "has_defect"

  init(_ factory: Factory, _ place: Int) {
    self.factory = factory
    self.place = place
    station = factory.stations[place]
    let gauges = factory.products.flatMap(\.route).filter { $0.station == place }
      .flatMap { $0.inspection?.reads ?? [] }
    read = Set(gauges.map(\.characteristic)).sorted()
  }

  /// The tables that a factory can fill, one for each station that inspects.
  ///
  /// - Throws: ``DatasetProblem`` where two columns would have one name.
  static func tables(of factory: Factory) throws(DatasetProblem) -> [DatasetTable] {
    let inspecting = Set(
      factory.products.flatMap(\.route).filter { $0.inspection != nil }.map(\.station))
    var tables: [DatasetTable] = []
    for place in inspecting.sorted() {
      let columns = InspectionColumns(factory, place)
      let schema = columns.schema
      var seen: Set<String> = []
      for column in schema where !seen.insert(column.name).inserted {
        throw DatasetProblem(
          .input,
          "the parts that station '\(columns.station.name)' inspects have two columns called '\(column.name)' in the dataset: "
            + "a characteristic, a feature of a sensor, a set-point or a label; call one of them something else"
        )
      }
      tables.append(
        DatasetTable(
          name: "\(columns.station.name)_inspections",
          meaning: "A part that was inspected at \(columns.station.name)", schema: schema,
          rows: .inspectedParts(station: place), labels: [label]))
    }
    return tables
  }

  private var schema: [ColumnDescription] {
    var schema = [
      ColumnDescription(name: "unit", type: .int32, meaning: "The plant, from 1"),
      ColumnDescription(name: "time", type: .timestamp, meaning: "When it was inspected"),
      ColumnDescription(name: "product", type: .category, meaning: "The product"),
      ColumnDescription(
        name: "part", type: .int64, meaning: "Which part of its product it is, from 0"),
    ]
    for index in read {
      let characteristic = factory.characteristics[index]
      schema.append(
        ColumnDescription(
          name: characteristic.name, type: .float64,
          unit: characteristic.unit.isEmpty ? nil : characteristic.unit,
          meaning: "What the gauge showed of its \(characteristic.name)", isOptional: true))
    }
    for feature in station.features {
      schema.append(
        ColumnDescription(
          name: feature.name, type: .float64,
          meaning: "What is made of the readings of \(feature.sensor) so far: \(feature.feature)",
          isOptional: true))
    }
    for point in station.setPoints {
      schema.append(
        ColumnDescription(
          name: "set_" + point.name, type: .float64, unit: point.unit.shownName,
          meaning: "The set-point \(point.name)"))
    }
    schema.append(
      ColumnDescription(
        name: InspectionColumns.label, type: .boolean,
        meaning: "Label: whether it had any defect before anything was done about it"))
    return schema
  }

  /// The rows that a unit gives.
  func table(of flow: FlowHistory, window: RecordWindow, unit: Int32) -> ColumnarTable {
    let parts = flow.inspections.filter { $0.station == place && window.contains($0.time) }
    var values: [ColumnValues] = [
      .int32([Int32](repeating: unit, count: parts.count)),
      .timestamp(parts.map { factory.start.microseconds(after: $0.time) }),
      .category(codes: parts.map(\.product), levels: factory.products.map(\.name)),
      .int64(parts.map { Int64($0.number) }),
    ]
    var presence: [Int: [Bool]] = [:]
    let behind = factory.characteristics.count
    let count = station.features.count + station.setPoints.count
    for offset in read + Array(behind..<behind + count) {
      let numbers = parts.map { flow.inspectionValues[$0.firstValue + offset] }
      if numbers.contains(where: \.isNaN) { presence[values.count] = numbers.map { !$0.isNaN } }
      values.append(.float64(numbers))
    }
    values.append(.boolean(parts.map { $0.defects != 0 }))
    let schema = schema
    return ColumnarTable(
      schema.indices.map { TableColumn(schema[$0], values[$0], isPresent: presence[$0]) })
  }
}
