import ArgumentParser
import Experiments
import Reports

/// `fettle report`: write what is kept in a folder as an HTML page.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write a run, a search or a calibration that is kept in a folder as one HTML page.",
    discussion: """
      The page has the verdict and the figures that matter, what the stations did, the first day \
      machine by machine, and tables of all metrics. It is one file that any browser opens, without \
      a network; it can be mailed and printed. The same run gives the same page.

      Of a benchmark it shows which arm is best and how sure that is, how arms were tuned, and the \
      business case where 'fettle roi' has made one; of a search by 'fettle optimise' how it went, \
      what the model learned, what the recommendation is worth and whether it is approved; of a \
      calibration what the plant's figures say of the inputs.

      Examples:
        fettle report runs/stamping-line-492d
        fettle report runs/stamping-line-492d --open
        fettle report runs/search-press-speed-3f9c
        fettle report runs/stamping-line-492d --out monday.html
      """)

  @Argument(
    help: ArgumentHelp(
      "The folder of a run, a benchmark, a search or a calibration.", valueName: "folder"),
    completion: .directory)
  var folder: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Where to write the page, instead of report.html in the run's folder.", valueName: "file"),
    completion: .file(extensions: ["html"]))
  var out: String?

  @Flag(help: "Open the page in the browser.")
  var open = false

  @Option(help: "Print the page's path as text or as json.")
  var format = OutputFormat.text

  func validate() throws {
    if let out, out.isEmpty { throw ValidationError("--out needs the name of a file") }
  }

  func run() throws {
    let source = try ReportSource(folder)
    let path = out ?? source.folder + "/" + RunFolder.reportName
    try write(source.page.html, to: path)
    try Output.print(format == .json ? Output.json(["report": path]) : path)
    if open { try Browser.open(path) }
  }

  private func write(_ text: String, to path: String) throws {
    try Output.write(text, to: path) {
      "cannot write the report '\(path)': \($0); choose another place with --out"
    }
  }
}
