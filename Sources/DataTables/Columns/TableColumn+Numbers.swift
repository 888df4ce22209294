extension TableColumn {
  /// The value of a row as a number; NaN where it is missing, or text.
  ///
  /// Yes is 1 and no 0; a moment is in seconds since 1970-01-01 00:00.
  public func number(_ row: Int) -> Double {
    if let isPresent, !isPresent[row] { return .nan }
    switch values {
    case .boolean(let values): return values[row] ? 1 : 0
    case .int32(let values): return Double(values[row])
    case .int64(let values): return Double(values[row])
    case .float32(let values): return Double(values[row])
    case .float64(let values): return values[row]
    case .timestamp(let values): return Double(values[row]) / 1e6
    case .category, .text, .float32List: return .nan
    }
  }

  /// All values as numbers; see ``number(_:)``.
  ///
  /// The array of the column itself where it holds doubles and none is missing.
  public func numbers() -> [Double] {
    if case .float64(let values) = values, isPresent == nil { return values }
    var numbers: [Double] = []
    numbers.reserveCapacity(values.count)
    switch values {
    case .int64(let values) where isPresent == nil:
      for value in values { numbers.append(Double(value)) }
    default:
      for row in 0..<values.count { numbers.append(number(row)) }
    }
    return numbers
  }
}
