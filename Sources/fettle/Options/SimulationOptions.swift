import ArgumentParser
import FactorySimulation
import SimulationStatistics

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

  @OptionGroup var jobs: JobOptions

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

  @OptionGroup var programs: ProgramOptions

  @Flag(help: "Simulate anew even where the same run is already there.")
  var force = false

  @OptionGroup private var quietness: QuietOptions

  func validate() throws {
    if let replications, replications < 1 {
      throw ValidationError("--replications is \(replications); at least 1 is needed")
    }
    if let out, out.isEmpty { throw ValidationError("--out needs the name of a folder") }
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

  /// Whether to print results and errors only.
  var quiet: Bool { quietness.quiet }
}
