/// A tree in the codes of bins, as it is grown.
struct GrownTree {
  struct Node {
    /// Where its rows stand among those of the tree.
    var range: Range<Int>
    var total: SlopePair
    var depth: Int
    /// -1 for a leaf.
    var feature = -1
    var lastLeft: UInt8 = 0
    var missingGoesLeft = true
    /// The right child stands behind the left one.
    var left = 0
    var gain = 0.0
    /// The value that it has, or would have as a leaf.
    var value = 0.0
    /// Between what values may lie below a node with monotone features above.
    var bounds = -Double.infinity...Double.infinity
  }

  var nodes: [Node]

  /// The leaf in which a row ends.
  func leaf(ofRow row: Int, in table: BinnedTable) -> Int {
    var place = 0
    while nodes[place].feature >= 0 {
      let node = nodes[place]
      let code = table.codes[node.feature * table.rowCount + row]
      let isLeft = code == BinnedTable.missing ? node.missingGoesLeft : code <= node.lastLeft
      place = node.left + (isLeft ? 0 : 1)
    }
    return place
  }

  /// The tree in the values of features.
  func loose(cuts: [[Double]], coverUnit: Double) -> LooseTree {
    LooseTree(
      nodes: nodes.map { node in
        guard node.feature >= 0 else {
          return LooseTree.Node(threshold: node.value, cover: node.total.hessian * coverUnit)
        }
        // Behind the last bin stands nothing but what is missing.
        let cuts = cuts[node.feature]
        let threshold = Int(node.lastLeft) < cuts.count ? cuts[Int(node.lastLeft)] : .infinity
        return LooseTree.Node(
          kind: .below, feature: node.feature, threshold: threshold,
          missingGoesLeft: node.missingGoesLeft, left: node.left, right: node.left + 1,
          gain: node.gain, cover: node.total.hessian * coverUnit)
      })
  }
}

/// A tree laid out for finding the leaves of many rows: a leaf leads to itself, so that every row takes the same number of
/// steps and none waits for a guess where the one before it went.
struct GrownTreeWalk {
  private struct Step: BitwiseCopyable {
    /// Where the codes of the feature begin.
    var column = 0
    var left: Int32
    var lastLeft = UInt8.max
    var missingGoesRight: UInt8 = 0
  }

  /// Beyond this depth most rows reach their leaf long before the deepest one.
  private static let mostDepth = 8

  private let steps: [Step]
  private let depth: Int

  /// Lays a tree out; `nil` where it is too deep for that to be worth while.
  init?(_ tree: GrownTree, in table: BinnedTable) {
    depth = tree.nodes.reduce(0) { max($0, $1.depth) }
    guard depth <= GrownTreeWalk.mostDepth else { return nil }
    steps = tree.nodes.enumerated().map { place, node in
      guard node.feature >= 0 else { return Step(left: Int32(place)) }
      return Step(
        column: node.feature * table.rowCount, left: Int32(node.left), lastLeft: node.lastLeft,
        missingGoesRight: node.missingGoesLeft ? 0 : 1)
    }
  }

  /// The leaf in which a row ends.
  func leaf(ofRow row: Int, in table: BinnedTable) -> Int {
    var place = 0
    for _ in 0..<depth {
      let step = steps[place]
      let code = table.codes[step.column + row]
      let isRight: UInt8 = code > step.lastLeft ? 1 : 0
      place = Int(step.left) + Int(code == BinnedTable.missing ? step.missingGoesRight : isRight)
    }
    return place
  }
}
