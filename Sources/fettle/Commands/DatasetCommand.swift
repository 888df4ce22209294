import ArgumentParser
import DataTables
import Datasets
import FactoryModel
import Scenarios

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `fettle dataset`: the data that a factory would give, with the truth beside it.
struct DatasetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dataset",
    abstract: "Write the data that a factory would give, with the truth beside it.",
    discussion: """
      Simulates the factory once for each unit, and writes what its sensors read and what happened to \
      its machines, with labels: remaining useful life, hidden wear, next failure. Units are divided \
      into training, validation and test, whole units at a time. The same scenario, seed and number of \
      units give the same files, whatever the number of jobs.

      Examples:
        fettle dataset scenarios/stamping-line.yaml --units 200 --out data/press
        fettle dataset line.yaml --units 50 --hours 2000 --format csv.zst --out data/line
        fettle dataset line.yaml --set maintenance.dies.replace=on_failure --units 100 --out data/run-to-failure
        fettle dataset line.yaml --split train=80,test=20 --units 100 --out data/two
      """)

  @Argument(help: "The scenario, a YAML file.", completion: .file(extensions: ["yaml", "yml"]))
  var scenario: String

  @OptionGroup var set: ChangeOptions

  @Option(
    help: ArgumentHelp("The folder to write, which must not be there yet.", valueName: "folder"),
    completion: .directory)
  var out: String

  @Option(help: "How many units to simulate: plants that differ by chance alone.")
  var units = 50

  @Option(
    help: ArgumentHelp(
      "How many hours of each unit to record (default: the scenario's horizon).", valueName: "hours"
    ))
  var hours: Double?

  @Option(
    help: ArgumentHelp(
      "Names and shares of the parts of the split, in percent, such as train=80,test=20.",
      valueName: "parts"))
  var split: String?

  @Option(help: "The format of the tables: parquet, csv, csv.gz or csv.zst.")
  var format = TableFormatName.parquet

  @OptionGroup var seeds: SeedOptions
  @OptionGroup var jobs: JobOptions
  @OptionGroup var includes: IncludeOptions
  @OptionGroup var quiet: QuietOptions

  func validate() throws {
    if units < 1 { throw ValidationError("--units is \(units); at least 1 is needed") }
    if let hours, !(hours > 0 && hours.isFinite) {
      throw ValidationError("--hours is \(hours); give a time above 0, such as 2000")
    }
  }

  func run() async throws {
    let changes = set.changes
    let read = try Reading.scenario(scenario, changes: changes, include: includes.include)
    if !quiet.quiet { Reading.printWarnings(of: [read]) }
    var factory = read.factory
    if let hours { factory.horizon = hours * 3_600 }
    do {
      let plan = DatasetPlan(
        factory: factory, units: units, seed: seeds.seed,
        split: try split.map { text throws(DatasetProblem) in try DatasetSplit(text: text) }
          ?? DatasetSplit(), format: format.format)
      let maker = try DatasetMaker(plan, jobs: jobs.count)
      try FileManager.default.createDirectory(
        atPath: out, withIntermediateDirectories: true)
      let line = ProgressLine(isQuiet: quiet.quiet)
      let counts = try await maker.write(
        into: out, isInterrupted: { Interruption.isRequested },
        progress: { line.show($0, of: units) })
      line.finish()
      for (part, count) in zip(plan.split.parts, counts) {
        try Output.print("\(part.name): \(count)")
      }
    } catch let problem as DatasetProblem {
      Terminal.printMessage("\(scenario): error: \(problem.description)")
      throw ExitStatus.badInput
    }
  }
}

/// In what files tables are written.
enum TableFormatName: String, ExpressibleByArgument, CaseIterable {
  case parquet
  case csv
  case csvGzip = "csv.gz"
  case csvZstd = "csv.zst"

  var format: TableFormat { TableFormat(rawValue: rawValue) ?? .parquet }
}
