import DataTables

/// The rows of a table as the list or mapping for which they stand.
///
/// Columns are keys; their units stand in the header, as in `time [min]`. For a mapping from names the
/// first column has the names. Keys within keys are joined by points: `release.every`. An empty cell
/// says nothing.
struct TableRows {
  let table: DelimitedTable
  let source: Int
  /// What is wrong with the table.
  private(set) var problems: [(place: Place, message: String)] = []

  init(table: DelimitedTable, source: Int) {
    self.table = table
    self.source = source
  }

  /// The rows as a node of that shape.
  mutating func node(as shape: Shape, place: Place) -> DocumentNode {
    DocumentNode(content: content(as: shape), place: place)
  }

  private mutating func content(as shape: Shape) -> DocumentNode.Content {
    switch shape {
    case .steps:
      return .list(
        named(from: 1).map { entry in
          DocumentNode(content: .mapping([entry]), place: entry.keyPlace)
        })
    case .list(let inner, _):
      if inner.sectionKind == nil, table.columns.count == 1 {
        return .list((0..<table.rowCount).map { cell($0, 0) ?? nothing($0, 0) })
      }
      var items: [DocumentNode] = []
      for row in 0..<table.rowCount { items.append(mapping(row, from: 0)) }
      return .list(items)
    case .names(_, let inner, _), .labels(let inner, _), .keyed(_, let inner, _, _),
      .factors(let inner, _):
      return entries(of: inner)
    case .either(let shapes, _):
      guard let first = shapes.first(where: { $0.takesTable }) else { return .nothing }
      return content(as: first)
    default: return .nothing
    }
  }

  private mutating func entries(of inner: Shape) -> DocumentNode.Content {
    let isMatrix = inner.sectionKind == nil && inner.takesTable
    if isMatrix, table.columns.count == 3, table.columns[1].name == "to" {
      return .mapping(longMatrix())
    }
    if !isMatrix, inner.sectionKind == nil {
      guard table.columns.count == 2 else {
        problems.append(
          (
            table.header(0, source),
            "has \(table.columns.count) columns; expected two, a name and its value"
          ))
        return .mapping([])
      }
      var entries: [DocumentNode.Entry] = []
      for row in 0..<table.rowCount {
        guard let value = cell(row, 1) else { continue }
        entries.append(entry(row, value))
      }
      return .mapping(unique(entries))
    }
    return .mapping(unique(named(from: 1)))
  }

  /// `from`, `to` and a value in each row.
  private mutating func longMatrix() -> [DocumentNode.Entry] {
    var rows: [(from: DocumentNode.Entry, to: [DocumentNode.Entry])] = []
    var indices: [String: Int] = [:]
    for row in 0..<table.rowCount {
      guard let value = cell(row, 2) else { continue }
      let to = DocumentNode.Entry(
        key: trimmed(table.text(row: row, column: 1)), keyPlace: place(row, 1), value: value)
      let from = trimmed(table.text(row: row, column: 0))
      if let index = indices[from] {
        rows[index].to.append(to)
      } else {
        indices[from] = rows.count
        rows.append((entry(row, nothing(row, 1)), [to]))
      }
    }
    var entries: [DocumentNode.Entry] = []
    for (from, to) in rows {
      var entry = from
      entry.value.content = .mapping(unique(to, of: from.key))
      entries.append(entry)
    }
    return entries
  }

  /// Each row as a name, from the first column, with the other columns as its keys.
  private mutating func named(from column: Int) -> [DocumentNode.Entry] {
    var entries: [DocumentNode.Entry] = []
    for row in 0..<table.rowCount { entries.append(entry(row, mapping(row, from: column))) }
    return entries
  }

  private func entry(_ row: Int, _ value: DocumentNode) -> DocumentNode.Entry {
    DocumentNode.Entry(
      key: trimmed(table.text(row: row, column: 0)), keyPlace: place(row, 0), value: value)
  }

  /// Each name once; `from` is the name in the first column, where these stand in the second.
  private mutating func unique(
    _ entries: [DocumentNode.Entry], of from: String? = nil
  ) -> [DocumentNode.Entry] {
    var seen: Set<String> = []
    return entries.filter { entry in
      if seen.insert(entry.key).inserted { return true }
      let whose = from.map { " of \(quoted($0))" } ?? ""
      problems.append(
        (entry.keyPlace, "\(quoted(entry.key))\(whose) stands in two rows; keep one of them"))
      return false
    }
  }

  /// The cells of a row that are not empty, by the keys of their columns.
  private mutating func mapping(_ row: Int, from first: Int) -> DocumentNode {
    var entries: [DocumentNode.Entry] = []
    for column in first..<max(first, table.columns.count) {
      guard let value = cell(row, column) else { continue }
      let keys = table.columns[column].name.split(separator: ".").map(String.init)
      if !TableRows.add(value, keys[...], header: table.header(column, source), to: &entries) {
        problems.append(
          (
            value.place,
            "another column of this row gives what column '\(table.columns[column].name)' gives; "
              + "leave one of the cells empty"
          ))
      }
    }
    return DocumentNode(
      content: .mapping(entries), place: place(row, min(first, table.columns.count - 1)))
  }

  /// Puts a value where keys lead.
  ///
  /// - Returns: Whether nothing stood there, nor a value on the way.
  private static func add(
    _ value: DocumentNode, _ keys: ArraySlice<String>, header: Place,
    to entries: inout [DocumentNode.Entry]
  ) -> Bool {
    guard let key = keys.first else { return true }
    let rest = keys.dropFirst()
    let index = entries.firstIndex { $0.key == key }
    guard !rest.isEmpty else {
      guard index == nil else { return false }
      entries.append(DocumentNode.Entry(key: key, keyPlace: header, value: value))
      return true
    }
    var inner: [DocumentNode.Entry] = []
    if let index {
      guard let entries = entries[index].value.entries else { return false }
      inner = entries
    }
    guard add(value, rest, header: header, to: &inner) else { return false }
    let node = DocumentNode(content: .mapping(inner), place: value.place)
    if let index {
      entries[index].value = node
    } else {
      entries.append(DocumentNode.Entry(key: key, keyPlace: header, value: node))
    }
    return true
  }

  /// The value of a cell, with the unit of its column where it has none; `nil` for an empty one.
  private func cell(_ row: Int, _ column: Int) -> DocumentNode? {
    var text = trimmed(table.text(row: row, column: column))
    guard !text.isEmpty else { return nil }
    let place = place(row, column)
    // A list or mapping is written as in YAML.
    if text.hasPrefix("[") || text.hasPrefix("{") {
      if let node = try? DocumentParser.parse(text, source: source) { return node.moved(to: place) }
    }
    if let unit = table.columns[column].unit, Double(text) != nil { text += " " + unit }
    return DocumentNode(content: .scalar(text), place: place)
  }

  private func nothing(_ row: Int, _ column: Int) -> DocumentNode {
    DocumentNode(content: .nothing, place: place(row, column))
  }

  private func place(_ row: Int, _ column: Int) -> Place {
    let place = table.place(row: row, column: column)
    return Place(source: source, line: place.line, column: place.column)
  }
}

extension DelimitedTable {
  /// Where the name of a column stands.
  func header(_ column: Int, _ source: Int) -> Place {
    let place = place(ofColumn: column)
    return Place(source: source, line: place.line, column: place.column)
  }
}

extension DocumentNode {
  /// The same with all its places moved to one.
  fileprivate func moved(to place: Place) -> DocumentNode {
    var node = self
    node.place = place
    switch content {
    case .list(let items): node.content = .list(items.map { $0.moved(to: place) })
    case .mapping(let entries):
      node.content = .mapping(
        entries.map { Entry(key: $0.key, keyPlace: place, value: $0.value.moved(to: place)) })
    case .scalar, .nothing: break
    }
    return node
  }
}
