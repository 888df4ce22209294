import EventKernel
import SpecialFunctions

/// How few random cuts it takes to be alone.
///
///     score = 2^(-h / c(ψ)),   h = mean depth over the trees,   c(n) = 2 H(n-1) - 2 (n-1)/n
///
/// Each tree cuts a sample of ψ rows at random values of random features until a row is alone; c(n) is the
/// depth that n rows without any order would have, and stands for what is below the depth at which cutting ends. A
/// score is above 0.5 where a row is alone sooner than that.
///
/// Source: F. T. Liu, K. M. Ting, Z.-H. Zhou, "Isolation forest", ICDM 2008.
public struct IsolationForest: AnomalyDetector, Hashable {
  /// What it is called in its file.
  public static let kind = "isolation forest"
  /// The version of its form.
  public static let version = 1

  /// The features, those that never change left out.
  public let scaling: FeatureScaling
  /// ψ, how many rows a tree is grown from.
  public let sample: Int
  /// Where each tree begins among the nodes.
  let roots: [Int]
  /// The feature that a node cuts; -1 at a leaf.
  let features: [Int]
  /// Below which value, in the feature's unit, a row goes to the first of the two children.
  let cuts: [Double]
  /// The first of the two children; the other is next to it.
  let children: [Int]
  /// c of the rows that came to a node.
  let depths: [Double]

  /// Grows the trees.
  ///
  /// - Parameters:
  ///   - rows: Healthy rows.
  ///   - names: One a feature.
  ///   - trees: How many trees there are.
  ///   - sample: ψ; all rows where there are fewer.
  ///   - seed: Equal seeds grow equal trees.
  /// - Throws: ``PrognosticsError`` for rows that cannot be learnt from.
  public init(
    _ rows: [[Double]], names: [String], trees: Int = 200, sample: Int = 256, seed: UInt64 = 1
  ) throws(PrognosticsError) {
    try checkAtLeast(trees, 1, "trees")
    try checkAtLeast(sample, 2, "rows of a tree")
    let scaling = try FeatureScaling(names: names, rows: rows)
    let size = min(sample, rows.count)
    var grove = IsolationGrove(rows.map(scaling.standardized), sample: size)
    let key = StreamKey(seed: seed, replication: 0, path: "isolation forest", purpose: "tree")
    for tree in 0..<trees {
      var stream = RandomStream(key, ordinal: UInt64(tree))
      grove.grow(using: &stream)
    }
    self.scaling = scaling
    self.sample = size
    (roots, features, children) = (grove.roots, grove.features, grove.children)
    depths = grove.depths
    cuts = zip(grove.features, grove.cuts).map { feature, cut in
      feature < 0 ? 0 : scaling.means[feature] + scaling.deviations[feature] * cut
    }
  }

  /// From 0 to 1.
  public func score(_ row: [Double]) -> Double {
    precondition(row.count == scaling.names.count, "a number for each feature")
    var sum = 0.0
    for root in roots {
      var (node, depth) = (root, 0.0)
      while features[node] >= 0 {
        node = next(node, row)
        depth += 1
      }
      sum += depth + depths[node]
    }
    let mean = sum / Double(roots.count)
    return Reproducible.exp(-0.6931471805599453 * mean / depths[roots[0]])
  }

  /// What each feature's cuts save of the depth c(ψ), on the average over trees; the sum is c(ψ) - h.
  ///
  /// A cut that leaves a row with n' of n others saves c(n) - c(n') - 1.
  public func contributions(_ row: [Double]) -> [FeatureContribution] {
    var saved = Array(repeating: 0.0, count: scaling.count)
    for root in roots {
      var node = root
      while features[node] >= 0 {
        let child = next(node, row)
        saved[features[node]] += depths[node] - depths[child] - 1
        node = child
      }
    }
    return scaling.ranked(saved.map { $0 / Double(roots.count) })
  }

  private func next(_ node: Int, _ row: [Double]) -> Int {
    row[scaling.kept[features[node]]] < cuts[node] ? children[node] : children[node] + 1
  }

  /// Sees whether the numbers can be those of a forest.
  ///
  /// - Throws: ``PrognosticsError`` that says what is wrong.
  public func check() throws(PrognosticsError) {
    try scaling.check()
    try checkAtLeast(roots.count, 1, "trees")
    try checkCount(cuts.count, features.count, "cuts of a forest")
    try checkCount(children.count, features.count, "children of a forest")
    try checkCount(depths.count, features.count, "depths of a forest")
    try checkFinite(cuts, "a cut")
    try checkNotNegative(depths, "a depth")
    for root in roots where !features.indices.contains(root) {
      throw .unreadable(kind: Self.kind, because: "a tree begins outside of the forest")
    }
    try checkPositive(depths[roots[0]], "the depth of a tree")
    // Children come later, so every path ends.
    for (node, feature) in features.enumerated() where feature >= 0 {
      guard feature < scaling.count, children[node] > node, children[node] + 1 < features.count
      else { throw .unreadable(kind: Self.kind, because: "a node has no children in the forest") }
    }
  }
}
