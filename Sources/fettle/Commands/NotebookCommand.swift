import ArgumentParser
import Notebooks

/// `fettle notebook`: a notebook of a run, a search or a dataset, with its data beside it.
struct NotebookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notebook",
    abstract: "Make a notebook of a run, a search or a dataset, with its data beside it.",
    discussion: """
      The notebook reads the data with pandas, shows them as tables and as charts of Altair, asks the \
      next questions, and ends by checking what it has worked out against what Fettle wrote. Data are \
      copied, so the folder can be moved and mailed. It opens in Jupyter, VS Code and the like; nothing \
      of it needs Fettle or a network. The same folder gives the same notebook.

      Examples:
        fettle notebook runs/stamping-line-492d
        fettle notebook runs/search-press-speed-9a41 --out analysis/press
        fettle notebook data/press
      """)

  @Argument(
    help: ArgumentHelp(
      "The folder of a run, a comparison, a sweep, a benchmark, a search or a dataset.",
      valueName: "folder"), completion: .directory)
  var folder: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The folder to write (default: notebooks-export/ and the name of the folder).",
      valueName: "folder"),
    completion: .directory)
  var out: String?

  @Flag(help: "Write it again where it is there already; what was changed in it is lost.")
  var force = false

  @Option(help: "Print the notebook's path as text or as json.")
  var format = OutputFormat.text

  func validate() throws {
    if let out, out.isEmpty { throw ValidationError("--out needs the name of a folder") }
  }

  func run() throws {
    let made = try Self.made { () throws(NotebookError) in
      try NotebookMaker.notebook(of: folder, version: FettleCommand.version)
    }
    let place = out ?? "notebooks-export/" + made.name
    if !force { try Output.checkFree(place + "/" + made.fileName, option: "--out") }
    let path = try Self.made { () throws(NotebookError) in try made.write(to: place) }
    try Output.print(format == .json ? Output.json(["notebook": path]) : path)
  }

  private static func made<Value>(_ make: () throws(NotebookError) -> Value) throws -> Value {
    do throws(NotebookError) {
      return try make()
    } catch {
      Terminal.printMessage("error: \(error)")
      switch error.kind {
      case .missing: throw ExitStatus.inputMissing
      case .unknown, .damaged: throw ExitStatus.badInput
      case .unwritable: throw ExitStatus.inputOutput
      }
    }
  }
}
