public import DataTables
import Prognostics

/// A model that was trained on a table: what it reads, the function, and what its answers mean.
public struct TrainedModel: Sendable {
  /// What it answers.
  public var question: ModelQuestion { calibration.question }
  /// What was to be foretold, with its unit.
  public var target: InputColumn
  /// The columns of a table of which its inputs are made.
  public var sources: [InputColumn]
  /// What it reads from each row, in this order.
  public var inputs: [InputColumn]
  /// What was made of the columns of the table before, by the names of the features; empty for nothing.
  public var recipe: [String]
  /// How columns were fused before; `nil` where they were not.
  public var fusion: ColumnFusion?
  /// What was made of each index of fused columns, by the names of the features.
  public var fusedRecipe: [String]
  /// The function.
  public var function: LearnedFunction
  /// The longest remaining life that the function was taught; infinity for any.
  public var cap: Double
  /// What its answers mean.
  public var calibration: AnswerCalibration
  /// How it was learned.
  public var method: LearningMethod
  /// The units that it has learned from; `nil` where that is not known.
  public var seen: SeenUnits?

  /// Whether it reads what is made of several columns, or over all of a life: that only tables have, not the machines of a factory.
  public var isOfTablesOnly: Bool {
    fusion != nil || hasPairs
  }

  /// Whether it reads columns two by two.
  public var hasPairs: Bool { recipe.contains(FeatureRecipe.pairs) }

  /// Creates a model.
  public init(
    target: InputColumn, sources: [InputColumn], inputs: [InputColumn], recipe: [String],
    fusion: ColumnFusion? = nil, fusedRecipe: [String] = [], function: LearnedFunction, cap: Double,
    calibration: AnswerCalibration, method: LearningMethod, seen: SeenUnits? = nil
  ) {
    self.seen = seen
    (self.target, self.recipe) = (target, recipe)
    (self.fusion, self.fusedRecipe) = (fusion, fusedRecipe)
    (self.sources, self.inputs) = (sources, inputs)
    (self.function, self.cap, self.calibration, self.method) = (function, cap, calibration, method)
  }

  /// What the function says of a row: its score, before it is calibrated.
  ///
  /// - Parameter row: The numbers in the order of ``inputs``; NaN for what is missing.
  /// - Returns: A life, a chance or a value; NaN where ``problem`` says why there is none.
  public func score(_ row: [Double]) -> Double { limited(function.value(row)) }

  /// A score within the limits of a remaining life; what is no number stays none.
  private func limited(_ value: Double) -> Double {
    question == .remainingLife && !value.isNaN ? min(max(0, value), cap) : value
  }

  /// What the model says of a row.
  ///
  /// - Parameter row: The numbers in the order of ``inputs``; NaN for what is missing.
  /// - Returns: The answer, calibrated.
  /// - Throws: ``TrainingProblem`` where its program has failed, or may not be started.
  public func answer(_ row: [Double]) throws(TrainingProblem) -> ModelAnswer {
    let score = score(row)
    if score.isNaN, let problem { throw problem }
    switch calibration {
    case .life(let lives): return .life(lives.remainingLife(score: score))
    case .chance(let curve): return .chance(curve.probability(score))
    case .value(let errors):
      return .value(score, errors.interval(level: 0.9, prediction: score))
    }
  }

  /// The rows of a table as the model reads them.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - request: Which columns name unit and time, and what is known of the ends of units.
  /// - Returns: The rows.
  /// - Throws: ``TrainingProblem`` where the table lacks columns: the difference is listed.
  public func rows(
    of table: ColumnarTable, _ request: TableRequest
  ) throws(TrainingProblem) -> TrainingTable {
    var rows = try TrainingTable(table, request, reading: sources, answering: target)
    rows.seenUnits = seen?.shared(with: rows) ?? []
    if recipe.isEmpty, fusion == nil {
      rows.carryForward()
    } else {
      try rows.apply(FeatureRecipe(names: recipe, fused: fusedRecipe), fusion: fusion)
    }
    let places = inputs.compactMap { input in
      rows.inputs.firstIndex { $0.name == input.name }
    }
    guard places.count == inputs.count else {
      throw TrainingProblem("the model reads features that its recipe does not make")
    }
    (rows.inputs, rows.columns) = (inputs, places.map { rows.columns[$0] })
    return rows
  }

  /// What the function says of each row of a table.
  ///
  /// - Parameter table: The rows, as ``rows(of:_:)`` gives them.
  /// - Returns: A score for each.
  /// - Throws: ``TrainingProblem`` where its program has failed, or may not be started.
  public func scores(_ table: TrainingTable) throws(TrainingProblem) -> [Double] {
    try function.values(table).map { limited($0) }
  }
}
