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
