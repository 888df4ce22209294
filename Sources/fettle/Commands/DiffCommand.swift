import ArgumentParser
import Experiments

/// `fettle diff`: say in what two kept runs differ.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Print in what two kept runs differ: scenarios and metrics.",
    discussion: """
      Where both have the same seed and replications these are compared pair by pair, else as \
      independent (Welch); the output says which.

      Examples:
        fettle diff runs/stamping-line-492d runs/stamping-line-77aa
        fettle diff before after --metrics 'stations.press.*'
      """)

  @Argument(help: "The folder of a run.", completion: .directory)
  var first: String

  @Argument(help: "The folder of another run.", completion: .directory)
  var second: String

  @Option(
    help: ArgumentHelp(
      "The metrics to compare, * standing for anything; may be repeated (default: those of the line "
        + "and costs, and in json all).",
      valueName: "pattern"))
  var metrics: [String] = []

  @Option(help: "Print the differences as text or as json.")
  var format = OutputFormat.text

  func run() throws {
    let (one, other) = (try Reading.run(first), try Reading.run(second))
    var comparison = try Reading.stored { () throws(StoredRunError) -> RunComparison in
      try RunComparison(one, other)
    }
    if !metrics.isEmpty {
      comparison.metrics.removeAll { entry in
        !metrics.contains { Wildcard($0).matches(entry.metric) }
      }
      guard !comparison.metrics.isEmpty else {
        Terminal.printMessage(
          "error: the runs share no metric that matches \(metrics.joined(separator: ", "))")
        throw ExitStatus.usage
      }
    } else if format == .text {
      comparison.metrics.removeAll { $0.metric.hasPrefix("stations.") }
    }
    try Output.print(
      format == .json ? Output.json(comparison) : DiffReport(comparison: comparison).text)
  }
}
