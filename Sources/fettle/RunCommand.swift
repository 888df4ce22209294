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
    if let jobs, jobs < 1 { throw ValidationError("--jobs is \(jobs); at least 1 is needed") }
  }

  func run() async throws {
    Interruption.watch()
    let began = Date.now.timeIntervalSince1970
    let clock = ContinuousClock.now
    let scenario = try readScenario()
    for warning in scenario.warnings where !quiet { printError("\(warning)") }

    let run = ReplicatedRun(
      factory: scenario.factory, seed: seed, replications: replications,
      jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount)
    let outcome = try await results(of: run)
    let seconds = Double((ContinuousClock.now - clock) / .milliseconds(1)) / 1_000
    if outcome.replications.isEmpty {
      printError("interrupted before the first replication was finished; nothing is kept")
      throw interruptedExit
    }

    let folder = RunFolder(
      scenario: scenario, outcome: outcome,
      manifest: RunManifest(
        version: FettleCommand.version, command: CommandLine.arguments, scenario: self.scenario,
        set: changes, resolved: scenario.resolvedText, run: run, events: outcome.eventCount,
        began: began, seconds: seconds))
    let path = out ?? "runs/\(folder.name)"
    // The folder is written first, so that a reader who closes the pipe early loses nothing; when
    // it cannot be written the results are printed all the same.
    var failure: RunFolderError?
    do throws(RunFolderError) { try folder.write(to: path) } catch { failure = error }

    switch format {
    case .text:
      print(
        RunReport(factory: scenario.factory, outcome: outcome, seed: seed, seconds: seconds).text)
    case .json:
      let summary = RunSummary(of: outcome, scenario: scenario.factory.name, seed: seed)
      print(String(decoding: try jsonText(summary), as: UTF8.self), terminator: "")
    }
    if let failure {
      printError("error: \(failure)")
      throw ExitStatus.inputOutput
    }
    if !quiet {
      if format == .text { print("\nsaved: \(path)") } else { printError("saved: \(path)") }
    }
    if outcome.isPartial { throw interruptedExit }
  }

  /// 128 + the signal: 130 for Ctrl-C.
  private var interruptedExit: ExitCode { ExitCode(128 + (Interruption.signal ?? 2)) }

  private func readScenario() throws -> Scenario {
    do throws(ScenarioFailure) {
      var overrides: [Override] = []
      for change in changes { overrides.append(try Override(argument: change)) }
      return try ScenarioReader.read(path: scenario, overrides: overrides)
    } catch {
      printError("\(error)")
      throw ExitStatus.of(error)
    }
  }

  private func results(of run: ReplicatedRun) async throws -> RunOutcome {
    let progress = ProgressLine(total: replications, isQuiet: quiet)
    do throws(ReplicationFailure) {
      let outcome = try await run.run(
        isInterrupted: { Interruption.isRequested }, progress: { progress.show($0) })
      progress.finish()
      return outcome
    } catch {
      progress.finish()
      let moment = PlantTime(seconds: run.factory.start.seconds + error.failure.time)
      printError(
        "\(scenario): error: replication \(error.replication) cannot go on at \(moment): "
          + error.failure.explanation)
      throw ExitStatus.badInput
    }
  }
}
