import FactorySimulation
public import Optimization
public import Scenarios

/// What a search was asked and what came out, in figures: what `search.json` holds.
///
/// With the journal it says all that a page shows of a search. Of one that is under way, or was stopped,
/// there is no ``result`` yet.
public struct SearchRecord: Codable, Hashable, Sendable {
  /// A metric that is to be small or large.
  public struct Goal: Codable, Hashable, Sendable {
    /// The metric.
    public var metric: String
    /// Its unit; `1` for a fraction.
    public var unit: String
    /// What it means.
    public var definition: String
    /// Whether it should be large, not small.
    public var maximized: Bool

    /// 1 where small is good, -1 where large is.
    public var sign: Double { maximized ? -1 : 1 }
  }

  /// A trial that met others again on fresh replications.
  public struct Finalist: Codable, Hashable, Sendable {
    /// The number of the trial.
    public var trial: Int
    /// The mean of the objective there.
    public var mean: Double
    /// Over how many replications.
    public var replications: Int
  }

  /// How finalists compared.
  public struct Selection: Codable, Hashable, Sendable {
    /// The finalists, as the model ordered them.
    public var finalists: [Finalist]
    /// The smallest difference that matters.
    public var indifferenceZone: Double
    /// Whether the best was found with the wanted probability.
    public var sure: Bool
  }

  /// What the model thought of the trials before finalists met.
  public struct Belief: Codable, Hashable, Sendable {
    /// The trial that it held for the best.
    public var trial: Int
    /// The probability that no other is better.
    public var probabilityBest: Double

    /// Notes what the model thought.
    public init(_ recommendation: Recommendation) {
      trial = recommendation.trial
      probabilityBest = recommendation.probabilityBest
    }
  }

  /// A metric of what is recommended beside that of today, on replications that nothing else has seen.
  public struct ComparedMetric: Codable, Hashable, Sendable {
    /// Today's.
    public var today: RunSummary.Entry
    /// That of what is recommended.
    public var recommended: RunSummary.Entry
    /// The difference; absent where one of them has no value.
    public var difference: ExperimentSummary.DifferenceEntry?
  }

  /// The comparison of what is recommended with what holds today.
  public struct Comparison: Codable, Hashable, Sendable {
    /// The folder of its run; absent where it could not be kept.
    public var run: String?
    /// How many replications both have.
    public var replications: Int
    /// The objective first, then what conditions speak of, then what else was asked for.
    public var metrics: [ComparedMetric]
    /// What became of the conditions with what is recommended.
    public var conditions: [BenchmarkSummary.Finding]

    /// A metric by its name.
    public func metric(_ name: String) -> ComparedMetric? {
      metrics.first { $0.today.metric == name }
    }
  }

  /// What came out.
  public struct Result: Codable, Hashable, Sendable {
    /// Whether all values there are were tried before the budget was spent.
    public var exhausted: Bool
    /// The trial that is recommended; absent where none keeps all conditions, or there is a front.
    public var recommended: Int?
    /// Whether that is what holds today.
    public var isToday: Bool
    /// Of several objectives, the trials of which none is better than another in everything.
    public var front: [Int]
    /// What the model thought before; absent where it learned nothing.
    public var belief: Belief?
    /// How finalists compared; absent where there was but one.
    public var selection: Selection?
    /// What the recommendation is worth; absent where nothing else than today's values is recommended.
    public var comparison: Comparison?
    /// Why nothing is recommended; absent where something is.
    public var whyNothing: String?

    /// Begins with nothing known.
    public init(exhausted: Bool) {
      self.exhausted = exhausted
      isToday = false
      front = []
    }
  }

  /// Where it comes from.
  public var origin: SearchOrigin
  /// What is looked for, in the order of the journal's values.
  public var factors: [SearchOrigin.Factor]
  /// What is to be small or large.
  public var goals: [Goal]
  /// What must hold, as written.
  public var conditions: [String]
  /// Bounds on sums of factors, as written.
  public var limits: [String]
  /// The method's name.
  public var method: String
  /// How many points may be tried.
  public var budget: Int
  /// From how many replications each is judged.
  public var replications: Int
  /// The seed of all random numbers.
  public var seed: UInt64
  /// Names what determines the search: 16 hexadecimal digits.
  public var fingerprint: String
  /// What came out; absent until the search has ended.
  public var result: Result?

  /// The file's name.
  public static let name = "search.json"

  /// Writes down what is asked.
  ///
  /// - Parameters:
  ///   - plan: The search.
  ///   - experiment: The experiment that asks for it.
  ///   - version: The version of Fettle.
  ///   - command: The command as it was typed.
  ///   - folder: The folder in which it is kept.
  public init(
    of plan: OptimizationPlan, experiment: Experiment, version: String, command: [String],
    folder: String
  ) {
    origin = SearchOrigin(
      experiment, scenario: plan.baseline, version: version, command: command,
      folder: folder)
    factors = SearchOrigin.factors(experiment.vary, today: plan.baselineValues)
    goals = plan.objectives.map {
      Goal(
        metric: $0.definition.name, unit: $0.definition.unit, definition: $0.definition.definition,
        maximized: $0.isMaximized)
    }
    conditions = plan.conditions.map(\.description)
    limits = plan.limits.map(\.description)
    method = plan.method.rawValue
    budget = plan.budget
    replications = plan.replications
    seed = plan.seed
    fingerprint = plan.fingerprint
  }
}

extension SearchRecord.Selection {
  /// Notes how finalists compared.
  ///
  /// - Parameters:
  ///   - trials: Their numbers.
  ///   - outcome: What came out.
  public init(_ trials: [Int], _ outcome: FinalistSelection.Outcome) {
    finalists = trials.indices.map {
      SearchRecord.Finalist(
        trial: trials[$0], mean: outcome.means[$0], replications: outcome.replications[$0])
    }
    indifferenceZone = outcome.indifferenceZone
    sure = outcome.isSure
  }
}

extension SearchRecord.Comparison {
  /// Takes some metrics out of a comparison of two arms, what holds today first.
  ///
  /// - Parameters:
  ///   - summary: The comparison.
  ///   - metrics: Their names; what is not there is left out.
  ///   - conditions: What must hold.
  ///   - run: The folder of its run; empty where it was not kept.
  public init(
    _ summary: ExperimentSummary, metrics: [String], conditions: [Condition], run: String
  ) {
    let (today, recommended) = (summary.arms[0], summary.arms[1])
    self.run = run.isEmpty ? nil : run
    replications = summary.replicationsFinished
    self.metrics = metrics.compactMap { name in
      guard let first = today.entry(name), let second = recommended.entry(name) else { return nil }
      return SearchRecord.ComparedMetric(
        today: first, recommended: second,
        difference: summary.difference(in: name, of: recommended.arm))
    }
    self.conditions = conditions.map {
      BenchmarkSummary.Finding(of: $0, in: recommended, of: summary)
    }
  }
}
