import Optimization

/// Trials of which each is chosen by what those before it gave, and kept in a journal.
struct TrialSeries {
  /// What is varied.
  let factors: [TuningFactor]
  /// The values with which it begins; `nil` where the method chooses the first point too.
  let present: [String]?
  /// How many points may be tried.
  let budget: Int
  /// How many are chosen at a time.
  let batch: Int
  /// How many replications each point takes.
  let replications: Int
  /// Whether the method wants to see its points as it suggested them, not as they are written.
  var keepsPoints = false
  /// What has happened so far.
  private(set) var journal: SearchJournal
  private let file: JournalFile?

  /// Begins a series, or goes on with one.
  ///
  /// - Parameters:
  ///   - factors: What is varied.
  ///   - present: The values with which it begins.
  ///   - budget: How many points may be tried.
  ///   - batch: How many are chosen at a time.
  ///   - replications: How many replications each point takes.
  ///   - facts: What determines it.
  ///   - journal: What has happened before; `nil` where nothing has.
  ///   - file: Where the journal is kept; nowhere where there is none.
  /// - Throws: ``RunFolderError`` where the journal cannot be written.
  init(
    _ factors: [TuningFactor], present: [String]?, budget: Int, batch: Int, replications: Int,
    facts: [JournalRecord.Fact], journal: SearchJournal?, file: JournalFile?
  ) throws(RunFolderError) {
    self.factors = factors
    self.present = present
    self.budget = budget
    self.batch = batch
    self.replications = replications
    self.file = file
    self.journal = journal ?? SearchJournal(facts: facts)
    if journal == nil { try file?.add([.began(facts)]) }
  }

  /// Goes on until the budget is spent.
  ///
  /// - Parameters:
  ///   - suggester: Chooses points.
  ///   - judge: Measures them.
  ///   - best: The best objective of a journal, for ``SearchProgress``.
  ///   - isInterrupted: Asked now and then.
  ///   - progress: Told how far it is.
  /// - Returns: Why it ended.
  /// - Throws: ``RunFolderError`` where the journal cannot be written.
  mutating func run(
    _ suggester: any PointSuggesting, _ judge: some PointJudging,
    best: (SearchJournal) -> Double? = { _ in nil },
    isInterrupted: @escaping @Sendable () -> Bool,
    progress: @escaping @Sendable (SearchProgress) -> Void
  ) async throws(RunFolderError) -> SearchEnd {
    while !isInterrupted() {
      var pending = journal.entries.indices.filter {
        journal.entries[$0].trial.outcome == .pending
      }
      if pending.isEmpty {
        let left = budget - journal.entries.count
        guard left > 0 else { return .budgetSpent }
        let records = chosen(
          suggester, count: min(batch, left), after: journal.entries.count)
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
      let state = SearchProgress(
        finished: journal.finished, budget: budget, replications: 0,
        requested: pending.count * replications, best: best(journal))
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
    let wanted = min(batch, budget - first)
    guard pending.count < wanted else { return nil }
    let records = chosen(suggester, count: wanted, after: first).dropFirst(pending.count)
    return records.isEmpty ? nil : Array(records)
  }

  /// The next points after so many entries; first of all what holds today.
  private func chosen(
    _ suggester: any PointSuggesting, count: Int, after first: Int
  ) -> [JournalRecord] {
    var suggestions: [Suggestion] = []
    if first == 0, let present {
      suggestions = [Suggestion(point: point(of: present))]
    }
    if suggestions.count < count {
      let trials = journal.trials.prefix(first) + suggestions.map { Trial(point: $0.point) }
      suggestions += suggester.suggestions(count - suggestions.count, after: Array(trials))
    }
    return suggestions.enumerated().map { place, suggestion in
      let values =
        place == 0 && first == 0
        ? present ?? texts(at: suggestion.point) : texts(at: suggestion.point)
      return .chosen(
        trial: first + place, values: values,
        point: keepsPoints ? suggestion.point : point(of: values), memory: suggestion.memory)
    }
  }

  /// The values of a point, as written.
  private func texts(at point: [Double]) -> [String] {
    zip(factors, point).map { $0.text(at: $1) }
  }

  /// Where values stand that are written with so many digits.
  func point(of values: [String]) -> [Double] {
    zip(factors, values).map { $0.coordinate(of: $1) ?? 0.5 }
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
}
