extension ColumnValues {
  /// The values of the rows that have one.
  func present(_ isPresent: [Bool]) -> ColumnValues {
    func those<Value>(_ values: [Value]) -> [Value] {
      var chosen: [Value] = []
      chosen.reserveCapacity(values.count)
      for row in values.indices where isPresent[row] { chosen.append(values[row]) }
      return chosen
    }
    switch self {
    case .boolean(let values): return .boolean(those(values))
    case .int32(let values): return .int32(those(values))
    case .int64(let values): return .int64(those(values))
    case .float32(let values): return .float32(those(values))
    case .float64(let values): return .float64(those(values))
    case .timestamp(let values): return .timestamp(those(values))
    case .category(let codes, let levels): return .category(codes: those(codes), levels: levels)
    case .text(let values): return .text(those(values))
    case .float32List(let values, let length):
      var chosen: [Float] = []
      for row in isPresent.indices where isPresent[row] {
        chosen += values[row * length..<(row + 1) * length]
      }
      return .float32List(chosen, length: length)
    }
  }
}
