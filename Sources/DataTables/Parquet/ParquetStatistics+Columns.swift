extension ParquetStatistics {
  /// The bounds of a column's values, those of missing ones left out.
  static func bounds(_ values: ColumnValues) -> Bounds? {
    switch values {
    case .boolean(let values): return bounds(values)
    case .int32(let values): return bounds(values.span)
    case .int64(let values), .timestamp(let values): return bounds(values.span)
    case .float32(let values), .float32List(let values, length: _): return bounds(values.span)
    case .float64(let values): return bounds(values.span)
    case .category(let codes, let levels):
      var isUsed = [Bool](repeating: false, count: levels.count)
      for code in codes { isUsed[Int(code)] = true }
      return bounds(texts: levels.indices.filter { isUsed[$0] }.map { levels[$0] })
    case .text(let values): return bounds(texts: values)
    }
  }

  private static func bounds(texts values: [String]) -> Bounds? {
    var texts = TextBytes()
    for value in values { texts.append(value) }
    return bounds(texts, 0..<texts.count)
  }
}
