extension ParquetColumn {
  /// What the columns of a file can be read as, and why the others cannot.
  struct Choice: Sendable {
    var readable: [ParquetColumn] = []
    var refused: [(name: String, reason: String)] = []
    var leafCount = 0
  }

  /// Goes through the fields of a file.
  ///
  /// - Throws: ``ParquetDamage`` where the fields make no tree.
  static func columns(of footer: ParquetFooter) throws(ParquetDamage) -> Choice {
    let fields = footer.schema
    guard let root = fields.first else { throw .damaged("it has no columns") }
    var choice = Choice()
    var index = 1
    var names: Set<String> = []
    for _ in 0..<(root.childCount ?? 0) {
      guard index < fields.count else { throw .damaged("its columns are not all described") }
      let field = fields[index]
      guard names.insert(field.name).inserted else {
        throw ParquetDamage("two columns are called \(quotedForMessage(field.name)); rename one")
      }
      let begin = index
      let leaf = choice.leafCount
      try pass(fields, &index, &choice.leafCount, depth: 0)
      do throws(ParquetDamage) {
        let column = try ParquetColumn(fields[begin..<index], leaf: leaf)
        choice.readable.append(column.described(by: footer.metadata))
      } catch {
        choice.refused.append((field.name, error.message))
      }
    }
    guard index == fields.count else { throw .damaged("it has fields that belong to no column") }
    return choice
  }

  /// Goes behind a field and all below it, counting those that have values.
  private static func pass(
    _ fields: [ParquetField], _ index: inout Int, _ leafCount: inout Int, depth: Int
  ) throws(ParquetDamage) {
    guard index < fields.count, depth < 64 else { throw .damaged("its columns make no tree") }
    let field = fields[index]
    index += 1
    guard field.type == nil else {
      leafCount += 1
      return
    }
    for _ in 0..<(field.childCount ?? 0) { try pass(fields, &index, &leafCount, depth: depth + 1) }
  }

  /// The column of a field with all below it.
  private init(_ fields: ArraySlice<ParquetField>, leaf: Int) throws(ParquetDamage) {
    let fields = Array(fields)
    let field = fields[0]
    if field.type != nil {
      guard field.repetition != .repeated else {
        throw ParquetDamage("it is nested: a list in each row")
      }
      try self.init(
        field, named: field.name, leaf: leaf, isOptional: field.repetition == .optional)
      return
    }
    // A list as the format asks: a group of one repeated group of one element.
    if field.meaning == .list, field.repetition != .repeated, fields.count == 3,
      field.childCount == 1, fields[1].repetition == .repeated, fields[1].type == nil,
      fields[1].childCount == 1, fields[2].repetition != .repeated, fields[2].type == .float
    {
      self.init(list: field, element: fields[2], leaf: leaf)
      return
    }
    let kind =
      switch field.meaning {
      case .list: "a list in each row, other than of float32"
      case .map: "a map in each row"
      default: "a group of fields in each row"
      }
    throw ParquetDamage("it is nested: \(kind)")
  }

  /// The column with what the file's writer, if it was Fettle, says of it.
  private func described(by metadata: [ParquetMetadata]) -> ParquetColumn {
    var column = self
    for pair in metadata where pair.key.hasPrefix("fettle.column.") {
      switch pair.key {
      case ParquetSchema.key(description.name, "unit"): column.description.unit = pair.value
      case ParquetSchema.key(description.name, "meaning"): column.description.meaning = pair.value
      case ParquetSchema.key(description.name, "type"):
        if pair.value == ColumnType.category.rawValue, description.type == .text {
          column.description.type = .category
        }
      default: break
      }
    }
    return column
  }
}
