import DataTables

extension TableRepair {
  /// The rows as series, by the plan's unit and time.
  func series() throws(StepProblem) -> SeriesOrder {
    var units: ColumnCodes?
    if let unit = plan.unit { units = ColumnCodes(columns[try index(unit)]) }
    var times: [Double]?
    if let time = plan.time { times = columns[try index(time)].numbers() }
    return SeriesOrder(
      count: rowCount, units: units?.codes, unitCount: units?.count ?? 1, times: times)
  }

  mutating func rename(
    _ old: String, _ new: String, _ entry: inout CleaningLog.Entry
  ) throws(StepProblem) {
    let index = try index(old)
    guard !columns.contains(where: { $0.name == new }) else {
      throw StepProblem(message: "there is a column '\(new)' already")
    }
    var column = columns[index]
    column.description.name = new
    put(column, at: index)
    entry.note = "is '\(new)' now"
  }

  mutating func replace(
    _ name: String, _ values: [String: String], _ entry: inout CleaningLog.Entry
  ) throws(StepProblem) {
    let index = try index(name)
    let column = columns[index]
    var count = 0
    let changed = column.mappingTexts { row in
      let text = column.text(row)
      guard let new = values[text] else { return text }
      count += 1
      return new
    }
    entry.cells += count
    if count > 0 { put(changed, at: index) }
  }

  mutating func convert(
    _ name: String, _ conversion: UnitConversion, _ entry: inout CleaningLog.Entry
  ) throws(StepProblem) {
    try checkNumeric(name)
    let index = try index(name)
    if let unit = columns[index].description.unit, unit != conversion.from {
      throw StepProblem(
        message: "column '\(name)' is in \(unit), not in \(conversion.from)")
    }
    try edit(name, &entry) {
      $0.mappingNumbers { conversion.converted($0) }
    }
    var column = columns[index]
    column.description.unit = conversion.to
    put(column, at: index)
    entry.note = "is in \(conversion.to) now"
  }

  mutating func dropStuckRuns(
    _ name: String, _ length: Int, _ entry: inout CleaningLog.Entry
  ) throws(StepProblem) {
    let series = try series()
    let column = columns[try index(name)]
    var isStuck = [Bool](repeating: false, count: rowCount)
    for unit in 0..<series.unitCount {
      var start = series.starts[unit]
      let end = series.starts[unit + 1]
      while start < end {
        var next = start + 1
        while next < end, column.hasValue(series.row(start)),
          column.isEqual(series.row(start), series.row(next))
        {
          next += 1
        }
        if next - start > length {
          for place in start + 1..<next { isStuck[series.row(place)] = true }
        }
        start = next
      }
    }
    try edit(name, &entry) { $0.markingMissing { isStuck[$0] } }
  }

  mutating func sort(
    _ names: [String], _ entry: inout CleaningLog.Entry
  ) throws(StepProblem) {
    var order: [Int32]?
    for index in try indices(names).reversed() {
      order = NumberSort.order(of: sortKeys(columns[index]), startingFrom: order)
    }
    guard let order else { return }
    entry.rows += order.indices.count { Int(order[$0]) != $0 }
    if entry.rows > 0 { select(order) }
  }

  /// Numbers in the order of a column's values, missing ones last.
  private func sortKeys(_ column: TableColumn) -> [Double] {
    guard column.values.type.isText, let codes = ColumnCodes(column) else {
      return column.numbers()
    }
    let texts = codes.firstRows.map { column.text(Int($0)) }
    var rank = [Double](repeating: 0, count: texts.count)
    // By their bytes, so that the order is that of no language.
    let sorted = texts.indices.sorted { texts[$0].utf8.lexicographicallyPrecedes(texts[$1].utf8) }
    for (place, code) in sorted.enumerated() { rank[code] = Double(place) }
    return codes.codes.map { $0 < 0 ? .nan : rank[Int($0)] }
  }
}

/// Which rows of a column have one of some values, as numbers where the column holds numbers.
struct Matching {
  private let column: TableColumn
  private let numbers: Set<Double>
  private let texts: Set<String>

  init(_ column: TableColumn, _ values: [String]) {
    self.column = column
    numbers =
      column.values.type.isNumeric ? Set(values.compactMap { Double($0) }) : []
    texts = Set(values)
  }

  func matches(_ row: Int) -> Bool {
    column.values.type.isNumeric
      ? numbers.contains(column.number(row)) : texts.contains(column.text(row))
  }
}
