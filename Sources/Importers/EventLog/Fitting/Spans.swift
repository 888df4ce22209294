/// Spans of time, each with a start and an end.
enum Spans {
  /// The spans in order, those that touch or overlap made one.
  static func union(_ spans: [(start: Double, end: Double)]) -> [(start: Double, end: Double)] {
    var joined: [(start: Double, end: Double)] = []
    for span in spans.sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) })
    where span.end > span.start {
      if let last = joined.last, span.start <= last.end {
        joined[joined.count - 1].end = max(last.end, span.end)
      } else {
        joined.append(span)
      }
    }
    return joined
  }

  /// Their length in all, overlaps counted once.
  static func length(_ spans: [(start: Double, end: Double)]) -> Double {
    union(spans).reduce(0) { $0 + $1.end - $1.start }
  }

  /// What of them lies between two moments.
  static func clipped(
    _ spans: [(start: Double, end: Double)], from: Double, to: Double
  ) -> [(start: Double, end: Double)] {
    spans.compactMap { span in
      let (start, end) = (max(span.start, from), min(span.end, to))
      return end > start ? (start, end) : nil
    }
  }

  /// How long how many of them lie over each other, in seconds by number.
  static func overlaps(_ spans: [(start: Double, end: Double)]) -> [Int: Double] {
    let changes =
      (spans.map { (moment: $0.start, change: 1) } + spans.map { (moment: $0.end, change: -1) })
      .sorted { ($0.moment, $0.change) < ($1.moment, $1.change) }
    var (number, last) = (0, 0.0)
    var times: [Int: Double] = [:]
    for (moment, change) in changes {
      if number > 0 { times[number, default: 0] += moment - last }
      number += change
      last = moment
    }
    return times
  }
}
