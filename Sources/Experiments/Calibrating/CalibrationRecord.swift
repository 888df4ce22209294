import FactorySimulation
import Optimization
public import Scenarios

/// What a calibration was asked and what came out, in figures: what `calibration.json` holds.
public struct CalibrationRecord: Codable, Hashable, Sendable {
  /// What a model gives of a figure.
  public struct Simulated: Codable, Hashable, Sendable {
    /// The mean over the replications.
    public var mean: Double
    /// Its standard error.
    public var standardError: Double
    /// How many replications there were.
    public var replications: Int
  }

  /// What the plant recorded, and what the model gives.
  public struct Figure: Codable, Hashable, Sendable {
    /// The metric.
    public var metric: String
    /// Its unit; `1` for a fraction.
    public var unit: String
    /// What was recorded.
    public var recorded: Double
    /// The standard deviation of its error: as given, or the spread of one replication.
    public var error: Double
    /// Whether the error was given.
    public var isErrorGiven: Bool
    /// How many standard errors it is off where it is nearest.
    public var leastImplausibility: Double
    /// What the scenario gave as it stood; absent where today's values are outside the ranges.
    public var before: Simulated?
    /// What the best values give on fresh replications; absent where they cannot be simulated.
    public var after: Simulated?

    /// How many standard errors something simulated is off; 0 where it is not.
    ///
    /// - Parameter simulated: What the model gives.
    /// - Returns: Simulated less recorded, by the error of both.
    public func standardErrors(_ simulated: Simulated) -> Double {
      let square = error * error + simulated.standardError * simulated.standardError
      let difference = simulated.mean - recorded
      return difference == 0 || square == 0 ? 0 : difference / square.squareRoot()
    }
  }

  /// What became known of a factor.
  public struct Finding: Codable, Hashable, Sendable {
    /// The dotted path.
    public var path: String
    /// The value that stands for all.
    public var best: String
    /// Half of what is possible lies below it; of things without an order, the most likely.
    public var median: String
    /// The ends of the interval in which 90 % of what is possible lie; empty for things without an order.
    public var interval: [String]
    /// Of things without an order the chance of the most likely; else absent.
    public var chance: Double?
    /// By which part what is possible became narrower.
    public var narrowing: Double
  }

  /// Two factors that are known better together than each alone.
  public struct Pair: Codable, Hashable, Sendable {
    /// Their paths.
    public var paths: [String]
    /// The correlation of their samples.
    public var correlation: Double
  }

  /// What came out.
  public struct Result: Codable, Hashable, Sendable {
    /// One a factor.
    public var factors: [Finding]
    /// One a figure.
    public var figures: [Figure]
    /// Pairs that only a combination identifies.
    public var pairs: [Pair]
    /// Whether some point gives all figures.
    public var reproducible: Bool
    /// Whether the best values reproduce the figures, in sentences.
    public var verdict: [String]
    /// What is known of the factors and what is not, in sentences.
    public var knowledge: [String]
  }

  /// Where it comes from.
  public var origin: SearchOrigin
  /// What is uncertain, in the order of the journal's values.
  public var factors: [SearchOrigin.Factor]
  /// The metrics that the plant recorded.
  public var observed: [String]
  /// How many points may be tried.
  public var budget: Int
  /// From how many replications each is judged.
  public var replications: Int
  /// The seed of all random numbers.
  public var seed: UInt64
  /// Names what determines the calibration: 16 hexadecimal digits.
  public var fingerprint: String
  /// What came out; absent until it has ended.
  public var result: Result?

  /// The file's name.
  public static let name = "calibration.json"

  /// Writes down what is asked.
  ///
  /// - Parameters:
  ///   - plan: The calibration.
  ///   - experiment: The experiment that asks for it.
  ///   - version: The version of Fettle.
  ///   - command: The command as it was typed.
  ///   - folder: The folder in which it is kept.
  public init(
    of plan: CalibrationPlan, experiment: Experiment, version: String, command: [String],
    folder: String
  ) {
    origin = SearchOrigin(
      experiment, scenario: plan.baseline, version: version, command: command,
      folder: folder)
    factors = SearchOrigin.factors(experiment.vary, today: plan.baselineValues)
    observed = plan.figures.map(\.definition.name)
    budget = plan.budget
    replications = plan.replications
    seed = plan.seed
    fingerprint = plan.fingerprint
  }
}

extension CalibrationRecord.Result {
  /// Gathers what came out.
  ///
  /// - Parameters:
  ///   - finding: What the trials say.
  ///   - search: The calibration.
  ///   - comparisons: How the best values compare with the figures; `nil` where they cannot be simulated.
  ///   - verdict: Whether the best values reproduce the figures, in sentences.
  ///   - knowledge: What is known of the factors, in sentences.
  public init(
    of finding: CalibrationFinding, search: CalibrationSearch, comparisons: [FigureComparison]?,
    verdict: [String], knowledge: [String]
  ) {
    let plan = search.plan
    factors = finding.factors.map {
      CalibrationRecord.Finding(
        path: $0.path, best: $0.best, median: $0.median, interval: $0.interval, chance: $0.chance,
        narrowing: $0.narrowing)
    }
    // What holds today is the first trial, where it lies within the ranges.
    let first = search.journal.entries.first { $0.values == plan.present }?.trial.measurement
    figures = plan.figures.enumerated().map { place, figure in
      let before = first.map { measurement in
        let variance = max(0, measurement.covariances[place * (place + 3) / 2])
        return CalibrationRecord.Simulated(
          mean: measurement.objectives[place],
          standardError: (variance / Double(plan.replications)).squareRoot(),
          replications: plan.replications)
      }
      let after = comparisons.map { comparisons in
        CalibrationRecord.Simulated(
          mean: comparisons[place].simulated, standardError: comparisons[place].simulationError,
          replications: comparisons[place].replications)
      }
      return CalibrationRecord.Figure(
        metric: figure.definition.name, unit: figure.definition.unit, recorded: figure.value,
        error: figure.deviation ?? comparisons?[place].error ?? finding.spreads[place],
        isErrorGiven: figure.deviation != nil,
        leastImplausibility: finding.leastImplausibilities[place], before: before, after: after)
    }
    pairs = finding.pairs.map {
      CalibrationRecord.Pair(paths: $0.paths, correlation: $0.correlation)
    }
    reproducible = finding.isReproducible
    self.verdict = verdict
    self.knowledge = knowledge
  }
}
