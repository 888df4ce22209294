import DataTables

/// The column that is to be predicted.
struct AuditTarget {
  let name: String
  /// The amounts, or the numbers of the classes; NaN where they are missing.
  let amounts: [Double]
  /// The class of each row by number, -1 where it is missing; `nil` for an amount.
  let classes: [Int32]?
  /// The names of the classes.
  let classNames: [String]
  /// How many rows each has.
  let counts: [Int]

  /// The most values of a whole number that are taken for classes.
  static let mostClasses = 10

  var isClass: Bool { classes != nil }

  init(_ column: TableColumn, splits: [Int32]?) {
    name = column.name
    let most: Int =
      switch column.values.type {
      case .boolean, .category, .text: .max
      case .int32, .int64: AuditTarget.mostClasses
      case .float32, .float64: 2
      case .timestamp, .float32List: 0
      }
    if most > 0, let codes = ColumnCodes(column, most: most) {
      classes = codes.codes
      classNames = codes.firstRows.map { column.text(Int($0)) }
      var counts = [Int](repeating: 0, count: codes.count)
      for code in codes.codes where code >= 0 { counts[Int(code)] += 1 }
      self.counts = counts
      amounts = codes.codes.map { $0 < 0 ? .nan : Double($0) }
    } else {
      classes = nil
      classNames = []
      counts = []
      amounts = column.numbers()
    }
  }

  var classCounts: [String: Int] {
    Dictionary(zip(classNames, counts), uniquingKeysWith: +)
  }

  /// The name of that class.
  var rareName: String? { rareClass.map { classNames[$0] } }

  /// Of two classes that of which there is less (the second where they are equal); `nil` for another number.
  var rareClass: Int? {
    counts.count == 2 ? (counts[0] < counts[1] ? 0 : 1) : nil
  }
}
