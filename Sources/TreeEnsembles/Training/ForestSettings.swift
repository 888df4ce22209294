/// How a forest is grown.
public struct ForestSettings: Hashable, Sendable {
  /// How the question of a node is found.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The best threshold of each feature that the node may ask for; each tree learns from rows drawn with
    /// replacement.
    case randomForest
    /// One threshold a feature, drawn between the smallest and the largest value; each tree learns from all
    /// rows.
    case extraTrees
  }

  /// How the question of a node is found.
  public var kind = Kind.randomForest
  /// How many trees there are.
  public var trees = 200
  /// The share of features that a node may ask for; drawn anew for each node.
  public var featureShare = 1.0 / 3
  /// The least number of rows of a leaf.
  public var minimumLeafRows = 1
  /// How many questions there are at most from the root to a leaf.
  public var maximumDepth = 64
  /// How many bins the values of a feature are put into, 2 to 255.
  public var bins = 255
  /// Where draws come from.
  public var seed: UInt64 = 1

  /// Creates settings of a random forest.
  public init() {}

  /// Looks whether each is what it may be.
  func check() throws(TreeEnsembleError) {
    try require(Double(trees), "trees", trees >= 1, "at least 1")
    try require(
      featureShare, "feature share", featureShare > 0 && featureShare <= 1, "above 0, at most 1")
    try require(
      Double(minimumLeafRows), "minimum leaf rows", minimumLeafRows >= 1, "at least 1")
    try require(
      Double(maximumDepth), "maximum depth", maximumDepth >= 1 && maximumDepth <= 64, "1 to 64")
    try require(Double(bins), "bins", bins >= 2 && bins <= BinnedTable.mostBins, "2 to 255")
  }
}
