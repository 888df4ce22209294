/// A sum of trees: what was trained here, or read from the file of another program.
///
///     s_k = base score of output k + Σ leaf of its trees,   prediction = link(s)
///
/// A numerical node leads to the left where x < threshold. The thresholds of files whose comparison is
/// another one (x ≤ t, or x rounded to single precision) are moved when they are read so that the same
/// rows go to the left, to the last bit.
public struct TreeEnsemble: Sendable {
  /// The names of the features, in the order of a row's values.
  public let features: [String]
  /// How a sum becomes a prediction.
  public let link: OutputLink
  /// The base score of each output, on the scale of the leaves.
  public let baseScores: [Double]
  /// Whether sums are rounded to single precision after each tree, as the program did that trained them.
  public let sumsInSinglePrecision: Bool
  /// The objective as its trainer called it.
  public let objective: String
  /// All nodes, tree behind tree, each from the root down, level by level.
  public let nodes: [TreeNode]
  /// What each node gained, 0 for a leaf.
  public let gains: [Double]
  /// The rows, or their hessian, that came by each node in training.
  public let covers: [Double]
  /// Where the root of each tree stands.
  public let roots: [Int]
  /// To which output each tree belongs.
  public let outputs: [Int]
  /// The sets of categories that nodes name.
  public let categorySets: [CategorySet]
  /// The same trees laid out for speed, where they are shallow and have numerical nodes only.
  let complete: CompleteTrees?

  /// How many trees there are.
  public var treeCount: Int { roots.count }
  /// How many numbers a prediction has.
  public var outputCount: Int { baseScores.count }

  /// Lays trees out.
  ///
  /// - Throws: ``TreeEnsembleError`` for more than 65,536 features, or a tree that is none.
  init(
    features: [String], link: OutputLink, baseScores: [Double], objective: String,
    sumsInSinglePrecision: Bool = false, trees: [LooseTree], categorySets: [CategorySet] = []
  ) throws(TreeEnsembleError) {
    guard features.count <= 1 << 16 else {
      throw .outOfRange("features", Double(features.count), "at most 65536")
    }
    self.features = features
    self.link = link
    self.baseScores = baseScores
    self.objective = objective
    self.sumsInSinglePrecision = sumsInSinglePrecision
    self.categorySets = categorySets
    var layout = TreeLayout()
    for (number, tree) in trees.enumerated() {
      guard tree.output < baseScores.count else {
        throw .malformed(
          place: "tree \(number)", read: "output \(tree.output)",
          expected: "one below \(baseScores.count)")
      }
      try layout.add(
        tree, number: number, features: features.count, categorySets: categorySets.count)
    }
    nodes = layout.nodes
    gains = layout.gains
    covers = layout.covers
    roots = layout.roots
    outputs = trees.map(\.output)
    complete = CompleteTrees(
      nodes: layout.nodes, roots: layout.roots, depth: layout.depth,
      features: features.count)
  }
}

/// Puts the nodes of loose trees level by level, siblings side by side.
private struct TreeLayout {
  var nodes: [TreeNode] = []
  var gains: [Double] = []
  var covers: [Double] = []
  var roots: [Int] = []
  /// Of the deepest tree.
  var depth = 0

  mutating func add(
    _ tree: LooseTree, number: Int, features: Int, categorySets: Int
  ) throws(TreeEnsembleError) {
    let start = nodes.count
    roots.append(start)
    var order = [0]
    var level = [0]
    var next = 0
    while next < order.count {
      // Each node is a child once at most, so a tree has no more of them than nodes.
      guard order.count <= tree.nodes.count, tree.nodes.indices.contains(order[next]) else {
        throw .malformed(
          place: "tree \(number)", read: "a node with no place or with two parents",
          expected: "a tree")
      }
      let node = tree.nodes[order[next]]
      let place = start + next
      gains.append(node.kind == .leaf ? 0 : node.gain)
      covers.append(node.cover)
      depth = max(depth, level[next])
      if node.kind == .leaf {
        nodes.append(.leaf(node.threshold, at: place))
      } else {
        guard
          node.feature >= 0, node.feature < features,
          node.kind != .category || Int(node.threshold) < categorySets
        else {
          throw .malformed(
            place: "tree \(number)", read: "feature \(node.feature)",
            expected: "one below \(features)")
        }
        nodes.append(
          TreeNode(
            threshold: node.threshold + 0, left: UInt32(start + order.count),
            feature: UInt16(node.feature), kind: node.kind, missingGoesLeft: node.missingGoesLeft))
        order += [node.left, node.right]
        level += [level[next] + 1, level[next] + 1]
      }
      next += 1
    }
  }
}
