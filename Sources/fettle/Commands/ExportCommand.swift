import ArgumentParser
import Experiments
import RunExports

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `fettle export`: a run, written for other programs.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a run for MLflow, DVC or OpenLineage.",
    discussion: """
      mlflow: a store of experiments as files (mlruns), a run for each arm, with its parameters, its \
      metrics, a step for each replication, and its files. MLflow 3 takes it over by its own \
      'mlflow migrate-filestore'; earlier ones read it as it is. The store names its own place, so \
      export it where it is to stay.
      dvc: a folder with dvc.yaml, for 'dvc params diff', 'dvc metrics show' and 'dvc plots show'.
      openlineage: events.jsonl, a line when the run began and one when it ended: what was made from what.

      Examples:
        fettle export mlflow runs/stamping-line-492d
        fettle export dvc runs/stamping-line-492d --out reports/line
        fettle export openlineage runs/stamping-line-492d
      """)

  @Argument(help: "For which program: mlflow, dvc or openlineage.")
  var target: ExportTarget

  @Argument(
    help: ArgumentHelp("The folder of a run.", valueName: "run"), completion: .directory)
  var folder: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The folder to write (default: exports/, the name of the run, and that of the program).",
      valueName: "folder"),
    completion: .directory)
  var out: String?

  @Flag(help: "Write into a folder that is there already.")
  var force = false

  @Option(help: "Print the folder's path as text or as json.")
  var format = OutputFormat.text

  func validate() throws {
    if let out, out.isEmpty { throw ValidationError("--out needs the name of a folder") }
  }

  func run() throws {
    let run = try Reading.run(folder)
    let replications = try Reading.replications(of: run)
    let name = run.path.split(separator: "/").last.map(String.init) ?? "run"
    let place = out ?? "exports/\(name)/\(target.rawValue)"
    if !force { try Output.checkFree(place, option: "--out") }
    let whole =
      place.hasPrefix("/") ? place : FileManager.default.currentDirectoryPath + "/" + place
    let export = RunExport(of: run, replications: replications, for: target.target, in: whole)
    do throws(RunExportError) {
      try export.write(to: place)
    } catch {
      Terminal.printMessage("error: \(error)")
      throw ExitStatus.inputOutput
    }
    try Output.print(format == .json ? Output.json(["export": place]) : place)
  }
}

/// A program that runs are written for, as it is typed.
enum ExportTarget: String, ExpressibleByArgument, CaseIterable {
  case mlflow, dvc, openlineage

  /// The same, as the export knows it.
  var target: RunExport.Target {
    switch self {
    case .mlflow: .mlflow
    case .dvc: .dvc
    case .openlineage: .openlineage
    }
  }
}
