import EventKernel
public import ParallelWork

extension TreeEnsemble {
  /// Trains a forest: the prediction is the mean of the targets that share a row's leaf, over all trees.
  ///
  /// Where targets are 0 and 1 it is a probability, and the squared error that splits make small is half of
  /// Gini's impurity. Trees are grown side by side; the forest is the same for any number of jobs.
  ///
  /// Source: L. Breiman, "Random forests", Machine Learning 45 (2001) 5; P. Geurts, D. Ernst, L. Wehenkel,
  /// "Extremely randomized trees", Machine Learning 63 (2006) 3.
  ///
  /// - Parameters:
  ///   - rows: What to learn from.
  ///   - settings: How.
  ///   - work: Where trees are grown.
  /// - Returns: The forest.
  /// - Throws: ``TreeEnsembleError`` for settings out of range.
  public static func forest(
    training rows: TrainingRows, settings: ForestSettings, work: SideBySide = SideBySide(jobs: 1)
  ) async throws(TreeEnsembleError) -> TreeEnsemble {
    try settings.check()
    try rows.check(isShare: false)
    let ground = ForestGround(rows, settings)
    let trees = try await work.results(
      settings.trees, isInterrupted: { false }, progress: { _ in }
    ) { (number) throws(TreeEnsembleError) -> LooseTree? in
      ground.tree(number)
    }
    return try ground.forest(trees.compactMap { $0 })
  }

  /// Trains the same forest one tree after the other, for callers that cannot wait for others.
  ///
  /// - Parameters:
  ///   - rows: What to learn from.
  ///   - settings: How.
  /// - Returns: The forest.
  /// - Throws: ``TreeEnsembleError`` for settings out of range.
  public static func sequentialForest(
    training rows: TrainingRows, settings: ForestSettings
  ) throws(TreeEnsembleError) -> TreeEnsemble {
    try settings.check()
    try rows.check(isShare: false)
    let ground = ForestGround(rows, settings)
    return try ground.forest((0..<settings.trees).map { ground.tree($0) })
  }
}

/// What all trees of a forest are grown from.
private struct ForestGround: Sendable {
  let table: BinnedTable
  private let names: [String]
  /// The mean target; leaves count from it.
  let base: Double
  private let settings: ForestSettings
  private let key: StreamKey
  /// Slopes of each row: its target below the mean, its weight.
  private let pairs: [SlopePair]
  private let units: SlopeUnits

  init(_ rows: TrainingRows, _ settings: ForestSettings) {
    self.settings = settings
    names = rows.features.names
    table = BinnedTable(rows.features, bins: settings.bins)
    let base = TreeObjective.squared.constant(rows.targets, rows.weights)
    self.base = base
    key = StreamKey(seed: settings.seed, replication: 0, path: "trees", purpose: "forest")
    let weights = rows.weights ?? Array(repeating: 1, count: rows.targets.count)
    let slopes = rows.targets.indices.map { weights[$0] * (base - rows.targets[$0]) }
    units = SlopeUnits(
      largestGradient: slopes.reduce(0) { max($0, abs($1)) },
      largestHessian: weights.reduce(0, max), rows: slopes.count)
    let units = units
    pairs = slopes.indices.map { units.pair(slopes[$0], weights[$0]) }
  }

  /// The forest of trees that were grown.
  func forest(_ trees: [LooseTree]) throws(TreeEnsembleError) -> TreeEnsemble {
    try TreeEnsemble(
      features: names, link: .identity, baseScores: [base], objective: settings.kind.rawValue,
      trees: trees)
  }

  /// Grows the tree with a number.
  func tree(_ number: Int) -> LooseTree {
    var stream = RandomStream(key, ordinal: UInt64(number))
    var own = pairs
    var sample: [UInt32] = []
    if settings.kind == .randomForest {
      var times = Array(repeating: Int64(0), count: pairs.count)
      for _ in pairs.indices { times[Int(stream.uniform() * Double(pairs.count))] += 1 }
      for row in pairs.indices where times[row] > 0 {
        own[row] &*= SlopePair(times[row], times[row])
        sample.append(UInt32(row))
      }
    } else {
      sample = (0..<UInt32(pairs.count)).map { $0 }
    }
    let rules = SplitRules(
      l2: 0, minimumHessian: 0, minimumRows: settings.minimumLeafRows,
      gainUnit: units.hessianScale / (units.gradientScale * units.gradientScale), minimumGain: 0,
      valueUnit: units.hessianScale / units.gradientScale)
    var grower = ForestGrower(
      table: table, settings: settings, rules: rules, pairs: own, rows: sample)
    var tree = grower.grow(&stream)
    for index in tree.nodes.indices where tree.nodes[index].feature < 0 {
      tree.nodes[index].value =
        rules.value(tree.nodes[index].total, tree.nodes[index].bounds) / Double(settings.trees)
    }
    return tree.loose(cuts: table.cuts, coverUnit: 1 / units.hessianScale)
  }
}
