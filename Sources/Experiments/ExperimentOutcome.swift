public import FactorySimulation
import SimulationStatistics

/// What came out of an experiment.
public struct ExperimentOutcome: Sendable {
  /// The arms' names.
  public var names: [String]
  /// The index of the arm with which the others are compared; `nil` where none is.
  public var baseline: Int?
  /// The finished replications of each arm; the same numbers in each.
  public var arms: [RunOutcome]
  /// What became of each wanted precision.
  public var precision: [PrecisionResult] = []

  /// Gathers an outcome.
  public init(names: [String], baseline: Int?, arms: [RunOutcome]) {
    self.names = names
    self.baseline = baseline
    self.arms = arms
  }

  /// Whether it was interrupted before all replications were finished.
  public var isPartial: Bool { arms.contains(where: \.isPartial) }

  /// How many replications all arms have finished.
  public var finished: Int { arms.map(\.replications.count).min() ?? 0 }

  /// How many events took place in all.
  public var eventCount: Int { arms.reduce(0) { $0 + $1.eventCount } }

  /// Every metric that an arm has, those of the first arm first.
  public var definitions: [MetricDefinition] { ExperimentPlan.union(of: arms.map(\.table)) }

  /// A metric's differences from the baseline, one for each other arm that can be compared.
  ///
  /// - Parameters:
  ///   - metric: The metric's name.
  ///   - confidenceLevel: The chance that the intervals of all arms cover at once.
  /// - Returns: The differences in the order of the arms; none without a baseline.
  public func differences(
    in metric: String, confidenceLevel: Double = 0.95
  ) -> [MetricDifference] {
    guard let baseline, let index = arms[baseline].table.index(of: metric) else { return [] }
    var names: [String] = []
    var alternatives: [[Ratio]] = []
    for (arm, outcome) in arms.enumerated() where arm != baseline {
      guard let index = outcome.table.index(of: metric) else { continue }
      names.append(self.names[arm])
      alternatives.append(outcome.replications.map { $0.values[index] })
    }
    return MetricDifference.differences(
      of: arms[baseline].table.definitions[index], names: names, alternatives: alternatives,
      baseline: arms[baseline].replications.map { $0.values[index] },
      confidenceLevel: confidenceLevel)
  }
}
