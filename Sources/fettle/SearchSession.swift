import ArgumentParser
import Experiments
import FactorySimulation
import Optimization
import Scenarios

/// What `fettle optimise` does with an experiment: search, compare finalists, recommend, compare with the
/// baseline.
struct SearchSession {
  var experiment: Experiment
  /// The experiment's file.
  var path: String
  var command: OptimiseCommand

  private var options: SimulationOptions { command.options }

  func run() async throws {
    let baseline = try Reading.baseline(of: experiment, path)
    if !options.quiet { Reading.printWarnings(of: [baseline]) }
    let plan = try Reading.request(path) { () throws(RequestError) -> OptimizationPlan in
      try OptimizationPlan(
        experiment, baseline: baseline, include: options.includes.include,
        method: command.method, budget: command.budget, batch: command.batch,
        replications: command.tuningReplications, seed: options.seed,
        engine: options.engine.engine)
    }
    let folder =
      command.searchOut
      ?? SearchFolder.usualPath(of: plan, name: experiment.name, under: Results.home)
    var search = try openSearch(plan, folder)
    var record = SearchRecord(
      of: plan, experiment: experiment, version: FettleCommand.version,
      command: CommandLine.arguments, folder: folder)
    try write(record, folder)
    Interruption.watch()
    let clock = ContinuousClock.now
    let end = try await carryOut(&search)
    try JournalOpening.keep { () throws(RunFolderError) in
      try SearchFolder.write(
        SearchFolder.trialsText(search.journal, of: plan), to: SearchFolder.trialsName, in: folder)
    }
    if end == .interrupted {
      Terminal.printMessage(
        "interrupted after \(search.journal.finished) of \(plan.budget) points; they are kept in "
          + "\(folder): the same command with --resume goes on")
      throw Interruption.exitCode
    }
    var report = OptimizationReport(plan: plan, search: search, end: end, folder: folder)
    let finalists = search.finalists(command.finalists)
    var result = SearchRecord.Result(exhausted: end == .spaceExhausted)
    guard !finalists.isEmpty else {
      result.whyNothing = report.whyNothing
      record.result = result
      try write(record, folder)
      try Output.print(report.text)
      Terminal.printMessage("error: " + report.whyNothing)
      throw ExitStatus.badInput
    }
    guard plan.objectives.count == 1 else {
      report.front = finalists
      result.front = finalists
      record.result = result
      try write(record, folder)
      report.seconds = Double((ContinuousClock.now - clock) / .milliseconds(1)) / 1_000
      try Output.print(options.format == .json ? report.json : report.text)
      return
    }
    report.recommended = try await decide(&report, finalists, search)
    report.recommendation = search.recommendation
    report.seconds = Double((ContinuousClock.now - clock) / .milliseconds(1)) / 1_000
    let values = search.journal.entries[report.recommended ?? 0].values
    result.recommended = report.recommended
    result.isToday = search.isToday(report.recommended ?? 0)
    result.belief = report.recommendation.map { SearchRecord.Belief($0) }
    result.selection = report.finalists.map { SearchRecord.Selection($0.trials, $0.outcome) }
    record.result = result
    try write(record, folder)
    guard !search.isToday(report.recommended ?? 0) else {
      try Output.print(options.format == .json ? report.json : report.text)
      return
    }
    let proposal = SetPointProposal(
      zip(plan.factors, values).map { ($0.path, $1) }, scenario: experiment.path)
    try JournalOpening.keep { () throws(RunFolderError) in
      try SearchFolder.write(
        proposal.text(evidence: report.evidence), to: SearchFolder.recommendationName, in: folder)
    }
    try await compare(report, values, plan) { results, metrics in
      record.result?.comparison = SearchRecord.Comparison(
        results.summary, metrics: metrics, conditions: plan.conditions, run: results.path)
      try write(record, folder)
    }
  }

  private func write(_ record: SearchRecord, _ folder: String) throws {
    try JournalOpening.keep { () throws(RunFolderError) in
      try SearchFolder.write(record: record, to: SearchRecord.name, in: folder)
    }
  }

  // MARK: - Before

  private func openSearch(_ plan: OptimizationPlan, _ folder: String) throws -> OptimizationSearch {
    let opening = JournalOpening(
      folder: folder, facts: plan.facts, budget: plan.budget, isResumed: command.resume,
      isForced: options.force)
    return try opening.open { (journal, file) throws(RunFolderError) in
      try OptimizationSearch(plan, journal: journal, file: file)
    }
  }

  // MARK: - The search

  private func carryOut(_ search: inout OptimizationSearch) async throws -> SearchEnd {
    let progress = ProgressLine(isQuiet: options.quiet, of: "points")
    let name = search.plan.objectives[0].definition.name
    defer { progress.finish() }
    do throws(RunFolderError) {
      return try await search.run(
        jobs: options.jobs.count, isInterrupted: { Interruption.isRequested },
        progress: { state in
          let best = state.best.map { "\(name) \(NumberText.significant($0)) " } ?? ""
          progress.show(state.finished, of: state.budget, label: best)
        })
    } catch {
      progress.finish()
      Terminal.printMessage("error: \(error)")
      throw ExitStatus.inputOutput
    }
  }

  /// Compares finalists on fresh replications.
  ///
  /// - Returns: The number of the best trial.
  private func decide(
    _ report: inout OptimizationReport, _ finalists: [Int], _ search: OptimizationSearch
  ) async throws -> Int {
    guard finalists.count > 1 else { return finalists[0] }
    let progress = ProgressLine(isQuiet: options.quiet, label: "finalists ")
    let selection = FinalistSelection(
      search.plan, finalists: finalists.map { search.journal.entries[$0].values })
    let outcome = await selection.run(
      jobs: options.jobs.count, isInterrupted: { Interruption.isRequested },
      progress: { progress.show($0, of: selection.mostReplications * finalists.count) })
    progress.finish()
    guard let outcome else {
      if Interruption.isRequested {
        Terminal.printMessage(
          "interrupted while finalists were compared; all points are kept: --resume goes on")
        throw Interruption.exitCode
      }
      return finalists[0]
    }
    report.finalists = (finalists, outcome)
    return finalists[outcome.best]
  }

  /// Compares the recommendation with the scenario as it stands, on replications that neither the search
  /// nor the finalists have seen.
  private func compare(
    _ report: OptimizationReport, _ values: [String], _ plan: OptimizationPlan,
    keep: @escaping (Results, [String]) throws -> Void
  ) async throws {
    let changes = experiment.overrides.map { "\($0.path)=\($0.text)" }
    let set = changes + zip(plan.factors, values).map { "\($0.path)=\($1)" }
    let arms = [
      Arm(name: "baseline", scenario: plan.baseline),
      Arm(
        name: "recommended",
        scenario: try Reading.scenario(
          experiment.path, changes: set, option: "vary", include: options.includes.include + ["."])),
    ]
    var metrics = plan.objectives.map(\.definition.name)
    for name in plan.conditions.map(\.reference.definition.name) + experiment.metrics
    where !metrics.contains(name) {
      metrics.append(name)
    }
    var session = ExperimentSession(
      options: options,
      sources: [
        RunManifest.Source(arm: "baseline", scenario: experiment.path, set: changes),
        RunManifest.Source(arm: "recommended", scenario: experiment.path, set: set),
      ], arms: arms, baseline: 0, conditions: experiment.failIf, metrics: metrics)
    session.defaults = ExperimentSession.Defaults(experiment)
    session.keep = { try keep($0, metrics) }
    if options.format == .json {
      let results = try await session.results(printing: false)
      try Output.print(report.json(comparison: results.json))
      return
    }
    try Output.print(report.text + "\n")
    try await session.run()
  }
}
