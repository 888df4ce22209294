/// A column of a file: how its values are kept, and what they become in a table.
struct ParquetColumn: Hashable, Sendable {
  var description: ColumnDescription
  /// The place of its chunk in each row group.
  var leaf: Int
  var type: ParquetFormat.PhysicalType
  var typeLength: Int
  var meaning: ParquetLogicalType?
  /// The level of a value that is there; 0 where none can be missing.
  var deepestLevel: Int
  /// The level of the first value of a list; `nil` where the column has no lists.
  var listLevel: Int?

  /// Creates the column of a field that is no group.
  ///
  /// - Throws: ``ParquetDamage`` that says why it cannot be read.
  init(
    _ field: ParquetField, named name: String, leaf: Int, isOptional: Bool
  ) throws(ParquetDamage) {
    guard let type = field.type else { throw .damaged("it has neither a type nor fields") }
    self.leaf = leaf
    self.type = type
    typeLength = field.typeLength
    meaning = field.meaning
    deepestLevel = isOptional ? 1 : 0
    description = ColumnDescription(name: name, type: .text, isOptional: isOptional)
    description.type = try tableType(field)
    if case .time = meaning { description.unit = "s" }
  }

  /// Creates the column of lists of numbers in single precision.
  init(list field: ParquetField, element: ParquetField, leaf: Int) {
    let isOptional = field.repetition == .optional
    self.leaf = leaf
    type = .float
    typeLength = 0
    meaning = nil
    listLevel = isOptional ? 2 : 1
    deepestLevel = (isOptional ? 2 : 1) + (element.repetition == .optional ? 1 : 0)
    description = ColumnDescription(
      name: field.name, type: .float32List, isOptional: isOptional)
  }

  /// What the values become.
  private func tableType(_ field: ParquetField) throws(ParquetDamage) -> ColumnType {
    switch (type, meaning) {
    case (_, .interval): throw ParquetDamage("it holds intervals, which cannot be read")
    case (_, .decimal(let scale)) where !(0...76).contains(scale):
      throw ParquetDamage("it holds decimal numbers with \(scale) places, which cannot be read")
    case (.int32, .decimal), (.int64, .decimal), (.byteArray, .decimal),
      (.fixedLengthByteArray, .decimal):
      return .float64
    case (.boolean, _): return .boolean
    case (.int32, .date): return .timestamp
    case (.int32, .time), (.int64, .time): return .float64
    case (.int32, .integer(bits: 32, isSigned: false)): return .int64
    case (.int32, _): return .int32
    case (.int64, .timestamp), (.int96, _): return .timestamp
    case (.int64, _): return .int64
    case (.float, _): return .float32
    case (.double, _): return .float64
    case (.byteArray, _): return .text
    case (.fixedLengthByteArray, .uuid) where typeLength == 16: return .text
    case (.fixedLengthByteArray, .float16) where typeLength == 2: return .float32
    case (.fixedLengthByteArray, _):
      throw ParquetDamage("it holds \(typeLength) bytes of unknown meaning in each row")
    }
  }
}
