import DataTables

extension TableRepair {
  /// Gives missing values one.
  mutating func fill(
    _ name: String, _ filling: CleaningStep.Filling, _ entry: inout CleaningLog.Entry
  ) throws(StepProblem) {
    let index = try index(name)
    let column = columns[index]
    switch filling {
    case .previous, .next:
      let sources = try neighbors(of: column, isNext: filling == .next)
      try edit(name, &entry) { $0.filling(from: sources) }
    case .commonest:
      guard let codes = ColumnCodes(column), codes.count > 0 else { return }
      var counts = [Int](repeating: 0, count: codes.count)
      for code in codes.codes where code >= 0 { counts[Int(code)] += 1 }
      let most = counts.max() ?? 0
      let source = codes.firstRows[counts.firstIndex(of: most) ?? 0]
      try edit(name, &entry) {
        $0.filling(from: [Int32](repeating: source, count: codes.codes.count))
      }
    case .mean, .median:
      try checkNumeric(name)
      let sample = SortedSample(column.numbers())
      guard !sample.values.isEmpty else {
        throw StepProblem(message: "column '\(name)' has no value of which to take one")
      }
      var (mean, n) = (0.0, 0.0)
      for value in sample.values {
        n += 1
        mean += (value - mean) / n
      }
      try fill(name, with: filling == .mean ? mean : sample.quantile(0.5), &entry)
    case .value(let text):
      guard column.values.type.isText || !column.hasValues else {
        guard column.values.type.isNumeric, let number = Double(text), number.isFinite else {
          throw StepProblem(
            message: "'\(text)' is no value of column '\(name)', which is \(words(of: column))")
        }
        try fill(name, with: number, &entry)
        return
      }
      fillText(index, text, &entry)
    }
  }

  private func words(of column: TableColumn) -> String {
    column.values.type == .timestamp ? "one of moments" : "one of numbers"
  }

  /// For each row the nearest row before it, or after it, in its unit that has a value; -1 for none.
  private func neighbors(
    of column: TableColumn, isNext: Bool
  ) throws(StepProblem) -> [Int32] {
    let series = try series()
    var sources = [Int32](repeating: -1, count: rowCount)
    for unit in 0..<series.unitCount {
      var last: Int32 = -1
      let places = series.starts[unit]..<series.starts[unit + 1]
      for step in 0..<places.count {
        let row = series.row(isNext ? places.upperBound - 1 - step : places.lowerBound + step)
        if column.hasValue(row) { last = Int32(row) }
        sources[row] = last
      }
    }
    return sources
  }

  private mutating func fill(
    _ name: String, with value: Double, _ entry: inout CleaningLog.Entry
  ) throws(StepProblem) {
    let index = try index(name)
    let column = columns[index]
    let missing = (0..<rowCount).count { !column.hasValue($0) }
    guard missing > 0 else { return }
    var numbers = column.numbers()
    for row in numbers.indices where numbers[row].isNaN { numbers[row] = value }
    var filled = column
    filled.isPresent = nil
    filled.description.isOptional = false
    put(filled.withNumbers(numbers), at: index)
    entry.cells += missing
  }

  private mutating func fillText(
    _ index: Int, _ text: String, _ entry: inout CleaningLog.Entry
  ) {
    let column = columns[index]
    let missing = (0..<rowCount).count { !column.hasValue($0) }
    guard missing > 0 else { return }
    var levels = TextLevels()
    let codes = (0..<rowCount).map {
      levels.code(of: column.hasValue($0) ? column.text($0) : text)
    }
    var description = column.description
    description.type = .category
    description.isOptional = false
    put(TableColumn(description, .category(codes: codes, levels: levels.texts)), at: index)
    entry.cells += missing
  }
}
