import EventKernel

/// Grows one tree of a forest, each of whose nodes draws the features that it may ask for.
struct ForestGrower {
  let table: BinnedTable
  let settings: ForestSettings
  let rules: SplitRules
  /// Slopes of all rows of the table.
  let pairs: [SlopePair]
  private var rows: [UInt32]
  private var room: [UInt32]
  private var ordered: [SlopePair]
  private var sparse = SparseHistogram()
  /// All features, those drawn last for a node in front.
  private var features: [Int]
  private let wanted: Int

  init(
    table: BinnedTable, settings: ForestSettings, rules: SplitRules, pairs: [SlopePair],
    rows: [UInt32]
  ) {
    self.table = table
    self.settings = settings
    self.rules = rules
    self.pairs = pairs
    self.rows = rows
    room = Array(repeating: 0, count: rows.count)
    ordered = Array(repeating: SlopePair(0, 0), count: rows.count)
    features = Array(0..<table.featureCount)
    wanted = max(1, Int((settings.featureShare * Double(features.count)).rounded()))
  }

  mutating func grow(_ stream: inout RandomStream) -> GrownTree {
    var total = SlopePair(0, 0)
    for row in rows { total &+= pairs[Int(row)] }
    var tree = GrownTree(nodes: [.init(range: 0..<rows.count, total: total, depth: 0)])
    var open = [0]
    while let next = open.popLast() {
      let node = tree.nodes[next]
      guard node.depth < settings.maximumDepth, node.total.rows >= 2 * rules.minimumRows,
        node.range.count >= 2
      else { continue }
      let best = split(node, &stream)
      guard best.isFound else { continue }
      let leftRows = Histograms.part(
        codes: table.codes, start: best.feature * table.rowCount,
        lastLeft: best.lastLeft, missingGoesLeft: best.missingGoesLeft, rows: &rows,
        range: node.range, room: &room)
      let (left, middle) = (tree.nodes.count, node.range.lowerBound + leftRows)
      tree.nodes[next].feature = best.feature
      tree.nodes[next].lastLeft = best.lastLeft
      tree.nodes[next].missingGoesLeft = best.missingGoesLeft
      tree.nodes[next].gain = best.gain * rules.gainUnit / Double(settings.trees)
      tree.nodes[next].left = left
      tree.nodes.append(
        .init(
          range: node.range.lowerBound..<middle, total: best.left, depth: node.depth + 1))
      tree.nodes.append(
        .init(
          range: middle..<node.range.upperBound, total: node.total &- best.left,
          depth: node.depth + 1))
      open += [left + 1, left]
    }
    return tree
  }

  /// The best question among those that a node may ask; constant features are drawn again.
  private mutating func split(
    _ node: GrownTree.Node, _ stream: inout RandomStream
  ) -> BestSplit {
    for (index, place) in node.range.enumerated() { ordered[index] = pairs[Int(rows[place])] }
    var best = BestSplit()
    // Sums are exact, so equal targets leave the score of the node as it is, but for rounding.
    best.gain = 1e-12 * rules.score(node.total.gradient, node.total.hessian)
    var looked = 0
    for place in features.indices {
      let other = place + Int(stream.uniform() * Double(features.count - place))
      features.swapAt(place, other)
      let feature = features[place]
      sparse.fill(
        codes: table.codes, start: feature * table.rowCount, rows: rows,
        range: node.range, pairs: ordered)
      guard !sparse.isConstant else { continue }
      if settings.kind == .randomForest {
        sparse.improve(rules, total: node.total, feature: feature, best: &best)
      } else {
        let cut = drawnCut(feature, &stream)
        sparse.improve(rules, at: cut, total: node.total, feature: feature, best: &best)
      }
      looked += 1
      if looked >= wanted, best.isFound || looked >= 4 * wanted { break }
    }
    return best
  }

  /// The last code to the left of a threshold that is drawn between the smallest and the largest value.
  private func drawnCut(_ feature: Int, _ stream: inout RandomStream) -> Int {
    let (first, last) = (sparse.first, sparse.last)
    guard last > first + 1 else { return first }
    let cuts = table.cuts[feature]
    let threshold = cuts[first] + stream.uniform() * (cuts[last - 1] - cuts[first])
    var (low, high) = (first, last - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if cuts[middle] <= threshold { low = middle } else { high = middle - 1 }
    }
    return low
  }
}
