import DataTables
import FactoryModel

/// A long table of like rows, held by columns: dated orders, recorded demand.
struct RowTable: Sendable {
  /// The values of a column, one for each row.
  enum Values: Equatable {
    /// In SI units; dates as seconds since the start; not a number where nothing is written.
    case numbers([Double])
    case texts([String])
  }

  var kind: SectionKind
  var count: Int
  /// The columns that are there, by key.
  var columns: [(key: Key, values: Values)]
  /// What its file is called.
  var name: String
  /// The table as comma-separated values.
  var text: String

  /// The numbers of a column; `nil` where there is no such column.
  func numbers(_ key: String) -> [Double]? {
    guard case .numbers(let numbers)? = columns.first(where: { $0.key.name == key })?.values else {
      return nil
    }
    return numbers
  }

  /// The texts of a column; `nil` where there is no such column.
  func texts(_ key: String) -> [String]? {
    guard case .texts(let texts)? = columns.first(where: { $0.key.name == key })?.values else {
      return nil
    }
    return texts
  }
}

/// Reading long tables.
extension Reading {
  /// How many errors of a table are reported.
  private static let mostErrors = 20

  /// Reads a long table: the file of one, or its rows.
  mutating func rows(_ value: Value, _ kind: SectionKind) -> TreeContent {
    var name: String?
    switch value.node.content {
    case .scalar: name = scalarText(value, what: Shape.rows(kind).what)
    case .mapping(let entries):
      if let entry = entries.first(where: { $0.key == "table" }), entries.count == 1 {
        name = scalarText(value.child("table", entry.value), what: Shape.rows(kind).what)
      } else {
        error(value, "expected \(Shape.rows(kind).what), or a list of rows, not a mapping")
      }
    case .nothing: error(value, "has no value; expected \(Shape.rows(kind).what)")
    case .list(let items):
      // A few rows may be written out; they are read as the text of a table.
      return inlineRows(value, items, kind)
    }
    guard let name else { return .broken }
    guard
      let (table, source, file) = table(name, place: value.node.place, path: value.path)
    else { return .broken }
    let before = findings.count
    var columns: [(key: Key, values: RowTable.Values)] = []
    for index in table.columns.indices {
      if let column = column(table, index, source, kind, path: value.path) {
        columns.append(column)
      }
    }
    for key in kind.keys {
      guard let example = key.requiredExample, !columns.contains(where: { $0.key.name == key.name })
      else { continue }
      if findings.count == before {
        error(
          Place(source: source), value.path,
          "has no column '\(key.name)'; add one, with values such as '\(example)'")
      }
    }
    guard findings.count == before else {
      sources[source].text = Reading.beginning(of: file.bytes)
      return .broken
    }
    let fileName = file.path.split(separator: "/").last.map(String.init) ?? name
    return .rows(
      RowTable(
        kind: kind, count: table.rowCount, columns: columns, name: fileName,
        text: String(decoding: file.bytes, as: UTF8.self)))
  }

  private mutating func inlineRows(
    _ value: Value, _ items: [DocumentNode], _ kind: SectionKind
  ) -> TreeContent {
    let nodes = items.map {
      read(Value(node: $0, path: value.path), as: .section(kind), owner: $0.place)
    }
    return nodes.contains { $0.isBroken } ? .broken : .list(nodes)
  }

  private mutating func column(
    _ table: DelimitedTable, _ index: Int, _ source: Int, _ kind: SectionKind, path: String
  ) -> (key: Key, values: RowTable.Values)? {
    let column = table.columns[index]
    guard let key = kind.key(column.name) else {
      let hint =
        question(column.name, among: kind.keys.map(\.name))
        ?? "; known are \(enumerated(kind.keys.map(\.name)))"
      error(table.header(index, source), path, "unknown column \(quoted(column.name))\(hint)")
      return nil
    }
    var unit = Quantity(value: 1, dimension: .ratio, hasUnit: false)
    if let symbol = column.unit {
      guard let parsed = try? Quantity.parse("1 " + symbol) else {
        error(table.header(index, source), path, "there is no unit \(quoted(symbol))")
        return nil
      }
      unit = parsed
    }
    if case .label = key.shape {
      return (key, .texts((0..<table.rowCount).map { trimmed(table.text(row: $0, column: index)) }))
    }
    var numbers: [Double] = []
    numbers.reserveCapacity(table.rowCount)
    let factor = unit.value
    let isPlain = plainNumbersFit(key.shape, unit)
    var errors = 0
    for row in 0..<table.rowCount {
      if isPlain, let number = table.number(row: row, column: index), isSensible(number, key.shape)
      {
        numbers.append(number * factor)
        continue
      }
      switch number(table, row, index, column.unit, key, path: path, source) {
      case .some(let number): numbers.append(number)
      case .none:
        errors += 1
        if errors == Reading.mostErrors { return nil }
      }
    }
    return errors == 0 ? (key, .numbers(numbers)) : nil
  }

  /// Whether a plain number of the column's unit is what the key takes.
  private func plainNumbersFit(_ shape: Shape, _ unit: Quantity) -> Bool {
    switch shape {
    case .quantity(let expectation): expectation.fits(unit.dimension)
    case .moment: unit.dimension == .time
    case .count: !unit.hasUnit || unit.dimension == .count
    default: false
    }
  }

  private func isSensible(_ number: Double, _ shape: Shape) -> Bool {
    switch shape {
    case .count(let range, _):
      number == number.rounded() && number >= Double(range.lowerBound)
        && number <= Double(range.upperBound)
    default: number >= 0 && number.isFinite
    }
  }

  /// The number of a cell that is not a plain one: with a unit of its own, a date, empty, or wrong.
  private mutating func number(
    _ table: DelimitedTable, _ row: Int, _ column: Int, _ unit: String?, _ key: Key, path: String,
    _ source: Int
  ) -> Double? {
    var text = trimmed(table.text(row: row, column: column))
    let place = table.place(row: row, column: column)
    let here = Place(source: source, line: place.line, column: place.column)
    if text.isEmpty {
      guard key.requiredExample == nil else {
        error(
          here, path, "row \(row + 1), column '\(key.name)' is empty; expected \(key.shape.what)")
        return nil
      }
      return .nan
    }
    if let unit, Double(text) != nil { text += " " + unit }
    let node = DocumentNode(content: .scalar(text), place: here)
    let read = scalar(
      Value(node: node, path: "\(path), row \(row + 1), column '\(key.name)'"), as: [key.shape],
      what: key.shape.what)
    guard case .value(let value) = read else { return nil }
    switch value.meaning {
    case .quantity(let quantity): return quantity.value
    case .count(let count): return Double(count)
    case .date(let date): return date.seconds - start.seconds
    default: return nil
    }
  }
}
