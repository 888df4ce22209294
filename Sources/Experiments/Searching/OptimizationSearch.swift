import FactorySimulation
public import Optimization
import Scenarios

/// A search that is under way: it chooses points, has them simulated, and keeps a journal of both.
public struct OptimizationSearch {
  /// What is looked for.
  public let plan: OptimizationPlan
  /// What has happened so far.
  public private(set) var journal: SearchJournal
  private let file: JournalFile?

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
    self.file = file
    self.journal = journal ?? SearchJournal(facts: plan.facts)
    if journal == nil { try file?.add([.began(plan.facts)]) }
  }

  /// Why a search ended.
  public enum End: Hashable, Sendable {
    /// All points that may be tried have been tried.
    case budgetSpent
    /// There are no other points.
    case spaceExhausted
    /// Somebody stopped it.
    case interrupted
  }

  /// How far a search is.
  public struct Progress: Sendable {
    /// How many points are known.
    public var finished: Int
    /// How many points may be tried.
    public var budget: Int
    /// How many replications of the points that are simulated now are finished.
    public var replications: Int
    /// How many replications these points take.
    public var requested: Int
    /// The best objective so far, as it was measured; `nil` where no point keeps all conditions.
    public var best: Double?
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
    progress: @escaping @Sendable (Progress) -> Void = { _ in }
  ) async throws(RunFolderError) -> End {
    var judge = PointJudge(plan: plan, jobs: jobs)
    if plan.conditions.contains(where: \.reference.isDifference) {
      judge.baseline = await baseline(jobs, isInterrupted)
    }
    let suggester = plan.method.suggester(
      in: plan.space, settings: plan.settings, seed: plan.seed)
    while !isInterrupted() {
      var pending = journal.entries.indices.filter {
        journal.entries[$0].trial.outcome == .pending
      }
      if pending.isEmpty {
        let left = plan.budget - journal.entries.count
        guard left > 0 else { return .budgetSpent }
        let records = chosen(
          suggester, count: min(plan.batch, left), after: journal.entries.count)
        guard !records.isEmpty else { return .spaceExhausted }
        try note(records)
        pending = Array((journal.entries.count - records.count)..<journal.entries.count)
      } else if let records = rest(of: pending, suggester) {
        try note(records)
        continue
      }
      // The same values give the same results; nothing is simulated twice.
      let known = pending.compactMap { number in earlier(than: number).map { (number, $0) } }
      if !known.isEmpty {
        try note(known.map { record($0, journal.entries[$1]) })
        continue
      }
      let state = Progress(
        finished: journal.finished, budget: plan.budget, replications: 0,
        requested: pending.count * plan.replications, best: bestSeen)
      let verdicts = await judge.verdicts(
        on: pending.map { journal.entries[$0].values }, isInterrupted: isInterrupted
      ) { finished in
        var state = state
        state.replications = finished
        progress(state)
      }
      guard let verdicts else { return .interrupted }
      try note(
        zip(pending, verdicts).map { number, verdict in
          switch verdict {
          case .measured(let measurement): .measured(trial: number, measurement)
          case .failed(let why): .failed(trial: number, why: why)
          }
        })
    }
    return .interrupted
  }

  private mutating func note(_ records: [JournalRecord]) throws(RunFolderError) {
    try file?.add(records)
    for record in records {
      let problem = journal.add(record)
      precondition(problem == nil, "what a search notes follows from what it noted before")
    }
  }

  /// What is missing of a batch, where a search was stopped while it noted what it had chosen; `nil` where
  /// nothing is.
  private func rest(of pending: [Int], _ suggester: any PointSuggesting) -> [JournalRecord]? {
    guard journal.endsWithChoice, let first = pending.first,
      pending.count == journal.entries.count - first
    else { return nil }
    let wanted = min(plan.batch, plan.budget - first)
    guard pending.count < wanted else { return nil }
    let records = chosen(suggester, count: wanted, after: first).dropFirst(pending.count)
    return records.isEmpty ? nil : Array(records)
  }

  /// The next points after so many entries; first of all what holds today.
  private func chosen(
    _ suggester: any PointSuggesting, count: Int, after first: Int
  ) -> [JournalRecord] {
    var suggestions: [Suggestion] = []
    if first == 0, let present = plan.present {
      suggestions = [Suggestion(point: point(of: present))]
    }
    if suggestions.count < count {
      let trials = journal.trials.prefix(first) + suggestions.map { Trial(point: $0.point) }
      suggestions += suggester.suggestions(count - suggestions.count, after: Array(trials))
    }
    return suggestions.enumerated().map { place, suggestion in
      let values =
        place == 0 && first == 0
        ? plan.present ?? plan.texts(at: suggestion.point) : plan.texts(at: suggestion.point)
      return .chosen(
        trial: first + place, values: values,
        point: plan.method.looksUpPoints ? suggestion.point : point(of: values),
        memory: suggestion.memory)
    }
  }

  /// Where values stand that are written with so many digits.
  private func point(of values: [String]) -> [Double] {
    zip(plan.factors, values).map { $0.coordinate(of: $1) ?? 0.5 }
  }

  private func earlier(than number: Int) -> Int? {
    let values = journal.entries[number].values
    return journal.entries.indices.prefix(number).first {
      journal.entries[$0].values == values && journal.entries[$0].trial.outcome != .pending
    }
  }

  private func record(_ number: Int, _ entry: SearchJournal.Entry) -> JournalRecord {
    if let measurement = entry.trial.measurement { return .measured(trial: number, measurement) }
    return .failed(trial: number, why: entry.why)
  }

  private var bestSeen: Double? {
    let best = journal.trials.compactMap(\.measurement).filter(\.isFeasible).map {
      $0.objectives[0]
    }
    .min()
    return best.map { plan.objectives[0].sign * $0 }
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
      : journal.entries.map { Trial(point: point(of: $0.values), outcome: $0.trial.outcome) }
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
