public import FactorySimulation
public import Scenarios
import SimulationStatistics

/// The metric by which arms are judged, and which way is better.
public struct Objective: Hashable, Sendable {
  /// The metric.
  public var definition: MetricDefinition
  /// Whether it should be large, not small.
  public var isMaximized: Bool

  /// Names an objective.
  public init(definition: MetricDefinition, isMaximized: Bool) {
    self.definition = definition
    self.isMaximized = isMaximized
  }

  /// Reads the objective of an experiment.
  ///
  /// - Parameters:
  ///   - experiment: The experiment, which minimizes or maximizes one metric.
  ///   - definitions: The metrics there are.
  /// - Throws: ``RequestError`` where it names none, more than one, or none there is.
  public init(of experiment: Experiment, among definitions: [MetricDefinition]) throws(RequestError)
  {
    let named = experiment.minimise + experiment.maximise
    guard let metric = named.first, named.count == 1 else {
      throw RequestError(
        experiment.name,
        named.isEmpty
          ? "does not say what makes an arm good; add 'minimise' or 'maximise', such as "
            + "'minimise: cost.total'"
          : "names \(named.count) metrics to judge by; keep one under 'minimise' or 'maximise', and "
            + "show the others by 'metrics'")
    }
    let reference = try MetricReference(
      metric, in: metric, among: definitions, hasBaseline: false)
    self.init(definition: reference.definition, isMaximized: experiment.minimise.isEmpty)
  }

  /// 1 where small is good, -1 where large is: the objective times this is to be small.
  public var sign: Double { isMaximized ? -1 : 1 }

  /// The metric over some replications: the mean, or the ratio of sums.
  ///
  /// - Parameter observations: One a replication.
  /// - Returns: `nil` where there is none.
  static func estimate(_ observations: [Ratio]) -> Double? {
    var sum = Ratio(0, per: 0)
    for observation in observations {
      sum.numerator += observation.numerator
      sum.denominator += observation.denominator
    }
    return sum.value
  }
}

extension RunOutcome {
  /// One observation a replication of a metric; none where there is no such metric.
  func observations(of metric: String) -> [Ratio] {
    guard let index = table.index(of: metric) else { return [] }
    return replications.map { $0.values[index] }
  }
}

extension Condition {
  /// By how much an estimate misses the amount, as a part of the amount's magnitude (of 1 where that is
  /// 0); below 0 where the condition is kept.
  func excess(of estimate: Double) -> Double {
    let bound: Double
    switch amount {
    case .absolute(let value), .relative(let value): bound = value
    }
    let miss: Double
    switch relation {
    case .atLeast, .above: miss = bound - estimate
    case .atMost, .below: miss = estimate - bound
    }
    return miss / (bound == 0 ? 1 : abs(bound))
  }

  /// By how much an estimate misses the amount, as a part of the amount's magnitude (of 1 where that
  /// is 0); 0 where the condition is kept.
  func violation(of estimate: Double) -> Double { max(0, excess(of: estimate)) }

  /// What the condition speaks of: the arm's estimate, or its difference from the baseline's.
  ///
  /// - Parameters:
  ///   - arm: The arm's estimate of the metric.
  ///   - baseline: The baseline's.
  /// - Returns: In the metric's unit, or as a part of the baseline's magnitude.
  func subject(_ arm: Double, baseline: Double?) -> Double {
    guard reference.isDifference else { return arm }
    guard let baseline else { return .nan }
    if case .relative = amount { return (arm - baseline) / abs(baseline) }
    return arm - baseline
  }
}
