import EventKernel

/// What boosting has given.
public struct BoostedTrees: Sendable {
  /// The model; with a validation part, as many trees as had the smallest loss there.
  public let ensemble: TreeEnsemble
  /// The mean loss on the validation part after each tree that was grown; empty without one.
  public let validationLosses: [Double]

  /// Trains a model by gradient boosting: each tree is grown to what the ones before it have left.
  ///
  /// Leaves have the value -G / (H + λ) of their rows, times the learning rate; with the pinball loss, the
  /// quantile of what is left. The same rows, settings and seed give the same trees, to the bit.
  ///
  /// Source: J. H. Friedman, "Greedy function approximation: a gradient boosting machine", Annals of
  /// Statistics 29 (2001) 1189; "Stochastic gradient boosting", CSDA 38 (2002) 367.
  ///
  /// - Parameters:
  ///   - rows: What to learn from.
  ///   - settings: How.
  ///   - validation: Rows on which the number of trees is chosen, with the same features.
  /// - Throws: ``TreeEnsembleError`` for settings or targets out of range.
  public init(
    training rows: TrainingRows, settings: BoostingSettings, validation: TrainingRows? = nil
  ) throws(TreeEnsembleError) {
    try self.init(rows, settings, validation, bins: nil)
  }

  /// Trains a model for each of several seeds, as one after the other would be, but finds the bins of features once.
  ///
  /// - Parameters:
  ///   - rows: What to learn from.
  ///   - settings: How; the seed is not looked at.
  ///   - seeds: The seeds.
  /// - Returns: A model for each.
  /// - Throws: ``TreeEnsembleError`` for settings or targets out of range.
  public static func ensembles(
    training rows: TrainingRows, settings: BoostingSettings, seeds: [UInt64]
  ) throws(TreeEnsembleError) -> [TreeEnsemble] {
    try settings.check()
    let bins = BinnedTable(rows.features, bins: settings.bins)
    var ensembles: [TreeEnsemble] = []
    for seed in seeds {
      var settings = settings
      settings.seed = seed
      ensembles.append(try BoostedTrees(rows, settings, nil, bins: bins).ensemble)
    }
    return ensembles
  }

  private init(
    _ rows: TrainingRows, _ settings: BoostingSettings, _ validation: TrainingRows?,
    bins: BinnedTable?
  ) throws(TreeEnsembleError) {
    try settings.check()
    try rows.check(isShare: settings.objective == .logistic)
    if let validation, validation.features.names != rows.features.names {
      throw .otherFeatures(
        missing: rows.features.names.filter { !validation.features.names.contains($0) },
        unknown: validation.features.names.filter { !rows.features.names.contains($0) })
    }
    let strange = settings.monotone.keys.filter { !rows.features.names.contains($0) }.sorted()
    guard strange.isEmpty else { throw .otherFeatures(missing: strange, unknown: []) }
    var run = BoostingRun(
      rows, settings, bins ?? BinnedTable(rows.features, bins: settings.bins))
    var held = validation.map { HeldRows($0, cuts: run.table.cuts, base: run.base) }
    var trees: [LooseTree] = []
    var losses: [Double] = []
    var best = 0
    for number in 0..<settings.trees {
      let tree = run.next(number)
      trees.append(tree.loose(cuts: run.table.cuts, coverUnit: run.coverUnit))
      guard held != nil else { continue }
      held?.add(tree)
      losses.append(held?.loss(settings.objective) ?? 0)
      if losses[number] < losses[best] { best = number }
      if let patience = settings.patience, number - best >= patience { break }
    }
    if held != nil { trees = Array(trees.prefix(best + 1)) }
    validationLosses = losses
    ensemble = try TreeEnsemble(
      features: rows.features.names, link: settings.objective.link, baseScores: [run.base],
      objective: settings.objective.name, trees: trees)
  }
}

/// Rows that are not learned from.
private struct HeldRows {
  let rows: TrainingRows
  let table: BinnedTable
  var sums: [Double]

  init(_ rows: TrainingRows, cuts: [[Double]], base: Double) {
    self.rows = rows
    table = BinnedTable(rows.features, cuts: cuts)
    sums = Array(repeating: base, count: rows.targets.count)
  }

  mutating func add(_ tree: GrownTree) {
    for row in sums.indices { sums[row] += tree.nodes[tree.leaf(ofRow: row, in: table)].value }
  }

  func loss(_ objective: TreeObjective) -> Double {
    objective.loss(rows.targets, sums, rows.weights)
  }
}

/// The state of boosting between two trees.
private struct BoostingRun {
  let table: BinnedTable
  let base: Double
  private(set) var coverUnit = 1.0
  private let settings: BoostingSettings
  private let rows: TrainingRows
  private let key: StreamKey
  private var grower: TreeGrower
  private var sums: [Double]
  private var gradients: [Double]
  private var hessians: [Double]
  private var pairs: [SlopePair]
  private var isDrawn: [Bool]
  private var sample: [UInt32] = []

  init(_ rows: TrainingRows, _ settings: BoostingSettings, _ table: BinnedTable) {
    self.rows = rows
    self.settings = settings
    self.table = table
    base = settings.objective.constant(rows.targets, rows.weights)
    key = StreamKey(seed: settings.seed, replication: 0, path: "trees", purpose: "boosting")
    grower = TreeGrower(
      table: table, limits: .init(depth: settings.maximumDepth, leaves: settings.maximumLeaves),
      directions: rows.features.names.map { settings.monotone[$0] ?? 0 })
    let count = rows.targets.count
    sums = Array(repeating: base, count: count)
    gradients = Array(repeating: 0, count: count)
    hessians = gradients
    pairs = Array(repeating: SlopePair(0, 0), count: count)
    isDrawn = Array(repeating: true, count: count)
    sample.reserveCapacity(count)
  }

  /// Grows a tree and adds it.
  mutating func next(_ number: Int) -> GrownTree {
    var stream = RandomStream(key, ordinal: UInt64(number))
    drawRows(&stream)
    let features = drawFeatures(&stream)
    let units = findSlopes()
    coverUnit = 1 / units.hessianScale
    let rules = SplitRules(
      l2: settings.l2 * units.hessianScale,
      minimumHessian: settings.minimumChildHessian * units.hessianScale,
      minimumRows: settings.minimumChildRows,
      gainUnit: units.hessianScale / (units.gradientScale * units.gradientScale),
      minimumGain: settings.minimumGain * units.gradientScale * units.gradientScale
        / units.hessianScale,
      valueUnit: units.hessianScale / units.gradientScale)
    var tree = grower.grow(sample: sample, features: features, pairs: pairs, rules: rules)
    for index in tree.nodes.indices where tree.nodes[index].feature < 0 {
      tree.nodes[index].value =
        settings.learningRate * leafValue(tree.nodes[index], rules)
    }
    add(tree)
    return tree
  }

  private mutating func drawRows(_ stream: inout RandomStream) {
    if settings.rowShare == 1, !sample.isEmpty { return }
    sample.removeAll(keepingCapacity: true)
    for row in isDrawn.indices {
      isDrawn[row] = settings.rowShare == 1 || stream.uniform() < settings.rowShare
      if isDrawn[row] { sample.append(UInt32(row)) }
    }
  }

  private func drawFeatures(_ stream: inout RandomStream) -> [Int] {
    let count = table.featureCount
    guard settings.featureShare < 1 else { return Array(0..<count) }
    return drawn(max(1, Int(settings.featureShare * Double(count))), of: count, &stream).sorted()
  }

  /// Works out the slopes of the rows that are drawn, in units of all rows'.
  private mutating func findSlopes() -> SlopeUnits {
    var (largestGradient, largestHessian) = (0.0, 0.0)
    for row in sums.indices {
      var (gradient, hessian) = settings.objective.slopes(rows.targets[row], sums[row])
      if let weights = rows.weights {
        gradient *= weights[row]
        hessian *= weights[row]
      }
      gradients[row] = gradient
      hessians[row] = hessian
      largestGradient = max(largestGradient, abs(gradient))
      largestHessian = max(largestHessian, hessian)
    }
    let units = SlopeUnits(
      largestGradient: largestGradient, largestHessian: largestHessian, rows: sums.count)
    for drawn in sample {
      let row = Int(drawn)
      pairs[row] = units.pair(gradients[row], hessians[row])
    }
    return units
  }

  /// A leaf's best value.
  private func leafValue(_ node: GrownTree.Node, _ rules: SplitRules) -> Double {
    guard case .quantile(let level) = settings.objective else {
      return rules.value(node.total, node.bounds)
    }
    var left = grower.rows[node.range].map { row in
      (rows.targets[Int(row)] - sums[Int(row)], rows.weights?[Int(row)] ?? 1)
    }
    let value = left.isEmpty ? 0 : weightedQuantile(&left, level)
    return min(max(value, node.bounds.lowerBound), node.bounds.upperBound)
  }

  /// Adds a tree to the sums of all rows.
  private mutating func add(_ tree: GrownTree) {
    for node in tree.nodes where node.feature < 0 {
      for place in node.range { sums[Int(grower.rows[place])] += node.value }
    }
    guard settings.rowShare < 1 else { return }
    if let walk = GrownTreeWalk(tree, in: table) {
      for row in sums.indices where !isDrawn[row] {
        sums[row] += tree.nodes[walk.leaf(ofRow: row, in: table)].value
      }
      return
    }
    for row in sums.indices where !isDrawn[row] {
      sums[row] += tree.nodes[tree.leaf(ofRow: row, in: table)].value
    }
  }
}

/// Different numbers below `count`, in the order in which they are drawn.
func drawn(_ wanted: Int, of count: Int, _ stream: inout RandomStream) -> [Int] {
  var all = Array(0..<count)
  for place in 0..<min(wanted, count - 1) {
    let other = place + Int(stream.uniform() * Double(count - place))
    all.swapAt(place, other)
  }
  return Array(all.prefix(wanted))
}
