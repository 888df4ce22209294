import DataTables

/// A table as it is filled, and as it is written: without columns that nobody asked for, and with those that say to which
/// arm and trajectory a row belongs.
struct LaidOutTable: Sendable {
  /// The table as it is filled.
  let base: DatasetTable
  /// The table as it is written.
  let table: DatasetTable
  /// The component whose lives are its trajectories; `nil` where rows are no trajectories.
  let component: Int?
  /// The columns of ``base`` that stay behind the first, which is the unit.
  private let kept: [Int]
  private let armNames: [String]?
  private let unitNames: [String]?

  /// The name of the column that counts trajectories.
  static let trajectory = "trajectory"

  /// Lays out a table.
  ///
  /// - Parameters:
  ///   - base: The table as it is filled.
  ///   - dropped: The names of columns that nobody asked for.
  ///   - component: The component whose lives are its trajectories.
  ///   - armNames: The arms, where there are any.
  ///   - unitNames: What units are called, where it is not their number.
  /// - Throws: ``DatasetProblem`` where two columns have one name.
  init(
    _ base: DatasetTable, without dropped: Set<String>, trajectoriesOf component: Int?,
    armNames: [String]?, unitNames: [String]?
  ) throws(DatasetProblem) {
    self.base = base
    self.component = component
    self.armNames = armNames
    self.unitNames = unitNames
    guard base.schema.first?.name == "unit" else {
      kept = Array(base.schema.indices.dropFirst())
      table = base
      return
    }
    kept = base.schema.indices.dropFirst().filter { !dropped.contains(base.schema[$0].name) }
    var schema = [base.schema[0]]
    if unitNames != nil {
      schema[0] = ColumnDescription(name: "unit", type: .text, meaning: "The plant")
    }
    if armNames != nil {
      schema.append(
        ColumnDescription(
          name: "arm", type: .category, meaning: "The arm of the experiment to which it belongs"))
    }
    if component != nil {
      schema += [
        ColumnDescription(
          name: LaidOutTable.trajectory, type: .int32,
          meaning: "Which life of a component it is, from 1 in the order of units and machines"),
        ColumnDescription(
          name: "cycle", type: .int32, meaning: "Which row of its trajectory it is, from 1"),
      ]
    }
    let added = Set(schema.map(\.name))
    if let clash = kept.map({ base.schema[$0].name }).first(where: added.contains) {
      throw DatasetProblem(
        .input,
        "a sensor is called '\(clash)', which is the name of a column of the dataset; call the sensor something else"
      )
    }
    schema += kept.map { base.schema[$0] }
    table = DatasetTable(
      name: base.name, meaning: base.meaning, schema: schema, rows: base.rows,
      samplesPerRow: base.samplesPerRow, sensors: base.sensors, features: base.features,
      labels: base.labels.subtracting(dropped))
  }

  /// Rows as they are written.
  ///
  /// - Parameters:
  ///   - rows: Rows of one unit as they were filled.
  ///   - unit: The unit, from 0.
  ///   - arm: Its arm.
  ///   - places: Where each row belongs, where rows are trajectories.
  /// - Returns: The rows with the columns of ``table``.
  func finished(
    _ rows: ColumnarTable, unit: Int, arm: Int, places: [TrajectoryRows.Place] = []
  ) -> ColumnarTable {
    guard base.schema.first?.name == "unit" else { return rows }
    let count = rows.rowCount
    var values: [ColumnValues] = [rows.columns[0].values]
    if let unitNames { values[0] = .text([String](repeating: unitNames[unit], count: count)) }
    if let armNames {
      values.append(
        .category(codes: [Int32](repeating: Int32(arm), count: count), levels: armNames))
    }
    if component != nil {
      values += [.int32(places.map(\.trajectory)), .int32(places.map(\.cycle))]
    }
    let added = zip(table.schema, values).map { TableColumn($0, $1) }
    return ColumnarTable(added + kept.map { rows.columns[$0] })
  }
}
