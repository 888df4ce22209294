import TreeEnsembles

/// Trees, as they are usually grown for tables of some thousand rows.
extension ModelTrainer {
  /// Many small steps of trees that see half of the columns and most of the rows.
  func boosted(
    _ table: TrainingTable, _ columns: [[Double]], _ targets: [Double]
  ) throws(TreeEnsembleError) -> TreeEnsemble {
    var boosting = BoostingSettings()
    boosting.objective = table.question == .chance ? .logistic : .squared
    boosting.trees = settings.trees
    boosting.learningRate = 12 / Double(max(settings.trees, 40))
    boosting.maximumDepth = 5
    boosting.minimumChildRows = max(2, min(20, targets.count / 200))
    boosting.minimumChildHessian = 0
    boosting.rowShare = 0.7
    boosting.featureShare = columns.count > 4 ? 0.5 : 1
    boosting.seed = settings.seed
    return try BoostedTrees(training: rows(table, columns, targets), settings: boosting).ensemble
  }

  /// Trees that each look at rows drawn anew, or at all, and at some of the columns.
  func forest(
    _ table: TrainingTable, _ columns: [[Double]], _ targets: [Double], _ kind: ForestSettings.Kind
  ) throws(TreeEnsembleError) -> TreeEnsemble {
    var forest = ForestSettings()
    forest.kind = kind
    forest.trees = max(1, settings.trees / 2)
    forest.minimumLeafRows = table.question == .chance ? 1 : max(1, min(5, targets.count / 1_000))
    forest.seed = settings.seed
    return try .sequentialForest(
      training: rows(table, columns, targets), settings: forest)
  }

  func rows(
    _ table: TrainingTable, _ columns: [[Double]], _ targets: [Double]
  ) throws(TreeEnsembleError) -> TrainingRows {
    try TrainingRows(
      features: FeatureTable(names: table.inputs.map(\.name), columns: columns), targets: targets)
  }
}
