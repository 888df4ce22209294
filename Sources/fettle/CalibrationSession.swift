import ArgumentParser
import Experiments
import Scenarios

/// What `fettle calibrate` does with an experiment: try points, say what they tell, check the best values.
struct CalibrationSession {
  var experiment: Experiment
  /// The experiment's file.
  var path: String
  var command: CalibrateCommand

  private var isQuiet: Bool { command.quietness.quiet }

  func run() async throws {
    let baseline = try Reading.baseline(of: experiment, path)
    guard !experiment.observed.isEmpty else {
      Terminal.printMessage(
        "\(path): error: the experiment does not say what the plant recorded; name metrics with their "
          + "figures under 'observed', such as 'throughput: 118.4 parts/h'")
      throw ExitStatus.badInput
    }
    if !isQuiet { Reading.printWarnings(of: [baseline]) }
    let plan = try Reading.request(path) { () throws(RequestError) -> CalibrationPlan in
      try CalibrationPlan(
        experiment, baseline: baseline, include: command.includes.include, budget: command.budget,
        replications: command.tuningReplications, judgeReplications: command.replications,
        seed: command.seed, engine: command.engine.engine)
    }
    let folder =
      command.searchOut
      ?? SearchFolder.usualPath(of: plan, name: experiment.name, under: Results.home)
    let opening = JournalOpening(
      folder: folder, facts: plan.facts, budget: plan.budget, isResumed: command.resume,
      isForced: command.force)
    var search = try opening.open { (journal, file) throws(RunFolderError) in
      try CalibrationSearch(plan, journal: journal, file: file)
    }
    var record = CalibrationRecord(
      of: plan, experiment: experiment, version: FettleCommand.version,
      command: CommandLine.arguments, folder: folder)
    try write(record, folder)
    Interruption.watch()
    let clock = ContinuousClock.now
    let end = try await carryOut(&search)
    try write(
      CalibrationTables.trialsText(search.journal, of: plan), SearchFolder.trialsName, folder)
    if end == .interrupted {
      Terminal.printMessage(
        "interrupted after \(search.journal.finished) of \(plan.budget) points; they are kept in "
          + "\(folder): the same command with --resume goes on")
      throw Interruption.exitCode
    }
    guard let finding = search.finding else {
      Terminal.printMessage("error: " + CalibrationReport.whyNothing(search))
      throw ExitStatus.badInput
    }
    let comparisons = try await check(finding.best, search)
    var report = CalibrationReport(
      plan: plan, search: search, finding: finding, comparisons: comparisons,
      scenario: experiment.path, folder: folder)
    report.seconds = Double((ContinuousClock.now - clock) / .milliseconds(1)) / 1_000
    try write(
      CalibrationTables.posteriorText(finding.samples, of: plan), SearchFolder.posteriorName, folder
    )
    let proposal = SetPointProposal(
      finding.factors.map { ($0.path, $0.best) }, scenario: experiment.path)
    try write(
      proposal.text(evidence: report.verdict, by: "calibrate"), SearchFolder.recommendationName,
      folder)
    record.result = CalibrationRecord.Result(
      of: finding, search: search, comparisons: comparisons, verdict: report.verdict,
      knowledge: report.knowledge)
    try write(record, folder)
    try Output.print(command.format == .json ? report.json : report.text)
  }

  private func write(_ text: String, _ name: String, _ folder: String) throws {
    try JournalOpening.keep { () throws(RunFolderError) in
      try SearchFolder.write(text, to: name, in: folder)
    }
  }

  private func write(_ record: CalibrationRecord, _ folder: String) throws {
    try JournalOpening.keep { () throws(RunFolderError) in
      try SearchFolder.write(record: record, to: CalibrationRecord.name, in: folder)
    }
  }

  private func carryOut(_ search: inout CalibrationSearch) async throws -> SearchEnd {
    let progress = ProgressLine(isQuiet: isQuiet, of: "points")
    defer { progress.finish() }
    do throws(RunFolderError) {
      return try await search.run(
        jobs: command.jobs.count, isInterrupted: { Interruption.isRequested },
        progress: { progress.show($0.finished, of: $0.budget) })
    } catch {
      progress.finish()
      Terminal.printMessage("error: \(error)")
      throw ExitStatus.inputOutput
    }
  }

  /// Simulates the best values on fresh replications.
  private func check(
    _ values: [String], _ search: CalibrationSearch
  ) async throws -> [FigureComparison]? {
    let progress = ProgressLine(isQuiet: isQuiet, label: "best values ")
    let total = search.plan.judgeReplications
    let comparisons = await search.check(
      values, jobs: command.jobs.count, isInterrupted: { Interruption.isRequested },
      progress: { progress.show($0, of: total) })
    progress.finish()
    if comparisons == nil, Interruption.isRequested {
      Terminal.printMessage(
        "interrupted while the best values were checked; all points are kept: --resume goes on")
      throw Interruption.exitCode
    }
    return comparisons
  }
}
