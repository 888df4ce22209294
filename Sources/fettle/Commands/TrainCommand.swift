import ArgumentParser
import Datasets
import ModelTraining

/// `fettle train`: a model from a table, judged by units that it has not seen.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Train a model on a table of units, and say how far to trust it.",
    discussion: """
      A remaining life (--target remaining_useful_life) is foretold from what sensors show, a failure or a \
      defect (a column of 0 and 1) with its chance, any other number with an interval. Units are divided \
      into folds; each is foretold by what was learned from the others, and these answers are judged, and \
      make intervals and chances honest. The model that is kept has learned from all.

      A folder is that of a dataset's table: its train part is learned from. Where a table has no column \
      remaining_useful_life, each unit's last row is taken for its failure. --window makes features of raw \
      readings: means, scatter, slopes of so many rows, and how far they have moved since the beginning. \
      --best tries what else can be made of the columns, and keeps what foretold units best that it had not seen: \
      few fused columns where many noisy sensors tell of the same wear, or columns two by two. Such a model is \
      for tables; a rule of a scenario asks models of columns as they are, or of --window and --make.

      Examples:
        fettle train data/press --target die_remaining_useful_life --register press-rul
        fettle train train.csv --target remaining_useful_life --unit unit --time cycle --best --out engine
        fettle train milling.csv --target failure --drop id --method forest --register tool-failure
      """)

  @Argument(
    help: "Tables (text or Parquet), or a folder of splits, of which 'train' is learned from.",
    completion: .file(extensions: ["csv", "parquet"]))
  var tables: [String]

  @Option(help: ArgumentHelp("The column to be foretold.", valueName: "column"))
  var target: String

  @OptionGroup var columns: ColumnOptions

  @Option(
    help: ArgumentHelp(
      "Make the usual features of windows of so many rows.", valueName: "rows"))
  var window: Int?

  @Option(
    help: ArgumentHelp(
      "Make this feature of each column, such as 'mean 30'; may be repeated.", valueName: "feature")
  )
  var make: [String] = []

  @Flag(help: "Try what else can be made of the columns, and keep what foretells best.")
  var best = false

  @Option(help: "How to learn: \(LearningMethod.allCases.map(\.rawValue).joined(separator: ", ")).")
  var method = LearningMethod.boosting

  @Option(
    help: ArgumentHelp(
      "How many trees (default: 150 for a chance, 400 for the rest).", valueName: "number"))
  var trees: Int?

  @Option(
    help: ArgumentHelp(
      "The longest remaining life that is taught (default: 60 % of the median life).",
      valueName: "time"))
  var cap: TimeText?

  @Option(help: ArgumentHelp("In how many parts units are divided.", valueName: "number"))
  var folds = 5

  @Option(
    help: ArgumentHelp(
      "The most rows that are learned from; more are thinned evenly.", valueName: "number"))
  var rows = 40_000

  @Option(
    help: ArgumentHelp("Register the model under a name.", valueName: "name"))
  var register: String?

  @OptionGroup var registry: RegistryOptions

  @Option(
    help: ArgumentHelp("Write the model into a folder.", valueName: "folder"),
    completion: .directory)
  var out: String?

  @OptionGroup var seed: SeedOptions
  @OptionGroup var quiet: QuietOptions

  @Option(help: "Print the scores as text or as json.")
  var format = OutputFormat.text

  func validate() throws {
    if let window, window < 2 {
      throw ValidationError("--window is \(window); it must be 2 rows at least")
    }
    if [window != nil, !make.isEmpty, best].count(where: { $0 }) > 1 {
      throw ValidationError("give one of --window, --make and --best")
    }
    if let trees, trees < 1 { throw ValidationError("--trees is \(trees); at least 1 is needed") }
    if folds < 2 { throw ValidationError("--folds is \(folds); at least 2 are needed") }
    if rows < 20 { throw ValidationError("--rows is \(rows); at least 20 are needed") }
  }

  func run() throws {
    let files = try TrainingFiles.learned(from: tables)
    if let out { try ModelFolder.checkFree(out) }
    let loaded = try TableInput.loaded(files)
    let began = ContinuousClock.now
    let recipe = try recipe()
    var trainer = self.trainer
    let line = ProgressLine(isQuiet: quiet.quiet, label: "learning ", of: "parts")
    let table = try TrainingFiles.saying(files) { () throws(TrainingProblem) in
      try TrainingTable(loaded.table, columns.request(target: target))
    }
    trainer.cap = try cap?.value(in: table.target.unit, option: "--cap")
    let result = try TrainingFiles.saying(files) { () throws(TrainingProblem) in
      let recipes = [recipe] + (best ? FeatureRecipe.candidates(for: table) : [])
      return try trainer.train(table, among: recipes) { line.show($0, of: $1) }
    }
    line.finish()
    let scores = ModelScores(result.model, scores: result.heldOut, of: result.table)
    for note in result.table.notes where !quiet.quiet { Terminal.printMessage("note: \(note)") }
    let report = TrainingReport(
      source: tables.joined(separator: ", "), model: result.model, table: result.table,
      scores: scores,
      heading: "foretold from units that were not learned from, \(folds) folds",
      seconds: seconds(since: began))
    try Output.print(format == .json ? try Output.json(report.summary) : report.text)
    if let out {
      try ModelFolder.write(result.model, to: out)
      Terminal.printMessage("written: \(out)      judge it: fettle score \(out) TABLE")
    }
    if let register {
      let version = try registry.register(
        result.model, as: register, scores: scores, files: files, by: "fettle train")
      Terminal.printMessage(
        "registered: \(version)      judge it: fettle score \(version) TABLE      use it: 'model: \(version)' in a scenario"
      )
    }
  }

  private var trainer: ModelTrainer {
    var trainer = ModelTrainer()
    trainer.settings.method = method
    trainer.settings.trees = trees
    trainer.settings.seed = seed.seed
    (trainer.folds, trainer.mostRows) = (folds, rows)
    return trainer
  }

  private func recipe() throws -> FeatureRecipe? {
    if let window { return .usual(window: window) }
    guard !make.isEmpty else { return nil }
    return FeatureRecipe(
      try make.map { text in
        guard let feature = FeatureRecipe.feature(text) else {
          throw ValidationError(
            "--make '\(text)' is no feature; expected one such as 'mean 30', 'slope 30', 'deviation 30', 'least 30', "
              + "'greatest 30', 'above_baseline 30 of 10', 'count', 'age' or 'last'")
        }
        return feature
      })
  }

  private func seconds(since began: ContinuousClock.Instant) -> Double {
    (ContinuousClock.now - began) / .seconds(1)
  }
}
