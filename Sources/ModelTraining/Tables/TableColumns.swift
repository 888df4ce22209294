import DataTables

/// The columns of a table, found by name.
struct TableColumns {
  let table: ColumnarTable

  var names: [String] { table.columns.map(\.description.name) }

  /// A column; `nil` where there is none of that name.
  subscript(_ name: String) -> TableColumn? {
    table.columns.first { $0.description.name == name }
  }

  /// A column that must be there.
  func required(_ name: String, as what: String) throws(TrainingProblem) -> TableColumn {
    if let column = self[name] { return column }
    throw TrainingProblem(
      "there is no column '\(name)'\(what.isEmpty ? "" : " for \(what)"); the table has "
        + names.prefix(30).map { "'\($0)'" }.joined(separator: ", ")
        + (names.count > 30 ? " and \(names.count - 30) more" : ""))
  }

  /// The columns that name a unit in datasets: the first of these that are there.
  func usualUnit() -> [String] {
    for names in [["unit", "machine"], ["unit"], ["trajectory"], ["engine"], ["machine"], ["id"]]
    where names.allSatisfy({ self[$0] != nil }) {
      return names
    }
    return []
  }

  /// The column of time in datasets.
  func usualTime() -> String? {
    ["time", "cycle", "timestamp", "datetime"].first { self[$0] != nil }
  }

  /// The number that stands for each row's value: equal values have equal numbers, in the order of their first row.
  static func codes(of columns: [TableColumn], rows: Int) -> (codes: [Int], names: [String]) {
    var known: [[String]: Int] = [:]
    var names: [String] = []
    var codes: [Int] = []
    codes.reserveCapacity(rows)
    for row in 0..<rows {
      let key = columns.map { text(of: $0, row) }
      if let code = known[key] {
        codes.append(code)
      } else {
        known[key] = names.count
        codes.append(names.count)
        names.append(key.joined(separator: " "))
      }
    }
    return (codes, names)
  }

  /// The value of a row in a word.
  static func text(of column: TableColumn, _ row: Int) -> String {
    if let isPresent = column.isPresent, !isPresent[row] { return "" }
    switch column.values {
    case .boolean(let values): return values[row] ? "true" : "false"
    case .int32(let values): return String(values[row])
    case .int64(let values), .timestamp(let values): return String(values[row])
    case .float32(let values): return "\(values[row])"
    case .float64(let values): return "\(values[row])"
    case .category(let codes, let levels): return levels[Int(codes[row])]
    case .text(let values): return values[row]
    case .float32List: return ""
    }
  }
}

extension TableColumn {
  /// Whether it holds numbers, or what can be counted as such.
  var isNumeric: Bool {
    switch values {
    case .category, .text, .float32List: false
    default: true
    }
  }
}
