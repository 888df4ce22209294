/// How the columns of a table are told to readers of Parquet.
enum ParquetSchema {
  /// The fields of a table's columns, the root first.
  static func fields(_ columns: [ColumnDescription]) -> [ParquetField] {
    [ParquetField(name: "schema", childCount: columns.count)] + columns.flatMap(fields)
  }

  /// The fields of one column; of a list three, as `LogicalTypes.md`, "Lists", asks.
  private static func fields(_ column: ColumnDescription) -> [ParquetField] {
    let repetition: ParquetFormat.Repetition = column.isOptional ? .optional : .required
    guard column.type == .float32List else {
      return [
        ParquetField(
          name: column.name, type: physicalType(column.type), repetition: repetition,
          meaning: meaning(column.type))
      ]
    }
    return [
      ParquetField(name: column.name, repetition: repetition, childCount: 1, meaning: .list),
      ParquetField(name: "list", repetition: .repeated, childCount: 1),
      ParquetField(name: "element", type: .float, repetition: .required),
    ]
  }

  /// The path from the root to a column's values.
  static func path(_ column: ColumnDescription) -> [String] {
    column.type == .float32List ? [column.name, "list", "element"] : [column.name]
  }

  /// How a column's values are kept.
  static func physicalType(_ type: ColumnType) -> ParquetFormat.PhysicalType {
    switch type {
    case .boolean: .boolean
    case .int32: .int32
    case .int64, .timestamp: .int64
    case .float32, .float32List: .float
    case .float64: .double
    case .category, .text: .byteArray
    }
  }

  private static func meaning(_ type: ColumnType) -> ParquetLogicalType? {
    switch type {
    case .category, .text: .text
    case .timestamp: .timestamp(perSecond: 1_000_000, isUTC: false)
    default: nil
    }
  }

  /// What the schema cannot say of a column: its unit, its meaning, and that its texts are few.
  static func metadata(_ columns: [ColumnDescription]) -> [ParquetMetadata] {
    columns.flatMap { column in
      var pairs: [ParquetMetadata] = []
      if column.type == .category {
        pairs.append(ParquetMetadata(key(column.name, "type"), column.type.rawValue))
      }
      if let unit = column.unit { pairs.append(ParquetMetadata(key(column.name, "unit"), unit)) }
      if !column.meaning.isEmpty {
        pairs.append(ParquetMetadata(key(column.name, "meaning"), column.meaning))
      }
      return pairs
    }
  }

  /// The name under which a file tells something of a column.
  static func key(_ column: String, _ what: String) -> String { "fettle.column.\(column).\(what)" }
}
