public import FactorySimulation
public import SimulationStatistics

/// By how much an arm differs from the baseline in one metric.
///
/// Replications are compared pair by pair, since replication n of all arms meets the same chance.
/// Where the metric is a ratio of sums the jackknife is used (``PairedRatioDifference``). Among
/// several arms, intervals hold for all of them at once (Bonferroni) and significance is Holm's
/// (``BaselineComparison``).
public struct MetricDifference: Hashable, Sendable {
  /// The arm that is compared with the baseline.
  public var arm: String
  /// What is compared.
  public var definition: MetricDefinition
  /// The baseline's mean, or ratio.
  public var baseline: Double
  /// The difference, arm less baseline, in the metric's unit.
  public var absolute: StudentInterval
  /// The difference by the baseline's magnitude; `nil` where the baseline is 0.
  public var relative: StudentInterval?
  /// Holm's adjusted p-value; `nil` for a single replication.
  public var adjustedProbability: Double?
  /// Whether there is a difference beyond chance.
  public var isSignificant: Bool

  /// Describes a difference.
  public init(
    arm: String, definition: MetricDefinition, baseline: Double, absolute: StudentInterval,
    relative: StudentInterval? = nil, adjustedProbability: Double? = nil, isSignificant: Bool
  ) {
    self.arm = arm
    self.definition = definition
    self.baseline = baseline
    self.absolute = absolute
    self.relative = relative
    self.adjustedProbability = adjustedProbability
    self.isSignificant = isSignificant
  }

  /// Differences below this part of the value are the rounding of sums, not the arms'.
  static let noise = 1e-9

  /// Compares arms with the baseline.
  ///
  /// - Parameters:
  ///   - definition: What is compared.
  ///   - names: The arms' names.
  ///   - alternatives: For each arm one observation a replication.
  ///   - baseline: As many observations.
  ///   - confidenceLevel: The chance that the intervals of all arms cover at once.
  /// - Returns: The differences, in the order of the arms; an arm without a value has none.
  public static func differences(
    of definition: MetricDefinition, names: [String], alternatives: [[Ratio]], baseline: [Ratio],
    confidenceLevel: Double = 0.95
  ) -> [MetricDifference] {
    if baseline.count == 1 {
      return zip(names, alternatives).compactMap { name, alternative in
        single(of: definition, name, alternative, baseline, confidenceLevel)
      }
    }
    var comparable: [(name: String, ratios: PairedRatioDifference)] = []
    for (name, alternative) in zip(names, alternatives) {
      guard let ratios = try? PairedRatioDifference(of: alternative, against: baseline) else {
        continue
      }
      comparable.append((name, ratios))
    }
    guard let first = comparable.first,
      let comparison = try? BaselineComparison(
        of: comparable.map { withoutNoise($0.ratios) },
        against: first.ratios.baselineObservations, confidenceLevel: confidenceLevel)
    else { return [] }
    return zip(comparable, comparison.differences).map { entry, difference in
      let level = difference.simultaneousInterval.confidenceLevel
      var relative = try? entry.ratios.relativeInterval(confidenceLevel: level)
      if difference.paired.differences.minimum == 0, difference.paired.differences.maximum == 0,
        relative != nil
      {
        relative = difference.simultaneousInterval
      }
      return MetricDifference(
        arm: entry.name, definition: definition, baseline: entry.ratios.baseline,
        absolute: difference.simultaneousInterval, relative: relative,
        adjustedProbability: difference.adjustedProbability,
        isSignificant: difference.isSignificant)
    }
  }

  /// The arm's observations, or the baseline's where they differ by rounding only.
  private static func withoutNoise(_ ratios: PairedRatioDifference) -> [Double] {
    let limit = noise * max(abs(ratios.alternative), abs(ratios.baseline))
    let isNoise = zip(ratios.alternativeObservations, ratios.baselineObservations)
      .allSatisfy { abs($0 - $1) <= limit }
    return isNoise ? ratios.baselineObservations : ratios.alternativeObservations
  }

  /// The difference of a single replication, which has no interval.
  private static func single(
    of definition: MetricDefinition, _ name: String, _ alternative: [Ratio],
    _ baseline: [Ratio], _ level: Double
  ) -> MetricDifference? {
    guard let value = alternative[0].value, let base = baseline[0].value,
      let absolute = StudentInterval(Tally([value - base]), confidenceLevel: level)
    else { return nil }
    return MetricDifference(
      arm: name, definition: definition, baseline: base, absolute: absolute,
      relative: base == 0
        ? nil : StudentInterval(Tally([(value - base) / abs(base)]), confidenceLevel: level),
      isSignificant: false)
  }
}
