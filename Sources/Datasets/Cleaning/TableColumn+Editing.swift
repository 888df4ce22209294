import DataTables

extension TableColumn {
  /// The column with only these rows, in this order.
  func selecting(_ rows: [Int32]) -> TableColumn {
    func pick<Value>(_ values: [Value]) -> [Value] { rows.map { values[Int($0)] } }
    let picked: ColumnValues =
      switch values {
      case .boolean(let values): .boolean(pick(values))
      case .int32(let values): .int32(pick(values))
      case .int64(let values): .int64(pick(values))
      case .float32(let values): .float32(pick(values))
      case .float64(let values): .float64(pick(values))
      case .timestamp(let values): .timestamp(pick(values))
      case .category(let codes, let levels): .category(codes: pick(codes), levels: levels)
      case .text(let values): .text(pick(values))
      case .float32List(let values, let length):
        .float32List(
          rows.flatMap { values[Int($0) * length..<(Int($0) + 1) * length] }, length: length)
      }
    return TableColumn(description, picked, isPresent: isPresent.map { pick($0) })
  }

  /// The column with some values missing, and how many these are.
  func markingMissing(_ isChosen: (Int) -> Bool) -> (column: TableColumn, count: Int) {
    var present = isPresent ?? [Bool](repeating: true, count: values.count)
    var count = 0
    for row in present.indices where hasValue(row) && isChosen(row) {
      present[row] = false
      count += 1
    }
    guard count > 0 else { return (self, 0) }
    var description = description
    description.isOptional = true
    return (TableColumn(description, values, isPresent: present), count)
  }

  /// The column with its numbers changed, and how many are others now.
  ///
  /// Whole numbers stay whole where all results are; a column that loses none of its own stays what it is.
  func mappingNumbers(_ change: (Double) -> Double) -> (column: TableColumn, count: Int) {
    var results = [Double](repeating: 0, count: values.count)
    var count = 0
    for row in results.indices where hasValue(row) {
      let old = number(row)
      results[row] = change(old)
      if results[row] != old { count += 1 }
    }
    return count == 0 ? (self, 0) : (withNumbers(results), count)
  }

  /// The column with other numbers in the rows that have one.
  func withNumbers(_ numbers: [Double]) -> TableColumn {
    let isWhole = numbers.allSatisfy { $0 == $0.rounded() && abs($0) < 9e15 }
    var description = description
    switch values {
    case .int64, .int32, .boolean:
      description.type = isWhole ? .int64 : .float64
    default: description.type = .float64
    }
    let values: ColumnValues =
      description.type == .int64 ? .int64(numbers.map { Int64($0) }) : .float64(numbers)
    return TableColumn(description, values, isPresent: isPresent)
  }

  /// The column as texts, some of them changed.
  ///
  /// - Parameter text: The text of a row that has one; `""` makes it missing.
  /// - Returns: The column.
  func mappingTexts(_ text: (Int) -> String) -> TableColumn {
    var levels = TextLevels()
    var codes: [Int32] = []
    var present: [Bool] = []
    for row in 0..<values.count {
      let new = hasValue(row) ? text(row) : ""
      present.append(!new.isEmpty)
      codes.append(new.isEmpty ? 0 : levels.code(of: new))
    }
    if levels.texts.isEmpty { _ = levels.code(of: "") }
    let isComplete = present.allSatisfy { $0 }
    var description = description
    description.type = .category
    description.isOptional = !isComplete
    return TableColumn(
      description, .category(codes: codes, levels: levels.texts),
      isPresent: isComplete ? nil : present)
  }

  /// The column with missing values taken from other rows, and how many were.
  ///
  /// - Parameter sources: For each row the row from which to take the value; -1 for none.
  /// - Returns: The column, and how many values it got.
  func filling(from sources: [Int32]) -> (column: TableColumn, count: Int) {
    var present = isPresent ?? [Bool](repeating: true, count: values.count)
    for row in present.indices where !hasValue(row) { present[row] = false }
    var count = 0
    func filled<Value>(_ values: [Value]) -> [Value] {
      var values = values
      for row in sources.indices where sources[row] >= 0 && !present[row] {
        values[row] = values[Int(sources[row])]
      }
      return values
    }
    let new: ColumnValues =
      switch values {
      case .boolean(let values): .boolean(filled(values))
      case .int32(let values): .int32(filled(values))
      case .int64(let values): .int64(filled(values))
      case .float32(let values): .float32(filled(values))
      case .float64(let values): .float64(filled(values))
      case .timestamp(let values): .timestamp(filled(values))
      case .category(let codes, let levels): .category(codes: filled(codes), levels: levels)
      case .text(let values): .text(filled(values))
      // Lists are left as they are; see `LoadedTable`.
      case .float32List: values
      }
    for row in sources.indices where sources[row] >= 0 && !present[row] {
      present[row] = true
      count += 1
    }
    let isComplete = present.allSatisfy { $0 }
    var description = description
    description.isOptional = !isComplete
    return (TableColumn(description, new, isPresent: isComplete ? nil : present), count)
  }
}
