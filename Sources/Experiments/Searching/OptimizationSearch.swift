import FactorySimulation
public import Optimization
import Scenarios

/// A search that is under way: it chooses points, has them simulated, and keeps a journal of both.
public struct OptimizationSearch {
  /// What is looked for.
  public let plan: OptimizationPlan
  private var series: TrialSeries

  /// What has happened so far.
  public var journal: SearchJournal { series.journal }

  /// Begins a search, or goes on with one.
  ///
  /// - Parameters:
  ///   - plan: What is looked for.
  ///   - journal: What has happened before; `nil` where nothing has.
  ///   - file: Where the journal is kept; nowhere where there is none.
  /// - Throws: ``RunFolderError`` where the journal cannot be written.
  public init(
    _ plan: OptimizationPlan, journal: SearchJournal? = nil, file: JournalFile? = nil
  ) throws(RunFolderError) {
    self.plan = plan
    series = try TrialSeries(
      plan.factors, present: plan.present, budget: plan.budget, batch: plan.batch,
      replications: plan.replications, facts: plan.facts, journal: journal, file: file)
    series.keepsPoints = plan.method.looksUpPoints
  }

  /// Searches until the budget is spent.
  ///
  /// - Parameters:
  ///   - jobs: How many replications run at the same time; it changes nothing but the time it takes.
  ///   - isInterrupted: Asked now and then.
  ///   - progress: Told how far it is.
  /// - Returns: Why it ended.
  /// - Throws: ``RunFolderError`` where the journal cannot be written.
  public mutating func run(
    jobs: Int, isInterrupted: @escaping @Sendable () -> Bool = { false },
    progress: @escaping @Sendable (SearchProgress) -> Void = { _ in }
  ) async throws(RunFolderError) -> SearchEnd {
    var judge = PointJudge(plan: plan, jobs: jobs)
    if plan.conditions.contains(where: \.reference.isDifference) {
      judge.baseline = await baseline(jobs, isInterrupted)
    }
    let suggester = plan.method.suggester(
      in: plan.space, settings: plan.settings, seed: plan.seed)
    let sign = plan.objectives[0].sign
    return try await series.run(
      suggester, judge, best: { OptimizationSearch.bestSeen(in: $0, sign: sign) },
      isInterrupted: isInterrupted, progress: progress)
  }

  private static func bestSeen(in journal: SearchJournal, sign: Double) -> Double? {
    let best = journal.trials.compactMap(\.measurement).filter(\.isFeasible).map {
      $0.objectives[0]
    }
    .min()
    return best.map { sign * $0 }
  }

  private func baseline(
    _ jobs: Int, _ isInterrupted: @escaping @Sendable () -> Bool
  ) async -> RunOutcome? {
    try? await ReplicatedRun(
      factory: plan.baseline.factory, seed: plan.seed, first: OptimizationPlan.firstForSearch,
      replications: plan.replications, jobs: jobs,
      details: DetailMetric.named(plan.details, in: plan.baseline.factory), engine: plan.engine
    ).run(isInterrupted: isInterrupted)
  }

  // MARK: - What was found

  /// The Bayesian model, whichever method chose the points.
  private var model: BayesianSuggester {
    BayesianSuggester(in: plan.space, settings: plan.settings, seed: plan.seed)
  }

  private var learned: [Trial] {
    // What other methods remember is none of the model's business.
    plan.method == .bayesian
      ? journal.trials
      : journal.entries.map { Trial(point: series.point(of: $0.values), outcome: $0.trial.outcome) }
  }

  /// The trials to choose from: those expected to be best, best first; of several objectives the whole front.
  ///
  /// Where there are several, what looked best and what holds today are among them, whatever the model thinks: then
  /// nothing is recommended that they beat on other replications.
  ///
  /// - Parameter count: How many the model names, at most.
  /// - Returns: Their numbers; none where no trial is expected to keep all conditions.
  public func finalists(_ count: Int = 5) -> [Int] {
    var found = model.finalists(count, after: learned)
    guard plan.objectives.count == 1, count > 1, !found.isEmpty else { return found }
    let entries = journal.entries
    let kept = entries.indices.filter { entries[$0].trial.measurement?.isFeasible == true }
    let looked = kept.min {
      (entries[$0].trial.measurement?.objectives[0] ?? .infinity, $0)
        < (entries[$1].trial.measurement?.objectives[0] ?? .infinity, $1)
    }
    for trial in [looked, kept.first { isToday($0) }].compactMap(\.self)
    where !found.contains(where: { entries[$0].values == entries[trial].values }) {
      found.append(trial)
    }
    return found
  }

  /// Whether a trial is of what holds today.
  public func isToday(_ trial: Int) -> Bool { journal.entries[trial].values == plan.present }

  /// The trial that is expected to be best, and how sure that is; `nil` where none keeps all conditions.
  public var recommendation: Recommendation? { model.recommendation(after: learned) }
}
