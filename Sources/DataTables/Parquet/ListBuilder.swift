/// Puts lists of equally many numbers together from levels.
///
/// A row begins where the repetition level is 0; it may go on in the next page.
struct ListBuilder {
  /// How many rows have begun.
  var rowCount: Int { isPresent.count }

  private var numbers: [Float] = []
  private var isPresent: [Bool] = []
  /// The length of the lists, once one is whole.
  private var length: Int?
  /// How many numbers the last list has so far.
  private var current = 0

  mutating func append(
    _ dense: [Float], definitions: [UInt32], repetitions: [UInt32], listLevel: Int, deepest: Int
  ) throws(ParquetDamage) {
    var next = 0
    for index in definitions.indices {
      if repetitions[index] == 0 {
        try endRow()
        isPresent.append(definitions[index] >= listLevel)
        // In an optional column, the level below that of the elements is an empty list.
        if definitions[index] < listLevel, Int(definitions[index]) == 1 || listLevel == 1 {
          throw ListBuilder.unequal
        }
      } else if isPresent.last != true {
        throw .damaged("a list goes on that has not begun")
      }
      guard definitions[index] >= listLevel else { continue }
      guard definitions[index] == deepest else {
        throw ParquetDamage("an element of a list is missing")
      }
      guard next < dense.count else { throw .cut }
      numbers.append(dense[next])
      next += 1
      current += 1
    }
  }

  private static let unequal = ParquetDamage(
    "its lists are not equally long; only lists of one length can be read")

  private mutating func endRow() throws(ParquetDamage) {
    guard isPresent.last == true else { return }
    if let length, length != current { throw ListBuilder.unequal }
    length = current
    current = 0
  }

  /// The column.
  func finished(_ description: ColumnDescription) throws(ParquetDamage) -> TableColumn {
    var whole = self
    try whole.endRow()
    let length = whole.length ?? 1
    guard isPresent.contains(false) else {
      return TableColumn(description, .float32List(numbers, length: length))
    }
    var spread: [Float] = []
    spread.reserveCapacity(isPresent.count * length)
    var next = 0
    for isThere in isPresent {
      if isThere {
        spread += numbers[next..<next + length]
        next += length
      } else {
        spread.append(contentsOf: repeatElement(0, count: length))
      }
    }
    return TableColumn(
      description, .float32List(spread, length: length), isPresent: isPresent)
  }
}
