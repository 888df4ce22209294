import ArgumentParser
import DataTables
import Datasets
import Experiments
import FactoryModel
import FactorySimulation
import Scenarios

/// `fettle dataset`: the data that a factory would give, with the truth beside it.
struct DatasetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dataset",
    abstract: "Write the data that a factory would give, with the truth beside it.",
    discussion: """
      Simulates the factory once for each unit, and writes what its sensors read and what happened to \
      its machines, with labels: remaining useful life, hidden wear, next failure. Units are divided \
      into training, validation and test, whole units at a time. The same scenario, seed and number of \
      units give the same files, whatever the number of jobs. Of an experiment, so many units of each \
      arm are written into the same tables; units of different arms meet the same chance.

      Examples:
        fettle dataset scenarios/stamping-line.yaml --units 200 --out data/press
        fettle dataset line.yaml --units 50 --hours 2000 --tables csv.zst --out data/line
        fettle dataset line.yaml --component press.die --run-to-failure --out data/lives
        fettle dataset line.yaml --split train=80,test=20 --units 100 --out data/two
        fettle dataset line.yaml --split-by time --gap 48 --out data/in-time
        fettle dataset line.yaml --failure-share 20 --failure-within 24 --missing 5 --out data/balanced
        fettle dataset line.yaml --windows 128 --hop 32 --out data/tensors
        fettle dataset line.yaml --pseudonyms key --pseudonym-map names.csv --out data/to-share
        fettle dataset policies.yaml --units 20 --out data/policies
      """)

  @Argument(
    help: "The scenario, or an experiment with arms, a YAML file.",
    completion: .file(extensions: ["yaml", "yml"]))
  var scenario: String

  @OptionGroup var set: ChangeOptions

  @Option(
    help: ArgumentHelp("The folder to write, which must not be there yet.", valueName: "folder"),
    completion: .directory)
  var out: String

  @Option(help: "How many units to simulate, of each arm: plants that differ by chance alone.")
  var units = 50

  @Option(
    help: ArgumentHelp(
      "How many hours of each unit to record (default: the scenario's horizon).", valueName: "hours"
    ))
  var hours: Double?

  @OptionGroup var choice: DatasetChoiceOptions
  @OptionGroup var split: DatasetSplitOptions
  @OptionGroup var tensors: DatasetTensorOptions
  @OptionGroup var naming: PseudonymOptions

  @Option(help: "The files in which tables are written: parquet, csv, csv.gz or csv.zst.")
  var tables = TableFormatName.parquet

  @Option(
    help: ArgumentHelp(
      "The licence under which the data may be used, as an identifier of SPDX such as cc-by-4.0.",
      valueName: "licence"))
  var license: String?

  @Option(
    help: ArgumentHelp(
      "Add a table in the shape of a well-known set: ai4i (the milling machine of AI4I 2020).",
      valueName: "set"))
  var shape: DatasetShapeName?

  @Flag(help: "Take data in which nothing fails, too.")
  var allowNoFailures = false

  @Option(help: "The seed of all random numbers (default: the experiment's, or 1).")
  var seed: UInt64?

  @OptionGroup var jobs: JobOptions
  @OptionGroup var includes: IncludeOptions
  @OptionGroup var quiet: QuietOptions

  @Option(help: "Print what was made as text or as json.")
  var format = OutputFormat.text

  func validate() throws {
    if units < 1 { throw ValidationError("--units is \(units); at least 1 is needed") }
    if let hours, !(hours > 0 && hours.isFinite) {
      throw ValidationError("--hours is \(hours); give a time above 0, such as 2000")
    }
  }

  func run() async throws {
    let source = try DatasetSource(scenario, changes: set.changes, include: includes.include)
    if !quiet.quiet { Reading.printWarnings(of: source.arms.map(\.scenario)) }
    do {
      let maker = try maker(source)
      try naming.checkMap(beside: out)
      let folder = try DatasetFolder(out)
      do {
        try await make(maker, in: folder)
      } catch {
        // What a full disk or a failed simulation leaves is no dataset.
        folder.abandon()
        throw error
      }
    } catch let problem as DatasetProblem {
      Terminal.printMessage(
        problem.kind == .input ? "\(scenario): error: \(problem)" : "error: \(problem)")
      throw DatasetCommand.status(of: problem.kind)
    } catch let problem as DataFileProblem {
      Terminal.printMessage("error: \(problem)")
      throw ExitStatus.inputOutput
    } catch let failure as SimulationFailure {
      Terminal.printMessage("\(scenario): error: \(failure)")
      throw ExitStatus.badInput
    }
  }

  private func maker(_ source: DatasetSource) throws -> DatasetMaker {
    let arms = source.arms.map { arm in
      var factory = arm.scenario.factory
      if let hours { factory.horizon = hours * 3_600 }
      return DatasetArm(name: source.isExperiment ? arm.name : "", factory: factory)
    }
    let seed = seed ?? source.seed
    var plan = DatasetPlan(
      arms: arms, units: units, seed: seed, split: try split.plan(), format: tables.format)
    plan.title = source.title
    plan.allowsNoFailures = allowNoFailures
    plan.shape = shape?.shape
    choice.apply(to: &plan)
    tensors.apply(to: &plan)
    plan.pseudonyms = try naming.key()
    let origin =
      source.isExperiment
      ? DatasetOrigin(
        command: command("experiment.yaml", seed), version: FettleCommand.version, license: license,
        experiment: source.title ?? scenario, arms: source.arms)
      : DatasetOrigin(
        command: command("scenario.resolved.yaml", seed), version: FettleCommand.version,
        license: license, resolvedScenario: source.arms[0].scenario.resolvedText,
        resolvedTables: source.arms[0].scenario.resolvedTables)
    return try DatasetMaker(plan, from: origin, jobs: jobs.count)
  }

  /// The command that makes the same dataset from what is in it.
  private func command(_ file: String, _ seed: UInt64) -> String {
    var words = ["fettle dataset \(file) --units \(units)"]
    if let hours { words.append("--hours \(hours)") }
    words += choice.words + split.words + tensors.words
    if tables != .parquet { words.append("--tables \(tables.rawValue)") }
    if let license { words.append("--license '\(license)'") }
    if let shape { words.append("--shape \(shape.rawValue)") }
    if allowNoFailures { words.append("--allow-no-failures") }
    words.append("--seed \(seed) --out FOLDER")
    return words.joined(separator: " ")
  }

  private func make(_ maker: DatasetMaker, in folder: DatasetFolder) async throws {
    Interruption.watch()
    let began = ContinuousClock.now
    let line = ProgressLine(isQuiet: quiet.quiet, of: "units")
    let summary = try await maker.write(
      into: folder.growing, isInterrupted: { Interruption.isRequested },
      progress: { line.show($0, of: maker.unitsToSimulate) })
    line.finish()
    let isWhole = summary.units == maker.plan.unitCount
    guard summary.units > 0 else {
      folder.abandon()
      throw Interruption.exitCode
    }
    let path = try folder.finish(isWhole: isWhole)
    try naming.write(maker.pseudonymMap)
    let report = DatasetReport(maker, summary, path: path)
    switch format {
    case .json: try Output.print(try Output.json(report.rows))
    case .text where quiet.quiet: break
    case .text: try Output.print(report.text(seconds: began.duration(to: .now) / .seconds(1)))
    }
    if !isWhole { throw Interruption.exitCode }
  }

  private static func status(of kind: DatasetProblem.Kind) -> ExitCode {
    switch kind {
    case .usage: ExitStatus.usage
    case .input: ExitStatus.badInput
    case .output: ExitStatus.inputOutput
    }
  }
}

/// In the shape of which set there is a table more.
enum DatasetShapeName: String, ExpressibleByArgument, CaseIterable {
  case ai4i

  var shape: DatasetShape? { DatasetShape(rawValue: rawValue) }
}

/// In what files tables are written.
enum TableFormatName: String, ExpressibleByArgument, CaseIterable {
  case parquet
  case csv
  case csvGzip = "csv.gz"
  case csvZstd = "csv.zst"

  var format: TableFormat { TableFormat(rawValue: rawValue) ?? .parquet }
}
