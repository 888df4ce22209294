/// Trees filled up to one depth, so that a row takes as many steps through each and no branch depends on it.
///
/// A tree has places 1 ... 2^depth - 1, the children of i at 2i and 2i + 1, and 2^depth leaves. Below a
/// leaf that ends early stand nodes that lead to its copies. Several trees are on their way at once in the
/// processor, because none of them waits for a guess.
struct CompleteTrees: Sendable {
  let depth: Int
  let treeCount: Int
  let featureCount: Int
  private let thresholds: [Double]
  private let features: [UInt16]
  private let leaves: [Double]

  /// Lays trees out; `nil` where some node is no numerical one, or the trees are too deep for it to pay.
  init?(nodes: [TreeNode], roots: [Int], depth: Int, features featureCount: Int) {
    guard
      depth >= 1, depth <= 6, featureCount > 0,
      nodes.allSatisfy({ $0.kind == .leaf || $0.kind == .below })
    else { return nil }
    self.depth = depth
    self.featureCount = featureCount
    treeCount = roots.count
    let width = 1 << depth
    var thresholds = Array(repeating: Double.infinity, count: roots.count * width)
    var features = Array(repeating: UInt16(0), count: roots.count * width)
    var leaves = Array(repeating: 0.0, count: roots.count * width)
    for (tree, root) in roots.enumerated() {
      var places = Array(repeating: root, count: 2 * width)
      for index in 1..<width {
        let node = nodes[places[index]]
        if node.kind == .leaf {
          (places[2 * index], places[2 * index + 1]) = (places[index], places[index])
        } else {
          thresholds[tree * width + index] = node.threshold
          features[tree * width + index] = node.feature
          (places[2 * index], places[2 * index + 1]) = (Int(node.left), Int(node.left) + 1)
        }
      }
      for leaf in 0..<width { leaves[tree * width + leaf] = nodes[places[width + leaf]].threshold }
    }
    self.thresholds = thresholds
    self.features = features
    self.leaves = leaves
  }

  /// Whether a value of a row is missing, so that a node's own direction counts.
  func hasMissing(_ row: borrowing Span<Double>) -> Bool {
    var isMissing = false
    for index in row.indices { isMissing = isMissing || row[index].isNaN }
    return isMissing
  }

  /// A start and the leaves of a row that misses nothing, tree by tree.
  func sum(_ row: borrowing Span<Double>, from start: Double) -> Double {
    var sum = start
    eachLeaf(row) { sum += $0 }
    return sum
  }

  /// The same, rounded to single precision after each tree.
  func singleSum(_ row: borrowing Span<Double>, from start: Double) -> Double {
    var sum = Float(start)
    eachLeaf(row) { sum += Float($0) }
    return Double(sum)
  }

  /// Hands over the leaves of a row, tree by tree.
  ///
  /// Each step reads three numbers whose places are right by how they were laid out: features are below the
  /// row's count, which is looked at here, and i stays below 2^depth. Checked reads take a third longer.
  @inline(__always)
  private func eachLeaf(_ row: borrowing Span<Double>, _ body: (Double) -> Void) {
    precondition(row.count == featureCount, "a value for each feature")
    switch depth {
    case 5: walk(row, 5, body)
    default: walk(row, depth, body)
    }
  }

  @inline(__always)
  private func walk(_ row: borrowing Span<Double>, _ depth: Int, _ body: (Double) -> Void) {
    unsafe row.withUnsafeBufferPointer { row in
      unsafe thresholds.withUnsafeBufferPointer { thresholds in
        unsafe features.withUnsafeBufferPointer { features in
          unsafe leaves.withUnsafeBufferPointer { leaves in
            let width = 1 &<< depth
            var start = 0
            for _ in 0..<treeCount {
              var place = 1
              for _ in 0..<depth {
                let at = start &+ place
                let isRight = unsafe row[Int(features[at])] >= thresholds[at]
                place = (place &<< 1) | (isRight ? 1 : 0)
              }
              unsafe body(leaves[start &+ place &- width])
              start &+= width
            }
          }
        }
      }
    }
  }
}
