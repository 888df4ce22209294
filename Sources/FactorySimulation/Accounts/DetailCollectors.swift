import SimulationStatistics

/// What is kept for a request about times that are observed part by part.
struct TimeDetail {
  let statistic: DetailRequest.Statistic
  /// Where the answer stands among all requests.
  let place: Int
  private var count = 0
  private var sum = 0.0
  private var tally = Tally()
  private var sketch: QuantileSketch?

  init(_ statistic: DetailRequest.Statistic, place: Int) {
    self.statistic = statistic
    self.place = place
    if case .quantile = statistic { sketch = TimeDetail.emptySketch }
  }

  /// A sketch of 0.1 %; its parameters are in their domains.
  private static var emptySketch: QuantileSketch? {
    try? QuantileSketch(relativeError: 0.001, bucketLimit: 32_768)
  }

  mutating func add(_ time: Double) {
    count += 1
    switch statistic {
    case .secondMoment: sum += time * time
    case .shareOver(let bound): if time > bound { sum += 1 }
    case .standardDeviation: tally.add(time)
    case .quantile: sketch?.add(time)
    case .shareAt, .risesAbove, .atEnd: break
    }
  }

  var answer: Ratio {
    switch statistic {
    case .standardDeviation: Ratio(tally.standardDeviation ?? .nan, per: 1)
    case .quantile(let share): Ratio(sketch?.quantile(share) ?? .nan, per: 1)
    default: Ratio(sum, per: Double(count))
    }
  }

  mutating func merge(_ other: TimeDetail) {
    count += other.count
    sum += other.sum
    tally.merge(other.tally)
    if let sketch = other.sketch { self.sketch?.merge(sketch) }
  }

  mutating func restart() { self = TimeDetail(statistic, place: place) }
}

/// What is kept for a request about a level that lasts for a time.
struct LevelDetail: BitwiseCopyable {
  let statistic: DetailRequest.Statistic
  /// Where the answer stands among all requests.
  let place: Int
  private var level = 0
  private var since = 0.0
  private var origin = 0.0
  private var sum = 0.0
  private var record = LevelRecord()

  init(_ statistic: DetailRequest.Statistic, place: Int) {
    self.statistic = statistic
    self.place = place
  }

  mutating func add(_ change: Int, at time: Double) {
    close(at: time)
    if case .risesAbove(let bound) = statistic, level <= bound, level + change > bound { sum += 1 }
    level += change
    if case .standardDeviation = statistic { record.set(Double(level), at: time) }
  }

  private mutating func close(at time: Double) {
    let duration = time - since
    since = time
    switch statistic {
    case .secondMoment: sum += duration * Double(level * level)
    case .shareOver(let bound): if Double(level) > bound { sum += duration }
    case .shareAt(let wanted): if level == wanted { sum += duration }
    case .standardDeviation, .quantile, .risesAbove, .atEnd: break
    }
  }

  func answer(at time: Double) -> Ratio {
    var copy = self
    copy.close(at: time)
    switch statistic {
    case .atEnd: return Ratio(Double(level), per: 1)
    case .standardDeviation:
      return Ratio(record.variance(until: time)?.squareRoot() ?? .nan, per: 1)
    default: return Ratio(copy.sum, per: time - origin)
    }
  }

  mutating func restart(at time: Double) {
    close(at: time)
    origin = time
    sum = 0
    record.restart(at: time)
  }
}
