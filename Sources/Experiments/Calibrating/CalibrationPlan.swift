public import FactorySimulation
public import Optimization
public import Scenarios

/// A calibration of a scenario's factors to what a plant recorded, as an experiment asks for it.
///
/// All points are simulated with the same replications. What is found is looked at once more with others.
public struct CalibrationPlan: Sendable {
  /// What is uncertain.
  public let factors: [TuningFactor]
  /// The space of their values.
  public let space: SearchSpace
  /// What was recorded.
  public let figures: [RecordedFigure]
  /// How many points may be tried.
  public let budget: Int
  /// How many are chosen at a time.
  public let batch: Int
  /// How many replications each point takes.
  public let replications: Int
  /// How many fresh replications the best values take.
  public let judgeReplications: Int
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

  /// How many points are chosen at a time where nobody says.
  static let usualBatch = 4
  /// From how many samples intervals are read.
  static let samples = 2_048

  /// Plans a calibration.
  ///
  /// - Parameters:
  ///   - experiment: What is asked.
  ///   - baseline: Its scenario, ready to be simulated.
  ///   - include: Folders in which files that the scenario names may lie.
  ///   - budget: Instead of the experiment's.
  ///   - replications: Instead of the experiment's, for each point.
  ///   - judgeReplications: Instead of the experiment's, for the best values.
  ///   - seed: Instead of the experiment's.
  ///   - engine: How replications are worked out.
  /// - Throws: ``RequestError`` where something in it makes no sense.
  public init(
    _ experiment: Experiment, baseline: Scenario, include: [String], budget: Int? = nil,
    replications: Int? = nil, judgeReplications: Int? = nil, seed: UInt64? = nil,
    engine: SimulationEngine = .events
  ) throws(RequestError) {
    guard experiment.limits.isEmpty else {
      throw RequestError(
        experiment.limits[0], "binds factors, which a calibration cannot; leave 'limits' out")
    }
    let factors = try TuningFactor.all(of: experiment)
    let names = experiment.observed.map(\.metric)
    details = try OptimizationPlan.details(names, of: baseline)
    let table = MetricTable(
      for: baseline.factory, details: DetailMetric.named(details, in: baseline.factory))
    var figures: [RecordedFigure] = []
    for observation in experiment.observed {
      figures.append(try RecordedFigure(observation, among: table.definitions))
    }
    let least = CalibrationSuggester.usualInitial(dimensions: factors.count)
    let points = budget ?? experiment.budget ?? 20 * factors.count
    guard points > least else {
      throw RequestError(
        "budget \(points)",
        "is too small: \(least) points are spread over \(factors.count) "
          + "factor\(factors.count == 1 ? "" : "s") before anything is learned; give at least "
          + "\(2 * least)")
    }
    let each = replications ?? experiment.tuningReplications ?? 20
    let judging = judgeReplications ?? experiment.replications
    for (number, what) in [(each, "each point"), (judging, "the best values")] where number < 2 {
      throw RequestError(
        "replications \(number)", "of \(what) show no spread; give at least 2, better 20")
    }
    self.factors = factors
    space = SearchSpace(factors.map(\.dimension))
    self.figures = figures
    self.budget = points
    batch = experiment.batch ?? CalibrationPlan.usualBatch
    self.replications = each
    self.judgeReplications = judging
    self.seed = seed ?? experiment.seed
    self.engine = engine
    self.baseline = baseline
    let today = PresentValues(of: factors, in: experiment.scenario)
    present = today.point
    baselineValues = today.written
    scenario = experiment.scenarios(including: include)
  }

  /// The figures as `Optimization` sees them.
  var observed: RecordedOutputs {
    RecordedOutputs(
      values: figures.map(\.value), deviations: figures.map(\.deviation),
      replications: replications)
  }

  /// What determines the calibration; the budget does not, so that it can be raised.
  public var facts: [JournalRecord.Fact] {
    var facts = [
      JournalRecord.Fact("scenario fingerprint", Fingerprint.digits(of: baseline.resolvedText)),
      JournalRecord.Fact("method", "calibration"), JournalRecord.Fact("seed", "\(seed)"),
      JournalRecord.Fact("replications", "\(replications)"),
      JournalRecord.Fact("batch", "\(batch)"), JournalRecord.Fact("engine", engine.rawValue),
    ]
    facts += factors.map { JournalRecord.Fact("factor \($0.path)", $0.description) }
    facts += figures.map {
      JournalRecord.Fact("observed \($0.definition.name)", $0.description)
    }
    return facts.sorted { $0.name < $1.name }
  }

  /// Names the calibration: 16 hexadecimal digits over everything that determines it.
  public var fingerprint: String { facts.fingerprint }
}
