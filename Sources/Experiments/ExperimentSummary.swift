#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif
import FactoryModel
import FactorySimulation
import JSONDocuments
import Scenarios
import SimulationStatistics

/// An experiment in figures: all that is printed of it, and what `summary.json` holds.
public struct ExperimentSummary: Codable, Hashable, Sendable {
  /// One arm's metrics.
  public struct ArmEntry: Codable, Hashable, Sendable {
    /// The arm's name.
    public var arm: String
    /// What its scenario is called.
    public var scenario: String
    /// In a sweep: the value of each factor, as written.
    public var settings: [String]
    /// The metrics, in the order of the arm's table.
    public var metrics: [RunSummary.Entry]

    /// A metric by its name.
    ///
    /// - Parameter metric: The name.
    /// - Returns: `nil` where the arm has no such metric.
    public func entry(_ metric: String) -> RunSummary.Entry? {
      metrics.first { $0.metric == metric }
    }
  }

  /// One arm's difference from the baseline in one metric.
  public struct DifferenceEntry: Codable, Hashable, Sendable {
    /// The arm.
    public var arm: String
    /// The metric's name.
    public var metric: String
    /// Its unit; `1` for a fraction.
    public var unit: String
    /// Which way is better: `higher`, `lower` or `neither`.
    public var better: String
    /// The difference, arm less baseline.
    public var mean: Double
    /// The lower end of the interval; absent for a single replication.
    public var lower: Double?
    /// The upper end of the interval; absent for a single replication.
    public var upper: Double?
    /// The difference as a part of the baseline's magnitude; absent where that is 0.
    public var relativeMean: Double?
    /// The lower end of its interval.
    public var relativeLower: Double?
    /// The upper end of its interval.
    public var relativeUpper: Double?
    /// Holm's adjusted p-value.
    public var adjustedProbability: Double?
    /// Whether there is a difference beyond chance.
    public var significant: Bool
  }

  /// What the (baseline's) scenario is called.
  public var scenario: String
  /// The seed of all random numbers.
  public var seed: UInt64
  /// Into how many batches one long replication was divided, each of which counts as a replication;
  /// absent where replications are what they are called.
  public var batches: Int?
  /// How many replications were asked for, of each arm.
  public var replicationsRequested: Int
  /// How many all arms have finished.
  public var replicationsFinished: Int
  /// Whether the experiment was interrupted.
  public var partial: Bool
  /// The chance that an interval covers; that of differences covers all arms at once.
  public var confidenceLevel: Double
  /// The arm with which the others are compared; absent where none is.
  public var baseline: String?
  /// In a sweep: the factors' paths.
  public var factors: [String]
  /// The arms.
  public var arms: [ArmEntry]
  /// The differences from the baseline, metric by metric.
  public var differences: [DifferenceEntry]
  /// What they amount to.
  public var verdicts: [Verdict]
  /// What became of each wanted precision; absent where none was wanted.
  public var precision: [PrecisionResult]?

  /// Sums up an experiment.
  public init(of outcome: ExperimentOutcome, plan: ExperimentPlan) {
    let first = plan.baseline ?? 0
    scenario = plan.arms[first].scenario.factory.name
    seed = plan.seed
    batches = plan.batches > 1 ? plan.batches : nil
    replicationsRequested = outcome.arms[0].requested
    replicationsFinished = outcome.finished
    partial = outcome.isPartial
    confidenceLevel = 0.95
    baseline = plan.baseline.map { plan.arms[$0].name }
    factors = plan.factors
    arms = zip(plan.arms, outcome.arms).map { arm, run in
      ArmEntry(
        arm: arm.name, scenario: arm.scenario.factory.name, settings: arm.settings,
        metrics: RunSummary.entries(of: run))
    }
    precision = plan.precision.isEmpty ? nil : outcome.precision
    differences = []
    verdicts = []
    guard let baseline else { return }
    var all: [String: [MetricDifference]] = [:]
    for definition in outcome.definitions {
      let found = outcome.differences(in: definition.name, confidenceLevel: confidenceLevel)
      differences += found.map { DifferenceEntry($0) }
      if Verdict.metrics.contains(definition.name) { all[definition.name] = found }
    }
    verdicts = plan.arms.map(\.name).filter { $0 != baseline }.map { arm in
      Verdict(
        arm: arm,
        differences: Verdict.metrics.compactMap { metric in
          all[metric, default: []].first { $0.arm == arm }
        })
    }
  }

  /// Whether there is one arm and nothing to set it against.
  public var isSingleRun: Bool { arms.count == 1 && factors.isEmpty }

  /// The names of all metrics that an arm has, those of the first arm first.
  public var metricNames: [String] {
    var seen: Set<String> = []
    return arms.flatMap(\.metrics).map(\.metric).filter { seen.insert($0).inserted }
  }

  /// An arm's difference from the baseline.
  ///
  /// - Parameters:
  ///   - metric: The metric's name.
  ///   - arm: The arm's name.
  /// - Returns: `nil` where there is none.
  public func difference(in metric: String, of arm: String) -> DifferenceEntry? {
    differences.first { $0.metric == metric && $0.arm == arm }
  }

  // MARK: - As text

  /// The summary as it stands in `summary.json`: of a single run as ``RunSummary``.
  ///
  /// - Returns: The text in UTF-8.
  /// - Throws: `EncodingError` for a number that JSON cannot hold.
  public func text() throws -> Data {
    guard isSingleRun, let arm = arms.first else { return try jsonText(self) }
    var run = RunSummary(of: self, arm: arm)
    run.precision = precision
    return try jsonText(run)
  }

  /// Reads what ``text()`` has written.
  ///
  /// - Parameter data: The text.
  /// - Throws: `DecodingError` where it is something else.
  public init(from data: Data) throws {
    if let whole = try? jsonValue(ExperimentSummary.self, from: data) {
      self = whole
      return
    }
    let run = try jsonValue(RunSummary.self, from: data)
    scenario = run.scenario
    seed = run.seed
    batches = run.batches
    replicationsRequested = run.replicationsRequested
    replicationsFinished = run.replicationsFinished
    partial = run.partial
    confidenceLevel = run.confidenceLevel
    factors = []
    arms = [
      ArmEntry(
        arm: ExperimentPlan.onlyArm, scenario: run.scenario, settings: [], metrics: run.metrics)
    ]
    differences = []
    verdicts = []
    precision = run.precision
  }
}

extension ExperimentPlan {
  /// What the only arm of a single run is called.
  public static let onlyArm = "base"
}

extension RunSummary {
  fileprivate init(of summary: ExperimentSummary, arm: ExperimentSummary.ArmEntry) {
    scenario = summary.scenario
    seed = summary.seed
    batches = summary.batches
    replicationsRequested = summary.replicationsRequested
    replicationsFinished = summary.replicationsFinished
    partial = summary.partial
    confidenceLevel = summary.confidenceLevel
    metrics = arm.metrics
  }
}

extension ExperimentSummary.DifferenceEntry {
  init(_ difference: MetricDifference) {
    arm = difference.arm
    metric = difference.definition.name
    unit = difference.definition.unit
    better = difference.definition.better.rawValue
    mean = difference.absolute.mean
    lower = difference.absolute.lower
    upper = difference.absolute.upper
    relativeMean = difference.relative?.mean
    relativeLower = difference.relative?.lower
    relativeUpper = difference.relative?.upper
    adjustedProbability = difference.adjustedProbability
    significant = difference.isSignificant
  }
}
