/// When a station could have taken one more order: it was open, and had a machine free.
struct QuietTimes {
  private let spans: [(start: Double, end: Double)]

  init(_ station: LogStation, _ stays: [Stay], from: Double, to: Double) {
    let changes =
      (stays.map { (moment: $0.start, change: 1) } + stays.map { (moment: $0.end, change: -1) })
      .sorted { ($0.moment, $0.change) < ($1.moment, $1.change) }
    var spans: [(start: Double, end: Double)] = []
    var (number, last) = (0, from)
    for (moment, change) in changes + [(to, 0)] {
      if number < station.capacity, moment > last {
        spans += station.hours.spans(from: last, to: moment)
      }
      number += change
      last = max(last, moment)
    }
    self.spans = spans
  }

  /// The last quiet moment before one; `nil` where there was none after `earliest`.
  func last(before moment: Double, after earliest: Double) -> Double? {
    var (low, high) = (0, spans.count)
    while low < high {
      let middle = (low + high) / 2
      if spans[middle].start < moment { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    let end = min(spans[low - 1].end, moment)
    return end > earliest ? end : nil
  }
}
