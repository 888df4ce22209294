import ArgumentParser

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// How much is done at a time.
struct JobOptions: ParsableArguments {
  @Option(
    name: [.short, .long],
    help: "How many replications to run at a time (default: the number of processors).")
  var jobs: Int?

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs is \(jobs); at least 1 is needed") }
  }

  /// How many replications to run at a time.
  var count: Int { jobs ?? ProcessInfo.processInfo.activeProcessorCount }
}
