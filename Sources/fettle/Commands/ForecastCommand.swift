import ArgumentParser
import Forecasting
import ParallelWork
import Reports
import Scenarios

/// `fettle forecast`: what series will do, and how well methods would have foretold it.
struct ForecastCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecast",
    abstract: "Forecast series of numbers, with intervals; try methods at earlier origins.",
    discussion: """
      Each column of numbers is a series, or with --series each name in that column. --season says after how many \
      steps a series may repeat itself: 12 for months, 7 for days, 24 for hours; repeat the option for several. Without \
      --method one is chosen for each series by its kind and by trying methods within it.

      --backtest takes the end of each series away, forecasts it and compares: MASE and RMSSE are errors as \
      multiples of those of a naive forecast within the series, OWA compares with Naive2, bias is actual less \
      forecast as a share of the mean. Where demand is often zero, forecasting zero has the least MASE: look at RMSSE \
      and bias. With several methods all are compared.

      --report writes a page with the forecasts as pictures; the method is then tried at earlier origins, too, so that the \
      page says how far it is to be trusted.

      Examples:
        fettle forecast orders.csv --horizon 12 --season 12
        fettle forecast orders.csv --horizon 12 --season 12 --backtest --method automatic --method ets --method theta
        fettle forecast demand.csv --horizon 16 --season 7 --method boosted --register bolt-demand
        fettle forecast demand.csv --series item --value pieces --time week --horizon 13 --out forecasts.csv
        fettle forecast orders.csv --horizon 12 --season 12 --report orders.html
      """)

  @Argument(
    help: "The table: text or Parquet.", completion: .file(extensions: ["csv", "parquet"]))
  var table: String

  @Option(help: ArgumentHelp("How many steps ahead.", valueName: "steps"))
  var horizon: Int

  @Option(
    help: ArgumentHelp("Steps after which series may repeat; may be repeated.", valueName: "steps"))
  var season: [Int] = []

  @Option(
    help: ArgumentHelp("The column that names the series of each row.", valueName: "column"))
  var series: String?

  @Option(
    help: ArgumentHelp(
      "A column of values; may be repeated (default: all columns of numbers).",
      valueName: "column"))
  var value: [String] = []

  @Option(
    help: ArgumentHelp("The column of time, by which rows are ordered.", valueName: "column"))
  var time: String?

  @Option(
    help: ArgumentHelp(
      "How to forecast; may be repeated with --backtest. One of \(ForecastMethod.names.joined(separator: ", ")), a form such as 'ETS(A,Ad,M)', or 'mean(ets, dotm)', 'median(…)'.",
      valueName: "method"))
  var method: [String] = []

  @Option(
    help: ArgumentHelp(
      "The level of an interval in %; may be repeated (default: 80 and 95).", valueName: "level"))
  var level: [Double] = []

  @Flag(help: "Make intervals of the errors at earlier origins, whatever the method.")
  var conformal = false

  @Flag(help: "Try methods at earlier origins instead of forecasting.")
  var backtest = false

  @Option(help: ArgumentHelp("At how many origins.", valueName: "number"))
  var origins = 3

  @Flag(help: "Fill gaps within series by straight lines.")
  var fill = false

  @Option(
    help: ArgumentHelp("Write all forecasts as a table.", valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var out: String?

  @Flag(help: "Write the table over a file that is there.")
  var force = false

  @Option(
    help: ArgumentHelp(
      "Register the way to forecast under a name, for stores: 'forecast: NAME@champion'.",
      valueName: "name"))
  var register: String?

  @OptionGroup var pageOptions: PageOptions
  @OptionGroup var registry: RegistryOptions
  @OptionGroup var seed: SeedOptions
  @OptionGroup var jobs: JobOptions
  @OptionGroup var quiet: QuietOptions

  @Option(help: "Print the results as text or as json.")
  var format = OutputFormat.text

  func validate() throws {
    if horizon < 1 { throw ValidationError("--horizon is \(horizon); it must be 1 at least") }
    for steps in season where steps < 2 {
      throw ValidationError("--season is \(steps); a season has 2 steps at least")
    }
    for level in level where !(level > 0 && level < 100) {
      throw ValidationError("--level is \(level); it must be between 0 and 100")
    }
    if origins < 1 { throw ValidationError("--origins is \(origins); at least 1 is needed") }
    if !backtest, method.count > 1 {
      throw ValidationError("several methods are compared with --backtest; give one, or add that")
    }
    if backtest, register != nil {
      throw ValidationError(
        "--backtest compares methods; register the one that you choose without it")
    }
    if backtest, out != nil {
      throw ValidationError("--backtest writes no forecasts; leave --out out")
    }
  }

  var levels: [Double] { (level.isEmpty ? [80, 95] : level.sorted()).map { $0 / 100 } }

  func run() async throws {
    if let out, !force { try Output.checkFree(out, option: "--out") }
    try pageOptions.check()
    let methods = try (method.isEmpty ? ["automatic"] : method).map { name in
      do throws(ForecastingError) {
        return try ForecastMethod(name: name)
      } catch {
        throw ValidationError("--method: \(error)")
      }
    }
    let input = try SeriesInput(
      table,
      SeriesInput.Layout(
        id: series, values: value, time: time, seasons: Array(Set(season)).sorted(),
        fillsGaps: fill))
    for note in input.notes { Terminal.printMessage("note: \(note)") }
    Interruption.watch()
    if backtest {
      try await compare(methods, input.series)
    } else {
      try await forecast(methods[0], input.series)
    }
  }

  private func request(_ method: ForecastMethod) throws -> ForecastRequest {
    do throws(ForecastingError) {
      return try ForecastRequest(
        method: method, horizon: horizon, levels: levels,
        intervals: conformal ? .conformal(origins: max(20, origins)) : .model, seed: seed.seed)
    } catch {
      throw ValidationError("\(error)")
    }
  }

  // MARK: - Forecasts

  private func forecast(_ method: ForecastMethod, _ series: [TimeSeries]) async throws {
    let line = ProgressLine(isQuiet: quiet.quiet, label: "forecasting ", of: "series")
    let outcomes = await ForecastBatch(try request(method)).outcomes(
      of: series, on: SideBySide(jobs: jobs.count),
      isInterrupted: { Interruption.isRequested }, progress: { line.show($0, of: series.count) })
    line.finish()
    var good: [(TimeSeries, Forecast)] = []
    for (series, outcome) in zip(series, outcomes) {
      switch outcome {
      case .success(let forecast)?: good.append((series, forecast))
      case .failure(let error)?: Terminal.printMessage("note: \(error)")
      case nil: break
      }
    }
    guard !good.isEmpty else { throw ExitStatus.badInput }
    let text = ForecastTable(good, levels: levels)
    if let out {
      try Output.write(text.commaSeparated, to: out) {
        "cannot write '\(out)': \($0); choose another place with --out"
      }
      Terminal.printMessage("written: \(out), \(good.count) series")
    }
    try Output.print(format == .json ? try Output.json(text.entries) : text.text)
    if Interruption.isRequested { throw Interruption.exitCode }
    if pageOptions.isWanted {
      try await writePage([method], series, forecasts: outcomes.map { try? $0?.get() })
    }
    if let register { try await keep(method, good.map(\.0), as: register) }
  }

  /// Registers the method, or what is learned from all series together.
  private func keep(_ method: ForecastMethod, _ series: [TimeSeries], as name: String) async throws
  {
    let forecaster: SavedForecaster
    do throws(ForecastingError) {
      forecaster =
        method == .boosted
        ? SavedForecaster(
          try await BoostedForecaster.learned(
            from: series.map { KnownSeries($0) }, BoostedSettings(horizon: horizon),
            on: SideBySide(jobs: jobs.count)))
        : try SavedForecaster(method, periods: Array(Set(season)).sorted())
    } catch {
      Terminal.printMessage("error: --register: \(error)")
      throw ExitStatus.badInput
    }
    let version = try registry.register(forecaster, as: name, files: [table], by: "fettle forecast")
    Terminal.printMessage(
      "registered: \(version)      use it: 'forecast: \(version)' in the 'replenish' of a store")
  }

  // MARK: - Backtests

  func results(
    _ method: ForecastMethod, _ series: [TimeSeries]
  ) async throws -> [Result<Backtest, ForecastingError>?] {
    let line = ProgressLine(isQuiet: quiet.quiet, label: "\(method) ", of: "series")
    defer { line.finish() }
    return await ForecastBatch(try request(method)).backtests(
      of: series, origins: origins, on: SideBySide(jobs: jobs.count),
      isInterrupted: { Interruption.isRequested },
      progress: { line.show($0, of: series.count) })
  }

  private func compare(_ methods: [ForecastMethod], _ series: [TimeSeries]) async throws {
    let reference = try await results(.naive2, series)
    var trials: [MethodTrial] = []
    var table = BacktestTable(levels: levels)
    var failures: Set<String> = []
    for method in methods {
      let found = try await results(method, series)
      trials.append(MethodTrial(method: "\(method)", backtests: found.map { try? $0?.get() }))
      for case .failure(let error)? in found where failures.insert("\(error)").inserted {
        if failures.count <= 10 { Terminal.printMessage("note: \(error)") }
      }
      table.add("\(method)", found, reference: reference)
    }
    guard !table.lines.isEmpty else { throw ExitStatus.badInput }
    try writePage(
      trials, series, forecasts: [],
      MethodTrial(method: "naive2", backtests: reference.map { try? $0?.get() }))
    guard format == .text else {
      try Output.print(try Output.json(table.lines))
      return
    }
    let heading =
      "\(self.table) · \(series.count) series · \(horizon) steps ahead from up to \(origins) origins each"
    try Output.print(heading + "\n\n" + table.text)
    if Interruption.isRequested { throw Interruption.exitCode }
  }
}
