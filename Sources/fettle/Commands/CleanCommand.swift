import ArgumentParser
import DataTables
import Datasets
import Scenarios

/// `fettle clean`: repair a table by a written plan.
struct CleanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clean",
    abstract: "Repair a table by a plan that was written down and reviewed.",
    discussion: """
      The plan is a YAML file with one repair a line; 'fettle audit --write-plan', or --suggest, proposes one \
      with the reason for each. What each step has changed is said. The table itself stays as it is, and \
      the plan carried out on what it has made changes nothing more.

      Examples:
        fettle clean press.csv --suggest > plan.yaml
        fettle clean press.csv --plan plan.yaml --out press-clean.csv
      """)

  @Argument(
    help: "The table: text with commas, semicolons or tabs.", completion: .file(extensions: ["csv"])
  )
  var table: String

  @Option(
    help: ArgumentHelp("The plan.", valueName: "file"), completion: .file(extensions: ["yaml"]))
  var plan: String?

  @Option(
    help: ArgumentHelp("The file to write.", valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var out: String?

  @Flag(help: "Print a plan instead, as an audit proposes it.")
  var suggest = false

  @Flag(help: "Write over a file that is there.")
  var force = false

  @OptionGroup var audit: AuditOptions

  @Option(help: "Print what was changed as text or as json.")
  var format = OutputFormat.text

  func validate() throws {
    if suggest {
      if plan != nil || out != nil {
        throw ValidationError("--suggest prints a plan; it takes neither --plan nor --out")
      }
    } else if plan == nil || out == nil {
      throw ValidationError(
        "give --plan and --out, or --suggest to have a plan proposed")
    }
  }

  func run() throws {
    guard let plan, let out else {
      let loaded = try TableInput.loaded([table])
      let request = try audit.request(for: loaded)
      let text = CleaningProposal.text(for: try Auditing.report(loaded, request), request)
      try Output.print(String(text.dropLast()))
      return
    }
    if Output.isSameFile(table, out) || Output.isSameFile(plan, out) {
      Terminal.printMessage(
        "error: '\(out)' is what is read; choose another place with --out, so that it can be compared"
      )
      throw ExitStatus.inputOutput
    }
    if !force { try Output.checkFree(out, option: "--out") }
    let read = try readPlan(plan)
    let input = try TableInput.delimited(table)
    let result = try repaired { () throws(CleaningFailure) -> TableCleaning.Result in
      try TableCleaning.clean(input, name: table, by: read)
    }
    try Output.write(result.text, whole: out)
    try tell(result.log, plan, out)
  }

  private func readPlan(_ path: String) throws -> CleaningPlan {
    let text = String(decoding: try TextFile.bytes(path), as: UTF8.self)
    return try repaired { () throws(CleaningFailure) -> CleaningPlan in
      try CleaningPlan(text: text, file: path)
    }
  }

  private func repaired<Value>(_ body: () throws(CleaningFailure) -> Value) throws -> Value {
    do throws(CleaningFailure) {
      return try body()
    } catch {
      for diagnostic in error.diagnostics { Terminal.printMessage("\(diagnostic)") }
      throw ExitStatus.badInput
    }
  }

  private func tell(_ log: CleaningLog, _ plan: String, _ out: String) throws {
    if format == .json {
      try Output.print(try Output.json(log))
      return
    }
    for entry in log.entries {
      Terminal.printMessage("\(plan):\(entry.line): \(CleaningText.words(of: entry))")
    }
    try Output.print(
      "written: \(out)      rows \(log.rowsBefore) → \(log.rowsAfter), columns \(log.columnsBefore) → "
        + "\(log.columnsAfter)")
  }
}

/// What a step has changed, in words.
enum CleaningText {
  static func words(of entry: CleaningLog.Entry) -> String {
    var facts: [String] = []
    switch entry.step {
    case "sort": facts.append(entry.rows > 0 ? "\(counted(entry.rows, "row")) moved" : "nothing")
    case "drop_rows", "drop_duplicates": facts.append("\(counted(entry.rows, "row")) dropped")
    case "drop_columns", "rename": break
    default: facts.append(counted(entry.cells, "cell"))
    }
    if !entry.note.isEmpty { facts.append(entry.note) }
    let columns = entry.columns.isEmpty ? "" : " " + entry.columns.joined(separator: ", ")
    return entry.step + columns + (facts.isEmpty ? "" : ": " + facts.joined(separator: "; "))
  }

  private static func counted(_ number: Int, _ word: String) -> String {
    "\(number) \(word)\(number == 1 ? "" : "s")"
  }
}
