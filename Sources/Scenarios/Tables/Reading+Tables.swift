import DataTables

/// Tables in the place of lists and mappings: `{table: routes.csv}`.
extension Reading {
  /// Puts the rows of tables into a document of some kind where it names them.
  mutating func expandTables(in root: inout DocumentNode, of kind: SectionKind = .scenario) {
    expand(&root, as: .section(kind), path: "")
  }

  private mutating func expand(
    _ node: inout DocumentNode, as shape: Shape, path: String
  ) {
    if case .rows = shape { return }
    switch node.content {
    case .scalar, .nothing: return
    case .list(var items):
      guard shape.stepKind != nil || shape.listItem != nil else { return }
      let inner: Shape = shape.listItem ?? .anything
      for index in items.indices {
        if let kind = shape.stepKind, case .mapping(var entries) = items[index].content,
          entries.count == 1
        {
          expand(
            &entries[0].value, as: .section(kind), path: path + "." + entries[0].key)
          items[index].content = .mapping(entries)
        } else {
          expand(&items[index], as: inner, path: path)
        }
      }
      node.content = .list(items)
    case .mapping(var entries):
      if let index = entries.firstIndex(where: { $0.key == "table" }), shape.takesTable,
        !(shape.hasFreeNames && entries[index].value.entries != nil)
      {
        let table = entries.remove(at: index)
        replace(&node, table, others: entries, as: shape, path: path)
        return
      }
      for index in entries.indices {
        guard let inner = shape.child(entries[index].key) else { continue }
        let path = path.isEmpty ? entries[index].key : path + "." + entries[index].key
        expand(&entries[index].value, as: inner, path: path)
      }
      node.content = .mapping(entries)
    }
  }

  private mutating func replace(
    _ node: inout DocumentNode, _ entry: DocumentNode.Entry, others: [DocumentNode.Entry],
    as shape: Shape, path: String
  ) {
    node.content = .mapping([])
    guard let name = entry.value.scalar.map(trimmed) else {
      error(entry.value.place, path, "expected the path of a table, not \(entry.value.kindInWords)")
      return
    }
    guard
      let (table, source, file) = table(name, place: entry.value.place, path: path)
    else { return }
    if table.rowCount * table.columns.count > Reading.mostCells {
      error(
        entry.value.place, path,
        "the table has \(table.rowCount) rows; a table that stands for a list or mapping has at "
          + "most \(Reading.mostCells) cells")
      return
    }
    sources[source].text = Reading.beginning(of: file.bytes)
    if table.rowCount == 0 {
      error(Place(source: source), path, "the table has a header, but no rows")
      lacksFiles = true
      return
    }
    var rows = TableRows(table: table, source: source)
    node = rows.node(as: shape, place: entry.value.place)
    for problem in rows.problems { error(problem.place, path, problem.message) }
    guard !others.isEmpty else { return }
    if case .mapping(let entries) = node.content {
      let names = Set(others.map(\.key))
      node.content = .mapping(entries.filter { !names.contains($0.key) } + others)
    } else {
      error(
        others[0].keyPlace, path,
        "nothing can stand beside 'table' here; put \(quoted(others[0].key)) into the table")
    }
  }
}

extension Shape {
  /// What the entries of a list here are.
  var listItem: Shape? {
    switch self {
    case .list(let inner, _): inner
    case .either(let shapes, _): shapes.lazy.compactMap { $0.listItem }.first
    default: nil
    }
  }

  /// Whether the keys are names that are free to choose, of which `table` may be one.
  var hasFreeNames: Bool { if case .names = self { true } else { false } }

  /// Whether rows of a table may stand here.
  var takesTable: Bool {
    switch self {
    case .names, .labels, .keyed, .factors, .list, .steps, .rows: true
    case .either(let shapes, _): shapes.contains { $0.takesTable }
    default: false
    }
  }
}
