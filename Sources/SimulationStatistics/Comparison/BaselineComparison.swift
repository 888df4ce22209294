/// Several alternatives against one baseline, all simulated with common random numbers.
///
/// Each alternative has a paired Student t-test. Its p-value is adjusted by Holm's step-down
/// procedure, and its interval is one of a set that covers all differences at once with at least the
/// level: Bonferroni's, each of level 1 - α/m. Holm's tests are the sharper; so a difference may be
/// significant whose simultaneous interval still holds 0, and never the other way round.
///
/// Both hold however the alternatives depend on each other, and assume about normal differences.
public struct BaselineComparison: Hashable, Sendable {
  /// One alternative's difference from the baseline.
  public struct Difference: Hashable, Sendable {
    /// The paired difference, alternative less baseline.
    public let paired: PairedDifference
    /// Holm's adjusted p-value.
    public let adjustedProbability: Double
    /// Whether the difference is significant among all those tested.
    public let isSignificant: Bool
    /// The interval that holds for all alternatives at once (Bonferroni).
    public let simultaneousInterval: StudentInterval
  }

  /// The differences, in the order of the alternatives.
  public let differences: [Difference]
  /// The chance that all intervals cover; also 1 less the chance of any false significance.
  public let confidenceLevel: Double

  /// Compares.
  ///
  /// - Parameters:
  ///   - alternatives: For each alternative one observation for each replication; at least one
  ///     alternative.
  ///   - baseline: As many observations, in the same order, at least 2.
  ///   - confidenceLevel: That of all comparisons together, between 0 and 1.
  /// - Throws: ``StatisticsInputError`` where series are too short, unequally long or not finite.
  public init(
    of alternatives: [[Double]], against baseline: [Double], confidenceLevel: Double = 0.95
  ) throws(StatisticsInputError) {
    try checkLevel(confidenceLevel)
    try checkAtLeast(1, alternatives.count, "number of alternatives")
    var paired: [PairedDifference] = []
    for alternative in alternatives {
      paired.append(try PairedDifference(of: alternative, against: baseline))
    }
    let adjusted = holmAdjusted(paired.map(\.probability))
    let risk = 1 - confidenceLevel
    var differences: [Difference] = []
    for (difference, probability) in zip(paired, adjusted) {
      differences.append(
        Difference(
          paired: difference, adjustedProbability: probability,
          isSignificant: probability <= risk,
          simultaneousInterval: try difference.interval(
            confidenceLevel: 1 - risk / Double(paired.count))))
    }
    self.differences = differences
    self.confidenceLevel = confidenceLevel
  }
}
