import ArgumentParser
import Datasets

/// `fettle audit`: what is wrong with a table before anything is learned from it.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Look through a table: columns, gaps, outliers, duplicates, leakage, splits, drift.",
    discussion: """
      Prints a line for each column, and then what was found, the worst first: what, why it matters \
      and what to do. Several files are splits of one table, such as train.csv and test.csv; of a folder \
      those named train, validation and test are taken. An error ends with exit status 1.

      Examples:
        fettle audit press.csv
        fettle audit press.csv --unit machine --time hour --target failed
        fettle audit train.csv test.csv --target failed --accept drift:temperature
        fettle audit press.csv --write-plan plan.yaml
      """)

  @Argument(
    help: "Tables (text with commas, semicolons or tabs), or a folder of splits.",
    completion: .file(extensions: ["csv"]))
  var tables: [String]

  @OptionGroup var audit: AuditOptions

  @Option(
    help: ArgumentHelp(
      "Write a plan of repairs, to be reviewed and carried out by 'fettle clean'.",
      valueName: "file"),
    completion: .file(extensions: ["yaml"]))
  var writePlan: String?

  @Flag(help: "Write the plan over a file that is there.")
  var force = false

  @Option(help: "Print the audit as text or as json.")
  var format = OutputFormat.text

  func run() throws {
    if let writePlan, !force { try Output.checkFree(writePlan, option: "--write-plan") }
    let table = try TableInput.loaded(try TableInput.files(tables))
    let request = try audit.request(for: table)
    let report = try Auditing.report(table, request)
    if let writePlan {
      try Output.write(CleaningProposal.text(for: report, request), to: writePlan) {
        "cannot write '\(writePlan)': \($0); choose another place with --write-plan"
      }
      Terminal.printMessage(
        "written: \(writePlan)      read it, then: fettle clean \(tables[0]) --plan \(writePlan) --out "
          + "CLEANED.csv")
    }
    try Output.print(
      format == .json ? try Output.json(report) : AuditText(report: report).text)
    if report.hasErrors { throw ExitStatus.gateFailed }
  }
}
