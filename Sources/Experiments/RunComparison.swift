import SimulationStatistics

/// In what two stored runs differ: in their scenarios, and in their metrics.
///
/// Where both runs have the same seed and the same replications (or batches), these are compared pair
/// by pair: by the values in `replications.csv`, so of a ratio by each replication's own ratio. Where
/// they have not, or where a replication has no value, the two are taken as independent (Welch).
public struct RunComparison: Codable, Hashable, Sendable {
  /// How two arms are compared in a metric.
  public enum Method: String, Codable, Hashable, Sendable {
    /// Pair by pair, with common random numbers.
    case paired
    /// As independent of each other, after Welch.
    case independent
  }

  /// One metric of one arm.
  public struct Entry: Codable, Hashable, Sendable {
    /// The arm, which both runs have.
    public var arm: String
    /// The metric's name.
    public var metric: String
    /// Its unit; `1` for a fraction.
    public var unit: String
    /// Its mean in the first run.
    public var first: Double
    /// Its mean in the second run.
    public var second: Double
    /// The difference, second less first.
    public var difference: Double
    /// The lower end of the difference's interval; absent where there is none.
    public var lower: Double?
    /// The upper end.
    public var upper: Double?
    /// How the two are compared.
    public var method: Method
  }

  /// Where the scenarios of an arm differ.
  public struct ScenarioEntry: Codable, Hashable, Sendable {
    /// The arm.
    public var arm: String
    /// The places.
    public var changes: [ScenarioDifference]
  }

  /// The first run's folder.
  public var first: String
  /// The second run's folder.
  public var second: String
  /// Whether replications are compared pair by pair wherever they have values.
  public var method: Method
  /// Where the scenarios differ, arm by arm.
  public var scenarios: [ScenarioEntry]
  /// The metrics that both have.
  public var metrics: [Entry]

  /// Compares two runs.
  ///
  /// Arms of the same name are compared; and the only arm of each, whatever their names.
  ///
  /// - Parameters:
  ///   - first: A run.
  ///   - second: Another one.
  /// - Throws: ``StoredRunError`` where one is damaged, or they have no arm in common.
  public init(_ first: StoredRun, _ second: StoredRun) throws(StoredRunError) {
    self.first = first.path
    self.second = second.path
    let (leftTexts, rightTexts) = (try first.resolvedTexts(), try second.resolvedTexts())
    let (left, right) = (try first.replications(), try second.replications())
    let pairs = RunComparison.pairs(first.summary, second.summary)
    guard !pairs.isEmpty else {
      throw StoredRunError(
        second.path, .noRun, "it has no arm in common with '\(first.path)'")
    }
    scenarios = []
    metrics = []
    let isPaired =
      first.summary.seed == second.summary.seed
      && first.summary.batches == second.summary.batches
      && pairs.allSatisfy { a, b in
        left.numbers[first.summary.arms[a].arm] == right.numbers[second.summary.arms[b].arm]
      }
    method = isPaired ? .paired : .independent
    for (a, b) in pairs {
      let (one, other) = (first.summary.arms[a], second.summary.arms[b])
      scenarios.append(
        ScenarioEntry(
          arm: one.arm, changes: ScenarioDifference.between(leftTexts[a], rightTexts[b])))
      for entry in one.metrics {
        guard let counterpart = other.entry(entry.metric), counterpart.unit == entry.unit else {
          continue
        }
        let values = (
          left.values(of: entry.metric, in: one.arm), right.values(of: entry.metric, in: other.arm)
        )
        let compared =
          isPaired ? RunComparison.paired(entry, counterpart, values, arm: one.arm) : nil
        if let entry = compared ?? RunComparison.independent(entry, counterpart, arm: one.arm) {
          metrics.append(entry)
        }
      }
    }
  }

  private static func pairs(
    _ first: ExperimentSummary, _ second: ExperimentSummary
  ) -> [(Int, Int)] {
    if first.arms.count == 1, second.arms.count == 1 { return [(0, 0)] }
    return first.arms.indices.compactMap { a in
      second.arms.firstIndex { $0.arm == first.arms[a].arm }.map { (a, $0) }
    }
  }

  private static func paired(
    _ first: RunSummary.Entry, _ second: RunSummary.Entry, _ values: ([Double?], [Double?]),
    arm: String
  ) -> Entry? {
    let (left, right) = (values.0.compactMap { $0 }, values.1.compactMap { $0 })
    guard left.count == values.0.count, right.count == values.1.count,
      let paired = try? PairedDifference(of: right, against: left),
      let interval = try? paired.interval(), let a = first.mean, let b = second.mean
    else { return nil }
    var entry = Entry(
      arm: arm, metric: first.metric, unit: first.unit, first: a, second: b,
      difference: interval.mean, lower: interval.lower, upper: interval.upper, method: .paired)
    let limit = MetricDifference.noise * max(abs(a), abs(b))
    if abs(paired.differences.minimum) <= limit, abs(paired.differences.maximum) <= limit {
      (entry.difference, entry.lower, entry.upper) = (0, 0, 0)
    }
    return entry
  }

  private static func independent(
    _ first: RunSummary.Entry, _ second: RunSummary.Entry, arm: String
  ) -> Entry? {
    guard let a = first.mean, let b = second.mean else { return nil }
    var entry = Entry(
      arm: arm, metric: first.metric, unit: first.unit, first: a, second: b, difference: b - a,
      method: .independent)
    if let one = first.interval, let other = second.interval,
      let welch = try? WelchDifference(of: other, against: one),
      let interval = try? welch.interval()
    {
      (entry.lower, entry.upper) = interval
    }
    return entry
  }
}

extension RunSummary.Entry {
  /// The interval of level 95 %; `nil` without a mean.
  fileprivate var interval: StudentInterval? {
    guard let mean, var interval = StudentInterval(Tally([mean])) else { return nil }
    interval.halfWidth = halfWidth
    interval.count = count
    return interval
  }
}
