public import ArgumentParser
public import LifetimeAnalysis
import Reports

extension LifeFamily: ExpressibleByArgument {}

/// `fettle lives`: how long things last, from a table of lives, and what it depends on.
struct LivesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lives",
    abstract: "Analyse lives: distributions, groups, and what they depend on.",
    discussion: """
      A row is a life: its length, whether it ended by failure (--event, 1 where it did; all did where nothing is \
      said), from what age on it was seen (--entry). A life that ended between two looks has --from and --to; a blank \
      --to means that it had not failed yet. Families are ordered by AIC, the best first.

      With --covariate two regressions are made: lives that are longer or shorter by a factor (accelerated failure \
      time, of the best family or that of --family), and hazards that are larger or smaller by one (Cox). --group compares \
      groups by the log-rank test. --report writes a page with the curves, and with --cause those of causes that compete.

      Examples:
        fettle lives lives.csv --time hours --event failed
        fettle lives capacitor.csv --time time --event status --covariate temperature --covariate voltage
        fettle lives cracks.csv --from looked_at --to found_at --weight parts
        fettle lives pumps.csv --time hours --event failed --cause mode --report pumps.html
      """)

  @Argument(
    help: "The table: text or Parquet.", completion: .file(extensions: ["csv", "parquet"]))
  var table: String

  @Option(help: ArgumentHelp("The column of lengths of lives.", valueName: "column"))
  var time: String?

  @Option(
    help: ArgumentHelp("The column that is 1 where a life ended by failure.", valueName: "column"))
  var event: String?

  @Option(
    help: ArgumentHelp("The column of the age from which a life was seen.", valueName: "column"))
  var entry: String?

  @Option(
    help: ArgumentHelp("The column of the last age without failure.", valueName: "column"))
  var from: String?

  @Option(
    help: ArgumentHelp("The column of the first age after the failure.", valueName: "column"))
  var to: String?

  @Option(help: ArgumentHelp("The column of how many lives a row is.", valueName: "column"))
  var weight: String?

  @Option(
    help: ArgumentHelp("A column on which lives may depend; may be repeated.", valueName: "column"))
  var covariate: [String] = []

  @Option(help: ArgumentHelp("The column that names groups.", valueName: "column"))
  var group: String?

  @Option(
    help: ArgumentHelp(
      "The column that names what ended a life, for --report.", valueName: "column"))
  var cause: String?

  @Option(
    help: "A family: \(LifeFamily.allCases.map(\.rawValue).joined(separator: ", "))."
  )
  var family: LifeFamily?

  @OptionGroup var pageOptions: PageOptions

  @Option(help: "Print the results as text or as json.")
  var format = OutputFormat.text

  func validate() throws {
    if time == nil, from == nil {
      throw ValidationError(
        "name the column of lengths with --time, or of looks with --from and --to")
    }
    if time != nil, from != nil || to != nil {
      throw ValidationError("give --time, or --from and --to")
    }
    if (from == nil) != (to == nil) { throw ValidationError("--from and --to go together") }
    if event != nil, time == nil { throw ValidationError("--event goes with --time") }
    if cause != nil, !pageOptions.isWanted {
      throw ValidationError("--cause is for the page; add --report")
    }
    if family == .gompertz, !covariate.isEmpty {
      throw ValidationError("--family gompertz has no regression; take another family")
    }
  }

  func run() throws {
    try pageOptions.check()
    let lives = try LivesInput(
      table,
      LivesInput.Columns(
        time: time, event: event, entry: entry, from: from, to: to, weight: weight,
        covariates: covariate, group: group, cause: cause))
    for note in lives.notes { Terminal.printMessage("\(table): note: \(note)") }
    let report: LivesReport
    do throws(LifetimeError) {
      report = try LivesReport(lives, source: table, family: family)
    } catch {
      Terminal.printMessage("\(table): error: \(error)")
      throw ExitStatus.badInput
    }
    try Output.print(format == .json ? try Output.json(report.summary) : report.text)
    try writePage(lives)
  }

  private func writePage(_ lives: LivesInput) throws {
    try pageOptions.write {
      do throws(LifetimeError) {
        return try Reports.LivesReport(
          source: table, sample: lives.sample, unit: lives.unit, family: family,
          groups: lives.groups,
          causes: lives.causes.map { Reports.LivesReport.Causes(of: $0.of, names: $0.names) },
          covariates: lives.covariates, command: PageOptions.command, version: FettleCommand.version
        ).page
      } catch {
        Terminal.printMessage("\(table): error: \(error)")
        throw ExitStatus.badInput
      }
    }
  }
}
