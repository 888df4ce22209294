import Prognostics
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
  }

  /// Learns a model.
  ///
  /// - Parameters:
  ///   - original: The table.
  ///   - recipe: What is made of the table before; `nil` for nothing.
  ///   - progress: Called as each of the functions is learned, with how many of how many there are.
  /// - Returns: The model, and what was said of rows that it had not seen.
  /// - Throws: ``TrainingProblem`` where nothing can be learned.
  public func train(
    _ original: TrainingTable, recipe: FeatureRecipe? = nil,
    progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }
  ) throws(TrainingProblem) -> Result {
    var table = original
    if let recipe { try table.apply(recipe) } else { table.carryForward() }
    table.dropConstantColumns()
    table.thin(to: mostRows)
    let cap = table.question == .remainingLife ? cap ?? ModelTrainer.usualCap(table) : .infinity
    let targets = table.targets.map { min($0, cap) }
    // Of a life that went on, only that it reached the cap is known for sure.
    let isKnown = table.isCensored.indices.map { !table.isCensored[$0] || table.targets[$0] >= cap }
    let folds = UnitFolds(table.foldUnits, folds: folds, seed: settings.seed)
    guard folds.count >= 2 else {
      throw TrainingProblem(
        "all rows are of one unit; a model is judged by units that it has not seen, so there must be two at least"
      )
    }
    var heldOut = [Double](repeating: .nan, count: table.rowCount)
    for fold in 0..<folds.count {
      let rows = folds.rows(of: fold)
      let function = try learn(table, targets, rows: rows.learned.filter { isKnown[$0] })
      fill(&heldOut, rows.held, by: function, table)
      progress(fold + 1, folds.count + 1)
    }
    if table.question == .remainingLife { heldOut = heldOut.map { min(max(0, $0), cap) } }
    let function = try learn(table, targets, rows: targets.indices.filter { isKnown[$0] })
    progress(folds.count + 1, folds.count + 1)
    return Result(
      model: TrainedModel(
        target: table.target, sources: original.inputs,
        inputs: table.inputs, recipe: recipe?.features.map(\.name) ?? [],
        function: function, cap: cap, calibration: try calibration(table, heldOut),
        method: settings.method),
      table: table, heldOut: heldOut)
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

  private func learn(
    _ table: TrainingTable, _ targets: [Double], rows: [Int]
  ) throws(TrainingProblem) -> LearnedFunction {
    guard rows.count >= 10 else {
      throw TrainingProblem(
        "\(rows.count) rows are left to learn from where each unit is foretold by the others; 10 are needed at least"
      )
    }
    let columns = table.columns.map { column in rows.map { column[$0] } }
    let wanted = rows.map { targets[$0] }
    if table.question == .chance, Set(wanted).count < 2 {
      throw TrainingProblem(
        "'\(table.target.name)' is the same in all units but a few; there are too few units in which it differs"
      )
    }
    do {
      switch settings.method {
      case .linear:
        return LearnedFunction([.linear(linear(columns, wanted))])
      case .boosting: return LearnedFunction([.trees(try boosted(table, columns, wanted))])
      case .forest:
        return LearnedFunction([.trees(try forest(table, columns, wanted, .randomForest))])
      case .extraTrees:
        return LearnedFunction([.trees(try forest(table, columns, wanted, .extraTrees))])
      case .blend:
        return LearnedFunction([
          .trees(try boosted(table, columns, wanted)),
          .trees(try forest(table, columns, wanted, .extraTrees)),
        ])
      }
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

  // MARK: - Calibration

  private func calibration(
    _ table: TrainingTable, _ heldOut: [Double]
  ) throws(TrainingProblem) -> AnswerCalibration {
    do {
      switch table.question {
      case .remainingLife:
        let lives = heldOut.indices.map { row in
          ScoredLife(
            score: heldOut[row], remaining: table.targets[row], isCensored: table.isCensored[row],
            unit: table.lives[row])
        }
        return .life(try LifeCalibration(ScoredLife.weighingUnitsAlike(lives), meaning: .life))
      case .chance:
        return .chance(
          try ProbabilityCalibration(
            scores: heldOut, happened: table.targets.map { $0 == 1 }, shape: .isotonic))
      case .value:
        let errors = zip(table.targets, heldOut).map {
          ConformalIntervals.absolute($0, prediction: $1)
        }
        return .value(
          try ConformalIntervals(scores: errors, unit: table.unitNames.isEmpty ? [] : table.units))
      }
    } catch {
      throw TrainingProblem("\(error)")
    }
  }
}

extension TrainingTable {
  /// What is kept together in a fold: units, or lives where there are few units.
  var foldUnits: [Int] { Set(units).count >= 5 ? units : lives }
}
