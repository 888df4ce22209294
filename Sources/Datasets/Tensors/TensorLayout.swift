import DataTables

/// The arrays of a table of readings: which there are, and which windows of rows they are made of.
struct TensorLayout: Sendable {
  /// The table, by its place in the dataset.
  let table: Int
  /// How many rows a window has.
  let length: Int
  /// By how many rows a window begins later than the one before.
  let hop: Int
  /// The arrays, those of all rows of a window first.
  let arrays: [TensorArray]
  /// The columns of a row, by what they tell: the machine, and the trajectory where there are any.
  let machine: Int
  let trajectory: Int?

  /// Which of its files the rows of each part go to.
  let files: [Int]

  /// The most bytes of a window.
  private static let largestWindow = 2 << 20

  /// Lays out arrays; `nil` where the rows of the table are no readings.
  init?(
    _ laidOut: LaidOutTable, at place: Int, length: Int, hop: Int, arrays: [TensorArray],
    files: [Int]
  ) {
    guard laidOut.table.isReadings, let machine = laidOut.table.column("machine") else {
      return nil
    }
    table = place
    self.length = length
    self.hop = hop
    self.arrays = arrays
    self.machine = machine
    trajectory = laidOut.component == nil ? nil : laidOut.table.column(LaidOutTable.trajectory)
    self.files = files
  }

  /// Lays out windows for NumPy, with a file for each part; `nil` where the rows of the table are no readings.
  ///
  /// - Throws: ``DatasetProblem`` where a window would have too many numbers.
  init?(
    _ laidOut: LaidOutTable, at place: Int, _ windows: WindowChoice, parts: Int
  ) throws(DatasetProblem) {
    let table = laidOut.table
    let isOfSnapshots = table.samplesPerRow > 0
    self.init(
      laidOut, at: place, length: isOfSnapshots ? 1 : windows.length,
      // No machine has so many rows; and places of rows stay numbers.
      hop: isOfSnapshots ? 1 : min(windows.hop, 1 << 40),
      arrays: TensorLayout.observed(table) + TensorLayout.labels(table), files: Array(0..<parts))
    let size = arrays.filter(\.isOfAllRows).reduce(0) { $0 + $1.rowSize }
    // Divided, so that no length is too large to be multiplied.
    guard length <= TensorLayout.largestWindow / max(1, size) || isOfSnapshots else {
      throw DatasetProblem(
        .usage,
        "a window of \(length) rows of '\(table.name)', \(size) bytes each, has more than \(TensorLayout.largestWindow) "
          + "bytes; --windows \(TensorLayout.largestWindow / size) is the most there")
    }
  }

  /// What all rows show, and where the last one belongs.
  private static func observed(_ table: DatasetTable) -> [TensorArray] {
    let sensors = table.columns(table.sensors)
    let features = table.columns(table.features)
    var arrays = [
      TensorArray(
        "x", .float32,
        table.samplesPerRow > 0
          ? "The samples of the snapshot"
          : "What the sensors show: \(table.list(sensors)); not a number where a reading is missing",
        sensors.map { .column($0) }, samples: table.samplesPerRow, isOfAllRows: true)
    ]
    if !features.isEmpty {
      arrays.append(
        TensorArray(
          "features", .float32,
          "What is made of readings: \(table.list(features)); not a number where there is none",
          features.map { .column($0) }, isOfAllRows: true))
    }
    let last = table.samplesPerRow > 0 ? "" : " of the last row"
    if let unit = table.column("unit") {
      let isNamed = table.schema[unit].type == .text
      arrays.append(
        TensorArray(
          "unit", isNamed ? .int64 : .int32,
          isNamed
            ? "The plant: the ten hexadecimal digits of its pseudonym, as a number"
            : "The plant, from 1",
          [isNamed ? .pseudonym(unit) : .column(unit)]))
    }
    let numbers: [(column: String, element: NumpyElement, meaning: String)] = [
      ("arm", .int32, "The arm of the experiment, by its place in the list below"),
      ("machine", .int32, "The machine, by its place in the list below"),
      (LaidOutTable.trajectory, .int32, "The trajectory"),
      ("cycle", .int32, "The cycle\(last)"),
      (
        "time", .int64,
        "The time\(last), in microseconds since 1970-01-01 00:00 by the clock of the plant"
      ),
    ]
    for (name, element, meaning) in numbers {
      guard let column = table.column(name) else { continue }
      arrays.append(TensorArray(name, element, meaning, [.column(column)]))
    }
    return arrays
  }

  /// What is to be predicted.
  private static func labels(_ table: DatasetTable) -> [TensorArray] {
    let isOfSnapshots = table.samplesPerRow > 0
    let last = isOfSnapshots ? "" : " at the last row"
    return table.components.flatMap { component -> [TensorArray] in
      guard let life = table.column(component + "_remaining_useful_life"),
        let wear = table.column(component + "_wear"), let end = table.column(component + "_ends_by")
      else { return [] }
      return [
        TensorArray(
          component + "_remaining_useful_life", .int64,
          "Label: the seconds from \(isOfSnapshots ? "the snapshot" : "the last row") until this life of \(component) ends, "
            + "whichever way",
          [.column(life)]),
        TensorArray(
          component + "_wear", .float32, "Label: the hidden wear of \(component)\(last)",
          [.column(wear)]),
        TensorArray(
          component + "_censored", .int32,
          "Label: 1 where this life of \(component) ends by anything but failure, else 0",
          [.isCensored(end)]),
      ]
    }
  }

  /// The shape of an array behind its first dimension, which counts windows; empty where it is one number.
  func shape(of array: TensorArray) -> [Int] {
    guard array.isOfAllRows else { return [] }
    return array.samples > 0
      ? [array.samples] : (isOfSnapshots ? [] : [length]) + [array.numbers.count]
  }

  /// Whether a window is a snapshot.
  var isOfSnapshots: Bool { arrays[0].samples > 0 }
}

extension DatasetTable {
  /// The place of a column.
  func column(_ name: String) -> Int? { schema.firstIndex { $0.name == name } }

  /// The places of columns, in order.
  func columns(_ names: Set<String>) -> [Int] {
    schema.indices.filter { names.contains(schema[$0].name) }
  }

  /// The components of which it has labels, in order.
  var components: [String] {
    let ending = "_remaining_useful_life"
    return schema.map(\.name).filter { labels.contains($0) && $0.hasSuffix(ending) }
      .map { String($0.dropLast(ending.count)) }
  }

  /// The names of columns, with their units.
  fileprivate func list(_ columns: [Int]) -> String {
    columns.map { place in
      let column = schema[place]
      return "`\(column.name)`" + (column.unit.map { $0.isEmpty ? "" : " [\($0)]" } ?? "")
    }.joined(separator: ", ")
  }
}
