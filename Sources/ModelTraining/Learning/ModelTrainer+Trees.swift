public import TreeEnsembles

/// Trees, as they are usually grown for tables of some thousand rows.
extension ModelTrainer {
  /// Boosting once or several times, with other draws.
  func boosted(
    _ table: TrainingTable, _ columns: [[Double]], _ targets: [Double], seeds: Int
  ) throws(TreeEnsembleError) -> [LearnedFunction.Part] {
    let rows = try rows(table, columns, targets)
    var boosting = settings.boosting ?? usualBoosting(table, columns: columns.count, targets.count)
    boosting.objective = table.question == .chance ? .logistic : .squared
    if let trees = settings.trees {
      // As far in fewer or more steps.
      boosting.learningRate *= Double(boosting.trees) / Double(max(trees, 40))
      boosting.learningRate = min(1, boosting.learningRate)
      boosting.trees = trees
    }
    let all = (0..<max(1, seeds)).map { settings.seed &+ UInt64($0) &* 0x9E37_79B9_7F4A_7C15 }
    return try BoostedTrees.ensembles(training: rows, settings: boosting, seeds: all).map {
      .trees($0)
    }
  }

  /// What boosting usually does.
  ///
  /// - Parameters:
  ///   - table: What is learned from, as features.
  ///   - columns: How many columns there are.
  ///   - rows: How many rows are learned from.
  /// - Returns: The settings.
  public func usualBoosting(_ table: TrainingTable, columns: Int, _ rows: Int) -> BoostingSettings {
    var boosting = BoostingSettings()
    switch table.question {
    case .remainingLife:
      // The rows of a life nearly repeat each other: some ten of each, drawn anew for each tree, tell as much as all of them,
      // and leave trees less to learn by heart.
      let share = max(10 / max(1, table.medianLife), 1_000 / Double(max(1, rows)))
      boosting.rowShare = min(0.7, share)
      boosting.minimumChildHessian = max(2, min(40, boosting.rowShare * Double(rows) / 50))
      (boosting.trees, boosting.learningRate, boosting.maximumDepth) = (400, 0.03, 5)
      boosting.featureShare = columns > 20 ? 1.0 / 3 : columns > 4 ? 0.5 : 1
      boosting.bins = 64
    case .chance:
      (boosting.trees, boosting.learningRate, boosting.maximumDepth) = (150, 0.05, 4)
      boosting.rowShare = 0.7
      boosting.minimumChildHessian = 1
    case .value:
      (boosting.trees, boosting.learningRate, boosting.maximumDepth) = (400, 0.03, 5)
      boosting.minimumChildRows = max(2, min(20, rows / 200))
      boosting.minimumChildHessian = 0
      boosting.rowShare = 0.7
      boosting.featureShare = columns > 4 ? 0.5 : 1
    }
    return boosting
  }

  /// Trees that each look at rows drawn anew, or at all, and at some of the columns.
  func forest(
    _ table: TrainingTable, _ columns: [[Double]], _ targets: [Double], _ kind: ForestSettings.Kind
  ) throws(TreeEnsembleError) -> LearnedFunction.Part {
    var forest = ForestSettings()
    forest.kind = kind
    forest.trees = max(1, (settings.trees ?? 400) / 2)
    forest.minimumLeafRows = table.question == .chance ? 1 : max(1, min(5, targets.count / 1_000))
    forest.seed = settings.seed
    return .trees(
      try .sequentialForest(training: rows(table, columns, targets), settings: forest))
  }

  private func rows(
    _ table: TrainingTable, _ columns: [[Double]], _ targets: [Double]
  ) throws(TreeEnsembleError) -> TrainingRows {
    try TrainingRows(
      features: FeatureTable(names: table.inputs.map(\.name), columns: columns), targets: targets)
  }
}
