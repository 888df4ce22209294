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

  func rows(
    _ table: TrainingTable, _ columns: [[Double]], _ targets: [Double]
  ) throws(TreeEnsembleError) -> TrainingRows {
    try TrainingRows(
      features: FeatureTable(names: table.inputs.map(\.name), columns: columns), targets: targets)
  }
}
