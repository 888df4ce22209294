import ArgumentParser
import DataTables
import DistributionFitting
import RandomVariates
import Scenarios

/// `fettle fit`: which distribution a column of numbers comes from.
struct FitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit",
    abstract: "Fit distributions to a column of numbers, and say how well they fit.",
    discussion: """
      Parameters are those of greatest likelihood. The table is ordered by AIC, the best first. KS and \
      AD are the distances of Kolmogorov and Smirnov, and of Anderson and Darling; p is the chance of \
      one as large if the data came from the distribution, by samples drawn from it and fitted anew. \
      Below 0.05 the data contradict it.

      Examples:
        fettle fit times.csv --column time --unit min
        fettle fit lives.csv --column hours --unit h --censored still_running
        fettle fit times.csv --column time --unit s --shift 3
      """)

  @Argument(
    help: "The table: text with commas, semicolons or tabs.", completion: .file(extensions: ["csv"])
  )
  var data: String

  @Option(help: ArgumentHelp("The column of numbers.", valueName: "name"))
  var column: String

  @Option(
    help: ArgumentHelp(
      "The column that says 1 where a value is known only to be longer (right-censored).",
      valueName: "name"))
  var censored: String?

  @Option(
    help: ArgumentHelp(
      "The unit of the numbers, such as min (default: that in the column's header).",
      valueName: "unit"))
  var unit: String?

  @Option(
    help: ArgumentHelp(
      "Where distributions begin that begin at zero: a number, or 'fit' (default: at zero).",
      valueName: "value"))
  var shift: String?

  @Option(
    help: ArgumentHelp(
      "How many samples to draw for p-values (default: 199; fewer for more than 5000 values).",
      valueName: "number"))
  var bootstraps: Int?

  @Option(
    help: ArgumentHelp(
      "Write the values, or 200 that stand for them, as a table for 'empirical'.",
      valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var empirical: String?

  @OptionGroup var seeds: SeedOptions

  @Option(help: "Print the fits as text or as json.")
  var format = OutputFormat.text

  func validate() throws {
    if let shift, shift != "fit", Double(shift)?.isFinite != true {
      throw ValidationError("--shift is '\(shift)'; give a number such as 3, or 'fit'")
    }
    if let bootstraps, bootstraps < 0 || bootstraps > 100_000 {
      throw ValidationError("--bootstraps is \(bootstraps); give a number from 0 to 100000")
    }
  }

  func run() throws {
    let input = try FitInput(path: data, column: column, censored: censored)
    let unit = unit ?? input.unit ?? ""
    let choice: FitRequest.Shift =
      switch shift {
      case nil: .none
      case "fit"?: .fitted
      case let text?: .known(Double(text) ?? 0)
      }
    let ranking = FitRanking(
      of: input.sample, FitRequest(shift: choice, bootstraps: bootstraps, seed: seeds.seed))
    if let empirical { try write(input.sample, unit, to: empirical) }
    let report = FitReport(
      ranking: ranking, input: input, column: column, unit: unit, table: empirical)
    if input.emptyCells > 0 {
      Terminal.printMessage(
        "\(data): note: \(input.emptyCells) empty cells of column '\(column)' are left out")
    }
    try Output.print(
      format == .json ? try Output.json(report.rows) : "\(data), \(report.text)")
  }

  private func write(_ sample: FitSample, _ unit: String, to path: String) throws {
    let header = unit.isEmpty ? "value" : "value [\(unit)]"
    let lines = sample.representatives(most: 200).map { ShortNumber.text($0, digits: 7) }
    try Output.write(([header] + lines).joined(separator: "\n") + "\n", to: path) {
      "cannot write '\(path)': \($0); choose another place with --empirical"
    }
  }
}
