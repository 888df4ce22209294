public import DataTables

extension TableColumn {
  /// The name.
  var name: String { description.name }

  /// Whether a row has a value: one that is there and, of a number, is one.
  func hasValue(_ row: Int) -> Bool {
    if let isPresent, !isPresent[row] { return false }
    switch values {
    case .float32(let values): return !values[row].isNaN
    case .float64(let values): return !values[row].isNaN
    default: return true
    }
  }

  /// Whether any row has a value.
  var hasValues: Bool { (0..<values.count).contains { hasValue($0) } }

  /// The value of a row as a whole number; 0 where it has none.
  func whole(_ row: Int) -> Int64 {
    switch values {
    case .boolean(let values): values[row] ? 1 : 0
    case .int32(let values): Int64(values[row])
    case .int64(let values), .timestamp(let values): values[row]
    default: 0
    }
  }

  /// The value of a row as text, the same that a table in text would have; `""` where it is missing.
  public func text(_ row: Int) -> String {
    guard hasValue(row) else { return "" }
    switch values {
    case .boolean(let values): return values[row] ? "true" : "false"
    case .int32(let values): return String(values[row])
    case .int64(let values): return String(values[row])
    case .float32(let values): return PlainNumber.text("\(values[row])")
    case .float64(let values): return PlainNumber.text("\(values[row])")
    case .timestamp(let values): return MomentText.text(values[row])
    case .category(let codes, let levels): return levels[Int(codes[row])]
    case .text(let values): return values[row]
    case .float32List: return ""
    }
  }

  /// A number that tells values apart: of equal values the same, of others almost surely another.
  ///
  /// Missing values are equal to each other, and +0 to -0.
  func fingerprint(_ row: Int) -> UInt64 {
    guard hasValue(row) else { return 0x6D69_7373_696E_6721 }
    switch values {
    case .boolean(let values): return values[row] ? 1 : 2
    case .int32(let values): return UInt64(bitPattern: Int64(values[row]))
    case .int64(let values), .timestamp(let values): return UInt64(bitPattern: values[row])
    case .float32(let values): return (Double(values[row]) + 0).bitPattern
    case .float64(let values): return (values[row] + 0).bitPattern
    case .category(let codes, _): return UInt64(UInt32(bitPattern: codes[row]))
    case .text(let values):
      return values[row].utf8.reduce(0xCBF2_9CE4_8422_2325) {
        // Source: G. Fowler, L. C. Noll, K.-P. Vo, FNV-1a of 64 bits.
        ($0 ^ UInt64($1)) &* 0x100_0000_01B3
      }
    case .float32List: return 0
    }
  }

  /// Whether two rows have the same value, or both none.
  func isEqual(_ row: Int, _ other: Int) -> Bool {
    guard hasValue(row), hasValue(other) else { return hasValue(row) == hasValue(other) }
    switch values {
    case .boolean(let values): return values[row] == values[other]
    case .int32(let values): return values[row] == values[other]
    case .int64(let values), .timestamp(let values): return values[row] == values[other]
    case .float32(let values): return values[row] == values[other]
    case .float64(let values): return values[row] == values[other]
    case .category(let codes, _): return codes[row] == codes[other]
    case .text(let values): return values[row] == values[other]
    case .float32List: return true
    }
  }
}

/// Numbers as tables hold them.
enum PlainNumber {
  /// Swift's shortest digits, without `.0` at the end.
  static func text(_ shortest: String) -> String {
    shortest.hasSuffix(".0") ? String(shortest.dropLast(2)) : shortest
  }
}
