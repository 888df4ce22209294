/// Grows one tree after the other from slopes, by histograms.
///
/// A node's histograms are those of its parent less its sibling's, so only the child with fewer rows is
/// read. Memory is kept from tree to tree.
///
/// Source: G. Ke et al., "LightGBM: a highly efficient gradient boosting decision tree", NIPS 2017;
/// T. Chen, C. Guestrin, "XGBoost: a scalable tree boosting system", KDD 2016, eq. 5-7.
struct TreeGrower {
  /// How far a tree may grow.
  struct Limits {
    var depth: Int
    var leaves: Int?
  }

  private let table: BinnedTable
  private let limits: Limits
  /// -1, 0 or 1 a feature.
  private let directions: [Int]
  /// The rows of the tree, those of a node side by side.
  private(set) var rows: [UInt32] = []
  private var room: [UInt32] = []
  private var ordered: [SlopePair] = []
  /// Slots of histograms, one for each feature of the tree.
  private var histograms: [SlopePair] = []
  private var freeSlots: [Int] = []
  private var slotSize = 0
  private var features: [Int] = []

  init(table: BinnedTable, limits: Limits, directions: [Int]) {
    self.table = table
    self.limits = limits
    self.directions = directions
  }

  /// A node that can be split.
  private struct Open {
    var node: Int
    var slot: Int
    var split: BestSplit
  }

  /// Grows a tree.
  ///
  /// - Parameters:
  ///   - sample: The rows to learn from, ascending.
  ///   - features: The features to choose among, ascending.
  ///   - pairs: Slopes of all rows of the table.
  ///   - rules: What a split has to be.
  /// - Returns: The tree; ``rows`` has the rows of its leaves.
  mutating func grow(
    sample: [UInt32], features: [Int], pairs: [SlopePair], rules: SplitRules
  ) -> GrownTree {
    rows = sample
    self.features = features
    if room.count < sample.count {
      room = Array(repeating: 0, count: sample.count)
      ordered = Array(repeating: SlopePair(0, 0), count: sample.count)
    }
    slotSize = features.count * Histograms.width
    freeSlots = (0..<histograms.count / max(slotSize, 1)).reversed().map { $0 }
    var total = SlopePair(0, 0)
    for row in sample { total &+= pairs[Int(row)] }
    var tree = GrownTree(nodes: [.init(range: 0..<sample.count, total: total, depth: 0)])
    var open: [Open] = []
    var leaves = 1
    if let root = opened(0, &tree, pairs, rules) { open.append(root) }
    while !open.isEmpty, leaves < limits.leaves ?? .max {
      let next = nextOpen(open)
      let parent = open.remove(at: next)
      leaves += 1
      split(parent, &tree, pairs, rules, into: &open)
    }
    return tree
  }

  /// The node to split next: where leaves are few, the one that gains most, the earlier of two alike.
  private func nextOpen(_ open: [Open]) -> Int {
    guard limits.leaves != nil else { return open.count - 1 }
    var best = 0
    for index in open.indices where open[index].split.gain > open[best].split.gain { best = index }
    return best
  }

  /// Splits a node, and opens those of its children that can be split on.
  private mutating func split(
    _ parent: Open, _ tree: inout GrownTree, _ pairs: [SlopePair], _ rules: SplitRules,
    into open: inout [Open]
  ) {
    let (split, node) = (parent.split, tree.nodes[parent.node])
    let leftRows = Histograms.part(
      codes: table.codes, start: split.feature * table.rowCount,
      lastLeft: split.lastLeft, missingGoesLeft: split.missingGoesLeft, rows: &rows,
      range: node.range, room: &room)
    let middle = node.range.lowerBound + leftRows
    let left = tree.nodes.count
    tree.nodes[parent.node].feature = split.feature
    tree.nodes[parent.node].lastLeft = split.lastLeft
    tree.nodes[parent.node].missingGoesLeft = split.missingGoesLeft
    tree.nodes[parent.node].gain = split.gain * rules.gainUnit
    tree.nodes[parent.node].left = left
    let bounds = childBounds(node, split, rules)
    tree.nodes.append(
      .init(
        range: node.range.lowerBound..<middle, total: split.left, depth: node.depth + 1,
        bounds: bounds.left))
    tree.nodes.append(
      .init(
        range: middle..<node.range.upperBound, total: node.total &- split.left,
        depth: node.depth + 1, bounds: bounds.right))
    let canSplit = [left, left + 1].map { mayOpen(tree.nodes[$0], rules) }
    guard canSplit[0] || canSplit[1] else {
      freeSlots.append(parent.slot)
      return
    }
    let small = tree.nodes[left].range.count <= tree.nodes[left + 1].range.count ? left : left + 1
    let large = small == left ? left + 1 : left
    let slot = takeSlot()
    order(tree.nodes[small].range, pairs)
    var (best, other) = (BestSplit(), BestSplit())
    best.gain = rules.minimumGain
    other.gain = rules.minimumGain
    for (index, feature) in features.enumerated() {
      let place = slot * slotSize + index * Histograms.width
      let otherPlace = parent.slot * slotSize + index * Histograms.width
      fill(feature, tree.nodes[small].range, place)
      Histograms.subtract(place, from: otherPlace, in: &histograms)
      if canSplit[small - left] { look(feature, place, tree.nodes[small].total, rules, &best) }
      if canSplit[large - left] {
        look(feature, otherPlace, tree.nodes[large].total, rules, &other)
      }
    }
    for (node, slot, best) in [(small, slot, best), (large, parent.slot, other)] {
      if best.isFound {
        open.append(Open(node: node, slot: slot, split: best))
      } else {
        freeSlots.append(slot)
      }
    }
  }

  /// The root with its best split; `nil` where there is none.
  private mutating func opened(
    _ node: Int, _ tree: inout GrownTree, _ pairs: [SlopePair], _ rules: SplitRules
  ) -> Open? {
    guard mayOpen(tree.nodes[node], rules) else { return nil }
    let slot = takeSlot()
    order(tree.nodes[node].range, pairs)
    var best = BestSplit()
    best.gain = rules.minimumGain
    for (index, feature) in features.enumerated() {
      let place = slot * slotSize + index * Histograms.width
      fill(feature, tree.nodes[node].range, place)
      look(feature, place, tree.nodes[node].total, rules, &best)
    }
    return best.isFound ? Open(node: node, slot: slot, split: best) : nil
  }

  /// Whether a node may have children at all.
  private func mayOpen(_ node: GrownTree.Node, _ rules: SplitRules) -> Bool {
    node.depth < limits.depth && node.range.count >= 2 * rules.minimumRows
      && node.total.hessian >= 2 * rules.minimumHessian
  }

  private mutating func takeSlot() -> Int {
    if let slot = freeSlots.popLast() { return slot }
    let slot = histograms.count / slotSize
    histograms.append(contentsOf: repeatElement(SlopePair(0, 0), count: slotSize))
    return slot
  }

  /// Puts the slopes of rows into their order.
  private mutating func order(_ range: Range<Int>, _ pairs: [SlopePair]) {
    for (index, place) in range.enumerated() { ordered[index] = pairs[Int(rows[place])] }
  }

  private mutating func fill(_ feature: Int, _ range: Range<Int>, _ place: Int) {
    Histograms.fill(
      codes: table.codes, start: feature * table.rowCount, rows: rows,
      range: range, pairs: ordered, histogram: &histograms, place: place)
  }

  private func look(
    _ feature: Int, _ place: Int, _ total: SlopePair, _ rules: SplitRules,
    _ best: inout BestSplit
  ) {
    rules.improve(
      histograms, place: place, bins: table.cuts[feature].count + 1,
      hasMissing: table.hasMissing[feature], total: total, feature: feature,
      direction: directions[feature], best: &best)
  }

  /// Below a split on a monotone feature the left values stay on one side of the right ones.
  private func childBounds(
    _ node: GrownTree.Node, _ split: BestSplit, _ rules: SplitRules
  ) -> (left: ClosedRange<Double>, right: ClosedRange<Double>) {
    let direction = directions[split.feature]
    guard direction != 0 else { return (node.bounds, node.bounds) }
    let left = rules.value(split.left, node.bounds)
    let right = rules.value(node.total &- split.left, node.bounds)
    let middle = 0.5 * (left + right)
    let (lower, upper) = (
      node.bounds.lowerBound...middle, middle...node.bounds.upperBound
    )
    return direction > 0 ? (lower, upper) : (upper, lower)
  }
}
