/// What tests read of charts.
enum ChartReader {
  /// All rows of data in a chart, those of its layers included.
  static func rows(in chart: [String: Any]) -> [[String: Any]] {
    let own = (chart["data"] as? [String: Any])?["values"] as? [[String: Any]] ?? []
    let layers = chart["layer"] as? [[String: Any]] ?? []
    return own + layers.flatMap { rows(in: $0) }
  }

  /// The charts in which some row has a name.
  static func charts(with name: String, in page: PageReader) throws -> [[String: Any]] {
    try page.charts.filter { rows(in: $0).contains { $0[name] != nil } }
  }

  /// Whether a number of a chart is a value: Foundation reads JSON to some units in the last place.
  static func isSame(_ read: Any?, _ value: Double?, within part: Double = 1e-14) -> Bool {
    guard let value else { return read == nil || !(read is Double) }
    guard let read = read as? Double else { return false }
    return abs(read - value) <= part * abs(value)
  }
}
