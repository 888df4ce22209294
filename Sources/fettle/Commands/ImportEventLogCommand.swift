import ArgumentParser
import DataTables
import Experiments
import FactoryModel
import Importers
import Scenarios

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `fettle import eventlog`: fit a factory to a log of what was done.
struct ImportEventLogCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eventlog",
    abstract:
      "Fit a factory to a log of reports, and say how well it foretells what was held back.",
    discussion: """
      A row of the log is a report: an order, what was done, where, from when to when. The map says \
      which column is what:

        order: case
        activity: activity
        start: start
        end: end
        machine: machine
        part: part
        quantity: order_qty
        kind: {column: report_type, work: D, setup: S, breakdown: B}

      Order, activity, start and end must be there. A log in XES (.xes) needs no map. The last part of \
      the log is held back: the model is fitted to what comes before, simulated for that part, and set \
      against what happened. DIR holds scenario.yaml with its tables, fits.csv and held-back.csv.

      Examples:
        fettle import eventlog log.csv --map map.yaml --out plant
        fettle import eventlog log.csv --map map.yaml --out plant --until 2012-02-15
        fettle import eventlog log.xes --out plant --hold-back '0 %'
      """)

  @Argument(
    help: "The log: text with commas, semicolons or tabs, or XES.",
    completion: .file(extensions: ["csv", "xes"]))
  var log: String

  @Option(
    help: ArgumentHelp("Which column is what, a YAML file.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var map: String?

  @OptionGroup var target: ImportTarget

  @Option(
    help: ArgumentHelp("The share of the log's time that is held back.", valueName: "share"))
  var holdBack = "20 %"

  @Option(
    help: ArgumentHelp(
      "The date from which on the log is held back, in the place of --hold-back.",
      valueName: "date"))
  var until: String?

  @Option(
    help: ArgumentHelp(
      "From how many orders on a part is a product of its own.", valueName: "number"))
  var leastOrders = 10

  @Option(
    name: [.customShort("n"), .long],
    help: "How many replications of the held-back time to simulate.")
  var replications = 200

  @OptionGroup var jobs: JobOptions
  @OptionGroup var seeds: SeedOptions

  @Option(help: "Print the report as text or as json.")
  var format = OutputFormat.text

  @Flag(help: "Print all fits, not only those that matter most.")
  var allFits = false

  func validate() throws {
    if map == nil, !input.isXes {
      throw ValidationError("--map is missing; a table needs a map that says which column is what")
    }
    if shareHeldBack == nil {
      throw ValidationError(
        "--hold-back is '\(holdBack)'; give a share from 0 % to 80 %, such as '20 %'")
    }
    if let until, LogDate.seconds(until) == nil {
      throw ValidationError("--until is '\(until)'; give a date such as 2012-02-15")
    }
    if replications < 2 {
      throw ValidationError("--replications is \(replications); give 2 or more")
    }
    if leastOrders < 1 { throw ValidationError("--least-orders is \(leastOrders); give 1 or more") }
  }

  func run() async throws {
    // Before the work, and for all files after it.
    try target.refuseToOverwrite([ImportedScenario.fileName])
    let whole = try input.read()
    let cut = try cut(of: whole.log)
    let fit = try ImportReading.importing { () throws(ImportFailure) -> FactoryFit in
      try FactoryFit(
        whole.log, groups: whole.groups, until: cut, leastOrders: leastOrders, seed: seeds.seed,
        file: log)
    }
    let name = URL(filePath: log).lastPathComponent
    let writer = ScenarioWriter(fit, source: name, command: command)
    let files = writer.files
    try target.refuseToOverwrite(files.map(\.path))
    for file in files { try target.write(file) }
    var report = EventLogReport(
      log: whole.log, fit: fit, file: log, folder: target.out, showsAll: allFits)
    if fit.last > fit.end {
      let comparison = try await HeldBackRun(
        measured: HeldBack(fit, of: whole.log),
        scenario: target.out + "/" + ImportedScenario.fileName,
        replications: replications, seed: seeds.seed, jobs: jobs.count
      ).comparison()
      report.comparison = comparison
      try target.write(ImportedScenario.File(path: "held-back.csv", text: comparison.table))
    }
    try Output.print(format == .json ? try Output.json(report.document) : report.text)
  }

  // MARK: - Reading

  private var input: EventLogInput { EventLogInput(log: log, map: map) }

  private var shareHeldBack: Double? {
    ShareText.value(of: holdBack).flatMap { $0 >= 0 && $0 <= 0.8 ? $0 : nil }
  }

  private func cut(of log: EventLog) throws -> Double {
    guard let until, let moment = LogDate.seconds(until) else {
      return log.end - (shareHeldBack ?? 0) * (log.end - log.begin)
    }
    guard moment > log.begin, moment <= log.end else {
      Terminal.printMessage(
        "error: --until is \(until), but the log goes from \(PlantTime(seconds: log.begin)) to "
          + "\(PlantTime(seconds: log.end)); give a date between")
      throw ExitStatus.usage
    }
    return moment
  }

  // MARK: - Writing

  /// The call, as it may be repeated.
  private var command: String {
    var words = ["fettle import eventlog", log]
    if let map { words.append("--map \(map)") }
    words.append("--out \(target.out)")
    words.append(until.map { "--until \($0)" } ?? "--hold-back '\(holdBack)'")
    if leastOrders != 10 { words.append("--least-orders \(leastOrders)") }
    return words.joined(separator: " ")
  }
}
