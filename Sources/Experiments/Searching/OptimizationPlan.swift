public import FactorySimulation
public import Optimization
public import Scenarios

/// A search for the best values of a scenario's factors, as an experiment asks for it.
///
/// Every point is simulated with the same replications, which no other part of the study sees: the
/// finalists are compared on others, and the winner and the baseline once more on others.
public struct OptimizationPlan: Sendable {
  /// What is looked for.
  public let factors: [TuningFactor]
  /// The space of their values.
  public let space: SearchSpace
  /// What is to be small or large; at least one.
  public let objectives: [Objective]
  /// What must hold.
  public let conditions: [Condition]
  /// Bounds on sums of factors.
  public let limits: [FactorLimit]
  /// The method.
  public let method: SearchMethodName
  /// How many points may be tried.
  public let budget: Int
  /// How many are chosen at a time.
  public let batch: Int
  /// From how many replications a point is judged while it is looked for.
  public let replications: Int
  /// The seed of all random numbers.
  public let seed: UInt64
  /// How replications are worked out.
  public let engine: SimulationEngine
  /// The scenario as it stands.
  public let baseline: Scenario
  /// The values of the factors there, where they lie within the ranges.
  let present: [String]?
  /// The values of the factors in the scenario as it stands, as far as they are written there.
  public let baselineValues: [(path: String, value: String)]
  let details: [String]
  /// Reads the scenario with some values.
  var scenario: @Sendable ([Override]) throws(ScenarioFailure) -> Scenario

  /// The number of the first replication of the search; those of the final comparison count from 0.
  static let firstForSearch = 1 << 32
  /// The number of the first replication on which finalists are compared.
  static let firstForFinalists = 1 << 33

  /// Plans a search.
  ///
  /// - Parameters:
  ///   - experiment: What is asked.
  ///   - baseline: Its scenario, ready to be simulated.
  ///   - include: Folders in which files that the scenario names may lie.
  ///   - method: The method.
  ///   - budget: Instead of the experiment's.
  ///   - batch: Instead of the experiment's.
  ///   - replications: Instead of the experiment's, for each point while it is looked for.
  ///   - seed: Instead of the experiment's.
  ///   - engine: How replications are worked out.
  /// - Throws: ``RequestError`` where something in it makes no sense.
  public init(
    _ experiment: Experiment, baseline: Scenario, include: [String],
    method: SearchMethodName = .bayesian, budget: Int? = nil, batch: Int? = nil,
    replications: Int? = nil, seed: UInt64? = nil, engine: SimulationEngine = .events
  ) throws(RequestError) {
    let factors = try TuningFactor.all(of: experiment)
    var limits: [FactorLimit] = []
    for text in experiment.limits {
      guard !limits.contains(where: { $0.description == text }) else {
        throw RequestError(text, "is there twice under 'limits'")
      }
      limits.append(try FactorLimit(text, among: factors))
    }
    let space = SearchSpace(factors.map(\.dimension), constraints: limits.map(\.constraint))
    let conflict = space.conflict
    guard conflict.isEmpty else {
      throw RequestError(
        conflict.joined(separator: " and "),
        conflict.count == 1
          ? "cannot be kept with the ranges under 'vary'; widen them, or change the bound"
          : "cannot be kept together; change one of these bounds")
    }
    let named = experiment.minimise + experiment.maximise + experiment.metrics
    details = try OptimizationPlan.details(
      named + experiment.subjectTo.map { MetricReference.name(in: $0) }, of: baseline)
    let table = MetricTable(
      for: baseline.factory, details: DetailMetric.named(details, in: baseline.factory))
    var objectives: [Objective] = []
    for (metrics, isMaximized) in [(experiment.minimise, false), (experiment.maximise, true)] {
      for metric in metrics {
        let reference = try MetricReference(
          metric, in: metric, among: table.definitions, hasBaseline: false)
        objectives.append(
          Objective(definition: reference.definition, isMaximized: isMaximized))
      }
    }
    guard !objectives.isEmpty else {
      throw RequestError(
        experiment.name,
        "does not say what makes a point good; add 'minimise' or 'maximise', such as "
          + "'minimise: cost.total'")
    }
    var conditions: [Condition] = []
    for text in experiment.subjectTo {
      conditions.append(try Condition(text, among: table.definitions, hasBaseline: true))
    }
    let least = BayesianSettings.usualInitial(dimensions: factors.count)
    let points = budget ?? experiment.budget ?? 20 * factors.count
    guard method != .bayesian || points > least else {
      throw RequestError(
        "budget \(points)",
        "is too small: \(least) points are spread over \(factors.count) "
          + "factor\(factors.count == 1 ? "" : "s") before anything is learned; give at least "
          + "\(2 * least), or use --method random")
    }
    self.factors = factors
    self.space = space
    self.limits = limits
    self.objectives = objectives
    self.conditions = conditions
    self.method = method
    self.budget = points
    self.batch = batch ?? experiment.batch ?? 1
    self.replications = replications ?? experiment.tuningReplications ?? 10
    self.seed = seed ?? experiment.seed
    self.engine = engine
    self.baseline = baseline
    let today = PresentValues(of: factors, in: experiment.scenario)
    baselineValues = today.written
    present = today.point
    scenario = experiment.scenarios(including: include)
  }

  /// What is known of observations for a Bayesian search.
  var settings: BayesianSettings {
    var settings = BayesianSettings(
      objectives: objectives.count, constraints: conditions.count, noise: .inferred)
    // All points have the same replications: once more they would give the same.
    settings.triesAgain = false
    return settings
  }

  /// Those of some metrics that have to be asked for.
  static func details(
    _ names: [String], of scenario: Scenario
  ) throws(RequestError) -> [String] {
    var details: [String] = []
    for name in names where !details.contains(name) {
      do throws(DetailMetricProblem) {
        if try DetailMetric(name, of: scenario.factory) != nil { details.append(name) }
      } catch {
        throw RequestError(name, error.description)
      }
    }
    return details
  }

  /// The values of a point, as written.
  func texts(at point: [Double]) -> [String] {
    zip(factors, point).map { $0.text(at: $1) }
  }

  /// The changes that make a point of the scenario.
  public func overrides(_ values: [String]) -> [Override] {
    zip(factors, values).map { Override(path: $0.path, text: $1) }
  }

  /// What determines the search; the budget does not, so that it can be raised.
  public var facts: [JournalRecord.Fact] {
    var facts = [
      JournalRecord.Fact("scenario fingerprint", Fingerprint.digits(of: baseline.resolvedText)),
      JournalRecord.Fact("method", method.rawValue), JournalRecord.Fact("seed", "\(seed)"),
      JournalRecord.Fact("replications", "\(replications)"),
      JournalRecord.Fact("batch", "\(batch)"),
      JournalRecord.Fact("engine", engine.rawValue),
    ]
    facts += factors.map { JournalRecord.Fact("factor \($0.path)", $0.description) }
    facts += objectives.map {
      JournalRecord.Fact(
        "objective \($0.definition.name)", $0.isMaximized ? "maximise" : "minimise")
    }
    facts += conditions.map { JournalRecord.Fact("condition \($0)", "must hold") }
    facts += limits.map { JournalRecord.Fact("limit \($0)", "must hold") }
    return facts.sorted { $0.name < $1.name }
  }

  /// Names the search: 16 hexadecimal digits over everything that determines it.
  public var fingerprint: String {
    facts.fingerprint
  }
}
