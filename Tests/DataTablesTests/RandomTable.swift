import DataTables
import TestDraws

/// Tables as they occur, and as they should not.
struct RandomTable {
  var random: SplitMix

  /// A table of a few columns of any types.
  mutating func table(rows: Int? = nil) -> ColumnarTable {
    let rows = rows ?? random.pick([0, 1, 7, 8, 100, 1_000, 20_000])
    let count = 1 + random.below(6)
    return ColumnarTable((0..<count).map { column(named: "c\($0)", rows: rows) })
  }

  /// Another part of the same table.
  mutating func more(of table: ColumnarTable, rows: Int) -> ColumnarTable {
    ColumnarTable(
      table.columns.map { column in
        var length = 1
        if case .float32List(_, let old) = column.values { length = old }
        return self.column(like: column.description, rows: rows, length: length)
      })
  }

  private mutating func column(named name: String, rows: Int) -> TableColumn {
    let description = ColumnDescription(
      name: name, type: random.pick(ColumnType.allCases),
      unit: random.pick([nil, "mm/s", "°C"]), meaning: random.pick(["", "what it is, in words"]),
      isOptional: random.chance(0.5))
    return column(like: description, rows: rows, length: 1 + random.below(9))
  }

  private mutating func column(
    like description: ColumnDescription, rows: Int, length: Int
  ) -> TableColumn {
    var isPresent: [Bool]?
    if description.isOptional, random.chance(0.8) {
      let share = random.pick([0, 0.01, 0.5, 0.99])
      isPresent = (0..<rows).map { _ in !random.chance(share) }
    }
    var values = values(description.type, rows: rows, length: length)
    // A reader gives nil where all are there, and zeros where none is.
    if let there = isPresent {
      if there.contains(false) { values = values.zeroed(where: there) } else { isPresent = nil }
    }
    return TableColumn(description, values, isPresent: isPresent)
  }

  /// How the numbers of a column come about.
  private enum Pattern: CaseIterable { case constant, few, steps, runs, any }

  private mutating func bits(_ rows: Int) -> [UInt64] {
    let pattern = random.pick(Pattern.allCases)
    let start = random.next()
    let few = (0..<1 + random.below(500)).map { _ in random.next() }
    var last = start
    return (0..<rows).map { row in
      switch pattern {
      case .constant: return start
      case .few: return random.pick(few)
      case .steps: return start &+ UInt64(row) &* 1_000
      case .runs:
        if random.chance(0.03) { last = random.pick(few) }
        return last
      case .any: return random.next()
      }
    }
  }

  private mutating func float() -> Float {
    switch random.below(12) {
    case 0: random.pick([.nan, .infinity, -.infinity, 0, -0.0, .leastNonzeroMagnitude])
    case 1: Float(bitPattern: UInt32(truncatingIfNeeded: random.next()))
    default: Float(random.fraction())
    }
  }

  private mutating func values(_ type: ColumnType, rows: Int, length: Int) -> ColumnValues {
    switch type {
    case .boolean: return .boolean(bits(rows).map { $0 & 4 != 0 })
    case .int32: return .int32(bits(rows).map { Int32(truncatingIfNeeded: $0) })
    case .int64: return .int64(bits(rows).map { Int64(bitPattern: $0) })
    case .timestamp: return .timestamp(bits(rows).map { Int64(bitPattern: $0 >> 8) })
    case .float32:
      guard random.chance(0.5) else { return .float32((0..<rows).map { _ in float() }) }
      return .float32(bits(rows).map { Float(bitPattern: UInt32(truncatingIfNeeded: $0 >> 20)) })
    case .float64: return .float64(bits(rows).map { Double(bitPattern: $0) })
    case .category:
      let count = 1 + random.below(400)
      return .category(
        codes: bits(rows).map { Int32($0 % UInt64(count)) }, levels: (0..<count).map { "ü\($0)" })
    case .text:
      // Two spellings of one letter must stay two.
      let pieces = ["", "e\u{301}", "\u{E9}", "part-", "\u{0}", "long ", "🙂"]
      let few = (0..<1 + random.below(9)).map { _ in random.pick(pieces) + random.pick(pieces) }
      let isFew = random.chance(0.5)
      return .text(
        bits(rows).map { isFew ? few[Int($0 % UInt64(few.count))] : "\($0 % 100_000)" })
    case .float32List:
      return .float32List((0..<rows * length).map { _ in float() }, length: length)
    }
  }
}

extension ColumnValues {
  /// The same with zeros, empty texts and the first level where a value is missing.
  func zeroed(where isPresent: [Bool]) -> ColumnValues {
    func those<Value>(_ values: [Value], _ zero: Value) -> [Value] {
      values.indices.map { isPresent[$0] ? values[$0] : zero }
    }
    switch self {
    case .boolean(let values): return .boolean(those(values, false))
    case .int32(let values): return .int32(those(values, 0))
    case .int64(let values): return .int64(those(values, 0))
    case .timestamp(let values): return .timestamp(those(values, 0))
    case .float32(let values): return .float32(those(values, 0))
    case .float64(let values): return .float64(those(values, 0))
    case .text(let values): return .text(those(values, ""))
    case .category(let codes, let levels):
      return .category(codes: those(codes, 0), levels: levels)
    case .float32List(let values, let length):
      return .float32List(
        values.indices.map { isPresent[$0 / length] ? values[$0] : 0 }, length: length)
    }
  }

  /// The values as bytes, one entry for each row, so that NaN equals itself and é only its own spelling.
  var exact: [[UInt8]] {
    func bytes(_ bits: some FixedWidthInteger) -> [UInt8] { Array("\(bits)".utf8) }
    switch self {
    case .boolean(let values): return values.map { [$0 ? 1 : 0] }
    case .int32(let values): return values.map(bytes)
    case .int64(let values), .timestamp(let values): return values.map(bytes)
    case .float32(let values): return values.map { bytes($0.bitPattern) }
    case .float64(let values): return values.map { bytes($0.bitPattern) }
    case .text(let values): return values.map { Array($0.utf8) }
    case .category(let codes, let levels): return codes.map { Array(levels[Int($0)].utf8) }
    case .float32List(let values, let length):
      return (0..<values.count / length).map { row in
        (0..<length).flatMap { bytes(values[row * length + $0].bitPattern) + [32] }
      }
    }
  }
}

extension TableColumn {
  /// The values of all rows as bytes, those of missing ones `nil`.
  var exact: [[UInt8]?] {
    zip(values.exact, isPresent ?? [Bool](repeating: true, count: values.count)).map {
      $1 ? $0 : nil
    }
  }
}
