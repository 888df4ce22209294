import FactorySimulation
import Optimization
public import Scenarios

/// A benchmark: arms that are tuned on some replications and judged on others.
///
/// All arms and all values that are tried meet the same chance. What is tuned has seen the luck of
/// its replications, and would look better on them than it is; so the judgement is on fresh ones.
public struct BenchmarkPlan: Sendable {
  /// How the values of one arm are found.
  public struct Tuning: Sendable {
    /// The factors; empty where the arm is taken as it is.
    public var factors: [TuningFactor]
    /// What holds in the arm's scenario, where it lies within the ranges.
    public var present: [[Double]]
    /// Reads the arm's scenario with some values.
    public var scenario: @Sendable ([Override]) throws(ScenarioFailure) -> Scenario

    /// Describes the tuning of an arm.
    public init(
      factors: [TuningFactor], present: [[Double]] = [],
      scenario: @escaping @Sendable ([Override]) throws(ScenarioFailure) -> Scenario
    ) {
      self.factors = factors
      self.present = present
      self.scenario = scenario
    }
  }

  /// What is asked, in a sentence; `nil` where nobody says.
  public var question: String?
  /// The arms as they are judged; before they are tuned, as the files have them.
  public var judging: ExperimentPlan
  /// How each of them is tuned.
  public var tunings: [Tuning]
  /// What is to be small or large.
  public var objective: Objective
  /// What must hold.
  public var conditions: [Condition]
  /// The index of the arm that knows the future; `nil` where none does.
  public var perfect: Int?
  /// From how many replications the best values are judged while they are looked for.
  public var tuningReplications: Int
  /// How many points are spread for each arm; `nil` for the usual number.
  public var points: Int?

  /// The number of the first replication for tuning; those for judging are counted from 0.
  public static let firstForTuning = 1 << 32

  /// Plans a benchmark.
  ///
  /// - Parameters:
  ///   - experiment: What is asked.
  ///   - judging: Its arms, with a baseline.
  ///   - include: Folders in which files that scenarios name may lie.
  ///   - tuningReplications: Instead of the experiment's.
  ///   - points: Instead of the experiment's.
  /// - Throws: ``RequestError`` where it does not say what is good, or a range makes no sense.
  public init(
    _ experiment: Experiment, judging: ExperimentPlan, include: [String],
    tuningReplications: Int? = nil, points: Int? = nil
  ) throws(RequestError) {
    let definitions = judging.definitions
    let objective = try Objective(of: experiment, among: definitions)
    var conditions: [Condition] = []
    for text in experiment.subjectTo {
      conditions.append(try Condition(text, among: definitions, hasBaseline: true))
    }
    var tunings: [Tuning] = []
    for arm in experiment.arms {
      var factors: [TuningFactor] = []
      for factor in arm.tune { factors.append(try TuningFactor(factor)) }
      guard factors.count <= SearchSpace.mostDimensions else {
        throw RequestError(
          arm.name, "has \(factors.count) factors to tune; at most \(SearchSpace.mostDimensions)")
      }
      let written = Dictionary(
        arm.scenario.factors.map { ($0.path, $0.value) }, uniquingKeysWith: { first, _ in first })
      let present = factors.compactMap { factor in
        written[factor.path].flatMap { factor.coordinate(of: $0) }
      }
      let (path, overrides, models) = (arm.path, arm.overrides, experiment.models)
      tunings.append(
        Tuning(factors: factors, present: present.count == factors.count ? [present] : []) {
          (values) throws(ScenarioFailure) in
          try ScenarioReader.read(
            path: path, overrides: overrides + values, include: include, models: models)
        })
    }
    self.init(
      judging: judging, tunings: tunings, objective: objective, conditions: conditions,
      perfect: experiment.perfect,
      tuningReplications: tuningReplications ?? experiment.tuningReplications ?? 20,
      points: points ?? experiment.points)
    question = experiment.question
  }

  /// Plans a benchmark.
  public init(
    judging: ExperimentPlan, tunings: [Tuning], objective: Objective, conditions: [Condition] = [],
    perfect: Int? = nil, tuningReplications: Int = 20, points: Int? = nil
  ) {
    precondition(judging.baseline != nil, "arms are compared with a baseline")
    precondition(tunings.count == judging.arms.count, "every arm is tuned or not")
    self.judging = judging
    self.tunings = tunings
    self.objective = objective
    self.conditions = conditions
    self.perfect = perfect
    self.tuningReplications = tuningReplications
    self.points = points
    self.judging.request = request
  }

  /// Whether an arm is tuned.
  public var isTuned: Bool { tunings.contains { !$0.factors.isEmpty } }

  /// All that determines the results, where the arms' own scenarios do not say it.
  private var request: String {
    var text = "benchmark \(objective.isMaximized ? "maximise" : "minimise") "
    text += "\(objective.definition.name)\n"
    for condition in conditions { text += "subject to \(condition)\n" }
    for (arm, tuning) in zip(judging.arms, tunings) {
      text += "arm \(arm.name)\n"
      for factor in tuning.factors { text += "tune \(factor.description)\n" }
      text += arm.scenario.resolvedText + "\n"
    }
    if let perfect { text += "perfect \(judging.arms[perfect].name)\n" }
    if isTuned {
      text += "tuning replications \(tuningReplications)\n"
      if let points { text += "points \(points)\n" }
    }
    return text
  }

  /// Tunes the arms, the baseline first, since conditions may speak of differences from it.
  ///
  /// - Parameters:
  ///   - jobs: How many simulations may run at the same time.
  ///   - isInterrupted: Asked now and then.
  ///   - progress: Told which arm is tuned, how many replications are finished, and of how many that
  ///     are planned so far.
  /// - Returns: What was found for each arm, `nil` for one that is not tuned; `nil` where it was
  ///   interrupted.
  /// - Throws: ``ReplicationFailure`` where the baseline cannot be simulated.
  public func tune(
    jobs: Int, isInterrupted: @escaping @Sendable () -> Bool = { false },
    progress: @escaping @Sendable (_ arm: String, _ finished: Int, _ total: Int) -> Void = {
      _, _, _ in
    }
  ) async throws(ReplicationFailure) -> [ArmTuning?]? {
    var found = [ArmTuning?](repeating: nil, count: tunings.count)
    var reference: RunOutcome?
    let first = judging.baseline ?? 0
    for arm in [first] + tunings.indices.filter({ $0 != first }) {
      let tuning = tunings[arm]
      let name = judging.arms[arm].name
      if !tuning.factors.isEmpty {
        let points =
          points ?? TuningSearch.usualPoints(dimensions: tuning.factors.count)
        let tuner = ArmTuner(
          factors: tuning.factors, present: tuning.present, objective: objective,
          conditions: arm == first
            ? conditions.filter { !$0.reference.isDifference } : conditions,
          baseline: reference, scenario: tuning.scenario, details: judging.details,
          engine: judging.engine, seed: judging.seed, first: BenchmarkPlan.firstForTuning,
          replications: tuningReplications, points: points, jobs: jobs)
        guard
          let best = await tuner.run(
            isInterrupted: isInterrupted, progress: { progress(name, $0, $1) })
        else { return nil }
        found[arm] = best
      }
      if arm == first, conditions.contains(where: \.reference.isDifference), isTuned {
        reference = try await baselineForTuning(found[arm], jobs, isInterrupted)
        if isInterrupted() { return nil }
      }
    }
    return found
  }

  /// The baseline on the replications for tuning.
  private func baselineForTuning(
    _ tuning: ArmTuning?, _ jobs: Int, _ isInterrupted: @escaping @Sendable () -> Bool
  ) async throws(ReplicationFailure) -> RunOutcome {
    let index = judging.baseline ?? 0
    let factory =
      (try? scenario(of: index, tuned: tuning))?.factory
      ?? judging.arms[index].scenario.factory
    do throws(ReplicationFailure) {
      return try await ReplicatedRun(
        factory: factory, seed: judging.seed, first: BenchmarkPlan.firstForTuning,
        replications: tuningReplications, jobs: jobs,
        details: DetailMetric.named(judging.details, in: factory), engine: judging.engine
      ).run(isInterrupted: isInterrupted)
    } catch {
      throw ReplicationFailure(arm: index, replication: error.replication, failure: error.failure)
    }
  }

  /// An arm's scenario with the values that were found.
  private func scenario(
    of arm: Int, tuned tuning: ArmTuning?
  ) throws(ScenarioFailure) -> Scenario {
    guard let tuning else { return judging.arms[arm].scenario }
    return try tunings[arm].scenario(
      zip(tuning.paths, tuning.values).map { Override(path: $0, text: $1) })
  }

  /// The plan of the judgement, with the values that were found.
  ///
  /// - Parameter found: What ``tune(jobs:isInterrupted:progress:)`` gave.
  /// - Returns: The plan.
  /// - Throws: ``ScenarioFailure`` where an arm cannot be read with its values.
  public func judging(with found: [ArmTuning?]) throws(ScenarioFailure) -> ExperimentPlan {
    var plan = judging
    for (index, tuning) in found.enumerated() {
      plan.arms[index].scenario = try scenario(of: index, tuned: tuning)
    }
    return plan
  }
}
