import DataTables

/// Texts by number, in the order in which they are first met.
struct TextLevels {
  private(set) var texts: [String] = []
  private var known: [String: Int32] = [:]

  /// The number of a text; a new one gets the next.
  mutating func code(of text: String) -> Int32 {
    if let code = known[text] { return code }
    let code = Int32(texts.count)
    known[text] = code
    texts.append(text)
    return code
  }
}

/// The values of a column by number: equal ones have the same, missing ones -1.
struct ColumnCodes {
  /// One for each row.
  var codes: [Int32]
  /// How many values there are.
  var count: Int
  /// A row that has each value.
  var firstRows: [Int32]

  /// Numbers the values of a column, those of numbers in rising order, texts as they are first met.
  ///
  /// - Parameters:
  ///   - column: The column.
  ///   - most: The most values; `nil` comes back for a column with more.
  init?(_ column: TableColumn, most: Int = .max) {
    codes = [Int32](repeating: -1, count: column.values.count)
    firstRows = []
    if case .category(let own, let levels) = column.values {
      var translation = [Int32](repeating: -1, count: levels.count)
      for row in own.indices where column.hasValue(row) {
        let level = Int(own[row])
        if translation[level] < 0 {
          translation[level] = Int32(firstRows.count)
          firstRows.append(Int32(row))
        }
        codes[row] = translation[level]
      }
      count = firstRows.count
      if count > most { return nil }
      return
    }
    if case .text(let texts) = column.values {
      var levels = TextLevels()
      for row in texts.indices where column.hasValue(row) {
        codes[row] = levels.code(of: texts[row])
        if levels.texts.count > firstRows.count { firstRows.append(Int32(row)) }
        if levels.texts.count > most { return nil }
      }
      count = firstRows.count
      return
    }
    let numbers = column.numbers()
    if most < .max, ColumnCodes.hasMore(than: most, numbers) { return nil }
    let order = NumberSort.order(of: numbers)
    count = 0
    var last = Double.nan
    for row in order {
      let value = numbers[Int(row)]
      if value.isNaN { continue }
      if value != last {
        count += 1
        firstRows.append(row)
        last = value
      }
      codes[Int(row)] = Int32(count - 1)
    }
  }

  /// The same with values of different ranges of rows told apart.
  func apart(_ ranges: [Range<Int>]) -> ColumnCodes {
    var apart = self
    apart.count = 0
    apart.firstRows = []
    for range in ranges {
      var numbers = [Int32](repeating: -1, count: count)
      for row in range where codes[row] >= 0 {
        let code = Int(codes[row])
        if numbers[code] < 0 {
          numbers[code] = Int32(apart.count)
          apart.count += 1
          apart.firstRows.append(Int32(row))
        }
        apart.codes[row] = numbers[code]
      }
    }
    return apart
  }

  /// Whether there are more different numbers than so many; found without sorting.
  private static func hasMore(than most: Int, _ numbers: [Double]) -> Bool {
    var met: Set<Double> = []
    for number in numbers where !number.isNaN {
      met.insert(number)
      if met.count > most { return true }
    }
    return false
  }
}
