import ArgumentParser
import Experiments
import Reports

/// `fettle report`: write a run that is kept as an HTML page.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write a run that is kept in a folder as one HTML page.",
    discussion: """
      The page has the verdict and the figures that matter, what the stations did, the first day \
      machine by machine, and tables of all metrics. It is one file that any browser opens, without \
      a network; it can be mailed and printed. The same run gives the same page.

      --charts writes each chart as a file of its own: the specification of Vega-Lite with its data       (NAME.vl.json), and pictures of it (NAME.svg, with --png NAME.png, too) where a Python is found       that has the package vl-convert-python.

      Examples:
        fettle report runs/stamping-line-492d
        fettle report runs/stamping-line-492d --open
        fettle report runs/stamping-line-492d --out monday.html
        fettle report runs/stamping-line-492d --charts pictures --png
      """)

  @Argument(
    help: ArgumentHelp("The folder of a run.", valueName: "run"), completion: .directory)
  var folder: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Where to write the page, instead of report.html in the run's folder.", valueName: "file"),
    completion: .file(extensions: ["html"]))
  var out: String?

  @Option(
    help: ArgumentHelp(
      "A folder to write each chart to: as vl.json, and as svg where that is possible.",
      valueName: "folder"),
    completion: .directory)
  var charts: String?

  @Flag(help: "With --charts: write pictures as png, too.")
  var png = false

  @Flag(help: "Open the page in the browser.")
  var open = false

  @Option(help: "Print the page's path as text or as json.")
  var format = OutputFormat.text

  func validate() throws {
    if let out, out.isEmpty { throw ValidationError("--out needs the name of a file") }
    if let charts, charts.isEmpty { throw ValidationError("--charts needs the name of a folder") }
    if png, charts == nil { throw ValidationError("--png needs --charts, the folder for it") }
  }

  func run() throws {
    let source = try ReportSource(folder)
    let path = out ?? source.folder + "/" + RunFolder.reportName
    try write(source.page.html, to: path)
    if let charts { try ChartFiles(source.page.charts).write(to: charts, withPNG: png) }
    var made = ["report": path]
    made["charts"] = charts
    try Output.print(
      format == .json
        ? Output.json(made) : [path, charts].compactMap(\.self).joined(separator: "\n"))
    if open { try Browser.open(path) }
  }

  private func write(_ text: String, to path: String) throws {
    try Output.write(text, to: path) {
      "cannot write the report '\(path)': \($0); choose another place with --out"
    }
  }
}
