import ArgumentParser
import Experiments

/// `fettle ls`: list the runs in a folder.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ls",
    abstract: "List the runs in a folder, the latest last.",
    discussion: """
      Examples:
        fettle ls
        fettle ls kept/ --format json
      """,
    aliases: ["list"])

  @Argument(help: "The folder that holds runs.", completion: .directory)
  var folder = Results.home

  @Option(help: "Print the list as text or as json.")
  var format = OutputFormat.text

  /// A run in the list.
  struct Row: Encodable {
    var run: String
    var scenario: String
    var arms: Int
    var replications: Int
    var batches: Int?
    var seed: UInt64
    var began: String
    var partial: Bool
    var throughput: RunSummary.Entry?
  }

  func run() throws {
    let runs = try Reading.stored { () throws(StoredRunError) -> [StoredRun] in
      try StoredRun.all(in: folder)
    }
    let rows = runs.map { ListCommand.row(for: $0) }
    try Output.print(format == .json ? Output.json(rows) : text(rows))
  }

  private static func row(for run: StoredRun) -> Row {
    let summary = run.summary
    let shown = summary.arms.first { $0.arm == summary.baseline } ?? summary.arms[0]
    return Row(
      run: run.path.split(separator: "/").last.map(String.init) ?? run.path,
      scenario: summary.scenario, arms: summary.arms.count,
      replications: summary.replicationsFinished, batches: summary.batches, seed: summary.seed,
      began: run.manifest.began,
      partial: !run.isWhole, throughput: shown.entry("throughput"))
  }

  private func text(_ rows: [Row]) -> String {
    var table = TextTable([.left, .left, .right, .right, .right, .left, .right])
    table.add(
      ["run", "scenario", "arms", "replications", "seed", "began", "throughput parts/h"])
    for row in rows {
      table.add(
        [
          row.run, row.scenario, "\(row.arms)",
          (row.batches == nil
            ? "\(row.replications)" : SampleWords.batches.counted(row.replications))
            + (row.partial ? " (partial)" : ""), "\(row.seed)", row.began,
          IntervalText.meanAndHalfWidth(row.throughput),
        ])
    }
    return table.text
  }
}
