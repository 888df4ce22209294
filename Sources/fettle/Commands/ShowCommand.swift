import ArgumentParser
import Experiments
import FactoryModel
import Scenarios

/// `fettle show`: print the results of a run that is kept.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print the results of a run that is kept in a folder.",
    discussion: """
      Without --metrics it prints what the run printed.

      Examples:
        fettle show runs/stamping-line-492d
        fettle show runs/stamping-line-492d --metrics 'stations.press.*' --metrics 'cost.*'
      """)

  @Argument(
    help: ArgumentHelp("The folder of a run.", valueName: "run"), completion: .directory)
  var folder: String

  @Option(
    help: ArgumentHelp(
      "Print the metrics whose names match, * standing for anything; may be repeated.",
      valueName: "pattern"))
  var metrics: [String] = []

  @Option(help: "Print the results as text or as json.")
  var format = OutputFormat.text

  func run() throws {
    let stored = try Reading.run(folder)
    guard !metrics.isEmpty else {
      try Output.print(format == .json ? try json(of: stored) : try wholeText(of: stored))
      return
    }
    var summary = stored.summary
    for index in summary.arms.indices {
      summary.arms[index].metrics.removeAll { !matches($0.metric) }
    }
    summary.differences.removeAll { !matches($0.metric) }
    guard summary.arms.contains(where: { !$0.metrics.isEmpty }) else {
      Terminal.printMessage(
        "error: no metric of '\(stored.path)' matches \(metrics.joined(separator: ", "))")
      throw ExitStatus.usage
    }
    let text = String(decoding: try summary.text(), as: UTF8.self)
    try Output.print(format == .json ? text : table(of: summary))
  }

  private func matches(_ metric: String) -> Bool {
    metrics.contains { Wildcard($0).matches(metric) }
  }

  private func json(of stored: StoredRun) throws -> String {
    guard let benchmark = stored.benchmark else {
      return String(decoding: stored.summaryText, as: UTF8.self)
    }
    return try Results(
      summary: stored.summary, factories: [], seconds: 0, benchmark: benchmark
    ).json
  }

  private func wholeText(of stored: StoredRun) throws -> String {
    Results(
      summary: stored.summary, factories: try Reading.scenarios(of: stored).map(\.factory),
      seconds: stored.manifest.seconds, benchmark: stored.benchmark
    ).text
  }

  private func table(of summary: ExperimentSummary) -> String {
    var table = TextTable([.left, .left, .left, .right, .left])
    table.add(["metric", "unit", "arm", "mean", "95 % interval"])
    for name in summary.metricNames {
      for arm in summary.arms {
        guard let entry = arm.entry(name) else { continue }
        var cells = [name, entry.unit, arm.arm, IntervalText.mean(entry)]
        if let lower = entry.lower, let upper = entry.upper {
          cells.append(IntervalText.ends(lower, upper))
        }
        table.add(cells)
      }
    }
    return table.text
  }
}

/// A pattern in which `*` stands for anything, also for nothing.
struct Wildcard {
  private let parts: [Substring]

  init(_ pattern: String) {
    parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
  }

  func matches(_ text: String) -> Bool {
    guard let first = parts.first, let last = parts.last, text.hasPrefix(first) else {
      return false
    }
    guard parts.count > 1 else { return text == first }
    var rest = text.dropFirst(first.count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let found = rest.firstRange(of: part) else { return false }
      rest = rest[found.upperBound...]
    }
    return rest.count >= last.count && rest.hasSuffix(last)
  }
}
