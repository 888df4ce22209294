import ArgumentParser
import DataTables
import Datasets
import ModelTraining

/// `fettle score`: what a model says of a table, and how right it is.
struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Ask a trained model about a table, and judge it where the truth is there.",
    discussion: """
      A model is a folder that 'fettle train --out' has written, or a name in the registry: press-rul, \
      press-rul@champion, press-rul@3. Units that it was trained on are foretold too well; take others.

      Examples:
        fettle score press-rul@champion data/press/test.parquet
        fettle score press-rul data/press/test.parquet --within 12h --cap 54h
        fettle score engine test.csv --unit unit --time cycle --truth test_rul.csv --last
        fettle score press-rul today.csv --out predictions.csv
      """)

  @Argument(help: "The model: a folder, or a name in the registry.", completion: .directory)
  var model: String

  @Argument(
    help: "Tables (text or Parquet), or a folder of splits, of which the last is judged.",
    completion: .file(extensions: ["csv", "parquet"]))
  var tables: [String]

  @Option(
    help: ArgumentHelp(
      "The column of the truth (default: that of the training).", valueName: "column"))
  var target: String?

  @OptionGroup var columns: ColumnOptions

  @Option(
    help: ArgumentHelp(
      "A table whose last column says how long each unit went on after its last row.",
      valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var truth: String?

  @Flag(help: "Each unit's last row is its failure.")
  var runToFailure = false

  @Flag(help: "Look only at the last row of each unit.")
  var last = false

  @Option(
    help: ArgumentHelp(
      "Judge also the chance of a failure within this time, as a rule asks for it, and write it with --out.",
      valueName: "time"))
  var within: TimeText?

  @Option(
    help: ArgumentHelp(
      "Remaining lives above this count as this, to compare models of different caps (default: that of the model).",
      valueName: "time"))
  var cap: TimeText?

  @Option(
    help: ArgumentHelp("Write what the model says of each row.", valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var out: String?

  @Flag(help: "Write the answers over a file that is there.")
  var force = false

  @OptionGroup var registry: RegistryOptions
  @OptionGroup var programs: ProgramOptions

  @Option(help: "Print the scores as text or as json.")
  var format = OutputFormat.text

  func validate() throws {
    if truth != nil, runToFailure { throw ValidationError("give --truth or --run-to-failure") }
  }

  func run() throws {
    if let out, !force { try Output.checkFree(out, option: "--out") }
    let began = ContinuousClock.now
    let asked = try registry.model(model, processes: programs.processes)
    let all = try TableInput.files(tables)
    let files = tables.count == 1 && all != tables ? Array(all.suffix(1)) : all
    let loaded = try TableInput.loaded(files)
    var request = columns.request(
      target: target ?? asked.target.name, question: asked.question)
    request.ends = try ends()
    let table = try TrainingFiles.saying(files) { () throws(TrainingProblem) in
      var table = try asked.rows(of: loaded.table, request)
      if last { table.keepLastRows() }
      return table
    }
    let within = try self.within?.value(in: asked.target.unit, option: "--within")
    let cap = try self.cap?.value(in: asked.target.unit, option: "--cap")
    if let note = table.seenUnitsNote { Terminal.printMessage("warning: \(note)") }
    let scores = try TrainingFiles.saying(files) { () throws(TrainingProblem) in
      try asked.scores(table)
    }
    if let out {
      try Output.write(AnswerTable(asked, scores, table, within: within).text, to: out) {
        "cannot write '\(out)': \($0); choose another place with --out"
      }
      Terminal.printMessage("written: \(out)")
    }
    guard !table.targets.allSatisfy(\.isNaN) else {
      guard out == nil else { return }
      try Output.print(AnswerTable(asked, scores, table, within: within).text)
      return
    }
    let report = TrainingReport(
      source: tables.joined(separator: ", "), model: asked, table: table,
      scores: ModelScores(asked, scores: scores, of: table, cap: cap, within: within), cap: cap,
      heading: "foretold by \(model)",
      seconds: (ContinuousClock.now - began) / .seconds(1))
    try Output.print(format == .json ? try Output.json(report.summary) : report.text)
  }

  private func ends() throws -> TableRequest.UnitEnds {
    if runToFailure { return .failures }
    guard let truth else { return .unknown }
    let table = try TableInput.loaded([truth]).table
    guard let column = table.columns.last else {
      Terminal.printMessage("\(truth): error: the table has no columns")
      throw ExitStatus.badInput
    }
    return .remaining(column.numbers())
  }
}
