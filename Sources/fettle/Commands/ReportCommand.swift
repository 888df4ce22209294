import ArgumentParser
import Experiments
import Reports

/// `fettle report`: write what is kept in a folder as an HTML page.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write a run, a search, a dataset or a trained model as one HTML page.",
    discussion: """
      The page has the verdict and the figures that matter, what the stations did, the first day \
      machine by machine, and tables of all metrics. It is one file that any browser opens, without \
      a network; it can be mailed and printed. The same run gives the same page.

      Of a benchmark it shows which arm is best and how sure that is, how arms were tuned, and the \
      business case where 'fettle roi' has made one; of a search by 'fettle optimise' how it went, \
      what the model learned, what the recommendation is worth and whether it is approved; of a \
      calibration what the plant's figures say of the inputs.

      --charts writes each chart as a file of its own: the specification of Vega-Lite with its data \
      (NAME.vl.json), and pictures of it (NAME.svg, with --png NAME.png, too) where a Python is found \
      that has the package vl-convert-python.

      A folder of 'fettle dataset' is shown with its sensors, failures and lives. A trained model is named as everywhere: \
      press-rul, press-rul@champion, press-rul@3, or the folder of 'fettle train --out'; with --data its page says how it \
      foretells units that it has not learned from. Its page goes into the working folder.

      Examples:
        fettle report runs/stamping-line-492d
        fettle report runs/stamping-line-492d --open
        fettle report runs/search-press-speed-3f9c
        fettle report runs/stamping-line-492d --out monday.html
        fettle report runs/stamping-line-492d --charts pictures --png
        fettle report data
        fettle report press-rul@champion --data data --within 12h
      """)

  @Argument(
    help: ArgumentHelp(
      "The folder of a run, benchmark, search, calibration or dataset; or a model: a folder, or a name in the registry.",
      valueName: "folder"), completion: .directory)
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

  @Option(
    help: ArgumentHelp(
      "Of a model: a dataset or tables that it has not learned from; may be repeated.",
      valueName: "table"), completion: .file(extensions: ["csv", "parquet"]))
  var data: [String] = []

  @Option(
    help: ArgumentHelp(
      "Of a model: within which time it shall warn of failures (default: a fifth of the longest life it was taught).",
      valueName: "time"))
  var within: TimeText?

  @Flag(help: "Of a model: each unit's last row in --data is its failure.")
  var runToFailure = false

  @OptionGroup var columns: ColumnOptions
  @OptionGroup var registry: RegistryOptions
  @OptionGroup var programs: ProgramOptions

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
    let (page, standard) = try source()
    let path = out ?? standard
    try write(page.html, to: path)
    if let charts { try ChartFiles(page.charts).write(to: charts, withPNG: png) }
    var made = ["report": path]
    made["charts"] = charts
    try Output.print(
      format == .json
        ? Output.json(made) : [path, charts].compactMap(\.self).joined(separator: "\n"))
    if open { try Browser.open(path) }
  }

  /// The page, and where it goes if nothing is said.
  private func source() throws -> (page: Page, path: String) {
    guard ModelReportSource.isMeant(folder, registry) else {
      guard data.isEmpty else {
        Terminal.printMessage("error: --data is for models, and '\(folder)' is none")
        throw ExitStatus.usage
      }
      let source = try ReportSource(folder)
      return (source.page, source.folder + "/" + RunFolder.reportName)
    }
    let model = ModelReportSource(
      asked: folder, data: data, within: within, runToFailure: runToFailure, columns: columns,
      registry: registry, programs: programs)
    let (page, name) = try model.page()
    return (page, model.standardPath(name))
  }

  private func write(_ text: String, to path: String) throws {
    try Output.write(text, to: path) {
      "cannot write the report '\(path)': \($0); choose another place with --out"
    }
  }
}
