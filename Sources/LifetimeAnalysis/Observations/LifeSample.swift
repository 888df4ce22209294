/// Lives, each known to end within an interval, column by column.
///
///     exact          lower = upper          right-censored   upper = ∞
///     left-censored  lower = entry or 0     interval         lower < upper < ∞
///
/// ```swift
/// let lives = try LifeSample(times: [120, 340, 400], failed: [true, true, false])
/// ```
public struct LifeSample: Hashable, Sendable {
  /// After which ages they ended.
  public let lower: [Double]
  /// Up to which ages they ended; infinite where they had not ended.
  public let upper: [Double]
  /// The ages at which they came under observation; 0 where they were seen from the beginning.
  public let entries: [Double]
  /// How many lives each row stands for.
  public let weights: [Double]

  /// How many rows there are.
  public var count: Int { lower.count }

  /// Creates a sample of intervals.
  ///
  /// A lower end before the entry is moved to it: a life that was seen to enter had not ended there.
  ///
  /// - Parameters:
  ///   - lower: After which ages they ended, finite and ≥ 0.
  ///   - upper: Up to which ages they ended, ≥ `lower`; infinity for right-censored lives.
  ///   - entries: The ages at which they came under observation; all 0 where left out.
  ///   - weights: How many lives each row stands for, finite and > 0; all 1 where left out.
  /// - Throws: ``LifetimeError`` for the first row that makes no sense.
  public init(
    lower: [Double], upper: [Double], entries: [Double]? = nil, weights: [Double]? = nil
  ) throws(LifetimeError) {
    let count = lower.count
    if count == 0 { throw .noLives }
    for (what, length) in [
      ("upper ends", upper.count), ("entries", entries?.count ?? count),
      ("weights", weights?.count ?? count),
    ] where length != count {
      throw .differentCounts(what: what, count: length, lives: count)
    }
    let entries = entries ?? Array(repeating: 0, count: count)
    let weights = weights ?? Array(repeating: 1, count: count)
    var raised = lower
    for row in 0..<count {
      let (from, to, entry) = (lower[row], upper[row], entries[row])
      guard from >= 0, from.isFinite else { throw .time(row: row, what: "its time", value: from) }
      guard to >= 0 else { throw .time(row: row, what: "its time", value: to) }
      guard entry >= 0, entry.isFinite else {
        throw .time(row: row, what: "its entry", value: entry)
      }
      guard to >= from else { throw .intervalReversed(row: row, from: from, to: to) }
      guard weights[row] > 0, weights[row].isFinite else {
        throw .weight(row: row, value: weights[row])
      }
      let end = to.isFinite ? to : from
      guard entry == 0 || entry < end else {
        throw .entryNotBeforeEnd(row: row, entry: entry, end: end)
      }
      raised[row] = max(from, entry)
    }
    self.lower = raised
    self.upper = upper
    self.entries = entries
    self.weights = weights
  }

  /// Creates a sample of exact and right-censored lives.
  ///
  /// - Parameters:
  ///   - times: The ages at which they failed or were last seen, finite and ≥ 0.
  ///   - failed: Whether they failed; all did where left out.
  ///   - entries: The ages at which they came under observation; all 0 where left out.
  ///   - weights: How many lives each row stands for; all 1 where left out.
  /// - Throws: ``LifetimeError`` for the first row that makes no sense.
  public init(
    times: [Double], failed: [Bool]? = nil, entries: [Double]? = nil, weights: [Double]? = nil
  ) throws(LifetimeError) {
    if let failed, failed.count != times.count {
      throw .differentCounts(what: "failures", count: failed.count, lives: times.count)
    }
    for (row, time) in times.enumerated() where !time.isFinite {
      throw .time(row: row, what: "its time", value: time)
    }
    var upper = times
    if let failed {
      for row in times.indices where !failed[row] { upper[row] = .infinity }
    }
    try self.init(lower: times, upper: upper, entries: entries, weights: weights)
  }

  /// Creates a sample of lives that are described one by one.
  ///
  /// - Parameter lives: The lives.
  /// - Throws: ``LifetimeError`` for the first that makes no sense.
  public init(_ lives: [LifeObservation]) throws(LifetimeError) {
    var (lower, upper) = ([Double](), [Double]())
    for (row, life) in lives.enumerated() {
      let (from, to): (Double, Double) =
        switch life.end {
        case .failed(let time): (time, time)
        case .survived(let time): (time, .infinity)
        case .failedBefore(let time): (0, time)
        case .failedBetween(let from, let to): (from, to)
        }
      if case .failed = life.end, !from.isFinite {
        throw .time(row: row, what: "its time", value: from)
      }
      lower.append(from)
      upper.append(to)
    }
    try self.init(
      lower: lower, upper: upper, entries: lives.map(\.entry), weights: lives.map(\.weight))
  }

  /// Whether the row's life failed at a known age.
  public func isExact(_ row: Int) -> Bool { lower[row] == upper[row] }

  /// Whether the row's life had not failed when it was last seen.
  public func isRightCensored(_ row: Int) -> Bool { upper[row] == .infinity }

  /// How many rows ended in a failure, whenever.
  public var failureRows: Int { upper.count { $0 < .infinity } }

  /// How many lives ended in a failure: the sum of the weights.
  public var failures: Double {
    var sum = 0.0
    for row in 0..<count where upper[row] < .infinity { sum += weights[row] }
    return sum
  }

  /// The lives of some rows.
  ///
  /// - Parameter rows: The rows, at least one.
  /// - Returns: A sample of these rows, in this order.
  /// - Throws: ``LifetimeError/noLives`` where there are none.
  public func rows(_ rows: [Int]) throws(LifetimeError) -> LifeSample {
    try LifeSample(
      lower: rows.map { lower[$0] }, upper: rows.map { upper[$0] },
      entries: rows.map { entries[$0] }, weights: rows.map { weights[$0] })
  }

  /// Stops where a life is neither an exact failure nor right-censored.
  func requireExact() throws(LifetimeError) {
    for row in 0..<count where !isExact(row) && !isRightCensored(row) {
      throw .notExact(row: row, from: lower[row], to: upper[row])
    }
  }

  /// Stops where no life failed.
  func requireFailures() throws(LifetimeError) {
    if failureRows == 0 { throw .noFailures(lives: count) }
  }
}
