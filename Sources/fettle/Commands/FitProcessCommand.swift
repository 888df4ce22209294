public import ArgumentParser
public import Optimization

extension ResponseFit.Choice: ExpressibleByArgument {}

/// `fettle fit-process`: how a response depends on set-points, from a table of runs.
struct FitProcessCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit-process",
    abstract: "Fit a process model to a table of runs, and say how far to trust it.",
    discussion: """
      A response such as yield or cost becomes a function of set-points. 'quadratic' is a response surface \
      of the second order, which a scenario takes as a formula; 'gaussian' is a Gaussian process, which may \
      have any smooth shape. Both foretell each run from the others: 'best' takes the one with the smaller \
      error. Rows with gaps are left out. Columns of words are choices.

      Where the response is highest or lowest is said within the ranges of the runs, or within --limit. \
      Believe it as far as the interval goes, and try it.

      Examples:
        fettle fit-process runs.csv --target yield
        fettle fit-process runs.csv --target cost --input speed --input feed --minimise --limit 'speed=20 to 30'
        fettle fit-process runs.csv --target yield --model quadratic --out yield.json
        fettle fit-process yield.json --predict 'time=40,temperature=850'
      """)

  @Argument(
    help: "The table: text with commas, semicolons or tabs; or a model that --out has written.",
    completion: .file(extensions: ["csv", "json"]))
  var data: String

  @Option(help: ArgumentHelp("The column of the response.", valueName: "column"))
  var target: String?

  @Option(
    help: ArgumentHelp(
      "A column of set-points; may be repeated (default: all others that may be such).",
      valueName: "column"))
  var input: [String] = []

  @Option(help: "Which model: quadratic, gaussian or best (default: best, or that of the file).")
  var model: ResponseFit.Choice?

  @Flag(
    name: [.customLong("maximise"), .customLong("maximize")],
    help: "Say only where the response is highest.")
  var maximise = false

  @Flag(
    name: [.customLong("minimise"), .customLong("minimize")],
    help: "Say only where the response is lowest.")
  var minimise = false

  @Option(
    help: ArgumentHelp(
      "Within which the optimum is looked for: 'time=30 to 60', 'time=45', 'catalyst=A,B'; may be repeated.",
      valueName: "limit"))
  var limit: [String] = []

  @Option(
    help: ArgumentHelp(
      "Say only what is expected at a point such as 'time=40,temperature=850'; may be repeated.",
      valueName: "point"))
  var predict: [String] = []

  @Option(
    help: ArgumentHelp("Write the model, to be read again.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var out: String?

  @Flag(help: "Write the model over a file that is there.")
  var force = false

  @Option(help: "Print the model as text or as json.")
  var format = OutputFormat.text

  private var isModel: Bool { data.lowercased().hasSuffix(".json") }

  func validate() throws {
    if maximise, minimise {
      throw ValidationError("give --maximise or --minimise; without either both are shown")
    }
    if isModel {
      if target != nil || !input.isEmpty || model != nil {
        throw ValidationError(
          "'\(data)' is a model already; leave out --target, --input and --model")
      }
    } else if target == nil {
      throw ValidationError("name the column of the response with --target")
    }
  }

  func run() throws {
    if let out, !force { try Output.checkFree(out, option: "--out") }
    let (runs, fit) =
      try isModel ? ProcessModelFile.read(data, learningAnew: predict.isEmpty) : fitted()
    for note in runs.notes { Terminal.printMessage("\(data): note: \(note)") }
    guard let model = fit.model else { throw refusal(runs, fit) }
    let inputs = runs.data.inputs
    let limits = try ProcessText.limits(limit, inputs)
    let points = try predict.map { try ProcessText.row($0, inputs) }
    if let out {
      try Output.write(ProcessModelFile.text(runs, fit), to: out) {
        "cannot write '\(out)': \($0); choose another place with --out"
      }
      Terminal.printMessage(
        "written: \(out)      ask it: fettle fit-process \(out) --predict '\(example(inputs))'")
    }
    if !points.isEmpty {
      let report = ProcessPredictionReport(
        runs: runs, points: points, predictions: points.map { model.prediction(at: $0) })
      try Output.print(format == .json ? try Output.json(report.rows) : report.text)
      return
    }
    let goals = maximise ? [true] : minimise ? [false] : [true, false]
    let report = ProcessReport(
      path: data, runs: runs, fit: fit,
      optima: goals.map {
        ($0, ResponseOptimum(of: model, isMaximum: $0, limits: limits))
      })
    try Output.print(format == .json ? try Output.json(report.summary) : report.text)
  }

  private func fitted() throws -> (runs: ProcessRuns, fit: ResponseFit) {
    let runs = try ProcessRuns(path: data, target: target ?? "", inputs: input)
    return (runs, ResponseFit(runs.data, model ?? .best))
  }

  /// A point in the middle of the runs.
  private func example(_ inputs: [ResponseInput]) -> String {
    inputs.map { input in
      let value = input.words?[0] ?? ProcessText.number(input.coding.center)
      return "\(input.name)=\(value)"
    }.joined(separator: ",")
  }

  /// Says why there is no model.
  private func refusal(_ runs: ProcessRuns, _ fit: ResponseFit) -> ExitCode {
    if case .tooFewRows(let rows, let terms)? = fit.quadraticFailure {
      Terminal.printMessage(
        "\(data): error: \(rows) rows are too few for the \(terms) terms of a quadratic of "
          + "\(runs.data.inputs.count) inputs; name fewer with --input, or take --model gaussian")
    } else {
      Terminal.printMessage(
        "\(data): error: a Gaussian process cannot be learned from \(runs.data.rows.count) rows"
          + (runs.data.rows.count > GaussianResponse.mostRows
            ? ", only from \(GaussianResponse.mostRows) at most; take --model quadratic" : ""))
    }
    return ExitStatus.badInput
  }
}
