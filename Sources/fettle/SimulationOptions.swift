import ArgumentParser
import FactorySimulation
import SimulationStatistics

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

/// How replications are worked out.
enum EngineName: String, ExpressibleByArgument, CaseIterable {
  case events
  case recursion

  var engine: SimulationEngine {
    switch self {
    case .events: .events
    case .recursion: .recursion
    }
  }
}

/// What all commands that simulate let a user choose.
struct SimulationOptions: ParsableArguments {
  @Option(
    name: [.customShort("n"), .long],
    help: "How many independent replications to run (default: the experiment's, or 20).")
  var replications: Int?

  @Option(help: "The seed of all random numbers (default: the experiment's, or 1).")
  var seed: UInt64?

  @Option(
    name: [.short, .long],
    help: "How many replications to run at a time (default: the number of processors).")
  var jobs: Int?

  @Option(
    help: ArgumentHelp(
      "Go on until the 95 % interval of a metric is so narrow, such as throughput=1% (of the mean) "
        + "or throughput=0.5 parts/h; may be repeated.",
      valueName: "metric=half-width"),
    completion: .custom(PathCompletion.metrics))
  var precision: [String] = []

  @Option(
    help:
      "With --precision: the greatest number of replications (default: the experiment's, or 1000).")
  var maxReplications: Int?

  @Option(
    help:
      "How to simulate: from event to event, or, for serial lines, from part to part (recursion).")
  var engine = EngineName.events

  @Option(help: "Print the results as text or as json.")
  var format = OutputFormat.text

  @Option(
    help: ArgumentHelp(
      "The folder to keep the run in (default: runs/ and a name made from the run).",
      valueName: "folder"),
    completion: .directory)
  var out: String?

  @OptionGroup var includes: IncludeOptions

  @Flag(help: "Simulate anew even where the same run is already there.")
  var force = false

  @Flag(name: [.short, .long], help: "Print results and errors only.")
  var quiet = false

  func validate() throws {
    if let replications, replications < 1 {
      throw ValidationError("--replications is \(replications); at least 1 is needed")
    }
    if let out, out.isEmpty { throw ValidationError("--out needs the name of a folder") }
    if let jobs, jobs < 1 { throw ValidationError("--jobs is \(jobs); at least 1 is needed") }
    guard !precision.isEmpty else { return }
    if let replications, replications < PrecisionRule.fewest {
      throw ValidationError(
        "--replications is \(replications); with --precision at least \(PrecisionRule.fewest) are "
          + "needed to begin with")
    }
    if let maxReplications, let replications, maxReplications < replications {
      throw ValidationError(
        "--max-replications is \(maxReplications), below the \(replications) to begin with")
    }
  }

  /// How many simulations to run at a time.
  var jobCount: Int { jobs ?? SimulationOptions.processors }

  /// How many processors there are.
  static var processors: Int { ProcessInfo.processInfo.activeProcessorCount }
}

/// Conditions on the results that make the command fail.
struct GateOptions: ParsableArguments {
  @Option(
    name: .customLong("fail-if"),
    help: ArgumentHelp(
      "Exit with 1 if this holds beyond chance, such as 'throughput < 140 parts/h' or, against a "
        + "baseline, 'throughput.diff < -1 %'; may be repeated.",
      valueName: "condition"),
    completion: .custom(PathCompletion.metrics))
  var conditions: [String] = []
}
