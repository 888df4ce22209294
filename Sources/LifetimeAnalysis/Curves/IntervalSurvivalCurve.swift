/// The share that lives longer where lives are known by intervals: Turnbull's self-consistent estimate.
///
/// Only certain intervals can hold failures: those that go from a lower end of some life to the next upper end
/// with no other end between. Where in them the failures lie the data do not say, so the curve is known
/// between them only. Found by expectation and maximization, without standard errors:
///
///     pⱼ ← pⱼ (1/n) Σ over lives that may have ended in j of 1/(Σ pₖ, k in the life's interval)
///
/// Source: B. W. Turnbull, "The Empirical Distribution Function with Arbitrarily Grouped, Censored and
/// Truncated Data", *J. R. Statist. Soc. B* 38, 1976, 290–295.
public struct IntervalSurvivalCurve: Hashable, Sendable {
  /// After which ages the intervals begin, increasing; an exact failure's equals its end.
  public let from: [Double]
  /// Up to which ages they go; infinite for lives that were never seen to fail.
  public let to: [Double]
  /// The share of the lives that ended in each.
  public let shares: [Double]
  /// How many rounds it took.
  public let rounds: Int

  /// An end of a life's interval, in the order in which ends at one age stand.
  private struct End: Hashable {
    enum Kind: Int { case exactStart, end, openStart }
    var time: Double
    var kind: Kind

    static func isBefore(_ left: End, _ right: End) -> Bool {
      (left.time, left.kind.rawValue) < (right.time, right.kind.rawValue)
    }
  }

  /// Estimates the curve.
  ///
  /// - Parameters:
  ///   - sample: Lives of any kind without delayed entry, at least one of which failed.
  ///   - most: After how many rounds it ends at the latest. They end before where no share moves by 1e-11; a
  ///     share that tends to 0 may do so as slowly as 1/rounds.
  /// - Throws: ``LifetimeError`` where none failed, or where one entered late.
  /// - Complexity: O(n log n), and O(n) a round; the rounds may be thousands.
  public init(_ sample: LifeSample, rounds most: Int = 20_000) throws(LifetimeError) {
    try sample.requireFailures()
    for row in 0..<sample.count where sample.entries[row] > 0 {
      throw .entryNotTaken(row: row, entry: sample.entries[row])
    }
    let starts = (0..<sample.count).map { row in
      End(time: sample.lower[row], kind: sample.isExact(row) ? .exactStart : .openStart)
    }
    let ends = sample.upper.map { End(time: $0, kind: .end) }
    // A start that an end follows bounds an interval that no other end divides.
    let all = (starts + ends).sorted(by: End.isBefore)
    var inner: [(start: End, end: End)] = []
    for (before, after) in zip(all, all.dropFirst())
    where before.kind != .end && after.kind == .end { inner.append((before, after)) }
    let runs = (0..<sample.count).map { row in
      let first = IntervalSurvivalCurve.count(inner.count) {
        End.isBefore(inner[$0].start, starts[row])
      }
      let last = IntervalSurvivalCurve.count(inner.count) {
        !End.isBefore(ends[row], inner[$0].end)
      }
      return first..<last
    }
    let total = sample.weights.reduce(0, +)
    var shares = Array(repeating: 1 / Double(inner.count), count: inner.count)
    var (rounds, change) = (0, Double.infinity)
    while change > 1e-11, rounds < most {
      rounds += 1
      // Sums over runs from running totals, and what each interval gains from differences.
      var sums = [0.0]
      for share in shares { sums.append(sums[sums.count - 1] + share) }
      var gains = Array(repeating: 0.0, count: inner.count + 1)
      for (row, run) in runs.enumerated() {
        let sum = sums[run.upperBound] - sums[run.lowerBound]
        guard sum > 0 else { continue }
        gains[run.lowerBound] += sample.weights[row] / sum
        gains[run.upperBound] -= sample.weights[row] / sum
      }
      var gain = 0.0
      change = 0
      for index in shares.indices {
        gain += gains[index]
        let next = max(0, shares[index] * gain / total)
        change = max(change, abs(next - shares[index]))
        shares[index] = next
      }
    }
    from = inner.map(\.start.time)
    to = inner.map(\.end.time)
    self.shares = shares
    self.rounds = rounds
  }

  /// The least and the greatest share that lives longer than an age; equal outside of the intervals.
  ///
  /// - Parameter time: The age.
  /// - Returns: Both bounds.
  public func survival(at time: Double) -> (least: Double, greatest: Double) {
    var (least, greatest) = (1.0, 1.0)
    for index in shares.indices {
      if to[index] <= time { (least, greatest) = (least - shares[index], greatest - shares[index]) }
      if from[index] < time, to[index] > time { least -= shares[index] }
    }
    return (max(0, least), max(0, greatest))
  }

  /// How many of the first places meet a condition that only first places meet.
  private static func count(_ places: Int, _ meets: (Int) -> Bool) -> Int {
    var (low, high) = (0, places)
    while low < high {
      let middle = (low + high) / 2
      if meets(middle) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
