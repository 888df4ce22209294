import ArgumentParser
import Datasets
import ModelTraining
import OutsideModels

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `fettle models add`: a program of somebody's own becomes a model.
struct ModelsAddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Add a program of your own as a model, its answers calibrated on a table.",
    discussion: """
      The program is asked line by line what it says of rows (docs/models.md). Its answers are compared with \
      what came in a table that it has not learned from, and so become chances and distributions. The files that its \
      command names, and those of --file, are kept with the version; it is started where they are kept.

      Example:
        fettle models add my-rul --command 'python3 wear.py' --file weights.bin --calibrate test.csv \
          --target remaining_useful_life --allow-commands
      """)

  @Argument(help: "The name under which it is registered.")
  var name: String

  @Option(
    help: ArgumentHelp("The program and its arguments; no shell reads them.", valueName: "words"))
  var command: String

  @Option(
    help: ArgumentHelp("Another file that the program reads; may be repeated.", valueName: "file"),
    completion: .file())
  var file: [String] = []

  @Option(
    help: ArgumentHelp("A table that the program has not learned from.", valueName: "file"),
    completion: .file(extensions: ["csv", "parquet"]))
  var calibrate: String

  @Option(help: ArgumentHelp("The column to be foretold.", valueName: "column"))
  var target: String

  @OptionGroup var columns: ColumnOptions

  @Option(help: ArgumentHelp("How long it may take for an answer.", valueName: "seconds"))
  var timeout = 30.0

  @Option(
    help: ArgumentHelp("The most rows that it is asked about at a time.", valueName: "rows"))
  var batch = 1_000

  @OptionGroup var registry: RegistryOptions
  @OptionGroup var programs: ProgramOptions
  @OptionGroup var quiet: QuietOptions

  func run() throws {
    guard programs.allowCommands else {
      Terminal.printMessage(
        "error: '\(command)' is started to be calibrated; add --allow-commands where you trust it")
      throw ExitStatus.usage
    }
    let tables = try TableInput.files([calibrate])
    let loaded = try TableInput.loaded(tables)
    let began = ContinuousClock.now
    let made = try withFiles { found, folder in
      try TrainingFiles.saying(tables) { () throws(TrainingProblem) in
        try OutsideCalibration(
          found.command, files: found.files, allowing: OutsidePermission(in: folder),
          on: loaded.table, columns.request(target: target))
      }
    }
    let scores = ModelScores(made.model, scores: made.scores, of: made.table)
    for note in made.table.notes where !quiet.quiet { Terminal.printMessage("note: \(note)") }
    try Output.print(
      TrainingReport(
        source: calibrate, model: made.model, table: made.table, scores: scores,
        heading: "of the rows that it was calibrated on",
        seconds: (ContinuousClock.now - began) / .seconds(1)
      ).text)
    let version = try registry.register(
      made.model, as: name, scores: scores, files: tables, by: "fettle models add")
    Terminal.printMessage(
      "registered: \(version)      judge it: fettle score \(version) TABLE --allow-commands")
  }

  /// Puts the program's files into a folder of their own, as they will lie in the registry: what is missing there is missed now.
  private func withFiles<Value>(_ work: (OutsideFiles, String) throws -> Value) throws -> Value {
    let manager = FileManager.default
    let found = try TrainingFiles.saying([command]) { () throws(TrainingProblem) in
      let command: OutsideCommand
      do throws(OutsideProblem) {
        command = try OutsideCommand(line: self.command, timeout: timeout, batch: batch)
      } catch {
        throw TrainingProblem(error.description)
      }
      return try OutsideFiles(of: command, and: file, from: manager.currentDirectoryPath)
    }
    let folder = manager.temporaryDirectory.appending(path: "fettle-model-\(UUID().uuidString)")
    defer { try? manager.removeItem(at: folder) }
    do {
      try manager.createDirectory(at: folder, withIntermediateDirectories: true)
      for (name, bytes) in found.files { try bytes.write(to: folder.appending(path: name)) }
    } catch {
      Terminal.printMessage("error: cannot write '\(folder.path)': \(error)")
      throw ExitStatus.inputOutput
    }
    return try work(found, folder.path)
  }
}
