import DataTables
import FactoryModel
import FactorySimulation

/// Tables of what customers wanted, of parts that left, and of what gauges read of them.
enum FlowColumns {
  private static let unit = ColumnDescription(
    name: "unit", type: .int32, meaning: "The plant, from 1")
  private static let product = ColumnDescription(
    name: "product", type: .category, meaning: "The product")
  private static let part = ColumnDescription(
    name: "part", type: .int64, meaning: "Which part of its product it is, from 0")

  /// The tables that a factory can fill.
  ///
  /// - Parameters:
  ///   - factory: The factory.
  ///   - keepsParts: Whether parts are asked for.
  /// - Returns: The tables.
  static func tables(of factory: Factory, keepsParts: Bool) -> [DatasetTable] {
    (factory.customers.isEmpty ? [] : [demand])
      + (keepsParts && !factory.products.isEmpty ? [parts(of: factory)] : [])
      + (keepsParts && factory.hasGauges ? [measurements] : [])
  }

  private static let demand = DatasetTable(
    name: "demand", meaning: "What a customer wanted at a time",
    schema: [
      unit, ColumnDescription(name: "time", type: .timestamp, meaning: "When it was wanted"),
      ColumnDescription(name: "customer", type: .category, meaning: "The customer"),
      ColumnDescription(name: "store", type: .category, meaning: "The store that was asked"),
      ColumnDescription(name: "item", type: .category, meaning: "The item that was wanted"),
      ColumnDescription(
        name: "counted_in", type: .category, meaning: "The unit in which amounts are counted"),
      ColumnDescription(name: "wanted", type: .float64, meaning: "How much was wanted"),
      ColumnDescription(
        name: "delivered", type: .float64, meaning: "How much of it was given at once"),
      ColumnDescription(
        name: "substituted", type: .float64,
        meaning: "How much of another item was taken instead, in its own unit"),
      ColumnDescription(
        name: "lost", type: .float64, meaning: "How much was lost at once; the rest is owed"),
    ], rows: .demand)

  private static func parts(of factory: Factory) -> DatasetTable {
    let defects = factory.defects.map { "has_" + $0 }
    let values = factory.characteristics.map { $0.name + "_true" }
    return DatasetTable(
      name: "parts_made", meaning: "A part that left the factory",
      schema: [
        unit, product, part,
        ColumnDescription(name: "entered", type: .timestamp, meaning: "When it entered"),
        ColumnDescription(name: "left", type: .timestamp, meaning: "When it left"),
        ColumnDescription(
          name: "is_good", type: .boolean, meaning: "Whether it left as good, or else as scrap"),
        ColumnDescription(
          name: "scrapped_at", type: .category, meaning: "The station where it was scrapped",
          isOptional: true),
        ColumnDescription(
          name: "was_sent_back", type: .boolean, meaning: "Whether an inspection ever sent it back"),
      ]
        + zip(defects, factory.defects).map {
          ColumnDescription(
            name: $0, type: .boolean, meaning: "Label: whether it carries the defect \($1)")
        }
        + zip(values, factory.characteristics).map {
          ColumnDescription(
            name: $0, type: .float64, unit: $1.unit,
            meaning: "Label: what its \($1.name) is", isOptional: true)
        }, rows: .parts, labels: Set(defects + values))
  }

  private static let measurements = DatasetTable(
    name: "measurements", meaning: "What a gauge read of a part",
    schema: [
      unit, ColumnDescription(name: "time", type: .timestamp, meaning: "When it was read"),
      ColumnDescription(name: "station", type: .category, meaning: "The station of the gauge"),
      product, part,
      ColumnDescription(name: "characteristic", type: .category, meaning: "What was measured"),
      ColumnDescription(
        name: "measured_in", type: .category, meaning: "The unit in which it is shown"),
      ColumnDescription(name: "reading", type: .float64, meaning: "What the gauge showed"),
      ColumnDescription(
        name: "is_rejected", type: .boolean, meaning: "Whether the reading rejects the part"),
      ColumnDescription(
        name: "true_value", type: .float64, meaning: "Label: what would be read without error"),
    ], rows: .measurements, labels: ["true_value"])

  // MARK: - Rows

  /// The rows of such a table that a unit gives; `nil` for other tables.
  static func table(
    _ table: DatasetTable, unit: Int, _ history: UnitHistory, _ factory: Factory
  ) -> ColumnarTable? {
    guard table.isFlow, let flow = history.flow else { return nil }
    let rows = FlowRows(
      schema: table.schema, flow: flow, window: history.window, factory: factory,
      unit: Int32(unit + 1))
    switch table.rows {
    case .demand: return rows.demand()
    case .parts: return rows.parts()
    case .measurements: return rows.measurements()
    case .inspectedParts(let station):
      return InspectionColumns(factory, station).table(
        of: flow, window: history.window, unit: Int32(unit + 1))
    default: return nil
    }
  }
}

/// The rows of tables of the flow, while they are collected.
private struct FlowRows {
  let schema: [ColumnDescription]
  let flow: FlowHistory
  let window: RecordWindow
  let factory: Factory
  let unit: Int32

  private func table(_ values: [ColumnValues], _ presence: [Int: [Bool]] = [:]) -> ColumnarTable {
    ColumnarTable(
      schema.indices.map { TableColumn(schema[$0], values[$0], isPresent: presence[$0]) })
  }

  private func units(_ count: Int) -> ColumnValues {
    .int32([Int32](repeating: unit, count: count))
  }

  private func moment(_ time: Double) -> Int64 { factory.start.microseconds(after: time) }

  /// A category of texts that are found for each row by the number of what they are of.
  private func category(_ places: [Int], _ texts: [String]) -> ColumnValues {
    var levels: [String] = []
    let codes = texts.map { text in
      if let code = levels.firstIndex(of: text) { return Int32(code) }
      levels.append(text)
      return Int32(levels.count - 1)
    }
    return .category(codes: places.map { codes[$0] }, levels: levels)
  }

  func demand() -> ColumnarTable {
    let orders = flow.orders.filter { window.contains($0.time) }
    let customers = orders.map { Int($0.customer) }
    let stores = customers.map { factory.customers[$0].store }
    let items = stores.map { factory.stores[$0].item }
    func amount(_ value: KeyPath<FlowHistory.Order, Int>) -> ColumnValues {
      .float64(
        zip(orders, items).map { order, item in
          Double(order[keyPath: value]) / factory.items[item].grain
        })
    }
    let instead = zip(orders, customers).map { order, customer in
      let other = factory.customers[customer].substitute.map {
        factory.items[factory.stores[$0.store].item].grain
      }
      return Double(order.substituted) / (other ?? 1)
    }
    return table([
      units(orders.count), .timestamp(orders.map { moment($0.time) }),
      .category(codes: customers.map { Int32($0) }, levels: factory.customers.map(\.name)),
      .category(codes: stores.map { Int32($0) }, levels: factory.stores.map(\.name)),
      .category(codes: items.map { Int32($0) }, levels: factory.items.map(\.name)),
      category(items, factory.items.map(\.unit)), amount(\.wanted), amount(\.delivered),
      .float64(instead), amount(\.lost),
    ])
  }

  func parts() -> ColumnarTable {
    let places = flow.parts.indices.filter { window.contains(flow.parts[$0].left) }
    let parts = places.map { flow.parts[$0] }
    let isScrap = parts.map { $0.scrappedAt >= 0 }
    var values: [ColumnValues] = [
      units(parts.count),
      .category(codes: parts.map(\.product), levels: factory.products.map(\.name)),
      .int64(parts.map { Int64($0.number) }), .timestamp(parts.map { moment($0.entered) }),
      .timestamp(parts.map { moment($0.left) }), .boolean(isScrap.map { !$0 }),
      .category(
        codes: parts.map { max(0, $0.scrappedAt) }, levels: factory.stations.map(\.name)),
      .boolean(parts.map(\.wasSentBack)),
    ]
    var presence: [Int: [Bool]] = isScrap.contains(false) ? [6: isScrap] : [:]
    for defect in factory.defects.indices {
      values.append(.boolean(parts.map { $0.defects & (1 << UInt64(defect)) != 0 }))
    }
    let count = factory.characteristics.count
    for (index, characteristic) in factory.characteristics.enumerated() {
      let shown = places.map {
        flow.partValues[$0 * count + index] / characteristic.unitSize
      }
      if shown.contains(where: \.isNaN) { presence[values.count] = shown.map { !$0.isNaN } }
      values.append(.float64(shown))
    }
    return table(values, presence)
  }

  func measurements() -> ColumnarTable {
    let found = flow.measurements.filter { window.contains($0.time) }
    let kinds = found.map { Int($0.characteristic) }
    let sizes = factory.characteristics.map(\.unitSize)
    return table([
      units(found.count), .timestamp(found.map { moment($0.time) }),
      .category(codes: found.map(\.station), levels: factory.stations.map(\.name)),
      .category(codes: found.map(\.product), levels: factory.products.map(\.name)),
      .int64(found.map { Int64($0.number) }),
      .category(codes: kinds.map { Int32($0) }, levels: factory.characteristics.map(\.name)),
      category(kinds, factory.characteristics.map(\.unit)),
      .float64(found.map { $0.reading / sizes[Int($0.characteristic)] }),
      .boolean(found.map(\.isRejected)),
      .float64(found.map { $0.value / sizes[Int($0.characteristic)] }),
    ])
  }
}

extension Factory {
  /// Whether some inspection has a gauge.
  fileprivate var hasGauges: Bool {
    products.contains { $0.route.contains { !($0.inspection?.reads.isEmpty ?? true) } }
  }
}
