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

/// How results are printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case json
}

/// `fettle run`: simulate a scenario and print what came out.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Simulate a scenario and print what came out, with 95 % intervals.",
    discussion: """
      The run is kept in a folder of its own under runs/ (see --out), in files that pandas, \
      polars and DuckDB read in one line. The same scenario, seed and number of replications \
      give the same results, whatever the number of jobs.

      Examples:
        fettle run scenarios/stamping-line.yaml
        fettle run scenarios/stamping-line.yaml --set stations.press.buffer=80
        fettle run scenarios/stamping-line.yaml --replications 50 --format json
      """)

  @Argument(help: "The scenario, a YAML file.", completion: .file(extensions: ["yaml", "yml"]))
  var scenario: String

  @Option(
    name: [.customShort("n"), .long], help: "How many independent replications to run.")
  var replications = 20

  @Option(help: "The seed of all random numbers.")
  var seed: UInt64 = 1

  @Option(
    name: [.short, .long],
    help: "How many replications to run at a time (default: the number of processors).")
  var jobs: Int?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Change a value of the scenario, such as stations.press.buffer=60; may be repeated.",
      valueName: "path=value"))
  var changes: [String] = []

  @Option(help: "Print the results as text or as json.")
  var format = OutputFormat.text

  @Option(
    help: ArgumentHelp(
      "The folder to keep the run in (default: runs/ and a name made from the run).",
      valueName: "folder"),
    completion: .directory)
  var out: String?

  @Flag(name: [.short, .long], help: "Print results and errors only.")
  var quiet = false

  func validate() throws {
    if replications < 1 {
      throw ValidationError("--replications is \(replications); at least 1 is needed")
    }
    if let out, out.isEmpty { throw ValidationError("--out needs the name of a folder") }
    if let jobs, jobs < 1 { throw ValidationError("--jobs is \(jobs); at least 1 is needed") }
  }

  func run() async throws {
    let began = Date.now.timeIntervalSince1970
    let clock = ContinuousClock.now
    let scenario = try readScenario()
    for warning in scenario.warnings where !quiet { Terminal.printMessage("\(warning)") }

    // Not before: a signal should end at once what has nothing to keep.
    Interruption.watch()
    let run = ReplicatedRun(
      factory: scenario.factory, seed: seed, replications: replications,
      jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount)
    let outcome = try await replicate(run)
    if outcome.replications.isEmpty {
      Terminal.printMessage(
        "interrupted before the first replication was finished; nothing is kept")
      throw interruptedExit
    }

    let seconds = Double((ContinuousClock.now - clock) / .milliseconds(1)) / 1_000
    let manifest = RunManifest(
      version: FettleCommand.version, command: CommandLine.arguments, scenario: self.scenario,
      set: changes, resolved: scenario.resolvedText, run: run, events: outcome.eventCount,
      began: began, seconds: seconds)
    let folder = RunFolder(scenario: scenario, outcome: outcome, manifest: manifest)
    try report(folder, as: try resultText(of: outcome, scenario, seconds))
    if outcome.isPartial { throw interruptedExit }
  }

  /// Keeps the run and prints its results.
  ///
  /// The folder is written first, so that a reader who closes the pipe early loses nothing; where it
  /// cannot be written the results are printed all the same.
  private func report(_ folder: RunFolder, as text: String) throws {
    var path = ""
    var failures: [String] = []
    do throws(RunFolderError) {
      path = if let out { try folder.write(to: out) } else { try folder.write(under: "runs") }
    } catch {
      failures.append("error: \(error)")
    }
    do throws(Terminal.WriteError) {
      let isSaved = failures.isEmpty && !quiet
      try Terminal.printResult(isSaved && format == .text ? text + "\n\nsaved: \(path)" : text)
      if isSaved && format == .json { Terminal.printMessage("saved: \(path)") }
    } catch {
      failures.append(
        "error: cannot write the results to standard output: \(error)"
          + (failures.isEmpty ? "; they are kept in \(path)" : ""))
    }
    for failure in failures { Terminal.printMessage(failure) }
    if !failures.isEmpty { throw ExitStatus.inputOutput }
  }

  private func resultText(
    of outcome: RunOutcome, _ scenario: Scenario, _ seconds: Double
  ) throws -> String {
    switch format {
    case .text:
      return RunReport(
        factory: scenario.factory, outcome: outcome, seed: seed, seconds: seconds
      ).text
    case .json:
      let summary = RunSummary(of: outcome, scenario: scenario.factory.name, seed: seed)
      return String(decoding: try jsonText(summary), as: UTF8.self)
    }
  }

  /// 128 + the signal: 130 for Ctrl-C.
  private var interruptedExit: ExitCode { ExitCode(128 + (Interruption.signal ?? 2)) }

  private func readScenario() throws -> Scenario {
    do throws(ScenarioFailure) {
      var overrides: [Override] = []
      for change in changes { overrides.append(try Override(argument: change)) }
      return try ScenarioReader.read(path: scenario, overrides: overrides)
    } catch {
      Terminal.printMessage("\(error)")
      throw ExitStatus.of(error)
    }
  }

  private func replicate(_ run: ReplicatedRun) async throws -> RunOutcome {
    let progress = ProgressLine(total: replications, isQuiet: quiet)
    do throws(ReplicationFailure) {
      let outcome = try await run.run(
        isInterrupted: { Interruption.isRequested }, progress: { progress.show($0) })
      progress.finish()
      return outcome
    } catch {
      progress.finish()
      let moment = PlantTime(seconds: run.factory.start.seconds + error.failure.time)
      Terminal.printMessage(
        "\(scenario): error: replication \(error.replication) cannot go on at \(moment): "
          + error.failure.explanation)
      throw ExitStatus.badInput
    }
  }
}
