import ArgumentParser
import Experiments
import FactoryModel
import FactorySimulation
import Scenarios

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What every command that simulates does: look for the same run, else simulate and keep it; print
/// the results; check the conditions.
struct ExperimentSession {
  var options: SimulationOptions
  /// Where the arms come from, in their order.
  var sources: [RunManifest.Source]
  /// The changes made in all arms.
  var changes: [String] = []
  var arms: [Arm]
  var baseline: Int?
  var factors: [String] = []
  /// The conditions that make the command fail, as written.
  var conditions: [String] = []
  /// The metrics that the table of several arms shows; none: the usual ones.
  var metrics: [String] = []
  /// Into how many batches one long run is divided; 1 where there are replications.
  var batches = 1
  /// What is tuned first, and how arms are judged, in a benchmark.
  var benchmark: BenchmarkSource?
  /// Whether to show what machines do while it runs.
  var isLive = false
  /// What holds where the options say nothing.
  var defaults = Defaults()
  /// What is done with results before conditions are checked.
  var keep: (Results) throws -> Void = { _ in }

  /// What an experiment says of how it is carried out.
  struct Defaults {
    var replications = 20
    var seed: UInt64 = 1
    var mostReplications = 1_000
    /// Wanted half-widths, as written.
    var precision: [String] = []
    /// Conditions that should hold, as written.
    var subjectTo: [String] = []
  }

  func run() async throws {
    _ = try await results()
  }

  /// Does all that ``run()`` does.
  ///
  /// - Returns: What was printed, unless the command has failed.
  func results(printing: Bool = true) async throws -> Results {
    if !options.quiet { Reading.printWarnings(of: arms.map(\.scenario)) }
    let whole = try plan()
    let benchmark = try benchmark?.plan(judging: whole)
    let plan = benchmark?.judging ?? whole
    let conditions = try conditions(conditions, for: plan)
    let demands = try self.conditions(defaults.subjectTo, for: plan)
    let results: Results
    var failures: [String] = []
    if let stored = storedRun(of: plan) {
      results = Results(
        summary: stored.summary, factories: arms.map(\.scenario.factory),
        seconds: stored.manifest.seconds, metrics: metrics, benchmark: stored.benchmark,
        path: stored.path)
      if !options.quiet {
        Terminal.printMessage(
          "the same run is already in \(stored.path); nothing was simulated "
            + "(--force simulates anew)")
      }
    } else {
      results = try await simulate(plan, benchmark, &failures)
    }
    if printing { try report(results, failures) }
    try keep(results)
    if benchmark == nil { tell(demands, results.summary) }
    if results.summary.partial { throw Interruption.exitCode }
    try check(conditions, results.summary)
    return results
  }

  // MARK: - Before simulating

  /// What a benchmark is about to do; `nil` for other sessions.
  func benchmarkPlan() throws -> BenchmarkPlan? {
    try benchmark?.plan(judging: try plan())
  }

  /// The wanted half-widths, as written.
  private var wanted: [String] {
    options.precision.isEmpty ? defaults.precision : options.precision
  }

  private func plan() throws -> ExperimentPlan {
    var plan = ExperimentPlan(
      arms: arms, baseline: baseline, factors: factors, seed: options.seed ?? defaults.seed,
      replications: options.replications ?? defaults.replications,
      mostReplications: options.maxReplications ?? defaults.mostReplications)
    plan.details = try details()
    plan.batches = batches
    plan.engine = options.engine.engine
    try checkEngine(of: plan)
    if let (metric, units) = plan.unitConflict {
      Terminal.printMessage(
        "error: the arms measure \(metric) in \(units.joined(separator: " and ")); "
          + "give costs in one currency")
      throw ExitStatus.badInput
    }
    if plan.mostReplications < plan.replications, !wanted.isEmpty {
      Terminal.printMessage(
        "error: --max-replications is \(plan.mostReplications), below the \(plan.replications) to "
          + "begin with")
      throw ExitStatus.usage
    }
    let definitions = plan.definitions
    for text in wanted {
      plan.precision.append(
        try Reading.request("--precision") { () throws(RequestError) -> Precision in
          try Precision(text, among: definitions, hasBaseline: baseline != nil)
        })
    }
    for metric in metrics {
      _ = try Reading.request("--metric") { () throws(RequestError) -> MetricReference in
        try MetricReference(metric, in: metric, among: definitions, hasBaseline: false)
      }
    }
    return plan
  }

  /// Refuses what the engine cannot give.
  private func checkEngine(of plan: ExperimentPlan) throws {
    if plan.batches > 1 || !plan.details.isEmpty,
      let slotted = plan.arms.firstIndex(where: { $0.scenario.factory.clock != .events })
    {
      Terminal.printMessage(
        "\(sources[slotted].scenario): error: where time goes in slots, "
          + (plan.batches > 1
            ? "there are no batches" : "'\(plan.details[0])' is not kept"))
      throw ExitStatus.badInput
    }
    guard plan.engine != .events else { return }
    if plan.batches > 1 || !plan.details.isEmpty {
      Terminal.printMessage(
        "error: --engine \(plan.engine.rawValue) "
          + (plan.batches > 1
            ? "knows no batches" : "does not keep '\(plan.details[0])'") + "; use --engine events")
      throw ExitStatus.usage
    }
    for (arm, source) in zip(plan.arms, sources) {
      guard let reason = plan.engine.refusal(of: arm.scenario.factory) else { continue }
      Terminal.printMessage(
        "\(source.scenario): error: \(plan.isSingleRun ? "" : "arm '\(arm.name)': ")"
          + "no \(plan.engine.rawValue) for this line: \(reason); use --engine events")
      throw ExitStatus.badInput
    }
  }

  /// The metrics that are named somewhere and are kept only for that.
  private func details() throws -> [String] {
    let named =
      metrics + (benchmark?.objectives ?? [])
      + (wanted + conditions + defaults.subjectTo).map { MetricReference.name(in: $0) }
    var details: [String] = []
    for name in named {
      let found = try Reading.request("--metric") { () throws(RequestError) -> Bool in
        for arm in arms {
          do throws(DetailMetricProblem) {
            if try DetailMetric(name, of: arm.scenario.factory) != nil { return true }
          } catch {
            throw RequestError(name, error.description)
          }
        }
        return false
      }
      if found, !details.contains(name) { details.append(name) }
    }
    return details
  }

  private func conditions(_ texts: [String], for plan: ExperimentPlan) throws -> [Condition] {
    var read: [Condition] = []
    for text in texts {
      read.append(
        try Reading.request("--fail-if") { () throws(RequestError) -> Condition in
          try Condition(text, among: plan.definitions, hasBaseline: baseline != nil)
        })
    }
    if !read.isEmpty, plan.replications * plan.batches < 2 {
      Terminal.printMessage(
        "error: --fail-if judges by intervals, and 1 replication has none; give -n 2 or more")
      throw ExitStatus.usage
    }
    return read
  }

  private func storedRun(of plan: ExperimentPlan) -> StoredRun? {
    options.force
      ? nil
      : StoredRun.equal(
        to: plan, version: FettleCommand.version, at: options.out, under: Results.home)
  }

  // MARK: - Simulating

  /// Simulates and keeps the run.
  ///
  /// The folder is written before anything is printed, so that a reader who closes the pipe early
  /// loses nothing; where it cannot be written the results are printed all the same.
  private func simulate(
    _ asked: ExperimentPlan, _ benchmark: BenchmarkPlan?, _ failures: inout [String]
  ) async throws -> Results {
    let began = Date.now.timeIntervalSince1970
    let clock = ContinuousClock.now
    // Not before: a signal should end at once what has nothing to keep.
    Interruption.watch()
    var (plan, sources, tunings) = (asked, sources, [ArmTuning?]())
    if let benchmark {
      tunings = try await tune(benchmark)
      plan = try judging(benchmark, tunings)
      for (index, tuning) in tunings.enumerated() {
        guard let tuning else { continue }
        sources[index].set += zip(tuning.paths, tuning.values).map { "\($0)=\($1)" }
      }
    }
    let outcome = try await replicate(plan)
    if outcome.finished == 0 {
      Terminal.printMessage(
        "interrupted before the first replication was finished; nothing is kept")
      throw Interruption.exitCode
    }
    let seconds = Double((ContinuousClock.now - clock) / .milliseconds(1)) / 1_000
    let summary = ExperimentSummary(of: outcome, plan: plan)
    var manifest = RunManifest(
      version: FettleCommand.version, command: CommandLine.arguments, sources: sources,
      set: changes, plan: plan, jobs: options.jobs.count, events: outcome.eventCount,
      began: began, seconds: seconds)
    if options.programs.models.hasPrograms { manifest.reproducible = "no" }
    var folder = RunFolder(plan: plan, outcome: outcome, summary: summary, manifest: manifest)
    if let benchmark {
      folder.benchmark = BenchmarkSummary(
        of: benchmark, tunings: tunings, outcome: outcome, comparison: summary)
      folder.tunings = tunings
    }
    var results = Results(
      summary: summary, factories: plan.arms.map(\.scenario.factory), seconds: seconds,
      metrics: metrics, benchmark: folder.benchmark)
    if batches > 1, !options.quiet { warnOfCorrelation(outcome) }
    do throws(RunFolderError) {
      results.path =
        if let out = options.out {
          try folder.write(to: out)
        } else {
          try folder.write(under: Results.home)
        }
    } catch {
      failures.append("error: \(error)")
    }
    return results
  }

  private func warnOfCorrelation(_ outcome: ExperimentOutcome) {
    for arm in outcome.arms {
      for found in BatchCorrelation.found(in: arm) {
        Terminal.printMessage(
          "warning: the batches of \(found.metric) hang together (correlation "
            + "\(NumberText.fixed(found.correlation, decimals: 2)) of neighbours), so its interval is "
            + "too narrow; give fewer batches or a longer horizon")
      }
    }
  }

  private func replicate(_ plan: ExperimentPlan) async throws -> ExperimentOutcome {
    let board =
      isLive && !options.quiet && Terminal.canRedraw
      ? LiveBoard(
        of: plan.arms[0].scenario.factory, plan.tables[0],
        total: plan.replications * plan.arms.count) : nil
    let progress = ProgressLine(isQuiet: options.quiet || board != nil)
    let found: ExperimentOutcome
    do throws(ReplicationFailure) {
      let outcome = try await plan.run(
        jobs: options.jobs.count,
        isInterrupted: { Interruption.isRequested || Reading.hasFailedPrograms },
        progress: {
          progress.show($0, of: $1)
          board?.show($0, of: $1)
        }, watch: board?.watch)
      progress.finish()
      board?.finish()
      found = outcome
    } catch {
      progress.finish()
      board?.finish()
      throw failed(error, plan)
    }
    try Reading.checkPrograms()
    return found
  }

  /// Says which replication could not go on, and why.
  func failed(_ error: ReplicationFailure, _ plan: ExperimentPlan) -> ExitCode {
    let sentence = error.sentence(in: plan.arms[error.arm].scenario.factory)
    let arm = plan.isSingleRun ? "" : "arm '\(plan.arms[error.arm].name)': "
    Terminal.printMessage("\(sources[error.arm].scenario): error: \(arm)\(sentence)")
    return ExitStatus.badInput
  }

  // MARK: - After simulating

  private func report(_ results: Results, _ earlier: [String]) throws {
    var failures = earlier
    let text =
      options.format == .text ? results.text : try results.json
    do throws(Terminal.WriteError) {
      let isSaved = failures.isEmpty && !options.quiet
      try Terminal.printResult(
        isSaved && options.format == .text ? text + "\n\nsaved: \(results.path)" : text)
      if isSaved && options.format == .json { Terminal.printMessage("saved: \(results.path)") }
    } catch {
      failures.append(
        "error: cannot write the results to standard output: \(error)"
          + (failures.isEmpty ? "; they are kept in \(results.path)" : ""))
    }
    for failure in failures { Terminal.printMessage(failure) }
    if !failures.isEmpty { throw ExitStatus.inputOutput }
  }

  /// Says for each arm whether what should hold does so beyond chance.
  private func tell(_ demands: [Condition], _ summary: ExperimentSummary) {
    guard !options.quiet else { return }
    for finding in demands.flatMap({ $0.findings(in: summary) }) {
      Terminal.printMessage(finding.description)
    }
  }

  private func check(_ conditions: [Condition], _ summary: ExperimentSummary) throws {
    var held: [ConditionFinding] = []
    for condition in conditions {
      let findings = condition.findings(in: summary)
      held += findings.filter(\.holds)
      if findings.isEmpty {
        Terminal.printMessage("warning: '\(condition)' cannot be judged: there is no interval")
      }
    }
    for finding in held { Terminal.printMessage("failed: \(finding.description)") }
    if !held.isEmpty { throw ExitStatus.gateFailed }
  }
}
