import SignalFeatures
import TreeEnsembles

/// Learns models from tables.
public struct ModelTrainer: Sendable {
  /// How a function is learned.
  public var settings = LearningSettings()
  /// The longest remaining life that is taught, in the unit of the target; `nil` for 60 % of the median life.
  ///
  /// A unit that shows nothing yet says nothing of how long it will last; a function that is taught to tell such rows apart learns
  /// noise.
  public var cap: Double?
  /// In how many parts units are divided, each of which is foretold by what was learned from the others.
  public var folds = 5
  /// The most rows that are learned from; more are thinned evenly.
  public var mostRows = 40_000

  /// Creates the usual trainer.
  public init() {}

  /// What a training has given.
  public struct Result: Sendable {
    /// The model, learned from all rows.
    public var model: TrainedModel
    /// The rows that were learned from.
    public var table: TrainingTable
    /// What was said of each row by a model that had not seen its unit: scores before they are calibrated.
    public var heldOut: [Double]
    /// In which part each row was.
    public var folds: [Int]

    /// The losses of what was said of each row by a model that had not seen its unit.
    public var losses: RowLosses { RowLosses(model, table, scores: heldOut, cap: model.cap) }
  }

  /// Learns a model.
  ///
  /// - Parameters:
  ///   - original: The table.
  ///   - recipe: What is made of the table before; `nil` for nothing.
  ///   - progress: Called as each of the functions is learned, with how many of how many there are.
  /// - Returns: The model, and what it is judged by.
  /// - Throws: ``TrainingProblem`` where nothing can be learned.
  public func train(
    _ original: TrainingTable, recipe: FeatureRecipe? = nil,
    progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }
  ) throws(TrainingProblem) -> Result {
    let isLife = original.question == .remainingLife
    let cap = isLife ? cap ?? ModelTrainer.usualCap(original) : .infinity
    let folds = UnitFolds(original.foldUnits, folds: folds, seed: settings.seed)
    guard folds.count >= 2 else {
      throw TrainingProblem(
        "all rows are of one unit; a model is judged by units that it has not seen, so there must be two at least"
      )
    }
    let all = try made(original, recipe, cap: cap) { _ in true }
    var heldOut = [Double](repeating: .nan, count: all.table.rowCount)
    for fold in 0..<folds.count {
      // What is learned of columns, too, is learned from the other units only.
      let made =
        all.fusion == nil
        ? all
        : try made(original, recipe, cap: cap) { folds.folds[$0] != fold }
      let own = made.rows.indices.filter { folds.folds[made.rows[$0]] == fold }
      let others = made.rows.indices.filter { folds.folds[made.rows[$0]] != fold }
      let function = try learn(made, rows: others.filter { made.isKnown[$0] })
      fill(&heldOut, own, by: function, made.table)
      progress(fold + 1, folds.count + 1)
    }
    if isLife { heldOut = heldOut.map { min(max(0, $0), cap) } }
    let function = try learn(all, rows: all.table.targets.indices.filter { all.isKnown[$0] })
    progress(folds.count + 1, folds.count + 1)
    return Result(
      model: TrainedModel(
        target: original.target, sources: original.inputs,
        inputs: all.table.inputs, recipe: recipe?.names ?? [], fusion: all.fusion,
        fusedRecipe: recipe?.fused.map(\.name) ?? [], function: function, cap: cap,
        calibration: try AnswerCalibration(all.table, scores: heldOut), method: settings.method,
        seen: SeenUnits(original)),
      table: all.table, heldOut: heldOut, folds: all.rows.map { folds.folds[$0] })
  }

  /// Learns with each of several recipes, and keeps the model that foretold units it had not seen with the smallest loss.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - recipes: What may be made of the table before; `nil` for nothing. Of several as good the first is taken.
  ///   - progress: Called as each of the functions is learned, with how many of how many there are.
  /// - Returns: The model, and what it is judged by.
  /// - Throws: ``TrainingProblem`` where nothing can be learned.
  public func train(
    _ table: TrainingTable, among recipes: [FeatureRecipe?],
    progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }
  ) throws(TrainingProblem) -> Result {
    var best: (loss: Double, result: Result)?
    for (number, recipe) in recipes.enumerated() {
      let result = try train(table, recipe: recipe) { done, of in
        progress(number * of + done, recipes.count * of)
      }
      let loss = result.losses.estimate.value
      if best.map({ loss < $0.loss }) ?? true { best = (loss, result) }
    }
    if let best { return best.result }
    return try train(table)
  }

  /// 60 % of the median life.
  static func usualCap(_ table: TrainingTable) -> Double {
    var longest: [Int: Double] = [:]
    for (row, life) in table.lives.enumerated() where !table.isCensored[row] {
      longest[life] = max(longest[life] ?? 0, table.targets[row])
    }
    let lengths = longest.values.sorted()
    return lengths.isEmpty
      ? .infinity : max(0.6 * lengths[lengths.count / 2], .leastNormalMagnitude)
  }

  // MARK: - Learning

  private func made(
    _ original: TrainingTable, _ recipe: FeatureRecipe?, cap: Double, isLearned: (Int) -> Bool
  ) throws(TrainingProblem) -> MadeTable {
    // A plane of logarithms would bend where lives themselves are straight.
    let hasLogarithms = original.question == .remainingLife && settings.method != .linear
    return try MadeTable(
      original, recipe, cap: cap,
      offset: hasLogarithms && cap.isFinite ? MadeTable.offsetOfCap * cap : nil,
      mostRows: mostRows, isLearned: isLearned)
  }

  private func learn(
    _ made: MadeTable, rows: [Int]
  ) throws(TrainingProblem) -> LearnedFunction {
    let (table, taught) = (made.table, made.taught)
    guard rows.count >= 10 else {
      throw TrainingProblem(
        "\(rows.count) rows are left to learn from where each unit is foretold by the others; 10 are needed at least"
      )
    }
    let columns = table.columns.map { column in rows.map { column[$0] } }
    let wanted = rows.map { taught[$0] }
    if table.question == .chance, Set(wanted).count < 2 {
      throw TrainingProblem(
        "'\(table.target.name)' is the same in all units but a few; there are too few units in which it differs"
      )
    }
    do {
      let seeds = settings.seeds ?? (made.fusion == nil ? 1 : 2)
      let parts: [LearnedFunction.Part] =
        switch settings.method {
        case .linear: [.linear(linear(columns, wanted))]
        case .boosting: try boosted(table, columns, wanted, seeds: seeds)
        case .forest: [try forest(table, columns, wanted, .randomForest)]
        case .extraTrees: [try forest(table, columns, wanted, .extraTrees)]
        case .blend:
          try boosted(table, columns, wanted, seeds: 1)
            + [try forest(table, columns, wanted, .extraTrees)]
        case .program:
          throw TrainingProblem("a program is not learned from a table; it is added as it is")
        }
      return LearnedFunction(parts, offset: made.offset)
    } catch {
      throw TrainingProblem("\(error)")
    }
  }

  private func linear(_ columns: [[Double]], _ targets: [Double]) -> LinearFunction {
    LinearFunction(
      columns, targets: targets, weights: [Double](repeating: 1, count: targets.count))
  }

  private func fill(
    _ values: inout [Double], _ rows: [Int], by function: LearnedFunction, _ table: TrainingTable
  ) {
    var row = [Double](repeating: .nan, count: table.columns.count)
    for place in rows {
      for column in row.indices { row[column] = table.columns[column][place] }
      values[place] = function.value(row)
    }
  }
}

extension TrainingTable {
  /// What is kept together in a fold: units, or lives where there are few units.
  var foldUnits: [Int] { Set(units).count >= 5 ? units : lives }
}
